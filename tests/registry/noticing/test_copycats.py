"""A name that is an agency's on contacts that are not: stated with both values; a branch or a change is not accused."""

import pytest

from registry.vocabulary import ContactKind, LicenceStatus, MatchOutcome, MatchStrength, SourceKind, Stated
from tests.registry.noticing.country import DOMAIN, EMAIL, LICENCE, PHONE, Country, only, tembo


def test_the_name_agrees_and_no_contact_does(country: Country) -> None:
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


def test_a_misspelt_name_with_another_telephone(country: Country) -> None:
    tembo(country)
    advert = country.advert("Tembo Rigde Placement", (PHONE, "+254711000000"))
    assert country.stated(advert) == ["cloned_agency_name"]


def test_one_telephone_under_two_agencies_names(country: Country) -> None:
    tembo(country)
    country.agency("Kifaru Agency", (PHONE, "+254700000002"))
    advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"))
    country.advert("Kifaru Agency", (PHONE, "+254711000000"))
    assert "cloned_agency_name" in country.stated(advert)


def test_another_telephone_alone_is_told_and_not_stated(country: Country) -> None:
    tembo(country)
    advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"))
    found = only(country.observe()[int(advert.id or 0)], "cloned_agency_name")
    assert found.stated is Stated.SILENT
    assert found.similarity is not None
    assert found.similarity < 0.7


def bare(country: Country) -> None:
    country.agency("Tembo Ridge Placement Ltd", (PHONE, "+254700000001"), number="ZZ/0001")


def test_another_site_than_the_agencys_own_adverts_print(country: Country) -> None:
    bare(country)
    own = country.advert("Tembo Ridge Placement", (PHONE, "+254700000001"), (EMAIL, "hr@temboridge.example"))
    later = country.advert("Tembo Ridge Placement", (EMAIL, "kazi@temboridge.example"), (LICENCE, "ZZ/0001"))
    clone = country.advert(
        "Tembo Ridge Placement", (PHONE, "+254711000000"), (EMAIL, "hr@tembojobs.example"), (LICENCE, "ZZ/0001")
    )
    assert (country.stated(own), country.stated(later)) == ([], [])
    found = only(country.observe()[int(clone.id or 0)], "cloned_agency_name")
    assert found.stated is Stated.STATED
    assert "domain tembojobs.example, the agency's own adverts have temboridge.example" in found.explanation


def test_a_site_without_another_telephone_or_that_nobody_vouches_for_is_not_accused(country: Country) -> None:
    bare(country)
    country.advert("Tembo Ridge Placement", (PHONE, "+254700000001"), (EMAIL, "hr@temboridge.example"))
    other = country.advert("Tembo Ridge Placement", (EMAIL, "hr@tembojobs.example"), (LICENCE, "ZZ/0001"))
    assert country.stated(other) == []
    country.agency("Kifaru Agency", (PHONE, "+254700000002"), number="ZZ/0002")
    # The one that holds the agency's telephone also runs another firm: its site may be that firm's.
    country.advert("Kifaru Agency", (PHONE, "+254700000002"), (EMAIL, "hr@kifaru.example"))
    country.advert("Nyati Careers", (EMAIL, "hr@kifaru.example"))
    doubtful = country.advert("Kifaru Agency", (PHONE, "+254711000000"), (EMAIL, "hr@kifarujobs.example"))
    assert "cloned_agency_name" not in country.stated(doubtful)


@pytest.mark.parametrize(
    "link",
    [
        (EMAIL, "mombasa@temboridge.example"),
        (DOMAIN, "temboridge.example"),
        (LICENCE, "ZZ/0001"),
        (PHONE, "+254700000001"),
    ],
    ids=["address", "domain", "number", "telephone"],
)
def test_a_branch_with_one_link_to_the_agency(country: Country, link: tuple[ContactKind, str]) -> None:
    tembo(country)
    advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), link)
    assert country.stated(advert) == []


def test_another_advert_of_the_branch_gives_the_link(country: Country) -> None:
    tembo(country)
    advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (EMAIL, "tembo@gmail.com"))
    country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (EMAIL, "hr@temboridge.example"))
    assert country.stated(advert) == []


def test_an_advert_that_says_it_is_a_branch(country: Country) -> None:
    tembo(country)
    advert = country.advert(
        "Tembo Ridge Placement",
        (PHONE, "+254711000000"),
        (EMAIL, "tembo.mombasa@gmail.com"),
        description="Visit our Mombasa branch on Nkrumah Road.",
    )
    found = only(country.observe()[int(advert.id or 0)], "cloned_agency_name")
    assert (found.stated, found.facts["says_branch"]) == (Stated.SILENT, True)


def test_the_real_licence_number_clears_nobody_whom_no_contact_reaches(country: Country) -> None:
    agency = tembo(country)
    contacts = ((PHONE, "+254711000000"), (EMAIL, "jobs@temboridgejobs.example"), (LICENCE, "ZZ/0001"))
    advert = country.advert("Tembo Ridge Placement Ltd", *contacts)
    noticed = country.look()
    found = only(noticed.observations[int(advert.id or 0)], "cloned_agency_name")
    assert (found.stated, found.facts["quotes_number"]) == (Stated.STATED, True)
    for value in ("+254711000000", "+254700000001", "jobs@temboridgejobs.example", "info@temboridge.example"):
        assert value in found.explanation
    assert "has changed its contacts since the list of" in found.explanation
    match = noticed.matches[int(advert.id or 0)]
    assert (match.outcome, match.agency_id) == (MatchOutcome.LOOK_ALIKE, None)
    assert match.candidates[0].agency_id == agency.id
    assert {one.kind for one in match.reasons if not one.score} == {"phone", "email", "domain"}


def test_two_adverts_of_one_recruiter_are_weighed_together(country: Country) -> None:
    tembo(country)
    first = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (LICENCE, "ZZ/0001"))
    country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (DOMAIN, "temboridgejobs.example"))
    noticed = country.look()
    found = only(noticed.observations[int(first.id or 0)], "cloned_agency_name")
    assert found.stated is Stated.STATED
    assert "2 adverts" in found.explanation
    assert noticed.matches[int(first.id or 0)].outcome is MatchOutcome.LOOK_ALIKE


@pytest.mark.parametrize("contact", [(PHONE, "+254711000000"), (EMAIL, "temboridge@gmail.com")])
def test_one_changed_contact_takes_no_licence_away(country: Country, contact: tuple[ContactKind, str]) -> None:
    agency = tembo(country)
    plain = country.advert("Tembo Ridge Placement", contact)
    numbered = country.advert("Tembo Ridge Placement", contact, (LICENCE, "ZZ/0001"))
    noticed = country.look()
    assert country.stated(plain) == country.stated(numbered) == []
    assert {noticed.matches[int(one.id or 0)].agency_id for one in (plain, numbered)} == {agency.id}


def test_the_link_in_another_advert_also_settles_who_is_meant(country: Country) -> None:
    agency = tembo(country)
    advert = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (EMAIL, "tembo@gmail.com"))
    country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (EMAIL, "hr@temboridge.example"))
    match = country.look().matches[int(advert.id or 0)]
    assert (match.outcome, match.agency_id) == (MatchOutcome.MATCHED, agency.id)


@pytest.mark.parametrize("name", ["Tembo Ridge Placement Ltd Online", "Tembo Ltd Ridge Placement"])
def test_a_name_dressed_up_with_one_other_contact(country: Country, name: str) -> None:
    tembo(country)
    advert = country.advert(name, (PHONE, "+254711000000"), (LICENCE, "ZZ/0001"))
    assert country.stated(advert) == ["cloned_agency_name"]


def test_a_slip_in_the_name_above_its_own_number(country: Country) -> None:
    tembo(country)
    advert = country.advert("Tembo Rigde Placement", (PHONE, "+254711000000"), (LICENCE, "ZZ/0001"))
    assert country.stated(advert) == []


def test_a_barred_agency_is_not_cleared_by_changing_its_contacts(country: Country) -> None:
    agency = country.agency(
        "Mlima Bureau",
        (PHONE, "+254700000003"),
        (EMAIL, "info@mlima.example"),
        number="ZZ/0009",
        status=LicenceStatus.CANCELLED,
    )
    contacts = ((PHONE, "+254711000000"), (EMAIL, "mlima@gmail.com"), (LICENCE, "ZZ/0009"))
    advert = country.advert("Mlima Bureau", *contacts)
    match = country.look().matches[int(advert.id or 0)]
    assert (match.strength, match.agency_id) == (MatchStrength.LICENCE_NUMBER, agency.id)


def test_the_contacts_of_a_reposting_blog_contradict_nothing(country: Country) -> None:
    agency = tembo(country)
    contacts = ((PHONE, "+254711000000"), (EMAIL, "blog@gmail.com"), (LICENCE, "ZZ/0001"))
    advert = country.advert("Tembo Ridge Placement", *contacts, source_kind=SourceKind.BLOG)
    assert country.look().matches[int(advert.id or 0)].agency_id == agency.id


def test_siblings_and_adverts_without_contacts(country: Country) -> None:
    country.agency("Kifaru Agency", (PHONE, "+254700000002"), (EMAIL, "info@kifaru.example"))
    sibling = country.advert("Kifaru Africa Safaris", (PHONE, "+254711000000"), (EMAIL, "go@kifarusafaris.example"))
    plain = country.advert("Kifaru Agency")
    observed = country.observe()
    assert observed[int(sibling.id or 0)] == observed[int(plain.id or 0)] == ()


def test_a_reposting_blog_and_a_revoked_agencys_namesake(country: Country) -> None:
    tembo(country)
    country.agency("Mlima Bureau", (PHONE, "+254700000003"), status=LicenceStatus.CANCELLED)
    contacts = ((PHONE, "+254711000000"), (EMAIL, "blog@gmail.com"))
    blog = country.advert("Tembo Ridge Placement", *contacts, source_kind=SourceKind.BLOG)
    namesake = country.advert("Mlima Bureau", (PHONE, "+254711000001"), (EMAIL, "mlima@gmail.com"))
    observed = country.observe()
    assert observed[int(blog.id or 0)] == ()
    assert [one.rule_id for one in observed[int(namesake.id or 0)] if one.rule_id == "cloned_agency_name"] == []


def test_another_site_of_a_register_that_gives_no_telephone(country: Country) -> None:
    country.agency("Tembo Ridge Placement Ltd", (EMAIL, "info@temboridge.example"), number="ZZ/0001")
    clone = country.advert("Tembo Ridge Placement", (PHONE, "+254711000000"), (EMAIL, "hr@tembojobs.example"))
    assert country.stated(clone) == ["cloned_agency_name"]


@pytest.mark.parametrize(
    "contacts",
    [
        [(EMAIL, "hr@tembojobs.example")],  # nothing says that the telephone is another's
        [(PHONE, "+254711000000"), (EMAIL, "tembo@gmail.com")],  # anybody may have free mail beside a site
        [(PHONE, "+254711000000"), (EMAIL, "hr@temboridge.test")],  # the same name under another ending
    ],
)
def test_a_site_that_may_be_the_agencys_is_not_accused(
    country: Country, contacts: list[tuple[ContactKind, str]]
) -> None:
    country.agency("Tembo Ridge Placement Ltd", (EMAIL, "info@temboridge.example"), number="ZZ/0001")
    advert = country.advert("Tembo Ridge Placement", *contacts)
    assert "cloned_agency_name" not in country.stated(advert)


def test_a_text_that_alone_says_the_name_above_the_agencys_number(country: Country) -> None:
    tembo(country)
    elsewhere = (PHONE, "+254711000000"), (EMAIL, "temboridge@gmail.com"), (LICENCE, "ZZ/0001")
    said = "Tembo Ridge Placement Ltd Online Desk. Same licence ZZ/0001, now closer to you."
    advert = country.advert("", *elsewhere, description=said)
    found = only(country.observe()[int(advert.id or 0)], "cloned_agency_name")
    assert (found.stated, found.facts["claimed"]) == (Stated.STATED, "Tembo Ridge Placement")
    other = country.advert("", *elsewhere, description="We are another agency. Licence ZZ/0001.")
    assert "cloned_agency_name" not in country.stated(other)
