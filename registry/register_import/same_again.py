"""The same file of the same day again: whether it would be read as it was before, and what is said where not."""

from datetime import date
from typing import Any

from sqlmodel import Session, select

from registry.errors import InvalidInput
from registry.records import RegisterImport
from registry.register_spec import RegisterSpec
from registry.vocabulary import ImportState

# What a spec says to people and not of how a list is read.
WORDS_OF_A_SPEC = frozenset({"title", "note", "verified"})


def same_again(session: Session, spec: RegisterSpec, sha256: str, as_of: date) -> RegisterImport | None:
    """The import of the same file of the same day, None where there is none."""
    return session.exec(
        select(RegisterImport).where(
            RegisterImport.jurisdiction == spec.jurisdiction,
            RegisterImport.kind == spec.kind,
            RegisterImport.sha256 == sha256,
            RegisterImport.as_of == as_of,
        )
    ).first()


def read_alike(known: RegisterImport, spec: RegisterSpec) -> bool:
    """Whether the import was read as `spec` would have it read."""
    report = known.report if isinstance(known.report, dict) else {}
    before, now = report.get("spec"), as_written(spec)
    return before is None or _reading_of(before) == _reading_of(now)


def as_written(spec: RegisterSpec) -> dict[str, Any]:
    """The spec as an import keeps it."""
    return spec.model_dump(mode="json", exclude_defaults=True)


def _reading_of(written: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in written.items() if name not in WORDS_OF_A_SPEC}


def refuse_other_reading(known: RegisterImport, *, source: str) -> None:
    """Raises InvalidInput where the import, read by another spec, is in effect."""
    # What took effect is never taken back: what rests on it would lose its ground. A held list rests on nothing yet.
    if known.state is ImportState.ACTIVE:
        raise InvalidInput(
            f"{source} is in effect already as import {known.id} of {known.as_of}, read by another spec; to read it by "
            "this one, give a later day with --as-of, or save the file anew, such as with an empty line at its end."
        )
