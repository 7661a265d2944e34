"""How somebody gets in on the first day: the demo's three accounts with one-time passwords, or how to add the first."""

import secrets
from datetime import datetime

from sqlmodel import Session, col, func, select

from alerts.subscribers import add_subscriber
from dashboard.accounts import add_account, reset_password
from dashboard.installation import Installation
from registry.database import unit_of_work
from registry.records import Account, Subscriber
from registry.vocabulary import Role

DEMO_ACCOUNTS = {
    "inspector@demo.example": ("Demo inspector", Role.INSPECTOR),
    "analyst@demo.example": ("Demo analyst", Role.ANALYST),
    "administrator@demo.example": ("Demo administrator", Role.ADMINISTRATOR),
}
DEMO_READER = "enforcement@demo.example"
# No letters or digits that look alike on a printed line.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def first_accounts(here: Installation, *, renew: bool) -> list[str]:
    """Lines for the person at the terminal on how to sign in.

    In the demo, accounts are made where there are none; with `renew`, one-time passwords not yet used are made anew.
    """
    with unit_of_work(here.engine) as session:
        if here.settings.demo:
            _demo_reader(session, at=here.now())
            return _demo_lines(session, at=here.now(), renew=renew)
        count = session.exec(select(func.count()).select_from(Account).where(col(Account.closed_at).is_(None))).one()
    if count:
        return []
    return ["Nobody can sign in yet; add the first account with `wakala user add EMAIL --role administrator`."]


def _demo_reader(session: Session, *, at: datetime) -> None:
    """One reader of the weekly mail, unless somebody has ever changed the list."""
    if session.exec(select(func.count()).select_from(Subscriber)).one() == 0:
        add_subscriber(session, email=DEMO_READER, name="Demo enforcement", by="demo", at=at)


def _demo_lines(session: Session, *, at: datetime, renew: bool) -> list[str]:
    lines = ["Sign in with one of these (each password is for one use; you choose your own then):"]
    for email, (name, role) in DEMO_ACCOUNTS.items():
        account = session.get(Account, email)
        if account is not None and not account.must_change:
            lines.append(f"  {email:<28} with the password you chose (forgotten: wakala user reset {email})")
            continue
        if account is not None and not renew:
            lines.append(f"  {email:<28} with the password that `wakala run --demo` printed last")
            continue
        password = _one_time_password()
        if account is None:
            add_account(
                session, email=email, name=name, role=role, password=password, by="demo", at=at, must_change=True
            )
        else:
            reset_password(session, email=email, password=password, by="demo", at=at)
        lines.append(f"  {email:<28} {password}")
    return lines


def _one_time_password() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(3))
