"""Borrowed numbers, shared contacts and phoenixes, stated with both values; namesakes and reposts are not accused."""

from datetime import date

import pytest
from sqlmodel import select

from registry.law.rulebook import Rulebook, load_rulebook
from registry.records import Advert
from registry.vocabulary import LicenceStatus, Severity, SourceKind, Stated
from tests.registry.noticing.country import ADDRESS, EMAIL, LICENCE, PAYBILL, PERSON, PHONE, Country, only, tembo

TEXT = "We place cooks, drivers and nannies with good families and hotels abroad and pay for the ticket, the visa, the "
TEXT += "medical and the training of each of them before they travel, as the contract says. Call 0700 000 001."


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
        assert found.severity is Severity.HIGH

    @pytest.mark.parametrize("code", ["ke", "zz"])
    def test_its_title_is_true_of_another_firms_number_and_of_nobodys(self, code: str) -> None:
        title = load_rulebook(code).rule("licence_number_mismatch").title
        assert title.endswith(("is not this recruiter's on the register", "that is not its own"))

    def test_one_wrong_character_is_a_slip(self, country: Country) -> None:
        tembo(country)
        advert = country.advert("Tembo Ridge Placement", (LICENCE, "ZZ/0007"))
        found = only(country.observe()[int(advert.id or 0)], "licence_number_mismatch")
        assert found.stated is Stated.SILENT

    def test_one_wrong_character_is_no_slip_of_a_firm_that_is_near_by_its_letters_alone(self, country: Country) -> None:
        country.agency("Simba Gulf Manpower", number="ZZ/0001")
        advert = country.advert("Timba Gulf Manpower", (LICENCE, "ZZ/0007"))
        found = only(country.observe()[int(advert.id or 0)], "licence_number_mismatch")
        assert found.stated is Stated.STATED

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
        assert (
            found.explanation == "The paybill 522522 advertises under 2 names in 2 adverts: Chui Careers; Simba Bureau."
        )

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

    def test_a_reception_that_the_register_gives_for_each_of_a_group(self, country: Country) -> None:
        for name in ("Chui Careers", "Simba Bureau"):
            country.agency(name, (PHONE, "+254700000005"))
        group = [country.advert(name, (PHONE, "+254700000005")) for name in ("Chui Careers", "Simba Bureau Ltd")]
        assert [country.stated(one) for one in group] == [[], []]
        stranger = country.advert("Nyati Placement", (PHONE, "+254700000005"))
        found = only(country.observe()[int(stranger.id or 0)], "shared_phone_many_agencies")
        assert found.facts["names"] == ["Chui Careers", "Nyati Placement"]

    def test_names_of_one_agency_are_one_also_where_some_were_judged_before(self, country: Country) -> None:
        tembo(country)
        before = country.advert("Al Rahma Hospital", (PHONE, "+254700000001"))
        advert = country.advert("Tembo Ridge Placement", (PHONE, "+254700000001"))
        country.observe()
        country.adverts.remove(before)
        assert country.stated(advert) == []

    def test_one_text_under_two_names(self, country: Country) -> None:
        advert = country.advert("Chui Careers", description=TEXT)
        country.advert("Simba Bureau", description=f"{TEXT} Apply soon.")
        found = only(country.observe()[int(advert.id or 0)], "duplicate_text_many_names")
        assert found.facts["names"] == ["Chui Careers", "Simba Bureau"]
        assert found.explanation.endswith("under 2 names in 2 adverts: Chui Careers; Simba Bureau.")

    def test_a_text_of_the_state_is_anybodys_to_repeat(self, country: Country) -> None:
        domain = country.rulebook.jurisdiction.official_senders[0].domains[-1]
        country.advert("Ofisi ya Kaunti", (EMAIL, f"kazi@ofisi.{domain}"), description=TEXT)
        advert = country.advert("Chui Careers", description=TEXT)
        assert country.stated(advert) == []

    def test_a_blog_that_reposts_the_text_is_no_second_name(self, country: Country) -> None:
        advert = country.advert("Chui Careers", description=TEXT)
        blog = country.advert("Kazi Blog", description=TEXT, source_kind=SourceKind.BLOG)
        assert country.stated(advert) == []
        assert country.observe()[int(blog.id or 0)] == ()

    def test_a_repost_whose_text_names_its_advertiser_runs_under_that_name(self, country: Country) -> None:
        country.advert("Chui Careers", description=TEXT)
        country.advert("Simba Bureau", description=TEXT)
        named = country.advert("Nyati Kubwa Ltd", description=f"{TEXT} Nyati Kubwa.", source_kind=SourceKind.BLOG)
        other = country.advert("Swara Kubwa Ltd", description=TEXT, source_kind=SourceKind.BLOG)
        assert country.stated(named) == ["duplicate_text_many_names"]
        assert country.stated(other) == []


class TestBarredFirms:
    def test_a_revoked_agencys_telephone_under_a_new_name(self, country: Country) -> None:
        country.agency("Mlima Bureau", (PHONE, "+254700000003"), status=LicenceStatus.DEREGISTERED)
        advert = country.advert("Bonde Careers", (PHONE, "+254700000003"))
        found = only(country.observe()[int(advert.id or 0)], "phoenix")
        assert found.facts["barred"] == "Mlima Bureau"
        assert found.facts["links"] == [{"kind": "phone", "value": "+254700000003", "weight": 0.6}]

    def test_a_repost_and_an_advert_without_a_name_tell_of_a_phoenix_too(self, country: Country) -> None:
        country.agency("Mlima Bureau", (PHONE, "+254700000003"), status=LicenceStatus.DEREGISTERED)
        repost = country.advert("Bonde Careers", (PHONE, "+254700000003"), source_kind=SourceKind.BLOG)
        unnamed = country.advert("", (PHONE, "+254700000003"), title="Drivers", description="Drivers for Oman.")
        observed = country.observe()
        told = [only(observed[int(one.id or 0)], "phoenix").facts["claimed"] for one in (repost, unnamed)]
        assert told == ["Bonde Careers", "Bonde Careers"]

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
        assert [one.rule_id for one in observed[int(place.id or 0)]] == ["shared_address_many_agencies"]

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

    @pytest.mark.parametrize(
        ("said", "found"),
        [
            ("Drivers for Oman, ask for Zawadi Mfano.", ["director_link_to_barred"]),
            ("Mlima Bureau took my money. Who knows its director Zawadi Mfano?", []),
        ],
    )
    def test_a_director_in_a_message_that_names_no_advertiser(
        self, country: Country, said: str, found: list[str]
    ) -> None:
        country.notice("Mlima Bureau", "Zawadi Mfano")
        assert country.stated(country.advert("", title="Message", description=said)) == found

    def test_a_director_with_the_family_name_first(self, country: Country) -> None:
        country.notice("Mlima Bureau", "Zawadi Mfano Tukufu")
        advert = country.advert("Bonde Careers", description="Contact: TUKUFU, Zawadi Mfano.")
        found = only(country.observe()[int(advert.id or 0)], "director_link_to_barred")
        assert (found.quote, found.facts["person"]) == ("TUKUFU, Zawadi Mfano", "zawadi mfano tukufu")

    @pytest.mark.parametrize("said", ["Zawadi Mfano Memorial School", "Office on Zawadi  Mfano Road."])
    def test_what_is_named_after_a_director_is_not_that_person(self, country: Country, said: str) -> None:
        country.notice("Mlima Bureau", "Zawadi Mfano")
        assert country.stated(country.advert("Bonde Careers", description=said)) == []

    def test_what_begins_the_next_line_bears_no_directors_name(self, country: Country) -> None:
        country.notice("Mlima Bureau", "Zawadi Mfano")
        advert = country.advert("Bonde Careers", description="Director: Zawadi Mfano\nRoad fare is given.")
        assert country.stated(advert) == ["director_link_to_barred"]

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
