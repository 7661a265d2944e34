"""The audit log shows any edit, however small, and who did what."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from registry.audit import append, verify
from registry.records import AuditEntry


def _three(session: Session, at: datetime) -> list[AuditEntry]:
    acts = ("account.add", "alert.decide", "register.import")
    return [
        append(session, actor="amina@labour.example", action=act, subject="x", detail={"n": 1}, at=at) for act in acts
    ]


def test_an_untouched_log_is_sound(session: Session, at: datetime) -> None:
    entries = _three(session, at)
    session.commit()
    report = verify(session)
    assert report.sound
    assert (report.entries, report.last_digest) == (3, entries[-1].digest)


def test_an_edited_entry_is_named(session: Session, at: datetime) -> None:
    entries = _three(session, at)
    session.execute(update(AuditEntry).where(col(AuditEntry.id) == entries[1].id).values(actor="nobody@labour.example"))
    session.commit()
    session.expire_all()
    assert verify(session).broken_at == entries[1].id


def test_a_removed_entry_is_noticed(session: Session, at: datetime) -> None:
    entries = _three(session, at)
    session.delete(entries[1])
    session.commit()
    assert verify(session).broken_at == entries[2].id


def test_an_empty_log_is_sound(session: Session) -> None:
    assert verify(session).sound
