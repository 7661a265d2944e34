"""Plants the lawful majority, with the papers that make each of them lawful."""

from dataclasses import replace

from dashboard.demo.firms import Contacts, Firm
from dashboard.demo.lawful import approve_all, lawful_firm, plant_lawful
from dashboard.demo.planter import Planter
from dashboard.demo.recruiters import Cast

OFFICIAL_DOMAIN = "demo-ministry.example"
OFFICIAL_NAME = "Ministry of Labour (demo)"
OFFICIAL_WARNINGS = 0.25
OWN_MARKS = (("phone", "licence"), ("email", "licence"), ("phone", "email"))


def licensed_clean(planter: Planter, cast: Cast) -> None:
    """Listed in black, within scope, with orders for all it offers."""
    firm = lawful_firm(planter, cast)
    planter.lawful.append(firm)
    plant_lawful(planter, cast, firm)


def licensed_travel_name(planter: Planter, cast: Cast) -> None:
    """The same, under a name that speaks of travel."""
    plant_lawful(planter, cast, lawful_firm(planter, cast, trade="licensed_travel"))


def branch(planter: Planter, cast: Cast) -> None:
    """A listed agency's office elsewhere: another phone, the same mail, licence and head office number."""
    firm = lawful_firm(planter, cast)
    intakes = planter.intakes(cast)
    approve_all(planter, firm, intakes)
    contacts = replace(
        firm.contacts, phone=planter.mint.phone(), phone2=firm.contacts.phone, person=planter.mint.person()
    )
    prints = planter.rng.choice((("phone", "email"), ("phone", "email", "licence"), ("email", "licence")))
    planter.plant(cast, firm.name, contacts, intakes=intakes, licence=firm.licence, prints=prints)


def direct_employer(planter: Planter, cast: Cast, *, stem: str = "") -> None:
    """A business that hires its own staff at home and needs no licence to recruit."""
    trade = planter.data.planting.trades[cast.passages[0].id]
    name = planter.mint.firm_name(trade.trade, stem or None)
    one = replace(cast, passages=cast.passages[:1])
    intakes = planter.intakes(one, only=trade.roles)
    prints = planter.rng.choice((("phone",), ("email",)))
    planter.plant(one, name, planter.office.contacts(name), intakes=intakes, prints=prints)


def official_drive(planter: Planter, cast: Cast) -> None:
    """A county office of the ministry, recognisable by the ministry's own domain."""
    name, contacts = _county_office(planter)
    planter.plant(cast, name, contacts, prints=("email",))


def reposting_blog(planter: Planter, cast: Cast) -> None:
    """Copies somebody else's lawful advert and sends readers there."""
    name = planter.mint.firm_name("blog")
    if cast.abroad or any("agency" in passage.slots for passage in cast.passages):
        origin = lawful_firm(planter, cast)
        intakes = planter.intakes(cast)
        approve_all(planter, origin, intakes)
        contacts, other, licence = origin.contacts, origin.name, origin.licence
    else:
        trade = planter.rng.choice(tuple(planter.data.planting.trades.values()))
        other, licence = planter.mint.firm_name(trade.trade), ""
        contacts, intakes = planter.office.contacts(other), planter.intakes(cast, only=trade.roles)
    planter.plant(
        cast, name, contacts, intakes=intakes, other_agency=other, licence=licence, prints=("domain",), body="repost"
    )


def sibling_name(planter: Planter, cast: Cast) -> None:
    """A listed agency that shares its rare first word with another business, lawful or not."""
    firm = lawful_firm(planter, cast)
    word = firm.stem
    sort = planter.rng.randrange(3)
    if sort == 0:
        planter.office.register(name=planter.mint.firm_name("other_trade", word), status="expired", scopes=("local",))
    elif sort == 1:
        planter.office.register(name=planter.mint.firm_name("safari", word), scopes=("local",))
    else:
        direct_employer(planter, planter.cast("direct_employer", planter.rng.randrange(9)), stem=word)
    plant_lawful(planter, cast, firm, prints=planter.rng.choice(OWN_MARKS))


def namesake_of_revoked(planter: Planter, cast: Cast) -> None:
    """A listed agency whose name is close to that of a firm in the notice; its contacts are its own."""
    firm = lawful_firm(planter, cast)
    old = planter.office.register(name=_namesake(planter, firm), status="deregistered", scopes=("both",))
    planter.office.denounce(old)
    plant_lawful(planter, cast, firm, prints=planter.rng.choice(OWN_MARKS))


def awareness_warning(planter: Planter, cast: Cast) -> None:
    """Somebody who warns: a trust, the ministry, or an agency whose name was misused."""
    if "agency" in cast.passages[0].slots:
        one = replace(cast, passages=cast.passages[:1])
        firm = lawful_firm(planter, one)
        planter.plant(one, firm.name, firm.contacts, licence=firm.licence, prints=("email",), body="warning")
        return
    one = replace(cast, passages=tuple(passage for passage in cast.passages if "agency" not in passage.slots))
    if planter.rng.random() < OFFICIAL_WARNINGS:
        name, contacts = _county_office(planter)
        planter.plant(one, name, contacts, prints=("email",), body="warning")
        return
    name = planter.mint.firm_name("ngo")
    planter.plant(one, name, planter.office.contacts(name), prints=("phone",), body="warning")


def cleared_cruise(planter: Planter, cast: Cast) -> None:
    """A listed agency that also stands on the maritime list."""
    firm = lawful_firm(planter, cast, trade="maritime")
    firm.maritime = True
    plant_lawful(planter, cast, firm)


def _county_office(planter: Planter) -> tuple[str, Contacts]:
    """An office of its own: no two share a mailbox, though all share the ministry's domain."""
    towns = planter.data.places.towns
    number = sum(recruiter.names[0].startswith(OFFICIAL_NAME) for recruiter in planter.recruiters)
    town, desk = towns[number % len(towns)], number // len(towns) + 1
    contacts = replace(
        planter.office.contacts(f"drive {town}"),
        email=f"kazi.{town.lower()}{desk if desk > 1 else ''}@{OFFICIAL_DOMAIN}",
        domain=f"drives.{OFFICIAL_DOMAIN}",
    )
    return f"{OFFICIAL_NAME}, {town} county office{f' {desk}' if desk > 1 else ''}", contacts


def _namesake(planter: Planter, firm: Firm) -> str:
    """One letter more, or another line of business, under the same rare word."""
    if planter.rng.random() < 0.5:
        return planter.mint.firm_name("agency", firm.stem + planter.rng.choice(("s", "a", "i")))
    return planter.mint.firm_name("consultancy", firm.stem)
