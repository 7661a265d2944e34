"""The column types that several tables share: enums stored as plain words, JSON values, and unbounded text."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, Text
from sqlmodel import Field

Json = dict[str, Any] | list[Any]


def word(kind: type[StrEnum], **options: Any) -> Any:
    """A column holding one of `kind`'s words as text, so that a new word needs no migration of a type."""
    values: Callable[[type[StrEnum]], list[str]] = lambda members: [member.value for member in members]  # noqa: E731
    column = Enum(kind, native_enum=False, values_callable=values, length=40, create_constraint=False)
    return Field(sa_type=column, **options)


def document(default: type[dict[str, Any]] | type[list[Any]]) -> Any:
    """A JSON column that starts as an empty `default`."""
    return Field(default_factory=default, sa_type=JSON)


def long_text(**options: Any) -> Any:
    """A text column without a length; the edge bounds what goes in."""
    return Field(sa_type=Text, **options)
