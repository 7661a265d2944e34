"""Messages are put on file in the transaction that decided on them: at most one a recipient and period, for ever."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parseaddr

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from alerts.digest import address_to, week_facts
from alerts.plain_words import one_line
from alerts.subscribers import list_subscribers
from registry.law.rulebook import Rulebook
from registry.records import OutboxMessage
from registry.settings import Settings
from registry.vocabulary import OutboxState

LONGEST_PREFIX = 30


@dataclass(frozen=True)
class Enqueued:
    """How many mails of a week were put in the outbox, were there before, or were spared their readers."""

    period: str
    queued: int
    already: int
    spared: int


def enqueue(
    session: Session,
    *,
    recipient: str,
    period: str,
    subject: str,
    text: str,
    html: str,
    sender: str,
    at: datetime,
) -> bool:
    """Whether the message went into the outbox: False when this recipient has one of this period, sent or not."""
    row = {
        "recipient": recipient,
        "period": period,
        "message_id": message_id(recipient, period, sender=sender),
        "subject": one_line(subject),
        "text": text,
        "html": html,
        "state": OutboxState.QUEUED,
        "attempts": 0,
        "next_attempt_at": at,
        "last_error": "",
        "created_at": at,
    }
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    # Two schedulers may come here at once: the key, not a look beforehand, lets one of them through.
    insert = dialect.insert(OutboxMessage).values(**row).on_conflict_do_nothing(index_elements=["recipient", "period"])
    return session.connection().execute(insert.returning(col(OutboxMessage.id))).first() is not None


def message_id(recipient: str, period: str, *, sender: str) -> str:
    """The same Message-ID for the same recipient and period, so that a message sent twice is seen once."""
    digest = hashlib.sha256(f"{recipient}\n{period}".encode()).hexdigest()[:24]
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost.invalid"
    return f"<{period[:LONGEST_PREFIX]}.{digest}@{domain}>"


def enqueue_digests(
    session: Session, *, week: date, settings: Settings, at: datetime, rulebook: Rulebook | None = None
) -> Enqueued:
    """The mail on the week of `week` in the outbox for every reader who has none yet; harmless to repeat."""
    facts = week_facts(session, week=week, settings=settings, rulebook=rulebook, known_at=at)
    period = facts.week.key
    served = set(session.exec(select(OutboxMessage.recipient).where(OutboxMessage.period == period)))
    queued = already = spared = 0
    for subscriber in list_subscribers(session):
        if subscriber.email in served:
            already += 1
        elif facts.quiet and not subscriber.quiet_weeks:
            spared += 1
        else:
            digest = address_to(subscriber, facts, settings=settings)
            queued += enqueue(
                session,
                recipient=subscriber.email,
                period=period,
                subject=digest.subject,
                text=digest.text,
                html=digest.html,
                sender=settings.mail_from,
                at=at,
            )
    return Enqueued(period, queued, already, spared)
