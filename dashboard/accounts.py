"""Who may use the screens: local accounts with argon2 passwords, lock-out, and sign-ins that can be ended.

Apart from `signing_in`, because the terminal door uses accounts too and has no browser.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from alerts import rights
from alerts.rights import Right
from alerts.subscribers import checked_address
from dashboard import passwords
from registry import audit
from registry.errors import InvalidInput, NotAllowed, NotFound
from registry.records import Account, SignIn
from registry.vocabulary import Role

SIGN_IN_LASTS = timedelta(hours=12)
FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)

WRONG = "The e-mail address or the password is not right. Check both, or ask an administrator for a new password."
LOCKED = (
    f"Signing in to this account is locked for {LOCKED_FOR.seconds // 60} minutes after {FAILURES_ALLOWED} wrong "
    "passwords. Wait, or ask an administrator for a new password."
)


@dataclass(frozen=True)
class Officer:
    """A signed-in person: under whose name acts are recorded, and what they may do."""

    email: str
    name: str
    role: Role
    must_change: bool = False

    def may(self, right: Right) -> bool:
        """Whether this person's role has `right`."""
        return rights.may(self.role, right)


@dataclass(frozen=True)
class PasswordCheck:
    """The account when the password is right, else one sentence for the person; failures are counted either way."""

    account: Account | None
    refusal: str = ""


def add_account(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    password: str,
    by: str,
    at: datetime,
    must_change: bool = False,
) -> Account:
    """A new account; with `must_change` its owner chooses another password before anything else."""
    email = checked_address(email)
    passwords.check_new(password, email=email)
    if session.get(Account, email):
        raise InvalidInput(f"There is already an account for {email}; reset its password instead.")
    shown, stored = name.strip()[:200] or email, passwords.hashed(password)
    account = Account(email=email, name=shown, role=role, password_hash=stored, must_change=must_change, created_at=at)
    session.add(account)
    session.flush()
    _note(session, "account.added", account, by=by, at=at, role=role.value)
    return account


def reset_password(
    session: Session, *, email: str, password: str, by: str, at: datetime, must_change: bool = True
) -> Account:
    """The account with a new password, unlocked and open, and every sign-in of its owner ended."""
    account = _open_account(session, email, closed_too=True)
    passwords.check_new(password, email=account.email)
    account.password_hash = passwords.hashed(password)
    account.must_change = must_change
    account.failures, account.locked_until, account.closed_at = 0, None, None
    session.add(account)
    _end_sign_ins(session, account.email, at=at)
    _note(session, "account.password_reset", account, by=by, at=at)
    return account


def change_password(
    session: Session, *, email: str, old: str, new: str, at: datetime, noted_at: datetime | None = None
) -> str:
    """A new password chosen by its owner; an empty string when done, else one sentence (the failure is counted)."""
    passwords.check_new(new, email=checked_address(email))
    if old == new:
        raise InvalidInput("The new password is the old one; choose another.")
    check = check_password(session, email=email, password=old, at=at, noted_at=noted_at)
    if check.account is None:
        return LOCKED if check.refusal == LOCKED else "The present password is not right."
    check.account.password_hash = passwords.hashed(new)
    check.account.must_change = False
    session.add(check.account)
    _note(session, "account.password_changed", check.account, by=check.account.email, at=noted_at or at)
    return ""


def change_role(session: Session, *, email: str, role: Role, by: str, at: datetime) -> Account:
    """The account with another role, in effect from its owner's next click."""
    account = _open_account(session, email)
    if account.role is Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR:
        _keep_one_administrator(session, account)
    before, account.role = account.role, role
    session.add(account)
    _note(session, "account.role_changed", account, by=by, at=at, before=before.value, after=role.value)
    return account


def close_account(session: Session, *, email: str, by: str, at: datetime) -> Account:
    """The account closed and its sign-ins ended; the last administrator cannot be closed."""
    account = _open_account(session, email)
    if account.role is Role.ADMINISTRATOR:
        _keep_one_administrator(session, account)
    account.closed_at = at
    session.add(account)
    _end_sign_ins(session, account.email, at=at)
    _note(session, "account.closed", account, by=by, at=at)
    return account


def check_password(
    session: Session, *, email: str, password: str, at: datetime, noted_at: datetime | None = None
) -> PasswordCheck:
    """Whether `password` opens the account of `email`.

    Returns rather than raises, because the failure count has to be committed. An unknown address costs as much time
    as a known one. A lock ends by the real time `at`; the audit log is dated `noted_at`, which is another in the demo.
    """
    account = session.get(Account, email.strip().lower()[:254], with_for_update=True, populate_existing=True)
    known = account is not None and account.closed_at is None
    stored = account.password_hash if account is not None and known else passwords.nobodys_hash()
    right = passwords.matches(stored, password) and known
    if account is None or not known:
        return PasswordCheck(None, WRONG)
    if account.locked_until and account.locked_until > at:
        return PasswordCheck(None, LOCKED)
    if not right:
        return PasswordCheck(None, _count_failure(session, account, at=at, noted_at=noted_at or at))
    account.failures, account.locked_until = 0, None
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
    session.add(account)
    session.flush()
    return PasswordCheck(account)


def sign_in(session: Session, account: Account, *, at: datetime) -> str:
    """A token for the browser, good for twelve hours; the database keeps only its SHA-256."""
    token = secrets.token_urlsafe(32)
    row = SignIn(token_sha256=_sha256(token), email=account.email, created_at=at, expires_at=at + SIGN_IN_LASTS)
    session.add(row)
    session.flush()
    return token


def sign_out(session: Session, token: str, *, at: datetime) -> None:
    """That sign-in ended; an unknown token changes nothing."""
    held = session.get(SignIn, _sha256(token))
    if held is not None and held.ended_at is None:
        held.ended_at = at
        session.add(held)
        session.flush()


def who(session: Session, token: str | None, *, at: datetime) -> Officer | None:
    """Who holds `token` at that moment, or nobody: unknown, expired, ended, or the account closed."""
    if not token or len(token) > 200:
        return None
    query = (
        select(Account)
        .join(SignIn, col(SignIn.email) == col(Account.email))
        .where(SignIn.token_sha256 == _sha256(token), SignIn.expires_at > at)
        .where(col(SignIn.ended_at).is_(None), col(Account.closed_at).is_(None))
    )
    account = session.exec(query).first()
    return _officer(account) if account else None


def officer_named(session: Session, email: str, *, right: Right) -> Officer:
    """The officer of `email`; NotAllowed when there is no open account of that name or its role lacks `right`."""
    account = session.get(Account, email.strip().lower())
    if account is None or account.closed_at is not None:
        raise NotAllowed(f"There is no open account {email!r}; add one with `wakala user add {email}`.")
    rights.require(account.role, right)
    return _officer(account)


def _officer(account: Account) -> Officer:
    return Officer(email=account.email, name=account.name, role=account.role, must_change=account.must_change)


def _count_failure(session: Session, account: Account, *, at: datetime, noted_at: datetime) -> str:
    account.failures += 1
    locked = account.failures >= FAILURES_ALLOWED
    if locked:
        account.failures, account.locked_until = 0, at + LOCKED_FOR
    session.add(account)
    session.flush()
    if locked:
        _note(session, "account.locked", account, by="system", at=noted_at)
    return LOCKED if locked else WRONG


def _open_account(session: Session, email: str, *, closed_too: bool = False) -> Account:
    account = session.get(Account, checked_address(email))
    if account is None or (account.closed_at is not None and not closed_too):
        raise NotFound(f"There is no open account for {email.strip()[:80]!r}; check the address.")
    return account


def _keep_one_administrator(session: Session, account: Account) -> None:
    others = (
        select(func.count())
        .select_from(Account)
        .where(Account.role == Role.ADMINISTRATOR, Account.email != account.email, col(Account.closed_at).is_(None))
    )
    if not session.exec(others).one():
        raise NotAllowed(f"{account.email} is the last administrator; make another one first.")


def _end_sign_ins(session: Session, email: str, *, at: datetime) -> None:
    session.execute(
        update(SignIn).where(col(SignIn.email) == email, col(SignIn.ended_at).is_(None)).values(ended_at=at)
    )
    session.flush()


def _note(session: Session, action: str, account: Account, *, by: str, at: datetime, **detail: str) -> None:
    audit.append(session, actor=by, action=action, subject=f"account:{account.email}", detail=detail, at=at)


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
