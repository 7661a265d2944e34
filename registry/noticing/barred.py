"""Firms that may no longer recruit, by register or by notice, with everything by which they might be met again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from registry.advert_item import Contact
from registry.bulk import in_pieces
from registry.identity.names import normalise_name
from registry.identity.recruiter_groups.keys import STRONG, Key, SeenAdvert, keys_of, seen_adverts
from registry.law.rulebook import Rulebook
from registry.noticing.surroundings import COMMON_FROM
from registry.records import (
    Advert,
    Agency,
    AgencyContact,
    CampaignAdvert,
    Licence,
    Notice,
    RecruiterKey,
    RegisterImport,
)
from registry.vocabulary import ContactKind, ImportState, LicenceStatus, RegisterKind

REGISTER = "register"


@dataclass
class BarredFirm:
    """One firm, how and since when it is barred, and its contacts, people, addresses and texts."""

    name: str
    action: LicenceStatus
    since: date
    source: str
    agency_id: int | None
    keys: set[Key] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    campaigns: set[int] = field(default_factory=set)

    def is_barred_on(self, day: date) -> bool:
        """Whether it was barred on `day`; a register speaks for every day it is asked about."""
        return self.source == REGISTER or self.since <= day


def read_barred(session: Session, rulebook: Rulebook, *, on: date, until: date) -> list[BarredFirm]:
    """Every firm barred by the register of `on` or by a notice of at most `until`, by name and date.

    A firm that was licensed again after its notice is not among them.
    """
    code, actions = rulebook.jurisdiction.code, tuple(rulebook.jurisdiction.licensing.revoked)
    firms = [*_by_register(session, code, actions, on), *_by_notice(session, code, actions, until)]
    _add_registered(session, [firm for firm in firms if firm.agency_id is not None])
    _add_advertised(session, firms)
    return firms


def _by_register(session: Session, code: str, actions: Sequence[LicenceStatus], on: date) -> list[BarredFirm]:
    columns = (col(Agency.id), col(Agency.name), col(Licence.status), col(Licence.from_on))
    query = select(*columns).join(Licence, col(Licence.agency_id) == col(Agency.id))
    here = (col(Agency.jurisdiction) == code, col(Agency.register_kind) == RegisterKind.AGENCIES)
    # The last thing said of a firm by `on`: one that is struck off and then leaves the list was not cleared by that.
    later = aliased(Licence)
    said_since = (col(later.from_on) <= on, col(later.from_on) >= col(Licence.until_on))
    again = exists().where(col(later.agency_id) == col(Agency.id), *said_since)
    query = query.where(*here, col(Licence.status).in_(actions), col(Licence.from_on) <= on, ~again)
    query = query.order_by(col(Licence.id))
    return [
        BarredFirm(name, status, since, "register", number) for number, name, status, since in session.execute(query)
    ]


def _by_notice(session: Session, code: str, actions: Sequence[LicenceStatus], until: date) -> list[BarredFirm]:
    query = (
        select(Notice)
        .join(RegisterImport, col(RegisterImport.id) == col(Notice.import_id))
        .where(col(RegisterImport.state) == ImportState.ACTIVE, col(Notice.jurisdiction) == code)
        .where(col(Notice.action).in_(actions), col(Notice.published_on) <= until)
        .order_by(col(Notice.published_on), col(Notice.id))
    )
    notices = list(session.execute(query).scalars())
    cleared = _cleared(session, notices)
    return [_noticed(notice) for notice in notices if notice.id not in cleared]


def _noticed(notice: Notice) -> BarredFirm:
    firm = BarredFirm(
        notice.name, notice.action, notice.published_on, f"notice of {notice.issuer}".strip(), notice.agency_id
    )
    firm.people = {name for name in map(_person, notice.people) if name}
    return firm


def _person(said: Any) -> str:
    """A person of a notice, given as a name or as a mapping with one."""
    return normalise_name(str(said.get("name", "") if isinstance(said, dict) else said))


def _cleared(session: Session, notices: Iterable[Notice]) -> set[int | None]:
    """Notices whose agency was issued a licence after them."""
    named = {notice.agency_id for notice in notices if notice.agency_id is not None}
    issued: dict[int, date] = {}
    columns = (col(Licence.agency_id), col(Licence.issued_on))
    for piece in in_pieces(sorted(named)):
        query = select(*columns).where(col(Licence.agency_id).in_(piece), col(Licence.status) == LicenceStatus.VALID)
        for agency_id, issued_on in session.execute(query.where(col(Licence.issued_on).is_not(None))):
            issued[agency_id] = max(issued.get(agency_id, issued_on), issued_on)
    return {one.id for one in notices if one.agency_id in issued and issued[one.agency_id] > one.published_on}


def _add_registered(session: Session, firms: Sequence[BarredFirm]) -> None:
    by_agency: dict[int | None, list[BarredFirm]] = defaultdict(list)
    for firm in firms:
        by_agency[firm.agency_id].append(firm)
    columns = (col(AgencyContact.agency_id), col(AgencyContact.kind), col(AgencyContact.value))
    for piece in in_pieces(sorted(one for one in by_agency if one is not None)):
        query = select(*columns).where(col(AgencyContact.agency_id).in_(piece))
        for agency_id, kind, value in session.execute(query):
            for firm in by_agency[agency_id]:
                _add(firm, kind, value)


def _add(firm: BarredFirm, kind: ContactKind, value: str) -> None:
    if kind is ContactKind.PERSON:
        firm.people.add(value)
    elif kind is ContactKind.ADDRESS:
        firm.addresses.add(value)
    else:
        firm.keys.update(key for key in keys_of(Contact(kind=kind, value=value)) if key[0] in STRONG)


def _add_advertised(session: Session, firms: Sequence[BarredFirm]) -> None:
    """Contacts and texts of the firm's own adverts: those with a contact of its, or, where none is known, from before.

    A later advert under the name alone may be a namesake's, and proves nothing.
    """
    named: dict[str, list[BarredFirm]] = defaultdict(list)
    for firm in firms:
        named[normalise_name(firm.name)].append(firm)
    own: dict[int, list[BarredFirm]] = defaultdict(list)
    registered = {id(firm): frozenset(firm.keys) for firm in firms}
    for advert in _adverts_named(session, named.keys()):
        for firm in named.get(normalise_name(advert.name), ()):
            if _is_its_own(advert, firm, registered[id(firm)]):
                own[advert.id].append(firm)
                firm.keys.update(advert.strong)
    for piece in in_pieces(sorted(own)):
        columns = (col(CampaignAdvert.advert_id), col(CampaignAdvert.campaign_id))
        for advert_id, campaign_id in session.execute(select(*columns).where(col(CampaignAdvert.advert_id).in_(piece))):
            for firm in own[advert_id]:
                firm.campaigns.add(campaign_id)


def _is_its_own(advert: SeenAdvert, firm: BarredFirm, registered: frozenset[Key]) -> bool:
    if registered:
        return not registered.isdisjoint(advert.strong)
    return advert.first_seen_at.date() < firm.since


def _adverts_named(session: Session, names: Iterable[str]) -> Iterable[SeenAdvert]:
    recruiters: set[int] = set()
    for piece in in_pieces(sorted(name for name in names if name)):
        query = select(col(RecruiterKey.recruiter_id)).where(
            col(RecruiterKey.kind) == ContactKind.NAME, col(RecruiterKey.value).in_(piece)
        )
        recruiters.update(session.execute(query).scalars())
    return seen_adverts(session, col(Advert.recruiter_id), recruiters)


def shared_by_listed(session: Session, keys: Iterable[Key], *, code: str) -> set[Key]:
    """Those of `keys` that the register gives for several agencies: an office block's telephone links nobody."""
    wanted = set(keys)
    holders: dict[Key, set[int]] = defaultdict(set)
    columns = (col(AgencyContact.kind), col(AgencyContact.value), col(AgencyContact.agency_id))
    query = select(*columns).join(Agency, col(Agency.id) == col(AgencyContact.agency_id))
    for piece in in_pieces(sorted({value for _, value in wanted})):
        here = query.where(col(Agency.jurisdiction) == code, col(AgencyContact.value).in_(piece))
        for kind, value, agency_id in session.execute(here):
            holders[kind, value].add(agency_id)
    return {key for key in wanted if len(holders.get(key, ())) >= COMMON_FROM}
