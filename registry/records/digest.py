"""Who reads the weekly mail, and every message, at most one a subscriber and period."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from registry.records.columns import long_text, word
from registry.vocabulary import OutboxState


class Subscriber(SQLModel, table=True):
    """A reader of the digest, who need not have an account."""

    __tablename__ = "subscriber"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    name: str = ""
    quiet_weeks: bool = True
    unsubscribe_token: str = Field(unique=True)
    created_at: datetime
    removed_at: datetime | None = None


class OutboxMessage(SQLModel, table=True):
    """One message, written in the transaction that decided to send it and sent later."""

    __tablename__ = "outbox_message"
    __table_args__ = (UniqueConstraint("recipient", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    recipient: str
    period: str
    message_id: str
    subject: str
    text: str = long_text()
    html: str = long_text()
    state: OutboxState = word(OutboxState, default=OutboxState.QUEUED)
    attempts: int = 0
    next_attempt_at: datetime
    last_error: str = ""
    created_at: datetime
    sent_at: datetime | None = None
