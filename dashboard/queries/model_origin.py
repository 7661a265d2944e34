"""Under which rulebook a model learnt and from whose decisions: what its card holds as a digest and as counts only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from alerts.accountability import SIMULATED
from registry.law.rulebook import LOADED
from registry.records import AuditEntry, ModelVersion, TriageDecision
from registry.vocabulary import TriageAction
from risk_model.labels import NEGATIVE, POSITIVE
from risk_model.models_on_file import find_model


@dataclass(frozen=True)
class RulebookInUse:
    """A rulebook version by its digest; `country` is empty where no run here is on record that used it.

    `until` is when another took its place, None while it is in use.
    """

    version: str
    country: str = ""
    rules: int = 0
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class DecisionsOnFile:
    """How many decisions that teach were on file by some moment, how many of them no person made, and their period."""

    count: int = 0
    simulated: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True)
class ModelOrigin:
    """Where a model comes from; `decisions` is None where it learnt from outside labels."""

    rulebook: RulebookInUse
    decisions: DecisionsOnFile | None


def model_origin(session: Session, model_id: int) -> ModelOrigin:
    """Where the model of that id comes from; raises NotFound."""
    model = find_model(session, model_id)
    decisions = None if model.outside_labels else decisions_on_file(session, until=model.trained_at)
    return ModelOrigin(_rulebook(session, model), decisions)


def decisions_on_file(session: Session, *, until: datetime, since: datetime | None = None) -> DecisionsOnFile:
    """Every decision up to `until`, or from `since` on, that a model can learn from and nobody took back."""
    at = col(TriageDecision.decided_at)
    simulated = func.sum(case((col(TriageDecision.reason) == SIMULATED, 1), else_=0))
    query = select(func.count(), func.coalesce(simulated, 0), func.min(at), func.max(at)).where(
        col(TriageDecision.action) == TriageAction.DECIDE,
        col(TriageDecision.disposition).in_(POSITIVE | NEGATIVE),
        col(TriageDecision.undone_by_id).is_(None),
        at <= until,
        *([at >= since] if since else []),
    )
    count, marked, first_at, last_at = session.execute(query).one()
    return DecisionsOnFile(count, int(marked), first_at, last_at)


def _rulebook(session: Session, model: ModelVersion) -> RulebookInUse:
    learnt = model.card.get("learnt_from") if isinstance(model.card, dict) else None
    version = str(learnt.get("rulebook", "")) if isinstance(learnt, dict) else ""
    query = select(AuditEntry).where(col(AuditEntry.action) == LOADED).order_by(col(AuditEntry.id))
    loaded = [one for one in session.execute(query).scalars() if isinstance(one.detail, dict)]
    used = [one for one in loaded if one.detail.get("version") == version]
    if not used:
        return RulebookInUse(version)
    # One that was put back after another was in use twice: the model learnt in the last time before it was trained.
    begun = next((one for one in reversed(used) if one.at <= model.trained_at), used[0])
    ended = (one.at for one in loaded if one.subject == begun.subject and (one.id or 0) > (begun.id or 0))
    country = begun.subject.partition(":")[2].upper()
    return RulebookInUse(version, country, int(begun.detail.get("rules", 0)), begun.at, next(ended, None))
