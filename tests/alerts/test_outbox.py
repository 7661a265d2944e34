"""A reader gets one mail a period, whatever is run twice, breaks down or was written by a stranger."""

import email
import email.policy
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from alerts.delivery import MOST_ATTEMPTS, PAUSES, Delivered, try_dead_again
from alerts.delivery import deliver as deliver_from
from alerts.mailing.urgent_mail import tell_duty_officer
from alerts.outbox import enqueue, enqueue_digests
from alerts.subscribers import add_subscriber, unsubscribe
from alerts.triage import decide
from registry.database import unit_of_work
from registry.records import OutboxMessage, Subscriber
from registry.settings import Settings
from registry.vocabulary import Disposition, OutboxState
from tests.alerts.factory import RULES, an_alert, an_assessed_advert, raise_all
from tests.factory import NOON

CHIEF = "chief@labour.example"
WEEK = NOON.date()
FROM = "Wakala Desk <desk@wakala.example>"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, mail_from=FROM, public_url="https://wakala.labour.example")


class Relay:
    """A mail server that answers what it is told to, and keeps what it took."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.to_recipients: list[str] = []
        self.to_messages: list[str] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        answer = self.to_recipients.pop(0) if self.to_recipients else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.to_messages.pop(0) if self.to_messages else "250 OK"
        if answer.startswith("250"):
            self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return answer


@pytest.fixture
def relay() -> Iterator[tuple[Relay, int]]:
    handler, port = Relay(), _free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.fixture
def closed_port() -> int:
    """A port on which nobody answers."""
    return _free_port()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def by_smtp(settings: Settings, port: int) -> Settings:
    return settings.model_copy(update={"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_starttls": False})


def deliver(session: Session, settings: Settings, *, at: datetime, at_once: bool = False) -> Delivered:
    """What a run at `at` sends of all that was put in the outbox so far."""
    session.commit()
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    return deliver_from(engine, settings, at=at, at_once=at_once)


def subscribe(session: Session, *emails: str, **given: Any) -> None:
    for one in emails or (CHIEF,):
        add_subscriber(session, email=one, by="admin@labour.example", at=NOON, **given)


def queue(session: Session, settings: Settings) -> None:
    enqueue_digests(session, week=WEEK, settings=settings, at=NOON, rulebook=RULES)


def put(session: Session, recipient: str = CHIEF, period: str = "note-1", **given: Any) -> bool:
    values = {"subject": "A note", "text": "Text\n", "html": "<p>Text</p>\n", "sender": FROM, "at": NOON}
    return enqueue(session, recipient=recipient, period=period, **{**values, **given})


def messages(session: Session) -> list[OutboxMessage]:
    session.commit()
    session.expire_all()
    return list(session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))))


class TestAtMostOnce:
    def test_however_often_the_job_runs_a_reader_gets_one_mail_a_week(
        self, session: Session, settings: Settings
    ) -> None:
        subscribe(session, CHIEF, "deputy@labour.example")
        first = enqueue_digests(session, week=WEEK, settings=settings, at=NOON, rulebook=RULES)
        assert (first.period, first.queued, first.already) == ("2026-W47", 2, 0)
        deliver(session, settings, at=NOON)
        again = enqueue_digests(session, week=WEEK, settings=settings, at=NOON + timedelta(hours=1), rulebook=RULES)
        assert (again.queued, again.already) == (0, 2)
        assert deliver(session, settings, at=NOON + timedelta(hours=1)) == Delivered()
        assert len(list(settings.outbox_dir.glob("*.eml"))) == 2

    def test_the_key_holds_even_against_a_blind_insert(self, session: Session) -> None:
        assert put(session)
        assert not put(session, subject="Another")
        assert [row.subject for row in messages(session)] == ["A note"]

    def test_what_was_enqueued_is_gone_with_its_transaction(self, engine: Engine, settings: Settings) -> None:
        def decide_and_fail() -> None:
            with unit_of_work(engine) as session:
                put(session)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            decide_and_fail()
        with unit_of_work(engine) as session:
            assert messages(session) == []

    def test_two_runs_at_once_send_each_message_once(
        self, engine: Engine, settings: Settings, relay: tuple[Relay, int]
    ) -> None:
        handler, port = relay
        with unit_of_work(engine) as session:
            for number in range(20):
                put(session, period=f"note-{number}")
        with ThreadPoolExecutor(2) as threads:
            runs = [threads.submit(deliver_from, engine, by_smtp(settings, port), at=NOON) for _ in range(2)]
            sent = sum(run.result().sent for run in runs)
        assert sent == 20
        assert len({message["Message-ID"] for message in handler.taken}) == len(handler.taken) == 20


class TestQuietWeeks:
    def test_proof_of_life_or_silence_is_the_readers_choice(self, session: Session, settings: Settings) -> None:
        subscribe(session, CHIEF)
        subscribe(session, "silent@labour.example", quiet_weeks=False)
        outcome = enqueue_digests(session, week=WEEK, settings=settings, at=NOON, rulebook=RULES)
        assert (outcome.queued, outcome.spared) == (1, 1)
        assert "nothing to report" in messages(session)[0].subject

    def test_everybody_hears_of_a_week_with_news(self, session: Session, settings: Settings) -> None:
        subscribe(session, "silent@labour.example", quiet_weeks=False)
        alert = an_alert(session)
        decide(session, alert, Disposition.LAPSED, officer=CHIEF, reason="Expired in March.", at=NOON)
        assert enqueue_digests(session, week=WEEK, settings=settings, at=NOON, rulebook=RULES).queued == 1


class TestMessage:
    def test_it_is_a_whole_message_with_the_one_click_way_out(
        self, session: Session, settings: Settings, relay: tuple[Relay, int]
    ) -> None:
        handler, port = relay
        subscribe(session)
        queue(session, settings)
        assert deliver(session, by_smtp(settings, port), at=NOON) == Delivered(sent=1)
        (message,) = handler.taken
        token = session.exec(select(Subscriber.unsubscribe_token)).one()
        assert message["List-Unsubscribe"] == (
            f"<https://wakala.labour.example/unsubscribe/{token}>, "
            f"<mailto:desk@wakala.example?subject=unsubscribe%20{token}>"
        )
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert (message["From"], message["To"]) == (FROM, CHIEF)
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["Date"].datetime == NOON
        plain, html = message.get_body(("plain",)), message.get_body(("html",))
        assert plain is not None
        assert html is not None
        assert plain.get_content().splitlines()[0] == "WAKALA WEEKLY MAIL"
        assert html.get_content().splitlines()[0] == "<!DOCTYPE html>"

    def test_its_id_is_the_same_however_often_it_is_tried(
        self, session: Session, settings: Settings, relay: tuple[Relay, int]
    ) -> None:
        handler, port = relay
        put(session)
        handler.to_messages = ["451 Try later"]
        deliver(session, by_smtp(settings, port), at=NOON)
        deliver(session, by_smtp(settings, port), at=NOON + PAUSES[0])
        (row,) = messages(session)
        assert [message["Message-ID"] for message in handler.taken] == [row.message_id]
        assert row.message_id.endswith("@wakala.example>")

    def test_nothing_scraped_can_add_a_header(
        self, session: Session, settings: Settings, relay: tuple[Relay, int]
    ) -> None:
        handler, port = relay
        put(session, subject="Week 47\r\nBcc: all@post.example\r\n\r\nBody", text="Habari — Ünïcode\n")
        deliver(session, by_smtp(settings, port), at=NOON)
        (message,) = handler.taken
        assert message["Bcc"] is None
        assert message["Subject"] == "Week 47 Bcc: all@post.example Body"
        plain = message.get_body(("plain",))
        assert plain is not None
        assert plain.get_content().split() == ["Habari", "—", "Ünïcode"]

    def test_without_a_server_it_is_a_file_whose_name_nobody_else_chose(
        self, session: Session, settings: Settings
    ) -> None:
        put(session, period="../../etc/x y")
        assert deliver(session, settings, at=NOON) == Delivered(sent=1)
        (file,) = settings.outbox_dir.iterdir()
        assert file.suffix == ".eml"
        assert "/" not in file.name
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        assert message["Subject"] == "A note"


class TestFailure:
    def test_a_server_that_is_down_is_tried_again_with_growing_pauses(
        self, session: Session, settings: Settings, relay: tuple[Relay, int], closed_port: int
    ) -> None:
        handler, port = relay
        put(session)
        put(session, period="note-2")
        assert deliver(session, by_smtp(settings, closed_port), at=NOON) == Delivered(postponed=2)
        row = messages(session)[0]
        assert (row.state, row.attempts, row.next_attempt_at) == (OutboxState.QUEUED, 1, NOON + PAUSES[0])
        assert row.last_error.startswith(f"The mail server 127.0.0.1:{closed_port} cannot be used")
        assert deliver(session, by_smtp(settings, port), at=NOON + timedelta(minutes=1)) == Delivered()
        assert deliver(session, by_smtp(settings, port), at=NOON + PAUSES[0]) == Delivered(sent=2)
        assert len(handler.taken) == 2
        assert {row.state for row in messages(session)} == {OutboxState.SENT}

    def test_who_sends_at_once_waits_for_no_pause_and_tries_each_once(
        self, session: Session, settings: Settings, relay: tuple[Relay, int], closed_port: int
    ) -> None:
        handler, port = relay
        put(session)
        put(session, period="note-2")
        for attempts in (1, 2):
            assert deliver(session, by_smtp(settings, closed_port), at=NOON, at_once=True) == Delivered(postponed=2)
            assert [row.attempts for row in messages(session)] == [attempts, attempts]
        # Claimed by another run that has not heard yet what came of it.
        messages(session)[0].last_error = ""
        assert deliver(session, by_smtp(settings, port), at=NOON, at_once=True) == Delivered(sent=1)
        assert len(handler.taken) == 1

    def test_after_the_last_try_it_is_set_aside_and_can_be_revived(
        self, session: Session, settings: Settings, relay: tuple[Relay, int]
    ) -> None:
        handler, port = relay
        put(session)
        handler.to_messages = ["451 Try later"] * MOST_ATTEMPTS
        outcomes = [
            deliver(session, by_smtp(settings, port), at=NOON + timedelta(days=day)) for day in range(MOST_ATTEMPTS)
        ]
        assert outcomes == [Delivered(postponed=1)] * (MOST_ATTEMPTS - 1) + [Delivered(dead=1)]
        (row,) = messages(session)
        assert (row.state, row.last_error) == (OutboxState.DEAD, "451 Try later")
        late = NOON + timedelta(days=30)
        assert deliver(session, by_smtp(settings, port), at=late) == Delivered()
        assert try_dead_again(session, [row.id or 0, 999], by="admin@labour.example", at=late) == 1
        assert deliver(session, by_smtp(settings, port), at=late) == Delivered(sent=1)

    def test_an_address_that_is_refused_for_good_is_not_tried_again(
        self, session: Session, settings: Settings, relay: tuple[Relay, int]
    ) -> None:
        handler, port = relay
        handler.to_recipients = ["550 No such mailbox"]
        put(session)
        put(session, "deputy@labour.example")
        assert deliver(session, by_smtp(settings, port), at=NOON) == Delivered(sent=1, dead=1)
        assert [row.last_error for row in messages(session)] == ["550 No such mailbox", ""]
        assert [message["To"] for message in handler.taken] == ["deputy@labour.example"]

    def test_no_password_travels_without_the_encryption_that_was_asked_for(
        self, session: Session, settings: Settings, relay: tuple[Relay, int]
    ) -> None:
        handler, port = relay
        put(session)
        asked = by_smtp(settings, port).model_copy(update={"smtp_starttls": True})
        assert deliver(session, asked, at=NOON) == Delivered(postponed=1)
        assert "STARTTLS" in messages(session)[0].last_error
        assert handler.taken == []

    def test_a_folder_that_cannot_be_written_loses_nothing(self, session: Session, settings: Settings) -> None:
        settings.outbox_dir.write_text("a file stands where the folder should be")
        put(session)
        assert deliver(session, settings, at=NOON) == Delivered(postponed=1)
        assert "cannot be written" in messages(session)[0].last_error

    def test_a_reader_who_left_gets_nothing_that_was_still_waiting(
        self, session: Session, settings: Settings, relay: tuple[Relay, int]
    ) -> None:
        handler, port = relay
        subscribe(session)
        queue(session, settings)
        unsubscribe(session, session.exec(select(Subscriber.unsubscribe_token)).one(), at=NOON)
        assert deliver(session, by_smtp(settings, port), at=NOON) == Delivered(dead=1)
        assert handler.taken == []


class TestUrgent:
    def test_the_duty_officer_is_told_once_a_case_and_nobody_is_named(
        self, session: Session, settings: Settings
    ) -> None:
        on_duty = settings.model_copy(update={"duty_email": "duty@labour.example"})
        an_alert(session, "passport_collected")
        alert = an_alert(session, "minor_targeted", name="Simba Crest 0700 000 017")
        assert tell_duty_officer(session, settings=on_duty, rulebook=RULES, at=NOON) == 1
        assert tell_duty_officer(session, settings=on_duty, rulebook=RULES, at=NOON) == 0
        (row,) = messages(session)
        assert (row.recipient, row.period) == ("duty@labour.example", f"urgent-{alert.id}")
        assert "Minors are sought" in row.text
        assert f"/case_file?case={alert.id}" in row.html
        for body in (row.subject, row.text, row.html):
            assert "Simba" not in body
            assert "0700" not in body
        deliver(session, on_duty, at=NOON)
        (file,) = on_duty.outbox_dir.iterdir()
        assert b"List-Unsubscribe" not in file.read_bytes()

    def test_cases_that_come_up_together_are_told_together(
        self, session: Session, settings: Settings, relay: tuple[Relay, int]
    ) -> None:
        handler, port = relay
        on_duty = settings.model_copy(update={"duty_email": "duty@labour.example"})
        for _ in range(30):
            an_assessed_advert(session, "minor_targeted")
        raise_all(session)
        assert tell_duty_officer(session, settings=on_duty, rulebook=RULES, at=NOON) == 30
        an_alert(session, "minor_targeted")
        assert tell_duty_officer(session, settings=on_duty, rulebook=RULES, at=NOON) == 1
        assert deliver(session, by_smtp(on_duty, port), at=NOON) == Delivered(sent=3)
        assert [message["Subject"] for message in handler.taken] == [
            "Urgent: 25 cases for the duty officer",
            "Urgent: 5 cases for the duty officer",
            "Urgent: W-000031 for the duty officer",
        ]
        told = "".join(row.text for row in messages(session))
        assert all(f"W-{number:06d}" in told for number in range(1, 32))

    def test_nobody_on_duty_is_a_problem_only_when_somebody_waits(self, session: Session, settings: Settings) -> None:
        assert tell_duty_officer(session, settings=settings, rulebook=RULES, at=NOON) == 0
        an_assessed_advert(session, "minor_targeted")
        raise_all(session)
        assert tell_duty_officer(session, settings=settings, rulebook=RULES, at=NOON) is None
