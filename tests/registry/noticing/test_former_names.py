"""Who says itself that it is a barred firm under another name is told by its words; who denies it is not."""

import pytest

from registry.vocabulary import LicenceStatus, SourceKind
from tests.registry.noticing.country import Country, only

SAID = [
    "Fikira Placement (formerly Mlima Kubwa Bureau Ltd) recruits drivers for Oman.",
    "New name, same team! The people who served you at Mlima Kubwa Bureau Limited are now at Fikira Placement.",
    "Mlima Kubwa Bureau is now Fikira Placement. Bring your passport copy.",
    "Kampuni iliyojulikana kama Mlima Kubwa Bureau inaajiri madereva.",
    "Mkurugenzi wa Mlima Kubwa Bureau sasa anapatikana ofisi yetu mpya.",
    "Wasee wa Mlima Kubwa Bureau ndio sisi, tuma CV.",
]
NOT_SAID = [
    "We are not the firm formerly known as Mlima Kubwa Bureau.",
    "Beware: somebody says that Mlima Kubwa Bureau is now Fikira Placement.",
    "Driver, formerly Mlima Kubwa Bureau client, seeks another employer.",
    "Our office is opposite the old Mlima Kubwa Bureau building.",
    "Mlima Kubwa Bureau owes us for forty tickets.",
    "Sisi si wale wa Mlima Kubwa Bureau.",
    "The people who served you at Mlima Kubwa are now at Fikira Placement.",
]


@pytest.mark.parametrize("text", SAID)
def test_a_recruiter_that_says_it_was_a_struck_off_firm(country: Country, text: str) -> None:
    country.agency("Mlima Kubwa Bureau Ltd", status=LicenceStatus.DEREGISTERED)
    advert = country.advert("Fikira Placement", title="Drivers, Oman", description=text)
    found = only(country.observe()[int(advert.id or 0)], "phoenix")
    assert found.facts["barred"] == "Mlima Kubwa Bureau Ltd"
    assert found.quote in found.explanation
    assert "Mlima Kubwa Bureau" in found.quote
    assert found.span is not None
    assert f"{advert.title}\n{advert.description}"[slice(*found.span)] == found.quote


@pytest.mark.parametrize("text", NOT_SAID)
def test_whoever_denies_warns_or_merely_names_it_is_not_told(country: Country, text: str) -> None:
    country.agency("Mlima Kubwa Bureau Ltd", status=LicenceStatus.DEREGISTERED)
    advert = country.advert("Fikira Placement", title="Drivers, Oman", description=text)
    assert "phoenix" not in country.stated(advert)


def test_a_name_that_a_licensed_firm_bears_too_means_nobody(country: Country) -> None:
    country.agency("Mlima Kubwa Bureau Ltd", status=LicenceStatus.DEREGISTERED)
    country.agency("Mlima Kubwa Bureau", number="ZZ/0099")
    advert = country.advert("Fikira Placement", title="Drivers, Oman", description=SAID[0])
    assert "phoenix" not in country.stated(advert)


def test_a_blog_that_tells_of_it_is_no_recruiter(country: Country) -> None:
    country.agency("Mlima Kubwa Bureau Ltd", status=LicenceStatus.DEREGISTERED)
    blog = country.advert("Kazi Blog", title="News", description=SAID[2], source_kind=SourceKind.BLOG)
    assert "phoenix" not in country.stated(blog)


@pytest.mark.parametrize(
    ("listed", "text", "quote"),
    [
        ("Mlima Kubwa Bureau Ltd", SAID[0], "formerly Mlima Kubwa Bureau Ltd"),
        ("Mlima Kubwa Bureau Ltd", SAID[1], "served you at Mlima Kubwa Bureau Limited are"),
        (
            "Pwani Kuu Bureau (K) Ltd",
            "Fikira (formerly Pwani Kuu Bureau (K) Ltd).",
            "formerly Pwani Kuu Bureau (K) Ltd",
        ),
        ("Pwani Kuu Bureau (K)", "Fikira, formerly Pwani Kuu Bureau (K), recruits.", "formerly Pwani Kuu Bureau (K)"),
    ],
)
def test_what_is_quoted_is_what_the_advert_says(country: Country, listed: str, text: str, quote: str) -> None:
    country.agency(listed, status=LicenceStatus.DEREGISTERED)
    advert = country.advert("Fikira Placement", title="Drivers, Oman", description=text)
    assert only(country.observe()[int(advert.id or 0)], "phoenix").quote == quote
