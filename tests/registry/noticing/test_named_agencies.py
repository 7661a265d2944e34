"""A stranger's advert that names a listed agency beside words of a licence works under it; a mention says nothing."""

import random

import pytest

from registry.identity.contact_reading.contact_words import contact_words
from registry.noticing.named_agencies import _standing_words
from registry.vocabulary import LicenceStatus, SourceKind
from tests.registry.noticing.country import PHONE, Country, only, tembo

RULE = "claims_under_other_licence"
STRANGER = (PHONE, "+254711000000")


@pytest.mark.parametrize(
    "said",
    [
        "We recruit under the licence of Tembo Ridge Placement Ltd.",
        "Kazi Oman. Tuko chini ya TEMBO RIDGE PLACEMENT LIMITED, mje ofisini.",
        "We have no papers of our own yet. Our partner is Tembo Ridge Placement, of Nairobi.",
        "Applications are processed by Tembo Ridge Placement Ltd",
    ],
)
def test_a_listed_agency_named_as_the_one_whose_licence_is_used(country: Country, said: str) -> None:
    tembo(country)
    advert = country.advert("Nyati Careers", STRANGER, title="Drivers, Oman", description=said)
    found = only(country.observe()[int(advert.id or 0)], RULE)
    assert found.facts["registered"] == "Tembo Ridge Placement Ltd"
    assert found.quote.lower().startswith("tembo ridge placement")


@pytest.mark.parametrize(
    ("name", "said", "given"),
    [
        ("Nyati Careers", "Two years at Tembo Ridge Placement or a like firm are wanted.", {}),
        ("Nyati Careers", "We are licensed. Visit us. Opposite Tembo Ridge Placement.", {}),
        ("Nyati Careers", "We work under a licence of the ministry.", {}),
        ("Tembo Ridge Africa Safaris", "We recruit under the licence of Tembo Ridge Placement Ltd.", {}),
        ("Tembo Ridge Placement", "Tembo Ridge Placement Ltd is licensed.", {}),
        ("", "We recruit under the licence of Tembo Ridge Placement Ltd.", {}),
        ("Nyati Careers", "Under the licence of Tembo Ridge Placement Ltd.", {"source_kind": SourceKind.BLOG}),
    ],
)
def test_a_mention_one_of_the_family_and_a_repost_are_not_accused(
    country: Country, name: str, said: str, given: dict[str, object]
) -> None:
    tembo(country)
    advert = country.advert(name, STRANGER, title="Drivers, Oman", description=said, **given)
    assert RULE not in country.stated(advert)


def test_only_a_licensed_agency_lends_and_a_name_of_trade_words_is_nobodys(country: Country) -> None:
    country.agency("Kifaru Plains Agency Ltd", number="ZZ/0002", status=LicenceStatus.EXPIRED)
    country.agency("Global Manpower Agency Ltd", number="ZZ/0003")
    said = "Our licence: Kifaru Plains Agency Ltd. We are a licensed global manpower agency."
    advert = country.advert("Nyati Careers", STRANGER, title="Drivers, Oman", description=said)
    assert RULE not in country.stated(advert)


def test_an_agency_that_is_listed_later_is_found_in_the_later_register(country: Country) -> None:
    country.agency("Kifaru Plains Agency Ltd", number="ZZ/0002")
    said = "We recruit under the licence of Tembo Ridge Placement Ltd."
    advert = country.advert("Nyati Careers", STRANGER, title="Drivers, Oman", description=said)
    assert RULE not in country.stated(advert)
    tembo(country)
    assert RULE in country.stated(advert)


@pytest.mark.parametrize("phrase", contact_words()["licence"]["worked_under"])
def test_words_of_a_licence_are_read_however_they_are_written(phrase: str) -> None:
    random.seed(phrase)
    drawn = {"i": "iI\u0130\u0131", "s": "sS\u017f", "k": "kK\u212a", " ": [" ", "  ", "\n"]}
    for _ in range(20):
        written = "".join(random.choice(drawn.get(letter, letter + letter.upper())) for letter in phrase)
        assert _standing_words().search(f"We are {written} them") is not None
    assert _standing_words().search("Cooks, Oman, 900 a month. Two days off.") is None
