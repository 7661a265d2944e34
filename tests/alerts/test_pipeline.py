"""From new adverts to alerts: each judged once, and a run that is killed or met by another spoils nothing."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from alerts.pipeline import Processed, process_new_adverts, raise_step
from alerts.single_instance import alone
from registry.advert_item import AdvertItem
from registry.database import unit_of_work
from registry.errors import NotAllowed
from registry.intake import open_crawl, record_sightings
from registry.law.by_version import ByVersion
from registry.law.rulebook import LOADED, load_rulebook
from registry.records import Advert, Alert, Assessment, AuditEntry, CampaignAdvert
from registry.settings import Settings
from registry.vocabulary import AlertState
from risk_model.indicators import _compile
from tests.factory import NOON, an_item

ZZ = load_rulebook("zz")
TAKES_PASSPORTS = (
    "Six cooks and two bakers are wanted for a large hotel by the sea. You need three years in a busy kitchen, a clean "
    "kitchen certificate and good references from your last head cook. Meals, uniform and a shared room are given free "
    "of charge, and the working week has six days. For safety we keep your passport until you travel."
)
ORDINARY = "A hotel in Nakuru seeks a cook with two years of experience; apply at the hotel."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, jurisdiction="zz", control_sample_share=0.0)


def see(engine: Engine, *items: AdvertItem, at: datetime = NOON) -> None:
    with unit_of_work(engine) as session:
        record_sightings(session, items, open_crawl(session, source="demo_board", at=at))


def process(engine: Engine, settings: Settings, *, at: datetime = NOON, **given: bool) -> Processed:
    return process_new_adverts(engine, settings, rulebook=ZZ, on=at.date(), at=at, **given)


def alerts(session: Session) -> list[Alert]:
    return list(session.exec(select(Alert).order_by(col(Alert.id))))


def test_adverts_become_recruiters_assessments_and_alerts(engine: Engine, settings: Settings) -> None:
    see(
        engine,
        an_item(description=TAKES_PASSPORTS, hiring_organization="Simba Crest Placement"),
        an_item(description=ORDINARY, hiring_organization="Twiga Vale Hotel"),
    )
    heard: list[tuple[str, int, int | None]] = []
    done = process_new_adverts(
        engine, settings, rulebook=ZZ, on=NOON.date(), at=NOON, on_progress=lambda *told: heard.append(told)
    )
    assert (done.resolved, done.assessed, done.raised, done.problems) == (2, 2, 1, [])
    assert set(done.seconds) == {"recruiters", "campaigns", "assess", "raise"}
    assert heard == [("Recruiters", 2, 2), ("Assessments", 2, 2), ("Alerts", 1, 1)]
    with unit_of_work(engine) as session:
        (alert,) = alerts(session)
        assert "passport_collected" in alert.grounds
        assert (alert.jurisdiction, alert.raised_on) == ("zz", date(2026, 11, 18))
        assert len(session.exec(select(Assessment)).all()) == 2
        assert session.exec(select(CampaignAdvert)).all()


def test_a_second_run_finds_nothing_to_do(engine: Engine, settings: Settings) -> None:
    see(engine, an_item(description=TAKES_PASSPORTS), an_item(description=ORDINARY))
    process(engine, settings)
    again = process(engine, settings, at=NOON + timedelta(hours=1))
    assert (again.resolved, again.assessed, again.raised) == (0, 0, 0)


def test_an_edited_advert_is_judged_again(engine: Engine, settings: Settings) -> None:
    item = an_item(description=ORDINARY)
    see(engine, item)
    assert process(engine, settings).raised == 0
    later = NOON + timedelta(days=1)
    see(engine, item.model_copy(update={"description": TAKES_PASSPORTS, "seen_at": later}), at=later)
    done = process(engine, settings, at=later)
    assert (done.resolved, done.assessed, done.raised) == (1, 1, 1)


def test_it_can_stop_before_alerts_and_go_on_from_there(engine: Engine, settings: Settings) -> None:
    see(engine, an_item(description=TAKES_PASSPORTS))
    assert process(engine, settings, raising=False).assessed == 1
    with unit_of_work(engine) as session:
        assert alerts(session) == []
    assert raise_step(engine, settings, rulebook=ZZ, on=NOON.date(), at=NOON) == 1
    with unit_of_work(engine) as session:
        assert alerts(session)[0].state is AlertState.OPEN


def test_two_runs_at_once_are_refused_rather_than_mixed(engine: Engine, settings: Settings) -> None:
    see(engine, an_item(description=TAKES_PASSPORTS))
    other = alone("pipeline", home=settings.home, engine=engine, does="is judging adverts")
    with other, pytest.raises(NotAllowed, match="is judging adverts"):
        process_new_adverts(engine, settings, rulebook=ZZ, on=NOON.date(), at=NOON, patience=0.0)
    with unit_of_work(engine) as session:
        assert session.exec(select(Advert.recruiter_id)).one() is None
    assert process(engine, settings).raised == 1


def test_what_takes_minutes_in_a_new_installation_keeps_nobody_else_from_judging(
    engine: Engine, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    see(engine, an_item(description=TAKES_PASSPORTS))
    fitted = []

    def fit(*_args: object, **_given: object) -> None:
        with alone("pipeline", home=settings.home, engine=engine, does="is judging adverts"):
            fitted.append(True)

    monkeypatch.setattr("risk_model.wording.fit_hints", fit)
    monkeypatch.setattr("risk_model.indicators.has_labelled", lambda _jurisdiction: True)
    fresh = load_rulebook("zz", kept_in=tmp_path / "cache")
    monkeypatch.setattr("risk_model.indicators._wording_of", ByVersion(_compile))
    assert process_new_adverts(engine, settings, rulebook=fresh, on=NOON.date(), at=NOON).assessed == 1
    assert fitted == [True]


def test_a_run_that_is_killed_goes_on_where_it_stopped(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alerts.pipeline.ADVERTS_AT_ONCE", 1)
    names = ("Simba Crest Placement", "Twiga Vale Hotel", "Ndovu Hill School")
    see(engine, *(an_item(description=f"{TAKES_PASSPORTS} {name}", hiring_organization=name) for name in names))

    def stop_at(step: str) -> None:
        def stop(told: str, done: int, _total: int | None) -> None:
            if (told, done) == (step, 2):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            process_new_adverts(engine, settings, rulebook=ZZ, on=NOON.date(), at=NOON, on_progress=stop)

    stop_at("Recruiters")
    with unit_of_work(engine) as session:
        assert len([one for one in session.exec(select(Advert.recruiter_id)) if one is None]) == 1
    stop_at("Assessments")
    with unit_of_work(engine) as session:
        assert len(session.exec(select(Assessment)).all()) == 2
    process(engine, settings)
    with unit_of_work(engine) as session:
        current = session.exec(select(Assessment).where(col(Assessment.until_at).is_(None))).all()
        assert len(current) == len(alerts(session)) == 3


def test_the_law_that_judges_is_in_the_audit_log_whoever_runs_it(engine: Engine, settings: Settings) -> None:
    for _ in range(2):
        process(engine, settings, raising=False)
        raise_step(engine, settings, rulebook=ZZ, on=NOON.date(), at=NOON)
    with unit_of_work(engine) as session:
        loads = session.exec(select(AuditEntry).where(AuditEntry.action == LOADED)).all()
    assert [one.detail["version"] for one in loads if isinstance(one.detail, dict)] == [ZZ.version]
