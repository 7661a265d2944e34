"""Accounts: who gets in, who is kept out, and what is left in the audit log."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from alerts.rights import Right
from dashboard import accounts, passwords
from registry import audit
from registry.errors import InvalidInput, NotAllowed, NotFound
from registry.records import Account, AuditEntry, SignIn
from registry.vocabulary import Role

EMAIL = "amina@office.example"
GOOD = "four quiet invented words"


def an_account(session: Session, at: datetime, *, email: str = EMAIL, role: Role = Role.INSPECTOR) -> Account:
    return accounts.add_account(session, email=email, name="Amina", role=role, password=GOOD, by="terminal", at=at)


def actions_of(session: Session) -> list[str]:
    return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))))


def test_the_right_password_opens_and_the_token_tells_who(session: Session, at: datetime) -> None:
    an_account(session, at)
    check = accounts.check_password(session, email=" Amina@Office.example ", password=GOOD, at=at)
    assert check.account is not None
    token = accounts.sign_in(session, check.account, at=at)
    officer = accounts.who(session, token, at=at)
    assert officer is not None
    assert (officer.email, officer.role) == (EMAIL, Role.INSPECTOR)


def test_neither_password_nor_token_is_stored(session: Session, at: datetime) -> None:
    account = an_account(session, at)
    token = accounts.sign_in(session, account, at=at)
    assert account.password_hash.startswith("$argon2id$")
    assert session.exec(select(SignIn.token_sha256)).one() != token


@pytest.mark.parametrize("email", [EMAIL, "nobody@office.example", "", "x" * 300, "'; drop table account; --"])
def test_a_wrong_password_and_an_unknown_address_get_one_sentence(session: Session, at: datetime, email: str) -> None:
    an_account(session, at)
    check = accounts.check_password(session, email=email, password="wrong", at=at)
    assert check.account is None
    assert check.refusal == accounts.WRONG


def test_an_account_locks_after_five_failures_and_opens_by_itself(session: Session, at: datetime) -> None:
    an_account(session, at)
    refusals = [accounts.check_password(session, email=EMAIL, password="no", at=at).refusal for _ in range(5)]
    assert refusals == [accounts.WRONG] * 4 + [accounts.LOCKED]
    assert accounts.check_password(session, email=EMAIL, password=GOOD, at=at).refusal == accounts.LOCKED
    later = at + accounts.LOCKED_FOR + timedelta(seconds=1)
    assert accounts.check_password(session, email=EMAIL, password=GOOD, at=later).account is not None
    assert actions_of(session) == ["account.added", "account.locked"]


def test_a_success_forgets_earlier_failures(session: Session, at: datetime) -> None:
    an_account(session, at)
    for _ in range(3):
        for _ in range(4):
            accounts.check_password(session, email=EMAIL, password="no", at=at)
        assert accounts.check_password(session, email=EMAIL, password=GOOD, at=at).account is not None


def test_a_sign_in_ends_after_twelve_hours_or_by_signing_out(session: Session, at: datetime) -> None:
    account = an_account(session, at)
    token, other = (accounts.sign_in(session, account, at=at) for _ in range(2))
    assert accounts.who(session, token, at=at + timedelta(hours=11, minutes=59)) is not None
    assert accounts.who(session, token, at=at + timedelta(hours=12)) is None
    accounts.sign_out(session, token, at=at)
    assert accounts.who(session, token, at=at) is None
    assert accounts.who(session, other, at=at) is not None


@pytest.mark.parametrize("token", [None, "", "made-up", "x" * 10_000])
def test_a_made_up_token_is_nobody(session: Session, at: datetime, token: str | None) -> None:
    an_account(session, at)
    assert accounts.who(session, token, at=at) is None


def test_a_reset_ends_every_sign_in_and_asks_for_another_password(session: Session, at: datetime) -> None:
    token = accounts.sign_in(session, an_account(session, at), at=at)
    accounts.reset_password(session, email=EMAIL, password="another four quiet words", by="boss@office.example", at=at)
    assert accounts.who(session, token, at=at) is None
    assert accounts.check_password(session, email=EMAIL, password=GOOD, at=at).account is None
    check = accounts.check_password(session, email=EMAIL, password="another four quiet words", at=at)
    assert check.account is not None
    assert check.account.must_change


def test_a_closed_account_is_unknown(session: Session, at: datetime) -> None:
    token = accounts.sign_in(session, an_account(session, at), at=at)
    accounts.close_account(session, email=EMAIL, by="boss@office.example", at=at)
    assert accounts.who(session, token, at=at) is None
    assert accounts.check_password(session, email=EMAIL, password=GOOD, at=at).refusal == accounts.WRONG
    with pytest.raises(NotAllowed):
        accounts.officer_named(session, EMAIL, right=Right.TRIAGE)


def test_the_last_administrator_stays(session: Session, at: datetime) -> None:
    an_account(session, at, role=Role.ADMINISTRATOR)
    for act in (
        lambda: accounts.close_account(session, email=EMAIL, by=EMAIL, at=at),
        lambda: accounts.change_role(session, email=EMAIL, role=Role.INSPECTOR, by=EMAIL, at=at),
    ):
        with pytest.raises(NotAllowed, match="last administrator"):
            act()
    an_account(session, at, email="juma@office.example", role=Role.ADMINISTRATOR)
    accounts.change_role(session, email=EMAIL, role=Role.INSPECTOR, by=EMAIL, at=at)


def test_one_changes_ones_own_password_with_the_present_one(session: Session, at: datetime) -> None:
    account = an_account(session, at)
    account.must_change = True
    assert "not right" in accounts.change_password(session, email=EMAIL, old="no", new="a quite new long one", at=at)
    assert accounts.change_password(session, email=EMAIL, old=GOOD, new="a quite new long one", at=at) == ""
    assert not account.must_change
    with pytest.raises(InvalidInput, match="the old one"):
        accounts.change_password(session, email=EMAIL, old=GOOD, new=GOOD, at=at)


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("not an address", GOOD, "is not an e-mail address"),
        ("a@b@c.example", GOOD, "is not an e-mail address"),
        ("x\n@office.example", GOOD, "is not an e-mail address"),
        ("<b>@office.example", GOOD, "is not an e-mail address"),
        ("new@office.example", "short", "use at least 12"),
        ("new@office.example", "a" * 12, "too easy"),
        ("new@office.example", "new@office.example", "too easy"),
        ("new@office.example", "x y" * 100, "longer than 200"),
        (EMAIL, GOOD, "already an account"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    session: Session, at: datetime, email: str, password: str, said: str
) -> None:
    an_account(session, at)
    with pytest.raises(InvalidInput, match=said):
        accounts.add_account(
            session, email=email, name="", role=Role.INSPECTOR, password=password, by="terminal", at=at
        )


def test_an_act_on_an_unknown_account_says_so(session: Session, at: datetime) -> None:
    with pytest.raises(NotFound):
        accounts.close_account(session, email="nobody@office.example", by=EMAIL, at=at)


def test_each_role_has_the_rights_of_the_one_before(session: Session, at: datetime) -> None:
    an_account(session, at)
    assert accounts.officer_named(session, EMAIL, right=Right.TRIAGE).name == "Amina"
    with pytest.raises(NotAllowed, match="administrator"):
        accounts.officer_named(session, EMAIL, right=Right.CHANGE_ACCOUNTS)


def test_every_change_is_audited_under_who_did_it(session: Session, at: datetime) -> None:
    an_account(session, at, email="boss@office.example", role=Role.ADMINISTRATOR)
    an_account(session, at)
    boss = "boss@office.example"
    accounts.change_role(session, email=EMAIL, role=Role.ANALYST, by=boss, at=at)
    accounts.reset_password(session, email=EMAIL, password="another four quiet words", by=boss, at=at)
    accounts.close_account(session, email=EMAIL, by=boss, at=at)
    assert actions_of(session)[2:] == ["account.role_changed", "account.password_reset", "account.closed"]
    assert audit.verify(session).sound
    stored = session.exec(select(AuditEntry)).all()
    assert GOOD not in str([entry.detail for entry in stored])


def test_a_made_password_is_long_enough_and_never_twice_the_same() -> None:
    made = {passwords.a_password() for _ in range(20)}
    assert len(made) == 20
    for password in made:
        passwords.check_new(password, email=EMAIL)
