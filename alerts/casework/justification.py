"""What in an assessment deserves a person's time, apart from what is then done about it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from registry.records import Advert, Assessment, Finding
from registry.vocabulary import Ground, Severity, Stated

SCORE = "score"
CONTROL = "control"
LEARNING = "learning"
PICKED = frozenset({CONTROL, LEARNING})  # neither is a ground: the one was drawn, the other chosen to learn from
OFFICER = "officer"
FAMILIES_FOR_A_SCORE = 2
MOST_GRAVE_FIRST = tuple(Severity)
# A register changes without the advert changing; the fact itself must then be compared, not only the rule.
REGISTER_FAMILIES = frozenset({Ground.LICENCE, Ground.JOB_ORDER})
# What tells one such fact from another; which list it was read from, and when, changes weekly and tells nothing.
IDENTIFYING = ("agency_id", "status", "scope", "expires_on", "notice_id", "notice_of", "advertised", "approved")


@dataclass(frozen=True)
class Counted:
    """One finding that is stated and not cancelled; `fact` tells one register fact from another ("" for words)."""

    rule_id: str
    ground: Ground
    severity: Severity
    hard: bool
    fact: str = ""


@dataclass(frozen=True)
class Justified:
    """One assessed advert that may be raised, and everything that counts against it."""

    recruiter_id: int
    advert_id: int
    assessment_id: int
    probability: float
    counted: tuple[Counted, ...]
    by_score: bool

    @property
    def grounds(self) -> dict[str, str]:
        """Rule id to register fact: the hard ones, or all that count and `score` when the score carries them."""
        rules = {one.rule_id: one.fact for one in self.counted if one.hard or self.by_score}
        return rules | ({SCORE: ""} if self.by_score else {})

    @property
    def hard_grounds(self) -> dict[str, str]:
        """Rule id to register fact of the grounds that raise alone."""
        return {one.rule_id: one.fact for one in self.counted if one.hard}


def gravest(severities: Iterable[Severity], *, otherwise: Severity = Severity.LOW) -> Severity:
    """The gravest of `severities`, or `otherwise` when there is none."""
    return min(severities, key=MOST_GRAVE_FIRST.index, default=otherwise)


def case_severity(severities: Iterable[Severity]) -> Severity:
    """How grave a case is: as its gravest finding, and at least medium, as one that a person opens.

    Nearly every case that rests on low findings alone was picked; shown as low, it would tell the inspector so.
    """
    return gravest([Severity.MEDIUM, *severities])


def carried_by_score(counted: Sequence[Counted], *, probability: float, threshold: float) -> bool:
    """Whether the score is over the threshold and findings of two different families stand behind it."""
    return probability >= threshold and len({one.ground for one in counted}) >= FAMILIES_FOR_A_SCORE


def fact_of(ground: Ground, facts: Mapping[str, Any] | Sequence[Any]) -> str:
    """A short digest of a register fact, so that a licence that lapses a second time is a new fact; "" for words."""
    if ground not in REGISTER_FAMILIES or not isinstance(facts, Mapping):
        return ""
    told = {name: facts[name] for name in IDENTIFYING if facts.get(name) is not None}
    return hashlib.sha256(orjson.dumps(told)).hexdigest()[:16] if told else ""


def counts() -> tuple[ColumnElement[bool], ...]:
    """The condition under which a stored finding counts."""
    return (col(Finding.stated) == Stated.STATED, col(Finding.cancelled_by) == "")


def find_justified(session: Session, considered: Sequence[ColumnElement[bool]], *, threshold: float) -> list[Justified]:
    """Every advert among the `considered` assessments that a hard ground or its score may raise, oldest first."""
    query = (
        select(
            col(Advert.recruiter_id),
            col(Assessment.advert_id),
            col(Assessment.id),
            col(Assessment.probability),
            col(Finding.rule_id),
            col(Finding.ground),
            col(Finding.severity),
            col(Finding.hard),
            col(Finding.facts),
        )
        .join(Assessment, col(Finding.assessment_id) == col(Assessment.id))
        .join(Advert, col(Advert.id) == col(Assessment.advert_id))
        .where(*considered, *counts(), col(Advert.recruiter_id).is_not(None))
        .where(or_(col(Finding.hard), col(Assessment.probability) >= threshold))
        .order_by(col(Assessment.id), col(Finding.id))
    )
    counted: dict[tuple[int, int, int, float], list[Counted]] = defaultdict(list)
    for recruiter_id, advert_id, number, probability, rule_id, ground, severity, hard, facts in session.execute(query):
        key = (recruiter_id, advert_id, number, probability)
        counted[key].append(Counted(rule_id, ground, severity, hard, fact_of(ground, facts)))
    judged = (_judge(key, found, threshold) for key, found in counted.items())
    return [one for one in judged if one.by_score or one.hard_grounds]


def _judge(key: tuple[int, int, int, float], counted: Sequence[Counted], threshold: float) -> Justified:
    recruiter_id, advert_id, assessment_id, probability = key
    by_score = carried_by_score(counted, probability=probability, threshold=threshold)
    return Justified(recruiter_id, advert_id, assessment_id, probability, tuple(counted), by_score)
