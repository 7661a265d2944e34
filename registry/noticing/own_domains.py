"""Domains that an agency's own adverts show to be its own: printed beside a contact that the register gives for it.

Registers often give a telephone and no site. An agency advertises under its site all the same, and somebody who bears
its name under another telephone and another site is told from it by both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from registry.bulk import in_pieces
from registry.identity.matching import RegisterIndex
from registry.identity.recruiter_groups.scene import holders_of
from registry.identity.register_entries import Entry
from registry.records import Recruiter, RecruiterKey
from registry.vocabulary import ContactKind

Domains = Mapping[int, frozenset[str]]


def own_domains(session: Session, entries: Iterable[Entry], *, index: RegisterIndex) -> Domains:
    """By agency id, the domains of the one recruiter that holds a registered contact and bears the agency's name only.

    Agencies with a registered domain are left out: what the register says needs no adverts.
    """
    asked = {one.agency_id: one for one in entries if one.reach.keys and not one.reach.domains}
    holders = holders_of(session, {key for one in asked.values() for key in one.reach.keys})
    vouched: dict[int, set[int]] = defaultdict(set)
    for agency, entry in asked.items():
        for key in entry.reach.keys:
            # What several recruiters hold is a call centre's or a block's, and vouches for none of them.
            if len(those := holders.get(key, set())) == 1:
                vouched[agency] |= those
    names = _names(session, {number for those in vouched.values() for number in those})
    for agency, those in vouched.items():
        those &= {one for one in those if all(index.compare(name, agency).same_firm for name in names[one])}
    domains = _domains(session, {number for those in vouched.values() for number in those})
    found = {agency: frozenset(one for number in those for one in domains[number]) for agency, those in vouched.items()}
    return {agency: those for agency, those in found.items() if those}


def _names(session: Session, recruiters: set[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for piece in in_pieces(sorted(recruiters)):
        query = select(col(Recruiter.id), col(Recruiter.names)).where(col(Recruiter.id).in_(piece))
        found |= {int(number or 0): list(names) for number, names in session.execute(query)}
    return found


def _domains(session: Session, recruiters: set[int]) -> dict[int, set[str]]:
    """The domains of each recruiter that no other holds."""
    found: dict[int, set[str]] = defaultdict(set)
    for piece in in_pieces(sorted(recruiters)):
        query = select(col(RecruiterKey.recruiter_id), col(RecruiterKey.value)).where(
            col(RecruiterKey.recruiter_id).in_(piece), col(RecruiterKey.kind) == ContactKind.DOMAIN
        )
        for number, value in session.execute(query):
            found[number].add(value)
    holders = holders_of(session, {(ContactKind.DOMAIN, one) for those in found.values() for one in those})
    for those in found.values():
        those -= {value for (_, value), held in holders.items() if len(held) > 1}
    return found
