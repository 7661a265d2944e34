"""A log cut off at its end is a whole chain still; the mails and packs that rest on what is gone show it."""

from sqlalchemy import delete
from sqlmodel import Session, col

from alerts.digest import compose_digest
from registry.audit import append, verify
from registry.audit_quotes import contradictions
from registry.records import AuditEntry, EvidencePack, OutboxMessage, Subscriber
from registry.settings import Settings
from tests.alerts.factory import RULES, an_alert
from tests.factory import NOON


def _act(session: Session, action: str = "account.add", **detail: str) -> AuditEntry:
    return append(session, actor="asha@labour.example", action=action, subject="x", detail=detail, at=NOON)


def _mail(session: Session) -> None:
    reader = Subscriber(email="chief@labour.example", unsubscribe_token="t0ken", created_at=NOON)
    mail = compose_digest(session, reader, week=NOON.date(), settings=Settings(), rulebook=RULES)
    said = {"period": mail.period, "subject": mail.subject, "text": mail.text, "html": mail.html}
    session.add(
        OutboxMessage(recipient=reader.email, message_id="<1@x>", next_attempt_at=NOON, created_at=NOON, **said)
    )
    session.flush()


def _cut_off(session: Session, after: AuditEntry) -> None:
    session.execute(delete(AuditEntry).where(col(AuditEntry.id) > after.id))
    session.expire_all()


def test_a_mail_that_quotes_an_entry_shows_that_it_is_gone_or_another(session: Session) -> None:
    first, second = _act(session), _act(session)
    number = second.id
    _mail(session)
    assert list(contradictions(session)) == []
    _act(session)
    assert list(contradictions(session)) == [], "the log goes on"
    _cut_off(session, first)
    assert verify(session).sound
    (told,) = contradictions(session)
    assert told == f"Message 1 of the outbox quotes entry {number} of the audit log, which is gone."
    session.add(AuditEntry(id=number, at=NOON, actor="x", action="x", subject="x", previous="p", digest="d"))
    session.flush()
    assert next(contradictions(session)).endswith("which is another now.")


def test_a_pack_without_its_entry_shows_that_it_is_gone(session: Session) -> None:
    alert, first = an_alert(session), _act(session)
    session.add(EvidencePack(alert_id=alert.id, made_at=NOON, made_by="asha", file="W.zip", sha256="ab"))
    _act(session, "alert.pack", sha256="ab")
    assert list(contradictions(session)) == []
    _cut_off(session, first)
    assert list(contradictions(session)) == [
        "Evidence pack 1 is on file, but the audit log has no entry of its making."
    ]
