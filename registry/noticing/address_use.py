"""Offices that an advert gives against those that the register gives: another than its agency's, a home, or one suite
for several firms."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from registry.bulk import in_pieces
from registry.identity.contact_reading.premises import Premises, offices_in, premises_of
from registry.identity.matching import RegisterIndex
from registry.identity.name_comparing.groups import unrelated_names
from registry.identity.register_entries import in_force
from registry.noticing.surroundings import AdvertClaim
from registry.observation import Observation
from registry.records import Agency, AgencyContact
from registry.vocabulary import ContactKind, RegisterKind, Stated

SHARED_RULE = "shared_address_many_agencies"
MISMATCH_RULE = "address_mismatch_or_residential"
_AT_ONCE = 40  # buildings a query looks for
_NAMES_TOLD = 10


class AddressUse:
    """The offices that a batch's adverts print, and what the register of one day says of those buildings."""

    def __init__(
        self, session: Session, claims: Sequence[AdvertClaim], index: RegisterIndex, *, code: str, on: date
    ) -> None:
        self._index = index
        printed = {one.id: offices_in(one.text) for one in claims if not one.reposts}
        self._printed = {number: offices for number, offices in printed.items() if offices}
        self._names: dict[int, str] = {}
        self._registered: dict[int, dict[str, list[Premises]]] = defaultdict(dict)
        if self._printed:
            self._read(session, [one for one in claims if one.id in self._printed], code=code, on=on)

    def observe(self, one: AdvertClaim) -> Iterator[Observation]:
        """At most one observation of each rule."""
        offices = self._printed.get(one.id, ())
        if not offices:
            return
        yield from self._mismatch(one, offices)
        yield from self._shared(one, offices)

    def _mismatch(self, one: AdvertClaim, offices: Sequence[Premises]) -> Iterator[Observation]:
        own = {raw: read for row in self._rows(one) for raw, read in self._registered[row].items()}
        listed = [premises for read in own.values() for premises in read]
        if any(office.is_in(premises) for office in offices for premises in listed):
            return
        home = next((office for office in offices if office.home), None)
        if home is not None:
            yield _stated(
                MISMATCH_RULE, one, home, f"The office that the advert gives is a home: {_quote(one, home)}.", {}
            )
        elif listed and not one.claim.branch:
            said = f"The advert asks people to come to {_quote(one, offices[0])}; the register has {'; '.join(own)}."
            yield _stated(MISMATCH_RULE, one, offices[0], said, {"registered": list(own)})

    def _shared(self, one: AdvertClaim, offices: Sequence[Premises]) -> Iterator[Observation]:
        for office in offices:
            names = {self._names[row] for row in self._registered if self._is_at(row, office)}
            apart = unrelated_names({*names, one.claim.name} - {""}) if names else ()
            if len(apart) > 1:
                told = apart[:_NAMES_TOLD]
                said = f"{_quote(one, office)} is one suite for {len(apart)} names: {'; '.join(told)}."
                yield _stated(SHARED_RULE, one, office, said, {"names": list(told)})
                return

    def _is_at(self, row: int, office: Premises) -> bool:
        return any(office.is_same_suite(premises) for read in self._registered[row].values() for premises in read)

    def _rows(self, one: AdvertClaim) -> tuple[int, ...]:
        entry = self._index.entry(one.match.agency_id) if one.match.agency_id is not None else None
        return entry.members if entry else ()

    def _read(self, session: Session, claims: Sequence[AdvertClaim], *, code: str, on: date) -> None:
        """Addresses of the agencies meant, and of every agency in one of the printed buildings."""
        value, agency_id = col(AgencyContact.value), col(AgencyContact.agency_id)
        meant = sorted({row for one in claims for row in self._rows(one)})
        buildings = sorted(
            {office.building.rpartition(" ")[0] for of in self._printed.values() for office in of} - {""}
        )
        asked: list[ColumnElement[bool]] = [agency_id.in_(piece) for piece in in_pieces(meant)]
        for start in range(0, len(buildings), _AT_ONCE):
            some = buildings[start : start + _AT_ONCE]
            asked.append(or_(*(value.contains(name, autoescape=True) for name in some)))
        query = (
            select(agency_id, col(Agency.name), col(AgencyContact.raw))
            .join(Agency, col(Agency.id) == agency_id)
            .where(col(Agency.jurisdiction) == code, col(Agency.register_kind) == RegisterKind.AGENCIES)
            .where(col(AgencyContact.kind) == ContactKind.ADDRESS, *in_force(AgencyContact, on))
            .order_by(col(AgencyContact.id))
        )
        for condition in asked:
            for row, name, raw in session.execute(query.where(condition)):
                self._names[row] = name
                self._registered[row][raw] = premises_of(raw)


def _quote(one: AdvertClaim, office: Premises) -> str:
    return one.text[office.start : office.end]


def _stated(rule: str, one: AdvertClaim, office: Premises, said: str, facts: dict[str, list[str]]) -> Observation:
    quote = _quote(one, office)
    told = {"claimed": one.claim.name, "office": quote, **facts}
    return Observation(rule, Stated.STATED, said, (office.start, office.end), quote, told, similarity=0.6)
