"""Where this database itself quotes the audit log: an entry that a mail or a pack rests on must still be there."""

import re
from collections.abc import Iterator

from sqlmodel import Session, col, select

from registry.records import AuditEntry, EvidencePack, OutboxMessage

MARK = "Audit log at entry "
_QUOTED = re.compile(rf"^{MARK}(\d+): ([0-9a-f]{{64}})\s*$", re.MULTILINE)
PACKED = "alert.pack"


def contradictions(session: Session) -> Iterator[str]:
    """What mails and evidence packs on file say of the log that it does not say itself, a sentence each.

    A log whose end was cut off is a whole chain still: only what was told of it before shows that.
    """
    digests: dict[int, str | None] = {}
    # The line stands at the mail's end, below all that was read on the web: the last is the office's own.
    query = select(OutboxMessage.id, OutboxMessage.text).where(col(OutboxMessage.text).contains(MARK, autoescape=True))
    for message, text in session.exec(query.order_by(col(OutboxMessage.id)).execution_options(yield_per=100)):
        for number, digest in [(int(one[1]), one[2]) for one in _QUOTED.finditer(text)][-1:]:
            if number not in digests:
                asked = select(AuditEntry.digest).where(col(AuditEntry.id) == number)
                digests[number] = session.exec(asked).first()
            if digests[number] != digest:
                wrong = "is gone" if digests[number] is None else "is another now"
                yield f"Message {message} of the outbox quotes entry {number} of the audit log, which {wrong}."
    yield from _packs(session)


def _packs(session: Session) -> Iterator[str]:
    written = session.exec(select(AuditEntry.detail).where(col(AuditEntry.action) == PACKED))
    known = {detail.get("sha256") for detail in written if isinstance(detail, dict)}
    for pack, digest in session.exec(select(EvidencePack.id, EvidencePack.sha256).order_by(col(EvidencePack.id))):
        if digest not in known:
            yield f"Evidence pack {pack} is on file, but the audit log has no entry of its making."
