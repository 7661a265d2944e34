"""Decides the demo's alerts as officers who mostly see the truth would, so that a model has labels to learn from."""

from datetime import datetime
from pathlib import Path
from random import Random

from sqlmodel import Session, col, select

from alerts.accountability import SIMULATED
from alerts.triage import decide
from dashboard.demo.kinds import Kinds, read_kinds
from dashboard.demo.true_recruiters import Truth, load_truth, raised_alerts
from registry.errors import InvalidInput
from registry.records import Alert
from registry.vocabulary import AlertState, Disposition

OFFICERS = ("inspector.one@demo-ministry.example", "inspector.two@demo-ministry.example")


def simulate_decisions(
    session: Session,
    truth_file: Path,
    *,
    error_rate: float,
    seed: int,
    at: datetime,
    officers: tuple[str, ...] = OFFICERS,
    most: int | None = None,
) -> int:
    """How many open alerts were decided, control ones included; a share of `error_rate` is decided wrongly.

    The same seed decides the same alerts alike. Raises InvalidInput for a rate outside 0 to 1.
    """
    if not 0 <= error_rate <= 1:
        raise InvalidInput(f"The error rate {error_rate} is not a share; give a number from 0 to 1.")
    kinds = read_kinds()
    truth = load_truth(truth_file, kinds)
    raised = {alert.id: alert.recruiters for alert in raised_alerts(session, truth)}
    waiting = session.exec(select(Alert).where(Alert.state == AlertState.OPEN).order_by(col(Alert.id))).all()
    decided = [alert for alert in waiting if alert.id in raised][:most]
    for alert in decided:
        rng = Random(f"{seed}/{alert.id}")
        right = _rightly(raised[alert.id or 0], truth, kinds)
        disposition = _wrongly(right, kinds, rng) if rng.random() < error_rate else right
        decide(session, alert, disposition, officer=rng.choice(officers), reason=SIMULATED, at=at)
    return len(decided)


def _rightly(recruiters: frozenset[str], truth: Truth, kinds: Kinds) -> Disposition:
    """By the gravest there is: an alert that rests on any offender is about that one."""
    known = sorted((truth.recruiters[one] for one in recruiters), key=lambda one: (not one.offender, one.id))
    return kinds.disposition(known[0].typology)


def _wrongly(right: Disposition, kinds: Kinds, rng: Random) -> Disposition:
    """The mistake that matters: an offender let go, or an innocent held to be one."""
    if right in kinds.innocents.values():
        return rng.choice(sorted({typology.disposition for typology in kinds.typologies.values()}))
    return rng.choice((Disposition.LAWFUL, Disposition.NOT_AN_AGENCY))
