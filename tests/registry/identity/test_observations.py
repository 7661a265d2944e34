"""What identity notices, stated with both values; branches, reposts and namesakes are accused of nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from registry.identity.campaigns import find_campaigns
from registry.identity.matching import RegisterIndex, claim_of
from registry.identity.observations import AdvertClaim, observe_identity
from registry.identity.recruiters import resolve_recruiters
from registry.law.rulebook import Rulebook, load_rulebook
from registry.observation import Observation
from registry.records import Advert, Agency, AgencyContact, Notice, RegisterImport
from registry.vocabulary import ContactKind, LicenceStatus, RegisterKind, SourceKind, Stated
from tests.factory import an_advert, an_agency, an_import

TEXT = "We place cooks, drivers and nannies with good families and hotels abroad and pay for the ticket, the visa, the "
TEXT += "medical and the training of each of them before they travel, as the contract says."


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook("ke")


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
        resolve_recruiters(self.session, self.adverts, at=self.at)
        find_campaigns(self.session, self.adverts, at=self.at)
        on = self.at.date()
        index = RegisterIndex.build(self.session, "ke", on=on)
        claims = [claim_of(advert) for advert in self.adverts]
        matches = index.match_many(claims)
        asked = [AdvertClaim(*one) for one in zip(self.adverts, claims, matches, strict=True)]
        return observe_identity(self.session, asked, index=index, rulebook=self.rulebook, on=on)

    def stated(self, advert: Advert) -> list[str]:
        return [one.rule_id for one in self.observe()[int(advert.id or 0)] if one.stated is Stated.STATED]


@pytest.fixture
def country(session: Session, rulebook: Rulebook, at: datetime) -> Country:
    return Country(session, rulebook, at)


PHONE, EMAIL, PAYBILL = ContactKind.PHONE, ContactKind.EMAIL, ContactKind.PAYBILL
LICENCE, PERSON, ADDRESS, DOMAIN = ContactKind.LICENCE, ContactKind.PERSON, ContactKind.ADDRESS, ContactKind.DOMAIN


def tembo(country: Country) -> Agency:
    return country.agency(
        "Tembo Ridge Placement Ltd", (PHONE, "+254700000001"), (EMAIL, "info@temboridge.example"), number="ZZ/0001"
    )


def only(observed: Sequence[Observation], rule_id: str) -> Observation:
    (found,) = [one for one in observed if one.rule_id == rule_id]
    return found


class TestCopycat:
    def test_the_name_agrees_and_no_contact_does(self, country: Country) -> None:
        tembo(country)
        advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (EMAIL, "temboridge@gmail.com"))
        found = only(country.observe()[int(advert.id or 0)], "cloned_agency_name")
        assert found.stated is Stated.STATED
        assert found.facts["registered"] == "Tembo Ridge Placement Ltd"
        assert found.facts["contacts"][0] == {
            "kind": "phone",
            "claimed": "+254711000000",
            "registered": "+254700000001",
        }
        assert "+254711000000" in found.explanation
        assert "+254700000001" in found.explanation

    def test_a_misspelt_name_with_another_telephone(self, country: Country) -> None:
        tembo(country)
        advert = country.advert("Tembo Rigde Placement", (PHONE, "+254711000000"))
        assert country.stated(advert) == ["cloned_agency_name"]

    def test_one_telephone_under_two_agencies_names(self, country: Country) -> None:
        tembo(country)
        country.agency("Kifaru Agency", (PHONE, "+254700000002"))
        advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"))
        country.advert("Kifaru Agency", (PHONE, "+254711000000"))
        assert "cloned_agency_name" in country.stated(advert)

    def test_another_telephone_alone_is_told_and_not_stated(self, country: Country) -> None:
        tembo(country)
        advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"))
        found = only(country.observe()[int(advert.id or 0)], "cloned_agency_name")
        assert found.stated is Stated.SILENT
        assert found.similarity is not None
        assert found.similarity < 0.7

    @pytest.mark.parametrize(
        "link",
        [
            (EMAIL, "mombasa@temboridge.example"),
            (DOMAIN, "temboridge.example"),
            (LICENCE, "ZZ/0001"),
            (PHONE, "+254700000001"),
        ],
    )
    def test_a_branch_with_one_link_to_the_agency(self, country: Country, link: tuple[ContactKind, str]) -> None:
        tembo(country)
        advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), link)
        assert country.stated(advert) == []

    def test_another_advert_of_the_branch_gives_the_link(self, country: Country) -> None:
        tembo(country)
        advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (EMAIL, "tembo@gmail.com"))
        country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (EMAIL, "hr@temboridge.example"))
        assert country.stated(advert) == []

    def test_an_advert_that_says_it_is_a_branch(self, country: Country) -> None:
        tembo(country)
        advert = country.advert(
            "Tembo Ridge Placement",
            (PHONE, "+254711000000"),
            (EMAIL, "tembo.mombasa@gmail.com"),
            description="Visit our Mombasa branch on Nkrumah Road.",
        )
        found = only(country.observe()[int(advert.id or 0)], "cloned_agency_name")
        assert (found.stated, found.facts["says_branch"]) == (Stated.SILENT, True)

    def test_siblings_and_adverts_without_contacts(self, country: Country) -> None:
        country.agency("Kifaru Agency", (PHONE, "+254700000002"), (EMAIL, "info@kifaru.example"))
        sibling = country.advert("Kifaru Africa Safaris", (PHONE, "+254711000000"), (EMAIL, "go@kifarusafaris.example"))
        plain = country.advert("Kifaru Agency")
        observed = country.observe()
        assert observed[int(sibling.id or 0)] == observed[int(plain.id or 0)] == ()

    def test_a_reposting_blog_and_a_revoked_agencys_namesake(self, country: Country) -> None:
        tembo(country)
        country.agency("Mlima Bureau", (PHONE, "+254700000003"), status=LicenceStatus.CANCELLED)
        contacts = ((PHONE, "+254711000000"), (EMAIL, "blog@gmail.com"))
        blog = country.advert("Tembo Ridge Placement", *contacts, source_kind=SourceKind.BLOG)
        namesake = country.advert("Mlima Bureau", (PHONE, "+254711000001"), (EMAIL, "mlima@gmail.com"))
        observed = country.observe()
        assert observed[int(blog.id or 0)] == ()
        assert [one.rule_id for one in observed[int(namesake.id or 0)] if one.rule_id == "cloned_agency_name"] == []


class TestLicenceNumber:
    def test_a_number_of_another_firm(self, country: Country) -> None:
        tembo(country)
        advert = country.advert("Chui Careers", (LICENCE, "ZZ/0001"))
        found = only(country.observe()[int(advert.id or 0)], "licence_number_mismatch")
        assert found.stated is Stated.STATED
        assert found.facts["finding"] == "another_firm"
        assert (found.facts["quoted"], found.facts["registered_to"]) == ("ZZ/0001", "Tembo Ridge Placement Ltd")

    def test_a_number_of_nobody_in_the_registers_shape(self, country: Country) -> None:
        tembo(country)
        advert = country.advert("Chui Careers", (LICENCE, "ZZ/7777"))
        found = only(country.observe()[int(advert.id or 0)], "licence_number_mismatch")
        assert (found.stated, found.facts["finding"]) == (Stated.STATED, "no_firm")

    def test_one_wrong_character_is_a_slip(self, country: Country) -> None:
        tembo(country)
        advert = country.advert("Tembo Ridge Placement", (LICENCE, "ZZ/0007"))
        found = only(country.observe()[int(advert.id or 0)], "licence_number_mismatch")
        assert found.stated is Stated.SILENT

    @pytest.mark.parametrize("number", ["ZZ/0001", "PVT-2019/ABC", "ZZ 0001"])
    def test_its_own_number_and_numbers_of_other_kinds(self, country: Country, number: str) -> None:
        tembo(country)
        advert = country.advert("Tembo Ridge Placement", (LICENCE, number))
        assert country.stated(advert) == []


class TestSharedUse:
    def test_one_paybill_under_two_names(self, country: Country) -> None:
        advert = country.advert("Chui Careers", (PAYBILL, "522522"))
        country.advert("Simba Bureau", (PAYBILL, "522522"))
        found = only(country.observe()[int(advert.id or 0)], "shared_phone_many_agencies")
        assert found.facts["names"] == ["Chui Careers", "Simba Bureau"]

    def test_spellings_of_one_name_branches_and_blogs_do_not_count(self, country: Country) -> None:
        advert = country.advert("Chui Kubwa Careers", (PHONE, "+254700000005"))
        country.advert("Chui Kubwa Careers Ltd", (PHONE, "+254700000005"))
        country.advert("Chui Kubwa", (PHONE, "+254700000005"))
        country.advert("Kazi Blog", (PHONE, "+254700000005"), source_kind=SourceKind.BLOG)
        assert country.stated(advert) == []

    def test_a_boards_own_telephone(self, country: Country) -> None:
        words = ("Chui", "Simba", "Nyati", "Swara", "Duma")
        adverts = [country.advert(f"{word} Hotels", (PHONE, "+254700000005")) for word in words]
        assert country.stated(adverts[0]) == []

    def test_one_text_under_two_names(self, country: Country) -> None:
        advert = country.advert("Chui Careers", description=TEXT)
        country.advert("Simba Bureau", description=f"{TEXT} Apply soon.")
        found = only(country.observe()[int(advert.id or 0)], "duplicate_text_many_names")
        assert found.facts["names"] == ["Chui Careers", "Simba Bureau"]

    def test_a_blog_that_reposts_the_text_is_no_second_name(self, country: Country) -> None:
        advert = country.advert("Chui Careers", description=TEXT)
        blog = country.advert("Kazi Blog", description=TEXT, source_kind=SourceKind.BLOG)
        assert country.stated(advert) == []
        assert country.observe()[int(blog.id or 0)] == ()


class TestBarredFirms:
    def test_a_revoked_agencys_telephone_under_a_new_name(self, country: Country) -> None:
        country.agency("Mlima Bureau", (PHONE, "+254700000003"), status=LicenceStatus.DEREGISTERED)
        advert = country.advert("Bonde Careers", (PHONE, "+254700000003"))
        found = only(country.observe()[int(advert.id or 0)], "phoenix")
        assert found.facts["barred"] == "Mlima Bureau"
        assert found.facts["links"] == [{"kind": "phone", "value": "+254700000003", "weight": 0.6}]

    def test_a_paybill_known_from_the_firms_own_old_adverts(self, country: Country) -> None:
        country.agency("Mlima Bureau", (PHONE, "+254700000003"), status=LicenceStatus.DEREGISTERED)
        country.advert("Mlima Bureau", (PHONE, "+254700000003"), (PAYBILL, "522522"))
        advert = country.advert("Bonde Careers", (PAYBILL, "522522"))
        assert "phoenix" in country.stated(advert)

    def test_people_and_premises_add_up(self, country: Country) -> None:
        country.agency(
            "Mlima Bureau",
            (PERSON, "zawadi mfano"),
            (ADDRESS, "mwamba house 3rd floor room 12"),
            status=LicenceStatus.DEREGISTERED,
        )
        both = country.advert(
            "Bonde Careers", description="Ask for Zawadi Mfano at Mwamba House, 3rd Floor, Room 12, before Friday."
        )
        place = country.advert("Chui Careers", description="Come to Mwamba House, 3rd Floor, Room 12.")
        observed = country.observe()
        found = only(observed[int(both.id or 0)], "phoenix")
        assert [link["kind"] for link in found.facts["links"]] == ["person", "address"]
        assert found.similarity == pytest.approx(0.625)
        assert observed[int(place.id or 0)] == ()

    def test_a_director_named_in_a_notice(self, country: Country) -> None:
        country.notice("Mlima Bureau", "Zawadi Mfano")
        advert = country.advert("Bonde Careers", description="Ask for Ms ZAWADI MFANO.")
        observed = country.observe()[int(advert.id or 0)]
        found = only(observed, "director_link_to_barred")
        assert found.stated is Stated.STATED
        assert found.span is not None
        text = f"{advert.title}\n{advert.description}"
        assert text[found.span[0] : found.span[1]] == found.quote == "ZAWADI MFANO"
        assert "1 September 2026" in found.explanation

    def test_a_person_under_many_strangers_adverts_has_a_common_name(self, country: Country) -> None:
        country.notice("Mlima Bureau", "Zawadi Mfano")
        words = ("Chui", "Simba", "Nyati", "Swara", "Duma")
        adverts = [country.advert(f"{word} Careers", description=f"Ask for Zawadi Mfano. {word}.") for word in words]
        assert country.stated(adverts[0]) == []

    def test_namesakes_and_the_firm_itself_are_no_phoenix(self, country: Country) -> None:
        country.agency("Mlima Bureau", (PHONE, "+254700000003"), status=LicenceStatus.DEREGISTERED)
        itself = country.advert("Mlima Bureau", (PHONE, "+254700000003"))
        namesake = country.advert("Mlima Careers", (PHONE, "+254711000000"))
        assert country.stated(itself) == []
        assert country.stated(namesake) == []

    def test_a_notice_later_than_the_advert_or_lifted_by_a_licence_says_nothing(self, country: Country) -> None:
        country.notice("Mlima Bureau", "Zawadi Mfano", on=date(2026, 12, 1))
        advert = country.advert("Bonde Careers", description="Ask for Zawadi Mfano.")
        assert country.stated(advert) == []

    def test_a_telephone_that_the_register_gives_for_many_links_nobody(self, country: Country) -> None:
        country.agency("Mlima Bureau", (PHONE, "+254700000003"), status=LicenceStatus.DEREGISTERED)
        for word in ("Chui", "Simba"):
            country.agency(f"{word} Agency", (PHONE, "+254700000003"))
        advert = country.advert("Bonde Careers", (PHONE, "+254700000003"))
        assert country.stated(advert) == []


def test_rules_that_a_rulebook_lacks_are_not_observed(country: Country) -> None:
    tembo(country)
    advert = country.advert("Chui Careers", (LICENCE, "ZZ/0001"))
    rules = tuple(rule for rule in country.rulebook.jurisdiction.rules if rule.id != "licence_number_mismatch")
    jurisdiction = country.rulebook.jurisdiction.model_copy(update={"rules": rules})
    country.rulebook = Rulebook(jurisdiction, "without")
    assert country.observe()[int(advert.id or 0)] == ()
    assert country.session.exec(select(Advert)).one().id == advert.id
