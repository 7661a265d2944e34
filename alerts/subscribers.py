"""Who receives the weekly mail: readers need no account, and leave by one click that needs no sign-in."""

import re
import secrets
from datetime import datetime

from sqlmodel import Session, col, select

from registry.audit import append
from registry.errors import InvalidInput, NotFound
from registry.records import Subscriber

LONGEST_ADDRESS = 254
LONGEST_NAME = 120
# Plain ASCII mailboxes only: what every relay accepts, and nothing that a header could be broken with.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)


def checked_address(email: str) -> str:
    """The e-mail address, trimmed and in small letters; raises InvalidInput when mail cannot be sent to it."""
    given = email.strip()
    local = given.partition("@")[0]
    if len(given) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(given) or ".." in local or local != local.strip("."):
        raise InvalidInput(f"{given[:80]!r} is not an e-mail address; write it as name@office.example.")
    return given.lower()


def add_subscriber(
    session: Session, *, email: str, by: str, at: datetime, name: str = "", quiet_weeks: bool = True
) -> Subscriber:
    """The reader, new or back again; with `quiet_weeks` false, weeks with nothing to report bring no mail.

    Raises InvalidInput for an address that is none. A reader already on the list gets the new choice.
    """
    address, named = checked_address(email), " ".join(name.split())[:LONGEST_NAME]
    subscriber = session.exec(select(Subscriber).where(Subscriber.email == address)).first()
    if subscriber is None:
        subscriber = Subscriber(email=address, unsubscribe_token=_new_token(), created_at=at)
    elif subscriber.removed_at is not None:
        subscriber.removed_at, subscriber.created_at = None, at
        subscriber.unsubscribe_token = _new_token()
    subscriber.name, subscriber.quiet_weeks = named or subscriber.name, quiet_weeks
    session.add(subscriber)
    session.flush()
    _audit(session, subscriber, "subscriber.add", by=by, at=at)
    return subscriber


def list_subscribers(session: Session) -> list[Subscriber]:
    """Everybody who receives the mail, by address."""
    query = select(Subscriber).where(col(Subscriber.removed_at).is_(None)).order_by(col(Subscriber.email))
    return list(session.exec(query))


def remove_subscriber(session: Session, *, email: str, by: str, at: datetime) -> Subscriber:
    """The reader taken off the list; raises NotFound for an address that is not on it."""
    address = checked_address(email)
    subscriber = find_subscriber(session, address)
    if subscriber is None:
        raise NotFound(f"{address} does not receive the weekly mail; `wakala subscriber list` shows who does.")
    return _remove(session, subscriber, "subscriber.remove", by=by, at=at)


def unsubscribe(session: Session, token: str, *, at: datetime) -> Subscriber | None:
    """The reader whom this token belongs to, taken off the list; None for a token of nobody, or used before."""
    query = select(Subscriber).where(Subscriber.unsubscribe_token == token, col(Subscriber.removed_at).is_(None))
    subscriber = session.exec(query).first()
    if subscriber is None:
        return None
    return _remove(session, subscriber, "subscriber.unsubscribe", by=subscriber.email, at=at)


def find_subscriber(session: Session, email: str) -> Subscriber | None:
    """The reader of that address who still receives the mail."""
    query = select(Subscriber).where(Subscriber.email == email, col(Subscriber.removed_at).is_(None))
    return session.exec(query).first()


def _new_token() -> str:
    return secrets.token_urlsafe(24)


def _remove(session: Session, subscriber: Subscriber, action: str, *, by: str, at: datetime) -> Subscriber:
    subscriber.removed_at = at
    session.add(subscriber)
    session.flush()
    _audit(session, subscriber, action, by=by, at=at)
    return subscriber


def _audit(session: Session, subscriber: Subscriber, action: str, *, by: str, at: datetime) -> None:
    detail = {"quiet_weeks": subscriber.quiet_weeks}
    append(session, actor=by, action=action, subject=f"subscriber:{subscriber.email}", detail=detail, at=at)
