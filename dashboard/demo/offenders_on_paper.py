"""Plants offenders whom only the registers give away: their words may be perfectly ordinary."""

from dataclasses import replace

from dashboard.demo.firms import Contacts, Firm
from dashboard.demo.lawful import approve_all, lawful_firm, plant_lawful
from dashboard.demo.planter import Planter
from dashboard.demo.recruiters import Cast, Intake

PRINTS = (("phone",), ("phone", "email"), ("phone", "address"), ("email",))
STILL_LISTED = 0.7


def expired_advertising(planter: Planter, cast: Cast) -> None:
    """Its licence ran out before the week; the list shows it in red."""
    scopes = ("foreign", "both") if cast.abroad else ("local", "both")
    firm = planter.office.register(status="expired", scopes=scopes)
    _advertise_as(planter, cast, firm)


def revoked_advertising(planter: Planter, cast: Cast) -> None:
    """The ministry's notice names it; most such firms still stand on the list, in red."""
    listed = planter.rng.random() < STILL_LISTED
    firm = planter.office.register(status="deregistered", scopes=("foreign", "both"), listed=listed)
    planter.office.denounce(firm)
    _advertise_as(planter, cast, firm)


def never_licensed(planter: Planter, cast: Cast) -> None:
    """On no list at all: a consultancy, or a person who "has a client"."""
    person = planter.rng.random() < 0.4
    name = planter.mint.person() if person else planter.mint.firm_name("consultancy")
    contacts = planter.office.contacts(name)
    contacts = replace(contacts, person=name) if person else contacts
    planter.plant(cast, name, contacts, prints=("phone",) if person else planter.rng.choice(PRINTS))


def scope_exceeded(planter: Planter, cast: Cast) -> None:
    """Licensed for work at home only, and recruiting for abroad."""
    firm = planter.office.register(scopes=("local",))
    _advertise_as(planter, cast, firm)


def travel_agency_recruiting(planter: Planter, cast: Cast) -> None:
    """A travel firm without any licence to recruit."""
    name = planter.mint.firm_name("travel")
    planter.plant(cast, name, planter.office.contacts(name), prints=planter.rng.choice(PRINTS))


def maritime_uncleared(planter: Planter, cast: Cast) -> None:
    """Offers work at sea without standing on the maritime list; some hold an ordinary licence."""
    if planter.rng.random() < cast.plan.licensed:
        plant_lawful(planter, cast, lawful_firm(planter, cast))
        return
    name = planter.mint.firm_name(planter.rng.choice(("consultancy", "maritime")))
    planter.plant(cast, name, planter.office.contacts(name), prints=planter.rng.choice(PRINTS))


def vacancies_over_order(planter: Planter, cast: Cast) -> None:
    """Licensed, with an approved order that is far smaller than what the adverts promise."""
    firm = lawful_firm(planter, cast)
    approved = planter.intakes(cast)
    approve_all(planter, firm, approved)
    posts = {(order.place.code): 0 for order in firm.orders}
    for order in firm.orders:
        posts[order.place.code] += order.posts
    promised = tuple(_promise(planter, intake, posts[intake.place.code]) for intake in approved)
    planter.plant(cast, firm.name, firm.contacts, intakes=promised, licence=firm.licence, prints=("phone", "licence"))


def no_job_order(planter: Planter, cast: Cast) -> None:
    """Licensed, but no order is on file for where it says the jobs are; some have one for another country."""
    firm = lawful_firm(planter, cast)
    intakes = planter.intakes(cast)
    if planter.rng.random() < 0.6:
        claimed = {intake.place.code for intake in intakes}
        elsewhere = [intake for intake in planter.intakes(cast, many=2) if intake.place.code not in claimed]
        approve_all(planter, firm, tuple(elsewhere))
    planter.plant(
        cast, firm.name, firm.contacts, intakes=intakes, licence=firm.licence, prints=planter.rng.choice(PRINTS)
    )


def _promise(planter: Planter, intake: Intake, posts: int) -> Intake:
    return replace(intake, vacancies=posts * planter.rng.choice((2, 3, 4, 6, 8)))


def _advertise_as(planter: Planter, cast: Cast, firm: Firm) -> None:
    contacts: Contacts = firm.contacts
    planter.plant(cast, firm.name, contacts, licence=firm.licence, prints=planter.rng.choice(PRINTS))
