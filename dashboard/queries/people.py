"""Who has an account, who gets the weekly mail, and who did what: the administrators' lists."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, func, or_, select
from sqlmodel import Session, col

from alerts.plain_words import case_number
from registry.records import Account, AuditEntry, SignIn, Subscriber
from registry.vocabulary import Role


@dataclass(frozen=True)
class AccountRow:
    """One account, and when its owner last signed in."""

    email: str
    name: str
    role: Role
    must_change: bool
    created_at: datetime
    closed_at: datetime | None
    locked_until: datetime | None
    last_sign_in_at: datetime | None


@dataclass(frozen=True)
class SubscriberRow:
    """One reader of the weekly mail."""

    id: int
    email: str
    name: str
    quiet_weeks: bool
    removed_at: datetime | None


@dataclass(frozen=True)
class AuditRow:
    """One act somebody answers for."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]


def account_rows(session: Session) -> list[AccountRow]:
    """Every account, open ones first."""
    last = select(func.max(col(SignIn.created_at))).where(col(SignIn.email) == col(Account.email)).correlate(Account)
    query = select(Account, last.scalar_subquery()).order_by(col(Account.closed_at).is_not(None), col(Account.email))
    return [
        AccountRow(
            email=one.email,
            name=one.name,
            role=one.role,
            must_change=one.must_change,
            created_at=one.created_at,
            closed_at=one.closed_at,
            locked_until=one.locked_until,
            last_sign_in_at=last_sign_in_at,
        )
        for one, last_sign_in_at in session.execute(query)
    ]


def officers(session: Session) -> list[tuple[str, str]]:
    """E-mail and name of everyone a case can be given to, in order of name."""
    query = (
        select(col(Account.email), col(Account.name))
        .where(col(Account.closed_at).is_(None))
        .order_by(col(Account.name))
    )
    return [(email, name) for email, name in session.execute(query)]


def subscriber_rows(session: Session) -> list[SubscriberRow]:
    """Every subscriber, present ones first."""
    query = select(Subscriber).order_by(col(Subscriber.removed_at).is_not(None), col(Subscriber.email))
    return [
        SubscriberRow(one.id or 0, one.email, one.name, one.quiet_weeks, one.removed_at)
        for one in session.execute(query).scalars()
    ]


def audit_rows(session: Session, text: str, *, page: int, size: int) -> tuple[list[AuditRow], int]:
    """Page `page` (from 1) of the audit log, newest first, as far as it holds `text`, and how many entries do."""
    columns = (
        col(AuditEntry.actor),
        col(AuditEntry.action),
        col(AuditEntry.subject),
        cast(col(AuditEntry.detail), String),
    )
    held = [column.icontains(text, autoescape=True) for column in columns]
    if number := case_number(text):
        # Screens, mails and packs name a case by its reference; the log by its number.
        held.append(col(AuditEntry.subject) == f"alert:{number}")
    conditions = [or_(*held)] if text else []
    query = (
        select(AuditEntry).where(*conditions).order_by(col(AuditEntry.id).desc()).offset((page - 1) * size).limit(size)
    )
    rows = [
        AuditRow(
            one.id or 0, one.at, one.actor, one.action, one.subject, one.detail if isinstance(one.detail, dict) else {}
        )
        for one in session.execute(query).scalars()
    ]
    total = select(func.count()).select_from(AuditEntry).where(*conditions)
    return rows, session.execute(total).scalar_one()
