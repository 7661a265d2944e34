"""Who runs the installation is told of a source that went wrong: once a run, and not every hour."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from alerts.mailing.source_mail import operators, tell_operators, troubles
from registry.law.rulebook import load_rulebook
from registry.records import Account, Crawl, OutboxMessage
from registry.settings import Settings
from registry.vocabulary import CrawlState, Role
from tests.factory import NOON

SILENT = "No advert was found; the last 8 crawls found about 40."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, operator_email="operator@office.example")


def a_run(
    session: Session, source: str = "board", *, state: CrawlState = CrawlState.FINISHED, alarm: str = ""
) -> Crawl:
    crawl = Crawl(
        source=source, started_at=NOON, state=state, items=0 if alarm else 40,
        problems=["A page answered 500.", *([alarm] if alarm else [])], alarms=[alarm] if alarm else [],
    )  # fmt: skip
    session.add(crawl)
    session.flush()
    return crawl


def tell(session: Session, settings: Settings, at: datetime = NOON) -> int:
    return tell_operators(session, settings=settings, rulebook=load_rulebook("ke"), at=at)


def mails(session: Session) -> list[OutboxMessage]:
    return list(session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))))


def test_a_silent_source_is_told_once_with_what_was_usual(session: Session, settings: Settings) -> None:
    a_run(session)
    a_run(session, "fine")
    a_run(session, alarm=SILENT)
    assert tell(session, settings) == 1
    assert tell(session, settings, NOON + timedelta(hours=1)) == 0
    [mail] = mails(session)
    assert (mail.recipient, mail.subject) == ("operator@office.example", "Look at board: the last run went wrong")
    for said in (mail.text, mail.html):
        assert SILENT in said
        assert "0 adverts on 0 pages" in said
        assert "fine" not in said
        assert "/source_health" in said


def test_a_page_that_fails_alone_is_nobodys_alarm(session: Session, settings: Settings) -> None:
    a_run(session)
    assert troubles(session) == []
    assert tell(session, settings) == 0


def test_a_source_that_keeps_failing_is_told_at_growing_distances(session: Session, settings: Settings) -> None:
    told = []
    for number in range(1, 13):
        a_run(session, state=CrawlState.FAILED)
        told += [number] if tell(session, settings) else []
    assert told == [1, 3, 10]
    a_run(session)
    a_run(session, state=CrawlState.INTERRUPTED)
    assert troubles(session) == []
    a_run(session, state=CrawlState.FAILED)
    assert tell(session, settings) == 1


def test_several_are_told_together_to_every_administrator(session: Session, tmp_path: Path) -> None:
    for name, role, closed in (
        ("head", Role.ADMINISTRATOR, None), ("left", Role.ADMINISTRATOR, NOON), ("field", Role.INSPECTOR, None),
    ):  # fmt: skip
        session.add(
            Account(email=f"{name}@office.example", role=role, password_hash="x", created_at=NOON, closed_at=closed)
        )
    session.flush()
    settings = Settings(home=tmp_path)
    assert operators(session, settings) == ["head@office.example"]
    for name in ("one", "two"):
        a_run(session, name, state=CrawlState.FAILED)
    assert tell(session, settings) == 2
    assert [mail.subject for mail in mails(session)] == ["Look at 2 sources: the last run went wrong"]


def test_with_nobody_to_tell_it_is_told_later(session: Session, tmp_path: Path, settings: Settings) -> None:
    a_run(session, state=CrawlState.FAILED)
    assert tell(session, Settings(home=tmp_path)) == 0
    assert tell(session, settings) == 1
