"""Who lets a model judge: a named person with a reason, audited, and able to take it back."""

from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from registry.audit import append
from registry.errors import InvalidInput, NotAllowed
from registry.only_writer import begin_writing
from registry.records import AuditEntry, ModelVersion
from registry.vocabulary import ModelState
from risk_model import model_store
from risk_model.models_on_file import comparison_of, live_model

ROLLED_BACK = "model.rolled_back"


def promote(
    session: Session, model: ModelVersion, *, officer: str, reason: str, folder: Path, at: datetime
) -> ModelVersion:
    """The candidate as the live model, the former one retired; its file is checked first.

    Raises NotAllowed for a model that is no candidate, learnt from outside labels, or was not compared with what judges
    now or lost (by how much is said), ModelRefused for its file.
    """
    _refuse_anonymous(officer, reason)
    _hold(session)
    if model.outside_labels:
        raise NotAllowed(
            f"Model {model.id} learnt from labels that no officer here decided; it can be compared but never go live."
        )
    if model.state is not ModelState.CANDIDATE:
        raise NotAllowed(f"Model {model.id} is {model.state.value}; only a candidate can be promoted.")
    former = live_model(session)
    watch = _refuse_unless_it_won(model, former)
    model_store.load(model, folder=folder)
    if former is not None:
        former.state = ModelState.RETIRED
        session.add(former)
    model.state, model.promoted_by, model.promoted_at, model.promotion_reason = ModelState.LIVE, officer, at, reason
    session.add(model)
    session.flush()
    detail = {"sha256": model.sha256, "reason": reason, "former": former.id if former else None, "watch": watch}
    append(session, actor=officer, action="model.promoted", subject=f"model:{model.id}", detail=detail, at=at)
    return model


def rollback(session: Session, *, officer: str, reason: str, at: datetime) -> ModelVersion | None:
    """The model that was live before the present one, live again; None where the scorecard takes over.

    Raises NotAllowed while no model is live.
    """
    _refuse_anonymous(officer, reason)
    _hold(session)
    present = live_model(session)
    if present is None or present.promoted_at is None:
        raise NotAllowed("No model is live, so there is nothing to roll back; the scorecard judges.")
    before = session.exec(
        select(ModelVersion)
        .where(
            col(ModelVersion.state) == ModelState.RETIRED,
            col(ModelVersion.promoted_at) < present.promoted_at,
        )
        .order_by(col(ModelVersion.promoted_at).desc())
        .limit(1)
    ).first()
    present.state = ModelState.RETIRED
    session.add(present)
    if before is not None:
        before.state = ModelState.LIVE
        session.add(before)
    session.flush()
    detail = {"reason": reason, "now": before.id if before else "scorecard"}
    append(session, actor=officer, action=ROLLED_BACK, subject=f"model:{present.id}", detail=detail, at=at)
    return before


def why_none_is_live(session: Session) -> str:
    """Why no model is live, in a sentence: none was ever promoted, or who took back which one and why."""
    last = session.exec(
        select(AuditEntry).where(col(AuditEntry.action) == ROLLED_BACK).order_by(col(AuditEntry.id).desc()).limit(1)
    ).first()
    if last is None:
        return "No model has been promoted."
    detail = last.detail if isinstance(last.detail, dict) else {}
    model, reason = last.subject.removeprefix("model:"), str(detail.get("reason", "")).rstrip(".")
    return f"No model judges now: model {model} was taken back by {last.actor}, who wrote: “{reason}”."


def _refuse_unless_it_won(model: ModelVersion, former: ModelVersion | None) -> list[str]:
    """What its comparison says is to be watched: a promotion is recorded with what was known to be in doubt."""
    champion = f"model {former.id}" if former else "the scorecard"
    found = comparison_of(model)
    if found is None or found.get("champion") != (former.id if former else None):
        raise NotAllowed(
            f"Model {model.id} was not compared with {champion}, which judges now; run `wakala model compare "
            f"{model.id}` first."
        )
    if found["objections"]:
        raise NotAllowed(
            f"Model {model.id} may not take over from {champion}: {' '.join(found['objections'])} (docs/decisions/0007)"
        )
    return [str(kind) for kind in found.get("watch", [])]


def _hold(session: Session) -> None:
    """The models as they stand now, and nobody else promotes or takes one back before the transaction ends."""
    begin_writing(session)
    session.exec(select(ModelVersion).with_for_update().execution_options(populate_existing=True)).all()


def _refuse_anonymous(officer: str, reason: str) -> None:
    if not officer.strip() or not reason.strip():
        raise InvalidInput("A model is promoted or rolled back by a named person with a reason; give both.")
