"""The outbox emptied: each message claimed, tried with growing pauses, and set aside after the last try."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any, cast

from sqlalchemy import CursorResult, Engine, update
from sqlmodel import Session, col, select

from alerts.mailing.mail import build_message
from alerts.mailing.transports import NotDelivered, Transport, open_transport
from alerts.subscribers import find_subscriber
from registry.audit import append
from registry.database import unit_of_work
from registry.records import OutboxMessage
from registry.settings import Settings
from registry.vocabulary import OutboxState

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120, 480, 1440))
MOST_ATTEMPTS = len(PAUSES) + 1
MESSAGES_AT_ONCE = 200
_WEEKLY = re.compile(r"\d{4}-W\d\d")


@dataclass(frozen=True)
class Delivered:
    """How one run went: messages sent, to be tried again later, set aside for good; `problem` is the last reason."""

    sent: int = 0
    postponed: int = 0
    dead: int = 0
    problem: str = field(default="", compare=False)

    @property
    def sentence(self) -> str:
        """What a person should know of messages that did not leave; "" when all did."""
        if not self.problem:
            return ""
        said = f"{self.postponed} mails could not be sent and will be tried again, {self.dead} were set aside"
        return f"{said}: {self.problem}"


@dataclass(frozen=True)
class _Parcel:
    row_id: int
    attempts: int
    message: EmailMessage


@dataclass(frozen=True)
class _Attempt:
    parcel: _Parcel
    error: str = ""
    permanent: bool = False


def deliver(engine: Engine, settings: Settings, *, at: datetime, at_once: bool = False) -> Delivered:
    """Everything due at `at` sent, in small transactions: no lock is held while a mail server makes up its mind.

    Each message is claimed on file before it is handed over, so two runs at once send it once. With `at_once`, one
    that failed before is tried without waiting for the end of its pause: for after a setting was put right.
    """
    total, last = Delivered(), 0 if at_once else None
    with open_transport(settings) as transport:
        while True:
            with unit_of_work(engine) as session:
                parcels, left, last = _claim(session, settings, at=at, after=last)
            total = _sum(total, Delivered(dead=left))
            for attempt in _attempts(parcels, transport):
                with unit_of_work(engine) as session:
                    total = _sum(total, _record(session, attempt, at=at))
            if not parcels and not left:
                return total


def _claim(
    session: Session, settings: Settings, *, at: datetime, after: int | None
) -> tuple[list[_Parcel], int, int | None]:
    """Parcels of what is due, how many were left out, and the last id looked at.

    With `after`, pauses do not count: ids beyond it in their order, so that each is tried once a run.
    """
    queued = select(OutboxMessage).where(OutboxMessage.state == OutboxState.QUEUED)
    due = col(OutboxMessage.next_attempt_at) <= at
    if after is None:
        query = queued.where(due).order_by(col(OutboxMessage.next_attempt_at), col(OutboxMessage.id))
    else:
        # One without an error that is not due is in another run's hands at this moment.
        query = queued.where(due | (OutboxMessage.last_error != ""), col(OutboxMessage.id) > after)
        query = query.order_by(col(OutboxMessage.id))
    rows = session.exec(query.limit(MESSAGES_AT_ONCE)).all()
    parcels, left = [], 0
    for row in rows:
        subscriber = find_subscriber(session, row.recipient)
        if subscriber is None and _WEEKLY.fullmatch(row.period):
            row.state, row.last_error = OutboxState.DEAD, "The reader left the list before it was sent."
            left += 1
        elif _take(session, row, at=at):
            message = build_message(row, settings=settings, subscriber=subscriber)
            parcels.append(_Parcel(row.id or 0, row.attempts, message))
    session.flush()
    return parcels, left, after if after is None or not rows else int(rows[-1].id or 0)


def _take(session: Session, row: OutboxMessage, *, at: datetime) -> bool:
    # Should this process die after the claim, the message comes due again after its pause.
    statement = (
        update(OutboxMessage)
        .where(col(OutboxMessage.id) == row.id, col(OutboxMessage.attempts) == row.attempts)
        .where(col(OutboxMessage.state) == OutboxState.QUEUED)
        .values(attempts=row.attempts + 1, next_attempt_at=at + _pause(row.attempts + 1), last_error="")
    )
    return bool(cast("CursorResult[Any]", session.execute(statement)).rowcount)


def _pause(attempts: int) -> timedelta:
    return PAUSES[min(attempts, len(PAUSES)) - 1]


def _attempts(parcels: Sequence[_Parcel], transport: Transport) -> Iterator[_Attempt]:
    for parcel in parcels:
        try:
            transport.send(parcel.message)
        except NotDelivered as error:
            yield _Attempt(parcel, str(error), permanent=error.permanent)
        else:
            yield _Attempt(parcel)


def _record(session: Session, attempt: _Attempt, *, at: datetime) -> Delivered:
    over = attempt.permanent or attempt.parcel.attempts >= MOST_ATTEMPTS
    if not attempt.error:
        values, counted = {"state": OutboxState.SENT, "sent_at": at, "last_error": ""}, Delivered(sent=1)
    elif over:
        values, counted = (
            {"state": OutboxState.DEAD, "last_error": attempt.error},
            Delivered(dead=1, problem=attempt.error),
        )
    else:
        values, counted = {"last_error": attempt.error}, Delivered(postponed=1, problem=attempt.error)
    session.execute(update(OutboxMessage).where(col(OutboxMessage.id) == attempt.parcel.row_id).values(**values))
    return counted


def _sum(left: Delivered, right: Delivered) -> Delivered:
    problem = right.problem or left.problem
    return Delivered(left.sent + right.sent, left.postponed + right.postponed, left.dead + right.dead, problem)


def try_dead_again(session: Session, message_ids: Iterable[int], *, by: str, at: datetime) -> int:
    """How many messages that had been set aside are queued anew; for after a mail server was put right."""
    revived = 0
    for message_id in message_ids:
        row = session.get(OutboxMessage, message_id)
        if row is not None and row.state is OutboxState.DEAD:
            row.state, row.attempts, row.next_attempt_at = OutboxState.QUEUED, 0, at
            detail = {"recipient": row.recipient, "period": row.period}
            append(session, actor=by, action="outbox.try_again", subject=f"message:{row.id}", detail=detail, at=at)
            revived += 1
    session.flush()
    return revived
