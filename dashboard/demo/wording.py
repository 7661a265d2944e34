"""Reads the texts that were written before any rule existed, and knows which of them are held back."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal

from pydantic import BaseModel, ConfigDict

from registry.strict_yaml import read_strict

FOLDER = Path(__file__).parent / "wording"
Language = Literal["en", "sw", "mixed"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Passage(_Strict):
    """One way of saying the thing; `held` ones measure whether rules generalise and are never fitted to."""

    id: str
    language: Language
    held: bool
    text: str

    @property
    def slots(self) -> frozenset[str]:
        """The names in braces that a recruiter must fill."""
        return slots_of(self.text)


class Role(_Strict):
    """A job as everyday adverts describe it."""

    key: str
    sector: str
    abroad: bool | Literal["both"]
    titles: tuple[str, ...]
    duties: tuple[str, ...]
    requirements: tuple[str, ...]

    def offered(self, *, abroad: bool) -> bool:
        """Whether this work is advertised abroad (or at home)."""
        return self.abroad == "both" or self.abroad is abroad


class Line(_Strict):
    """One everyday line."""

    language: Language
    text: str


class Ordinary(_Strict):
    """The lines that surround a passage."""

    roles: tuple[Role, ...]
    openings: tuple[Line, ...]
    benefits: tuple[Line, ...]
    how_to_apply: tuple[Line, ...]
    closings: tuple[Line, ...]
    pay_lines: tuple[Line, ...]


class _Kind(_Strict):
    key: str
    kind: Literal["typology", "innocent"]
    paraphrases: tuple[Passage, ...]


@dataclass(frozen=True)
class Wording:
    """Every passage by kind of recruiter, which kinds are innocent, and the everyday lines."""

    passages: dict[str, tuple[Passage, ...]]
    innocents: frozenset[str]
    ordinary: Ordinary

    def of(self, key: str, *, held: bool) -> tuple[Passage, ...]:
        """The held passages of a kind, or the others."""
        return tuple(passage for passage in self.passages[key] if passage.held is held)


@lru_cache(maxsize=1)
def read_wording() -> Wording:
    """The shipped wording, read once."""
    kinds = [read_strict(file, _Kind) for file in sorted(FOLDER.glob("*.yml")) if file.stem != "ordinary"]
    return Wording(
        passages={kind.key: kind.paraphrases for kind in kinds},
        innocents=frozenset(kind.key for kind in kinds if kind.kind == "innocent"),
        ordinary=read_strict(FOLDER / "ordinary.yml", Ordinary),
    )


@lru_cache(maxsize=4096)
def slots_of(text: str) -> frozenset[str]:
    """The names in braces in `text`."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
