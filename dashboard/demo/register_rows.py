"""The agency list as the office keeps it: colours for status, cells left empty, rows twice and names misspelt."""

from dataclasses import dataclass, replace
from random import Random

from dashboard.demo.country_data import RegisterHabits
from dashboard.demo.firms import Firm
from dashboard.demo.world import World


@dataclass(frozen=True)
class Row:
    """One printed row; `valid` is shown by colour alone."""

    name: str
    licence: str
    address: str
    phone: str
    email: str
    website: str
    scope: str
    expires: str
    valid: bool


def agency_rows(world: World) -> list[Row]:
    """Every listed firm in an order of the office's own, with the faults that `register.yml` asks for."""
    habits, rng = world.data.register, world.rng("register")
    firms = [firm for firm in world.firms if firm.listed]
    rng.shuffle(firms)
    idle = {recruiter.names[0] for recruiter in world.recruiters}
    spare = [firm for firm in firms if firm.name not in idle]
    rows = [_row(firm, habits, rng) for firm in firms]
    rows += [_row(firm, habits, rng) for firm in rng.sample(spare, min(len(spare), habits.duplicate_rows))]
    for firm in rng.sample(spare, min(len(spare), habits.misspelt_rows)):
        row = _row(firm, habits, rng)
        rows.append(replace(row, name=_misspell(row.name, habits, rng)))
    rng.shuffle(rows)
    return rows


def _row(firm: Firm, habits: RegisterHabits, rng: Random) -> Row:
    contacts = firm.contacts
    phone = "" if rng.random() < habits.missing_phone else contacts.phone
    if phone and rng.random() < 0.15:
        phone = f"{phone} / {contacts.phone2}"
    email = contacts.email.upper() if rng.random() < 0.05 else contacts.email
    expires = f"{firm.expires_on:%d/%m/%Y}"
    if rng.random() < habits.odd_dates:
        expires = f"{firm.expires_on:%d %b %Y}"
    # Only a row that is red anyway may lack its date: a valid licence without one could not be checked.
    if firm.status != "valid" and rng.random() < habits.blank_expiry:
        expires = ""
    return Row(
        name=firm.name.upper() if rng.random() < 0.3 else firm.name,
        licence=firm.licence,
        address=contacts.address,
        phone=phone,
        email="" if phone and rng.random() < habits.missing_email else email,
        website="" if rng.random() < habits.missing_website else f"www.{contacts.domain}",
        scope=habits.scope_words[firm.scope],
        expires=expires,
        valid=firm.status == "valid",
    )


def _misspell(name: str, habits: RegisterHabits, rng: Random) -> str:
    for right, wrong in habits.misspellings:
        if right.lower() in name.lower():
            return name.replace(right, wrong).replace(right.upper(), wrong.upper())
    at = rng.randrange(1, len(name.split(maxsplit=1)[0]))
    return name[:at] + name[at - 1] + name[at:]
