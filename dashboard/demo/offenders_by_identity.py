"""Plants offenders whose offence is who they pretend, or hide, to be."""

from dataclasses import replace

from dashboard.demo.firms import Contacts, Firm
from dashboard.demo.planter import Planter
from dashboard.demo.recruiters import Cast

SHARED = (("phone", "person"), ("phone", "email"), ("phone", "address"), ("email", "person"), ("person", "address"),
          ("phone", "person", "address"))  # fmt: skip
PRINTS = (("phone",), ("phone", "email"), ("email",))


def copycat(planter: Planter, cast: Cast) -> None:
    """The name (or nearly) and sometimes the number of a licensed agency, with none of its contacts.

    Two ways to reach it are printed: by one alone, nobody could tell it from an agency that has a new telephone.
    """
    victim = _some_licensed(planter)
    name = victim.name if planter.rng.random() < 0.6 else _nearly(planter, victim)
    prints = ("phone", "email", *(("licence",) if planter.rng.random() < 0.3 else ()))
    planter.plant(cast, name, planter.office.contacts(name), licence=victim.licence, prints=prints)


def phoenix(planter: Planter, cast: Cast) -> None:
    """A new name on no list that shares two or more contacts with a firm named in the notice."""
    old = planter.office.register(status="deregistered", scopes=("foreign", "both"))
    planter.office.denounce(old)
    name = planter.mint.firm_name(planter.rng.choice(("agency", "consultancy")))
    shared = planter.rng.choice(SHARED)
    contacts = _inherit(planter.office.contacts(name), old.contacts, shared)
    planter.plant(cast, name, contacts, other_agency=old.name, prints=shared)


def borrowed_licence(planter: Planter, cast: Cast) -> None:
    """On no list, and quotes another agency's number or works "under" its licence."""
    lender = _some_licensed(planter)
    name = planter.mint.firm_name(planter.rng.choice(("agency", "consultancy")))
    contacts = planter.office.contacts(name)
    prints = planter.rng.choice(PRINTS)
    planter.plant(cast, name, contacts, licence=lender.licence, other_agency=lender.name, prints=prints)


def one_text_many_names(planter: Planter, cast: Cast) -> None:
    """One text word for word under three to five names: one recruiter if they share a phone, else one a name."""
    names = tuple(planter.mint.firm_name(planter.rng.choice(("agency", "consultancy"))) for _ in range(_ring(planter)))
    intakes = planter.intakes(cast, many=1)
    passage = replace(cast, passages=cast.passages[:1])
    ring = f"ring{len(planter.recruiters)}"
    if planter.rng.random() < 0.5:
        planter.plant(passage, names, planter.office.contacts(names[0]), intakes=intakes, ring=ring, prints=("phone",))
        return
    for name in names:
        planter.plant(passage, name, planter.office.contacts(name), intakes=intakes, ring=ring, prints=("phone",))


def _ring(planter: Planter) -> int:
    return planter.rng.choice((3, 3, 4, 5))


def _some_licensed(planter: Planter) -> Firm:
    """A valid agency, half the time one that advertises itself."""
    if planter.lawful and planter.rng.random() < 0.5:
        return planter.lawful.pop(planter.rng.randrange(len(planter.lawful)))
    return planter.office.register(scopes=("foreign", "both"))


def _nearly(planter: Planter, victim: Firm) -> str:
    words = victim.name.split()
    way = planter.rng.randrange(4)
    if way == 0 and words[-1] in ("Ltd", "Limited"):
        return " ".join([*words[:-1], "Kenya", words[-1]])
    if way == 1:
        return victim.name.replace("Agency", "Agencies").replace("Services", "Service").replace(" Ltd", " Limited")
    if way == 2:
        return f"{victim.name} Online"
    at = max(range(len(words)), key=lambda index: len(words[index]) if words[index] in victim.stem else 0)
    words[at] = _double_a_letter(planter, words[at])
    return " ".join(words)


def _double_a_letter(planter: Planter, word: str) -> str:
    at = planter.rng.randrange(2, len(word) - 1)
    return word[:at] + word[at] + word[at:]


def _inherit(new: Contacts, old: Contacts, shared: tuple[str, ...]) -> Contacts:
    return Contacts(
        phone=old.phone if "phone" in shared else new.phone,
        phone2=new.phone2,
        email=old.email if "email" in shared else new.email,
        domain=old.domain if "email" in shared else new.domain,
        paybill=new.paybill,
        till=new.till,
        person=old.person if "person" in shared else new.person,
        address=old.address if "address" in shared else new.address,
    )
