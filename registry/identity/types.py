"""What identity passes around: the claim an advert makes, and the match it gets, frozen and explained."""

from dataclasses import dataclass

from registry.advert_item import Contact
from registry.vocabulary import MatchOutcome, MatchStrength


@dataclass(frozen=True)
class Claim:
    """Who an advert says is recruiting: the name as cleaned, and every contact and licence number it prints.

    `branch` is True where it says that it speaks for a branch, whose contacts may differ from the head office's.
    """

    name: str
    contacts: tuple[Contact, ...] = ()
    branch: bool = False


@dataclass(frozen=True)
class MatchReason:
    """One comparison: what was compared, the advert's value, the register's value, and what it means."""

    kind: str
    claimed: str
    registered: str
    score: float
    text: str


@dataclass(frozen=True)
class Candidate:
    """An agency that might be meant, best first in `AgencyMatch.candidates`."""

    agency_id: int
    number: str | None
    name: str
    score: float
    reasons: tuple[MatchReason, ...] = ()


@dataclass(frozen=True)
class AgencyMatch:
    """Which agency is meant (or none), on what, how sure (0-1), and why; `ambiguous` is a result.

    `agency_id` is set only when `outcome` is matched; look-alikes and ambiguous ones are in `candidates`. `former_id`
    is set only when it is unlisted: the firm, first of the candidates, that the register listed once and no more.
    """

    agency_id: int | None
    strength: MatchStrength
    outcome: MatchOutcome
    score: float = 0.0
    reasons: tuple[MatchReason, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    former_id: int | None = None


@dataclass(frozen=True)
class NameComparison:
    """How alike two names are, in [0, 1], symmetric and deterministic, and why."""

    score: float
    reasons: tuple[MatchReason, ...] = ()
