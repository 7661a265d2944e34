"""A model judges only after a named person said so, and that person can take it back; both are on the audit log."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from registry.audit import verify
from registry.errors import InvalidInput, ModelRefused, NotAllowed, NotFound
from registry.records import AuditEntry, ModelVersion
from registry.vocabulary import ModelState
from risk_model import model_store
from risk_model.features import FEATURE_NAMES
from risk_model.models_on_file import find_model, live_model
from risk_model.promotion import promote, rollback
from tests.factory import NOON
from tests.risk_model.factory import a_fitted_model

OFFICER = "amina@office.example"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[model_store.StoredModel, Path]:
    folder = tmp_path_factory.mktemp("models")
    return model_store.save(a_fitted_model(), folder=folder), folder


@pytest.fixture
def folder(stored: tuple[model_store.StoredModel, Path]) -> Path:
    return stored[1]


def a_candidate(session: Session, stored: tuple[model_store.StoredModel, Path], **given: Any) -> ModelVersion:
    values: dict[str, Any] = {
        "file": stored[0].file,
        "sha256": stored[0].sha256,
        "versions": stored[0].versions,
        "features": list(FEATURE_NAMES),
        "trained_at": NOON,
        "trained_by": OFFICER,
    }
    model = ModelVersion(**{**values, **given})
    session.add(model)
    session.flush()
    return model


def promoted(session: Session, model: ModelVersion, folder: Path, at: datetime, *lost: str) -> ModelVersion:
    live = live_model(session)
    model.figures = {"comparison": {"champion": live.id if live else None, "objections": list(lost)}}
    return promote(session, model, officer=OFFICER, reason="Better on the last four weeks.", folder=folder, at=at)


def test_a_promoted_model_is_live_and_the_former_retired(session: Session, stored: Any, folder: Path) -> None:
    first, second = a_candidate(session, stored), a_candidate(session, stored)
    promoted(session, first, folder, NOON)
    promoted(session, second, folder, NOON + timedelta(days=1))
    assert live_model(session) == second
    assert first.state is ModelState.RETIRED
    last = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()  # type: ignore[union-attr]
    assert last is not None
    assert (last.actor, last.action, last.subject) == (OFFICER, "model.promoted", f"model:{second.id}")
    assert last.detail["former"] == first.id  # type: ignore[call-overload]
    assert verify(session).sound


def test_what_was_to_be_watched_is_on_record_with_the_promotion(session: Session, stored: Any, folder: Path) -> None:
    watched = "source, blog: 12 of 31 lawful adverts raise an alarm, none with the scorecard"
    model = a_candidate(session, stored)
    model.figures = {"comparison": {"champion": None, "objections": [], "watch": [watched]}}
    promote(session, model, officer=OFFICER, reason="Better on the last four weeks.", folder=folder, at=NOON)
    last = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()  # type: ignore[union-attr]
    assert last is not None
    assert last.detail["watch"] == [watched]  # type: ignore[call-overload]


def test_a_challenger_that_lost_is_told_by_how_much(session: Session, stored: Any, folder: Path) -> None:
    with pytest.raises(NotAllowed, match=r"may not take over from the scorecard: .* lost by 0\.034"):
        promoted(session, a_candidate(session, stored), folder, NOON, "Average precision: lost by 0.034.")
    assert live_model(session) is None


def test_a_comparison_with_a_former_champion_does_not_count(session: Session, stored: Any, folder: Path) -> None:
    first, second = a_candidate(session, stored), a_candidate(session, stored)
    second.figures = {"comparison": {"champion": None, "objections": []}}
    promoted(session, first, folder, NOON)
    with pytest.raises(NotAllowed, match=f"was not compared with model {first.id}, which judges now"):
        promote(session, second, officer=OFFICER, reason="Better.", folder=folder, at=NOON)
    assert live_model(session) == first


def test_outside_labels_never_go_live(session: Session, stored: Any, folder: Path) -> None:
    with pytest.raises(NotAllowed, match="no officer here decided"):
        promoted(session, a_candidate(session, stored, outside_labels=True), folder, NOON)
    assert live_model(session) is None


@pytest.mark.parametrize("given", [{"officer": " "}, {"reason": ""}])
def test_nobody_promotes_anonymously_or_without_a_reason(
    session: Session, stored: Any, folder: Path, given: dict[str, str]
) -> None:
    said = {"officer": OFFICER, "reason": "It is better.", **given}
    with pytest.raises(InvalidInput, match="named person with a reason"):
        promote(session, a_candidate(session, stored), folder=folder, at=NOON, **said)


def test_a_retired_model_is_not_promoted_again(session: Session, stored: Any, folder: Path) -> None:
    with pytest.raises(NotAllowed, match="only a candidate"):
        promoted(session, a_candidate(session, stored, state=ModelState.RETIRED), folder, NOON)


def test_a_model_whose_file_changed_is_not_promoted(session: Session, stored: Any, folder: Path) -> None:
    with pytest.raises(ModelRefused, match="not the one that was trained"):
        promoted(session, a_candidate(session, stored, sha256="0" * 64), folder, NOON)
    assert live_model(session) is None


def test_rolling_back_goes_one_model_further_back_each_time(session: Session, stored: Any, folder: Path) -> None:
    models = [a_candidate(session, stored) for _ in range(3)]
    for day, model in enumerate(models):
        promoted(session, model, folder, NOON + timedelta(days=day))
    back = [
        rollback(session, officer=OFFICER, reason="False alarms rose.", at=NOON + timedelta(days=9)) for _ in range(3)
    ]
    assert back == [models[1], models[0], None]
    assert live_model(session) is None
    with pytest.raises(NotAllowed, match="nothing to roll back"):
        rollback(session, officer=OFFICER, reason="Again.", at=NOON)


def test_an_unknown_model_is_named(session: Session) -> None:
    with pytest.raises(NotFound, match="no model 99"):
        find_model(session, 99)


def test_who_promotes_a_moment_later_hears_that_it_is_done(engine: Engine, stored: Any, folder: Path) -> None:
    with Session(engine) as setting_up:
        model_id = a_candidate(setting_up, stored, figures={"comparison": {"champion": None, "objections": []}}).id or 0
        setting_up.commit()
    with Session(engine) as one, Session(engine) as other:
        seen_by_one, seen_by_other = find_model(one, model_id), find_model(other, model_id)
        promote(one, seen_by_one, officer=OFFICER, reason="The first.", folder=folder, at=NOON)
        one.commit()
        with pytest.raises(NotAllowed, match="is live; only a candidate"):
            promote(other, seen_by_other, officer=OFFICER, reason="The second.", folder=folder, at=NOON)
        other.rollback()
        assert [entry.detail["reason"] for entry in other.exec(select(AuditEntry))] == ["The first."]
