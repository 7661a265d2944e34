"""A small invented register and the adverts beside it, for what identity notices."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from registry.identity.campaigns import find_campaigns
from registry.identity.matching import RegisterIndex, claim_of
from registry.identity.recruiters import resolve_recruiters
from registry.law.rulebook import Rulebook
from registry.noticing.observations import AdvertClaim, Noticed, notice_identity
from registry.observation import Observation
from registry.records import Advert, Agency, AgencyContact, Notice, RegisterImport
from registry.vocabulary import ContactKind, LicenceStatus, RegisterKind, Stated
from tests.factory import an_advert, an_agency, an_import

PHONE, EMAIL, PAYBILL = ContactKind.PHONE, ContactKind.EMAIL, ContactKind.PAYBILL
LICENCE, PERSON, ADDRESS, DOMAIN = ContactKind.LICENCE, ContactKind.PERSON, ContactKind.ADDRESS, ContactKind.DOMAIN


class Country:
    """A small register and the adverts beside it."""

    def __init__(self, session: Session, rulebook: Rulebook, at: datetime) -> None:
        self.session, self.rulebook, self.at = session, rulebook, at
        self.source: RegisterImport = an_import(session)
        self.adverts: list[Advert] = []

    def agency(self, name: str, *contacts: tuple[ContactKind, str], **given: Any) -> Agency:
        agency = an_agency(self.session, name, from_import=self.source, **given)
        for kind, value in contacts:
            row = AgencyContact(agency_id=agency.id, kind=kind, value=value, raw=value, from_on=self.source.as_of)
            self.session.add(row)
        self.session.flush()
        return agency

    def notice(self, name: str, *people: str, on: date = date(2026, 9, 1), agency: Agency | None = None) -> Notice:
        source = an_import(self.session, kind=RegisterKind.NOTICES)
        notice = Notice(
            import_id=source.id,
            jurisdiction="ke",
            issuer="the ministry",
            published_on=on,
            action=LicenceStatus.DEREGISTERED,
            name=name,
            normalised=name.lower(),
            people=list(people),
            agency_id=agency.id if agency else None,
        )
        self.session.add(notice)
        self.session.flush()
        return notice

    def advert(self, name: str, *contacts: tuple[ContactKind, str], **given: Any) -> Advert:
        listed = [{"kind": kind.value, "value": value, "raw": value} for kind, value in contacts]
        advert = an_advert(self.session, advertiser=name, advertiser_raw=name, contacts=listed, **given)
        self.adverts.append(advert)
        return advert

    def observe(self) -> dict[int, tuple[Observation, ...]]:
        return self.look().observations

    def look(self) -> Noticed:
        resolve_recruiters(self.session, self.adverts, at=self.at)
        find_campaigns(self.session, self.adverts, at=self.at)
        on = self.at.date()
        index = RegisterIndex.build(self.session, "ke", on=on)
        claims = [claim_of(advert) for advert in self.adverts]
        matches = index.match_many(claims)
        asked = [AdvertClaim(*one) for one in zip(self.adverts, claims, matches, strict=True)]
        return notice_identity(self.session, asked, index=index, rulebook=self.rulebook, on=on)

    def stated(self, advert: Advert) -> list[str]:
        return [one.rule_id for one in self.observe()[int(advert.id or 0)] if one.stated is Stated.STATED]


def tembo(country: Country) -> Agency:
    return country.agency(
        "Tembo Ridge Placement Ltd", (PHONE, "+254700000001"), (EMAIL, "info@temboridge.example"), number="ZZ/0001"
    )


def only(observed: Sequence[Observation], rule_id: str) -> Observation:
    (found,) = [one for one in observed if one.rule_id == rule_id]
    return found
