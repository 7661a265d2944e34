"""Readers of the weekly mail come and go by a word of their own, and each change is audited."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from alerts.subscribers import add_subscriber, list_subscribers, remove_subscriber, unsubscribe
from registry.errors import InvalidInput, NotFound
from registry.records import AuditEntry
from tests.factory import NOON

ADMIN = "admin@labour.example"
LATER = NOON + timedelta(days=1)


def addresses(session: Session) -> list[str]:
    return [one.email for one in list_subscribers(session)]


def test_a_reader_comes_and_goes_and_each_change_is_audited(session: Session) -> None:
    add_subscriber(session, email=" Chief@Labour.example ", by=ADMIN, at=NOON, name="Chief")
    assert addresses(session) == ["chief@labour.example"]
    remove_subscriber(session, email="chief@labour.example", by=ADMIN, at=LATER)
    assert addresses(session) == []
    entries = session.exec(select(AuditEntry)).all()
    assert [(entry.action, entry.actor, entry.subject) for entry in entries] == [
        ("subscriber.add", ADMIN, "subscriber:chief@labour.example"),
        ("subscriber.remove", ADMIN, "subscriber:chief@labour.example"),
    ]


def test_adding_twice_keeps_one_reader_and_the_last_choice(session: Session) -> None:
    first = add_subscriber(session, email="chief@labour.example", by=ADMIN, at=NOON, name="Chief")
    token = first.unsubscribe_token
    add_subscriber(session, email="chief@labour.example", by=ADMIN, at=LATER, quiet_weeks=False)
    (only,) = list_subscribers(session)
    assert (only.quiet_weeks, only.name, only.unsubscribe_token) == (False, "Chief", token)


def test_a_token_works_once_and_an_old_one_never_again(session: Session) -> None:
    old = add_subscriber(session, email="chief@labour.example", by=ADMIN, at=NOON).unsubscribe_token
    gone = unsubscribe(session, old, at=LATER)
    assert gone is not None
    assert gone.email == "chief@labour.example"
    assert unsubscribe(session, old, at=LATER) is None
    back = add_subscriber(session, email="chief@labour.example", by=ADMIN, at=LATER)
    assert back.unsubscribe_token != old
    assert unsubscribe(session, old, at=LATER) is None
    assert addresses(session) == ["chief@labour.example"]


@pytest.mark.parametrize(
    "email",
    [
        "",
        "chief",
        "chief@labour",
        "a@b@labour.example",
        "chief@labour.example\nBcc: all@labour.example",
        "chief@labour.example, other@labour.example",
        "Chief <chief@labour.example>",
        "chief..x@labour.example",
        ".chief@labour.example",
        "chief@-labour.example",
        "çhief@labour.example",
        f"{'a' * 250}@labour.example",
    ],
)
def test_what_is_no_address_is_refused(session: Session, email: str) -> None:
    with pytest.raises(InvalidInput, match="is not an e-mail address"):
        add_subscriber(session, email=email, by=ADMIN, at=NOON)
    assert addresses(session) == []


def test_removing_somebody_unknown_says_so(session: Session) -> None:
    with pytest.raises(NotFound, match="does not receive"):
        remove_subscriber(session, email="nobody@labour.example", by=ADMIN, at=NOON)
