"""Where else a recruiter's contacts stand: under names of its own that are no kin, and in official lists."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from registry.identity.name_comparing.groups import unrelated_names
from registry.identity.recruiter_groups.keys import Key, seen_adverts
from registry.records import Advert, Agency, AgencyContact

# A screen shows how many names a contact serves; the newest adverts say so soon enough.
ADVERTS_ASKED = 2_000


def names_by_contact(session: Session, recruiter_id: int) -> Mapping[Key, tuple[str, ...]]:
    """By contact, the unrelated names that this recruiter's newest adverts give beside it."""
    newest = select(col(Advert.id)).where(col(Advert.recruiter_id) == recruiter_id).order_by(col(Advert.id).desc())
    ids = [one for one in session.execute(newest.limit(ADVERTS_ASKED)).scalars() if one is not None]
    names: dict[Key, set[str]] = defaultdict(set)
    for advert in seen_adverts(session, col(Advert.id), ids):
        for key in advert.strong:
            names[key].add(advert.name)
    return {key: unrelated_names(used) for key, used in names.items()}


def agencies_by_contact(session: Session, keys: Collection[Key]) -> Mapping[Key, tuple[str, ...]]:
    """By contact, the agencies for which an official list gives or gave it, by name."""
    query = (
        select(col(AgencyContact.kind), col(AgencyContact.value), col(Agency.name))
        .join(Agency, col(Agency.id) == col(AgencyContact.agency_id))
        .where(col(AgencyContact.value).in_(sorted({value for _, value in keys})))
    )
    found: dict[Key, set[str]] = defaultdict(set)
    for kind, value, name in session.execute(query):
        found[kind, value].add(name)
    return {key: tuple(sorted(found[key])) for key in keys if key in found}
