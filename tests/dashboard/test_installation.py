"""A demo home is told from a real one, and time inside it never runs backwards nor leaves its evening."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from dashboard import accounts, actions, desk, web_routes
from dashboard.accounts import Officer
from dashboard.first_accounts import DEMO_ACCOUNTS, first_accounts
from dashboard.installation import DemoClock, Installation, demo_mark, holds_work, open_installation, settings_here
from dashboard.terminal.running import run
from dashboard.terminal.upkeep import schedule
from registry.database import unit_of_work
from registry.errors import InvalidInput
from registry.records import Account, AuditEntry, Subscriber
from registry.settings import load_settings
from registry.vocabulary import Role

BEGAN = datetime(2030, 1, 1, 8, 59, tzinfo=UTC)
CLOCK = DemoClock(date(2026, 11, 22), BEGAN)
MARK = '{"on": "2026-11-22", "began": "2030-01-01T08:59:00Z", "seed": 1}'


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """An installation on a home that the demo marked."""
    (tmp_path / "demo.json").write_text(MARK)
    for folder in ("sources", "jurisdictions"):
        (tmp_path / folder).mkdir()
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path))
    return open_installation()


def test_time_in_the_demo_never_runs_backwards() -> None:
    steps = [timedelta(seconds=0), timedelta(minutes=2), timedelta(hours=5), timedelta(days=9), timedelta(days=900)]
    instants = [CLOCK.now(BEGAN + step) for step in steps]
    assert instants == sorted(set(instants))
    assert {instant.date() for instant in instants} == {date(2026, 11, 22)}
    assert instants[1] - instants[0] > timedelta(minutes=1)


def test_a_clock_set_back_does_not_leave_the_evening() -> None:
    assert CLOCK.now(BEGAN - timedelta(days=1)) == CLOCK.now(BEGAN)


def test_what_is_done_with_accounts_is_dated_within_the_demos_evening(demo: Installation) -> None:
    first_accounts(demo, renew=True)
    officer = Officer(email="administrator@demo.example", name="Demo administrator", role=Role.ADMINISTRATOR)
    password = actions.add_account(email="new@demo.example", name="New", role=Role.ANALYST, by=officer)
    newcomer = Officer(email="new@demo.example", name="New", role=Role.ANALYST)
    assert actions.change_password(officer=newcomer, old=password, new="four quiet invented words") == ""
    actions.reset_password("new@demo.example", by=officer)
    for _ in range(accounts.FAILURES_ALLOWED):
        desk.act(web_routes._enter, email="new@demo.example", password="wrong")
    actions.change_role("new@demo.example", Role.INSPECTOR, by=officer)
    actions.close_account("new@demo.example", by=officer)
    with unit_of_work(demo.engine) as session:
        log = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
        locked_until = session.get_one(Account, "new@demo.example").locked_until
    assert [entry.action.removeprefix("account.") for entry in log[-6:]] == [
        "added",
        "password_changed",
        "password_reset",
        "locked",
        "role_changed",
        "closed",
    ]
    assert [entry.at for entry in log] == sorted(entry.at for entry in log)
    assert {entry.at.date() for entry in log} == {CLOCK.on}
    assert locked_until is not None, "a lock lasts by the real clock, for the demo's slows down"
    assert locked_until > desk.clock()


def test_the_timetable_of_a_demo_lives_in_its_evening(demo: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Callable[[], datetime]] = []
    monkeypatch.setattr("alerts.scheduler.serve_timetable", lambda _settings, *, clock: given.append(clock))
    schedule()
    assert given[0]().date() == CLOCK.on


def test_every_command_finds_the_demo_by_its_mark(demo: Installation) -> None:
    assert demo.settings.demo
    assert demo.settings.sources_dir == demo.settings.home / "sources"
    assert demo.now().date() == date(2026, 11, 22)


def test_a_home_without_the_mark_is_a_real_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path))
    settings, clock = settings_here()
    assert not settings.demo
    assert clock is None


@pytest.mark.parametrize(
    "text", ["{", "{}", '{"on": "soon", "began": "2030-01-01T08:59:00Z"}', '{"on": 3, "began": 4}']
)
def test_a_damaged_mark_is_said_to_be_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / "demo.json").write_text(text)
    with pytest.raises(InvalidInput, match=r"demo\.json is damaged"):
        demo_mark(tmp_path)


def test_the_demo_has_its_accounts_and_passwords_are_printed_once_per_run(demo: Installation) -> None:
    first = first_accounts(demo, renew=True)
    later = first_accounts(demo, renew=False)
    again = first_accounts(demo, renew=True)
    assert [line.split()[0] for line in first[1:]] == list(DEMO_ACCOUNTS)
    assert all("printed last" in line for line in later[1:])
    assert first[1:] != again[1:]
    with unit_of_work(demo.engine) as session:
        assert all(session.get_one(Account, email).must_change for email in DEMO_ACCOUNTS)
        assert len(session.exec(select(Subscriber)).all()) == 1


def test_a_password_somebody_chose_is_left_alone(demo: Installation) -> None:
    first_accounts(demo, renew=True)
    with unit_of_work(demo.engine) as session:
        session.get_one(Account, "inspector@demo.example").must_change = False
    assert "the password you chose" in first_accounts(demo, renew=True)[1]


@pytest.mark.parametrize(("country", "evening"), [("ke", 18), ("hk", 13)])
def test_days_are_the_countrys_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, country: str, evening: int) -> None:
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path))
    monkeypatch.setenv("WAKALA_JURISDICTION", country)
    here = open_installation()
    assert here.day_of(datetime(2026, 11, 22, 20, 59, 59, tzinfo=UTC)) == date(2026, 11, 22 if country == "ke" else 23)
    assert here.day_of(datetime(2026, 11, 22, 21, 0, tzinfo=UTC)) == date(2026, 11, 23)
    replayed = here.instant(date(2026, 11, 22))
    assert replayed == datetime(2026, 11, 22, evening, tzinfo=UTC)
    assert here.day_of(replayed) == date(2026, 11, 22)


def test_an_installation_with_nothing_on_file_may_still_become_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path / "home"))
    assert not holds_work(load_settings())
    assert not (tmp_path / "home").exists(), "to look makes nothing"
    here = open_installation()
    assert not holds_work(here.settings), "a command that only looks makes an empty database"
    with unit_of_work(here.engine) as session:
        session.add(Subscriber(email="chief@labour.example", unsubscribe_token="t", created_at=BEGAN))
    assert holds_work(here.settings)


def test_a_home_with_a_source_of_its_own_does_not_become_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path))
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "demo_board.yml").write_text("title: Left by a demo that was stopped\n")
    assert not holds_work(load_settings())
    (tmp_path / "sources" / "own_board.yml").write_text("title: A board\n")
    assert holds_work(load_settings()), "the demo would crawl it"


def test_the_demo_stays_out_of_a_real_database_also_from_a_home_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKALA_DATABASE_URL", f"sqlite:///{tmp_path / 'real.sqlite3'}")
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path / "office"))
    with unit_of_work(open_installation().engine) as session:
        session.add(Subscriber(email="chief@labour.example", unsubscribe_token="t", created_at=BEGAN))
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path / "demo"))
    with pytest.raises(InvalidInput, match="WAKALA_DATABASE_URL names holds a real installation"):
        run(demo=True, no_dashboard=True)
    assert not (tmp_path / "demo").exists()


def test_a_day_that_is_none_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKALA_HOME", str(tmp_path / "home"))
    for demo in (True, False):
        with pytest.raises(InvalidInput, match="is not a date"):
            run(demo=demo, on="tomorrow", no_dashboard=True)
    assert not (tmp_path / "home").exists()
