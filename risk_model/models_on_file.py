"""Which models there are and which of them judges; apart from `promotion`, so that asking needs no model's file."""

from typing import Any

from sqlmodel import Session, col, select

from registry.errors import NotFound
from registry.records import ModelVersion
from registry.vocabulary import ModelState


def live_model(session: Session) -> ModelVersion | None:
    """The model that judges now, or None while the scorecard does."""
    return session.exec(select(ModelVersion).where(col(ModelVersion.state) == ModelState.LIVE)).first()


def all_models(session: Session) -> list[ModelVersion]:
    """Every model ever trained, newest first."""
    return list(session.exec(select(ModelVersion).order_by(col(ModelVersion.id).desc())))


def find_model(session: Session, model_id: int) -> ModelVersion:
    """The model of that id; raises NotFound."""
    model = session.get(ModelVersion, model_id)
    if model is None:
        raise NotFound(f"There is no model {model_id}; `wakala model compare` lists them.")
    return model


def comparison_of(model: ModelVersion) -> dict[str, Any] | None:
    """A model's stored comparison (`comparison.Comparison.as_json`), None where there is none."""
    found = model.figures.get("comparison") if isinstance(model.figures, dict) else None
    return found if isinstance(found, dict) else None
