"""What a decision teaches: the label of one decision, and of every recruiter decided so far."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from registry.records import Alert, Recruiter, TriageDecision
from registry.vocabulary import Disposition, Lane, TriageAction

POSITIVE = frozenset(
    {
        Disposition.UNLICENSED,
        Disposition.LAPSED,
        Disposition.REVOKED_ACTIVE,
        Disposition.COPYCAT,
        Disposition.PHOENIX,
        Disposition.OUT_OF_SCOPE,
        Disposition.UNLAWFUL_FEE,
        Disposition.MISLEADING,
        Disposition.TRAFFICKING_SUSPECTED,
    }
)
NEGATIVE = frozenset({Disposition.LAWFUL, Disposition.NOT_AN_AGENCY})


@dataclass(frozen=True)
class Label:
    """What one decision says of its alert; the disposition is kept, because register facts are never learnt."""

    positive: bool
    disposition: Disposition
    alert_id: int
    officer: str
    decided_at: datetime


@dataclass(frozen=True)
class RecruiterLabel:
    """What officers agree on for one recruiter.

    `propensity` is the chance that it came before an officer, by the surest way it did (`lane`); 0 where somebody chose
    it, so that no chance is known.
    """

    recruiter_id: int
    positive: bool
    dispositions: tuple[Disposition, ...]
    alert_ids: tuple[int, ...]
    decided_at: datetime
    lane: Lane
    propensity: float


@dataclass(frozen=True)
class Disagreement:
    """Two officers said opposite things of one recruiter; nothing is learnt from it."""

    recruiter_id: int
    said: tuple[Label, ...]


@dataclass(frozen=True)
class Labels:
    """Every label there is, and every disagreement that made none."""

    labels: tuple[RecruiterLabel, ...]
    disagreements: tuple[Disagreement, ...]


def label_of(decision: TriageDecision) -> Label | None:
    """The label of one decision, or None: undone, not a decision, duplicate, or cannot be verified."""
    disposition = decision.disposition
    if decision.action is not TriageAction.DECIDE or decision.undone_by_id is not None or disposition is None:
        return None
    if disposition not in POSITIVE | NEGATIVE:
        return None
    return Label(
        positive=disposition in POSITIVE,
        disposition=disposition,
        alert_id=decision.alert_id,
        officer=decision.officer,
        decided_at=decision.decided_at,
    )


def labels_of(session: Session) -> Labels:
    """One label a recruiter, from each officer's last word on it; merged recruiters count as the one they became."""
    merged = _merged(session)
    alerts: dict[int, Alert] = {}
    said: dict[int, dict[str, Label]] = defaultdict(dict)
    for decision, alert in session.exec(
        select(TriageDecision, Alert)
        .join(Alert, col(Alert.id) == col(TriageDecision.alert_id))
        .where(col(TriageDecision.action) == TriageAction.DECIDE)
        .order_by(col(TriageDecision.decided_at), col(TriageDecision.id))
    ):
        label = label_of(decision)
        if label is not None:
            alerts[label.alert_id] = alert
            said[_root(alert.recruiter_id, merged)][label.officer] = label
    return _agreed(said, alerts)


def _agreed(said: dict[int, dict[str, Label]], alerts: dict[int, Alert]) -> Labels:
    labels: list[RecruiterLabel] = []
    disagreements: list[Disagreement] = []
    for recruiter_id, by_officer in sorted(said.items()):
        words = tuple(by_officer.values())
        if len({label.positive for label in words}) == 1:
            labels.append(_one(recruiter_id, words, alerts))
        else:
            disagreements.append(Disagreement(recruiter_id, words))
    return Labels(tuple(labels), tuple(disagreements))


def _one(recruiter_id: int, words: tuple[Label, ...], alerts: dict[int, Alert]) -> RecruiterLabel:
    last = max(words, key=lambda label: label.decided_at)
    surest = max((alerts[label.alert_id] for label in words), key=lambda alert: (alert.propensity, alert.id or 0))
    return RecruiterLabel(
        recruiter_id=recruiter_id,
        positive=last.positive,
        dispositions=_distinct(label.disposition for label in words),
        alert_ids=tuple(sorted({label.alert_id for label in words})),
        decided_at=last.decided_at,
        lane=surest.lane,
        propensity=surest.propensity,
    )


def _distinct(dispositions: Iterable[Disposition]) -> tuple[Disposition, ...]:
    return tuple(sorted(set(dispositions)))


def _merged(session: Session) -> dict[int, int]:
    found = session.exec(
        select(Recruiter.id, Recruiter.merged_into_id).where(col(Recruiter.merged_into_id).is_not(None))
    )
    return {one: into for one, into in found if one is not None and into is not None}


def _root(recruiter_id: int, merged: dict[int, int]) -> int:
    seen = {recruiter_id}
    while (into := merged.get(recruiter_id)) is not None and into not in seen:
        seen.add(into)
        recruiter_id = into
    return recruiter_id
