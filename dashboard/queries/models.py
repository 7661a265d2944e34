"""What a person looks at before and while a model judges: every version, its card, its comparison, and who judges.

The terminal's `wakala model` and the Models screen ask here; the acts are in `model_actions`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from sqlmodel import Session, col, select

from dashboard import words
from registry.records import AuditEntry, ModelVersion
from registry.settings import Settings
from registry.vocabulary import ModelState
from risk_model.model_card import card_of, card_text
from risk_model.models_on_file import all_models, comparison_of, find_model, live_model
from risk_model.scorecard import Scorecard
from risk_model.scoring import KILL_SWITCH, kill_switch_is_on, load_judge


@dataclass(frozen=True)
class ModelLine:
    """One version on a list, with its held-out figures per advert and per group (None where they were not measured).

    `why_not` says in a few words why a model that does not judge cannot go live; empty where nothing is against it.
    """

    id: int
    state: ModelState
    trained_at: datetime
    trained_by: str
    learnt_from: str
    positive: int
    negative: int
    outside_labels: bool
    average_precision: float | None
    roc_auc: float | None
    group_average_precision: float | None
    group_roc_auc: float | None
    calibration_error: float | None
    precision_at_prevalence: float | None
    promoted_by: str | None
    promoted_at: datetime | None
    promotion_reason: str
    why_not: str

    @property
    def may_be_promoted(self) -> bool:
        """Whether it may go live: a candidate that what judges now was compared with, and that won."""
        return self.state is ModelState.CANDIDATE and not self.why_not


@dataclass(frozen=True)
class Judging:
    """Who judges now: a version, what its numbers are and why it sits, and whether the kill switch is on.

    `refused` says that the live model's file may not be used, so that the scorecard took over.
    """

    version: str
    says: str
    live_model: int | None
    kill_switch: bool
    refused: bool = False


@dataclass(frozen=True)
class SwitchedOff:
    """Who switched all models off, when, and why."""

    by: str
    at: datetime
    reason: str


def model_lines(session: Session) -> list[ModelLine]:
    """Every version ever trained, newest first."""
    live = live_model(session)
    return [_line(model, live) for model in all_models(session)]


def judging_now(session: Session, settings: Settings) -> Judging:
    """The judge that sits; reads the live model's file, so that one that is refused shows as the scorecard."""
    live, judge, off = live_model(session), load_judge(session, settings), kill_switch_is_on(session)
    refused = live is not None and not off and isinstance(judge, Scorecard)
    return Judging(judge.version, judge.says, live.id if live else None, off, refused)


def switched_off(session: Session) -> SwitchedOff | None:
    """Who put the kill switch on, as it is on record; None while it is off."""
    if not kill_switch_is_on(session):
        return None
    subject, newest = col(AuditEntry.subject) == f"setting:{KILL_SWITCH}", col(AuditEntry.id).desc()
    last = session.exec(select(AuditEntry).where(subject).order_by(newest).limit(1)).first()
    if last is None:
        return None
    detail = last.detail if isinstance(last.detail, dict) else {}
    return SwitchedOff(last.actor, last.at, str(detail.get("reason", "")))


def model_figures(session: Session, model_id: int) -> dict[str, Any]:
    """Everything measured when the model was trained, as `evaluation.Evaluation.as_json`; raises NotFound."""
    figures = find_model(session, model_id).figures
    return dict(figures) if isinstance(figures, dict) else {}


def model_comparison(session: Session, model_id: int) -> dict[str, Any] | None:
    """The stored comparison, as `comparison.Comparison.as_json`; None where there is none; raises NotFound."""
    return comparison_of(find_model(session, model_id))


def model_card(session: Session, model_id: int, *, zone: tzinfo = UTC) -> str:
    """The card as text for a file or a terminal, its times in `zone`; raises NotFound."""
    return card_text(find_model(session, model_id), zone=zone)


def model_card_parts(session: Session, model_id: int) -> dict[str, Any]:
    """The card by its headings, in words, as it was written when the model was trained; raises NotFound."""
    return card_of(find_model(session, model_id))


def _line(model: ModelVersion, live: ModelVersion | None) -> ModelLine:
    figures = model.figures if isinstance(model.figures, dict) else {}
    labels = model.labels if isinstance(model.labels, dict) else {}
    rows, groups = figures.get("rows", {}), figures.get("groups", {})
    return ModelLine(
        id=model.id or 0,
        state=model.state,
        trained_at=model.trained_at,
        trained_by=model.trained_by,
        learnt_from=str(labels.get("from", "")),
        positive=int(labels.get("positive", 0)),
        negative=int(labels.get("negative", 0)),
        outside_labels=model.outside_labels,
        average_precision=rows.get("average_precision"),
        roc_auc=rows.get("roc_auc"),
        group_average_precision=groups.get("average_precision"),
        group_roc_auc=groups.get("roc_auc"),
        calibration_error=figures.get("calibration", {}).get("error"),
        precision_at_prevalence=rows.get("precision_at_prevalence"),
        promoted_by=model.promoted_by,
        promoted_at=model.promoted_at,
        promotion_reason=model.promotion_reason,
        why_not=_why_not(model, live),
    )


def _why_not(model: ModelVersion, live: ModelVersion | None) -> str:
    if model.state is ModelState.LIVE:
        return ""
    if model.outside_labels:
        return "learnt from outside labels"
    if model.state is not ModelState.CANDIDATE:
        return "retired"
    found = comparison_of(model)
    if found is None:
        return "not compared yet"
    champion = live.id if live else None
    if found.get("champion") != champion:
        return f"not compared with {words.judge(champion)}"
    return "lost its comparison" if found["objections"] else ""
