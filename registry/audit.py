"""The audit log: who did what to what, each entry's digest covering the one before it, so that an edit shows."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import text
from sqlmodel import Session, col, select

from registry.records import AuditEntry

GENESIS = "0" * 64
PAGE = 1_000
# Any constant will do, as long as nothing else in the database asks for the same advisory lock.
APPEND_LOCK = 7_402_118_553


def _digest(previous: str, *, at: datetime, actor: str, action: str, subject: str, detail: Mapping[str, Any]) -> str:
    said = {
        "at": at.astimezone(UTC).isoformat(),
        "actor": actor,
        "action": action,
        "subject": subject,
        "detail": detail,
    }
    return hashlib.sha256(previous.encode() + orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def append(
    session: Session, *, actor: str, action: str, subject: str, detail: Mapping[str, Any], at: datetime
) -> AuditEntry:
    """The new last entry of the log, flushed; `detail` holds plain JSON values. The one writer of this table."""
    if session.get_bind().dialect.name == "postgresql":
        # Two writers would chain to the same entry; the second would then fail on the unique digest and lose its work.
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": APPEND_LOCK})
    session.flush()
    last = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(1)).first()
    previous = last.digest if last else GENESIS
    plain = orjson.loads(orjson.dumps(dict(detail)))
    entry = AuditEntry(
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        detail=plain,
        previous=previous,
        digest=_digest(previous, at=at, actor=actor, action=action, subject=subject, detail=plain),
    )
    session.add(entry)
    session.flush()
    return entry


def _oldest_first(session: Session) -> Iterator[AuditEntry]:
    after = 0
    while page := session.exec(
        select(AuditEntry).where(col(AuditEntry.id) > after).order_by(col(AuditEntry.id)).limit(PAGE)
    ).all():
        yield from page
        after = page[-1].id or 0


@dataclass(frozen=True)
class AuditReport:
    """Whether the chain holds: how many entries were read, the last digest, and the first entry that does not fit."""

    entries: int
    last_digest: str
    broken_at: int | None = None

    @property
    def sound(self) -> bool:
        """Whether every entry fits the one before it."""
        return self.broken_at is None


def verify(session: Session) -> AuditReport:
    """The whole chain re-computed, oldest first.

    A shorter chain is still a chain: keep `last_digest` elsewhere (the weekly mail carries it) to show a cut-off end;
    `registry.audit_quotes` asks what this database itself says of the log.
    """
    previous, count = GENESIS, 0
    for entry in _oldest_first(session):
        detail = entry.detail if isinstance(entry.detail, dict) else {}
        expected = _digest(
            previous, at=entry.at, actor=entry.actor, action=entry.action, subject=entry.subject, detail=detail
        )
        if entry.previous != previous or entry.digest != expected:
            return AuditReport(entries=count, last_digest=previous, broken_at=entry.id)
        previous, count = entry.digest, count + 1
    return AuditReport(entries=count, last_digest=previous)
