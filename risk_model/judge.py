"""What every judge takes and gives, so that the scorecard and a learned model can stand in for one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from registry.law.rulebook import Rulebook
from registry.observation import Observation
from registry.vocabulary import Band

LIKELY_FROM = 0.7
UNSURE_FROM = 0.3


class ReasonKind(StrEnum):
    """What a reason's number means: scorecard points, log-odds of a model, or nothing (context and notes)."""

    POINTS = "points"
    LOG_ODDS = "log_odds"
    CONTEXT = "context"
    NOTE = "note"


class Reason(NamedTuple):  # made nine times an advert: three times as fast as a frozen dataclass
    """One thing that moved a score, with a title a person reads first and the sentence behind it.

    `id` is a rule id, a feature's name or a word of the text. Context and notes have 0 points.
    """

    kind: ReasonKind
    id: str
    title: str
    points: float
    text: str

    def as_json(self) -> dict[str, str | float]:
        """The reason as it is stored in `Assessment.reasons`: kind, id, title, points, text."""
        return {
            "kind": str(self.kind),
            "id": self.id,
            "title": self.title,
            "points": round(self.points, 4),
            "text": self.text,
        }


@dataclass(frozen=True)
class AdvertReading:
    """What a judge sees of one advert: its text and what was observed of it, in force on its date.

    `left_out` are the fields of the form that it leaves empty, where the form is known (`features.LEFT_OUT`).
    """

    text: str
    observations: tuple[Observation, ...] = ()
    left_out: frozenset[str] = frozenset()


class Score(NamedTuple):
    """A number in [0, 1], how to read it, and why, largest first."""

    probability: float
    band: Band
    reasons: tuple[Reason, ...]


class Judge(Protocol):
    """Whatever turns readings into scores; `version` is stored on every assessment it makes.

    `says` is the one sentence that goes with every score: what the number is and is not, and why this judge sits.
    """

    @property
    def version(self) -> str:
        """Which judge this is; another version means every advert is judged again."""

    @property
    def says(self) -> str:
        """What its numbers are, and why it is the one judging."""

    def score_many(self, readings: Sequence[AdvertReading], *, rulebook: Rulebook) -> list[Score]:
        """One score a reading, in order."""


def band_of(probability: float) -> Band:
    """How to read a score: likely from 0.7, unlikely under 0.3, and between them a person must look."""
    if probability >= LIKELY_FROM:
        return Band.LIKELY
    return Band.UNSURE if probability >= UNSURE_FROM else Band.UNLIKELY
