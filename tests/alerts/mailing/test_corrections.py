"""Readers who were told of a case are told when it no longer stands: once, by reference and not by name."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from alerts.digest import WeekFacts, week_facts
from alerts.mailing.corrections import Correction
from alerts.outbox import enqueue_digests
from alerts.subscribers import add_subscriber
from alerts.triage import assign, decide, escalate, reopen, undo
from registry.records import Alert, OutboxMessage
from registry.settings import Settings
from registry.vocabulary import Disposition
from tests.alerts.factory import RULES, an_alert
from tests.factory import NOON

ASHA = "asha@labour.example"
BY_ASHA: dict[str, Any] = {"officer": ASHA, "reason": "The licence on the wall expired in March."}
MAILED = NOON + timedelta(days=5)  # the Monday after
NEXT = (NOON + timedelta(days=7)).date()


@pytest.fixture
def settings() -> Settings:
    return Settings(public_url="https://wakala.labour.example")


@pytest.fixture
def alert(session: Session, settings: Settings) -> Alert:
    """Confirmed in week 47, and named in the mail of the Monday after."""
    alert = an_alert(session, name="Tembo Ridge Placement")
    decide(session, alert, Disposition.LAPSED, **BY_ASHA, at=NOON)
    add_subscriber(session, email="chief@labour.example", name="Chief", quiet_weeks=False, by=ASHA, at=NOON)
    assert enqueue_digests(session, week=NOON.date(), settings=settings, at=MAILED, rulebook=RULES).queued == 1
    return alert


def facts_of(session: Session, settings: Settings, week: Any = NEXT, **given: Any) -> WeekFacts:
    return week_facts(session, week=week, settings=settings, rulebook=RULES, **given)


def test_what_stands_needs_no_correction(session: Session, settings: Settings, alert: Alert) -> None:
    facts = facts_of(session, settings)
    assert facts.corrections == ()
    assert facts.quiet


def test_an_undone_decision_is_taken_back_by_reference_also_to_those_who_want_no_quiet_weeks(
    session: Session, settings: Settings, alert: Alert
) -> None:
    undo(session, alert, **BY_ASHA, at=MAILED + timedelta(hours=2))
    assign(session, alert, ASHA, officer=ASHA, at=MAILED + timedelta(days=2))
    later = MAILED + timedelta(days=7)
    assert enqueue_digests(session, week=NEXT, settings=settings, at=later, rulebook=RULES).queued == 1
    mail = session.get_one(OutboxMessage, 2)
    assert mail.subject == "Wakala, week 48 of 2026: 0 confirmed or escalated, 1 corrected, 1 waiting"
    for body in (mail.text, mail.html):
        assert "told as confirmed, was taken back by who recorded it on 23 November 2026" in body
        assert "W-000001" in body
        assert "Tembo Ridge" not in body
    after = facts_of(session, settings, NEXT + timedelta(days=7), known_at=later + timedelta(days=7))
    assert after.corrections == ()


def test_a_case_found_lawful_weeks_later_is_corrected_too(session: Session, settings: Settings, alert: Alert) -> None:
    at = NOON + timedelta(days=30)
    reopen(session, alert, **BY_ASHA, at=at)
    decide(session, alert, Disposition.LAWFUL, **BY_ASHA, at=at + timedelta(hours=1))
    assert facts_of(session, settings, at.date()).corrections == (
        Correction(
            "W-000001",
            "https://wakala.labour.example/case_file?case=1",
            "confirmed",
            "closed, as no breach was found",
            at.date(),
        ),
    )


def test_what_is_told_anew_or_was_never_told_is_no_correction(
    session: Session, settings: Settings, alert: Alert
) -> None:
    tuesday = MAILED + timedelta(days=1)
    reopen(session, alert, **BY_ASHA, at=tuesday)
    decide(session, alert, Disposition.UNLAWFUL_FEE, **BY_ASHA, at=tuesday)
    other = an_alert(session, at=tuesday)
    escalate(session, other, **BY_ASHA, at=tuesday)
    undo(session, other, **BY_ASHA, at=tuesday + timedelta(hours=1))
    facts = facts_of(session, settings)
    assert facts.corrections == ()
    assert [entry.case for entry in facts.entries] == ["W-000001"]


def test_what_was_undone_before_the_mail_was_written_was_not_told(session: Session, settings: Settings) -> None:
    alert = an_alert(session)
    escalate(session, alert, **BY_ASHA, at=NOON)
    add_subscriber(session, email="chief@labour.example", name="Chief", quiet_weeks=True, by=ASHA, at=NOON)
    undo(session, alert, **BY_ASHA, at=MAILED - timedelta(hours=1))
    enqueue_digests(session, week=NOON.date(), settings=settings, at=MAILED, rulebook=RULES)
    assert facts_of(session, settings).corrections == ()


def test_what_is_confirmed_after_an_early_mail_is_told_in_the_next_and_nothing_twice(
    session: Session, settings: Settings
) -> None:
    early, late = an_alert(session, name="Early Placement"), an_alert(session, name="Late Placement")
    decide(session, early, Disposition.LAPSED, **BY_ASHA, at=NOON)
    add_subscriber(session, email="chief@labour.example", name="Chief", quiet_weeks=True, by=ASHA, at=NOON)
    enqueue_digests(session, week=NOON.date(), settings=settings, at=NOON, rulebook=RULES)
    decide(session, late, Disposition.LAPSED, **BY_ASHA, at=NOON + timedelta(hours=6))
    assert [entry.name for entry in facts_of(session, settings).entries] == ["Late Placement"]
