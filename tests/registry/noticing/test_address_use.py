"""An advert's office against the register's: another building, a home, or one suite for several firms."""

from registry.observation import Observation
from registry.records import Advert
from registry.vocabulary import SourceKind
from tests.registry.noticing.country import ADDRESS, EMAIL, PHONE, Country

MISMATCH, SHARED = "address_mismatch_or_residential", "shared_address_many_agencies"
REACH = ((PHONE, "+254700000001"), (EMAIL, "info@temboridge.example"))


def tembo_at(country: Country, address: str = "Twiga House, Room 12, Jua Road") -> None:
    country.agency("Tembo Ridge Placement Ltd", *REACH, (ADDRESS, address), number="ZZ/0001")


def found(country: Country, advert: Advert) -> dict[str, Observation]:
    observed = country.observe()[int(advert.id or 0)]
    return {one.rule_id: one for one in observed if one.rule_id in (MISMATCH, SHARED) and one.counts}


def test_another_building_than_the_registers(country: Country) -> None:
    tembo_at(country)
    advert = country.advert("Tembo Ridge Placement", *REACH, description="Visit our office at Mbuni Plaza {one}.")
    (told,) = found(country, advert).values()
    assert (told.rule_id, told.quote) == (MISMATCH, "Mbuni Plaza")
    assert told.facts["registered"] == ["Twiga House, Room 12, Jua Road"]
    assert told.span is not None
    assert f"{advert.title}\n{advert.description}"[slice(*told.span)] == "Mbuni Plaza"


def test_the_registered_building_a_branch_and_a_reposter_are_not_accused(country: Country) -> None:
    tembo_at(country)
    own = country.advert("Tembo Ridge Placement", *REACH, description="Visit our office at TWIGA HSE, room 14.")
    branch = country.advert(
        "Tembo Ridge Placement", *REACH, description="Mombasa branch: visit our office at Mbuni Plaza."
    )
    repost = country.advert(
        "Tembo Ridge Placement", description="Visit our office at Mbuni Plaza.", source_kind=SourceKind.BLOG
    )
    assert [found(country, one) for one in (own, branch, repost)] == [{}, {}, {}]


def test_an_unread_address_of_the_register_proves_nothing(country: Country) -> None:
    tembo_at(country, "P.O. Box 1, Nairobi")
    advert = country.advert("Tembo Ridge Placement", *REACH, description="Visit our office at Mbuni Plaza.")
    assert found(country, advert) == {}


def test_a_home_is_told_whoever_gives_it_unless_it_is_registered(country: Country) -> None:
    tembo_at(country, "Kifaru Apartments, Jua Road")
    listed = country.advert("Tembo Ridge Placement", *REACH, description="Visit our office at Kifaru Apartments.")
    unlisted = country.advert("Chui Careers", description="Bring your papers to our office in Duma Flats.")
    assert found(country, listed) == {}
    assert "is a home: Duma Flats" in found(country, unlisted)[MISMATCH].explanation


def test_one_suite_for_two_firms(country: Country) -> None:
    tembo_at(country, "twiga house room 12 jua road")
    country.agency("Tembo Ridge Placement Agency", (ADDRESS, "room 12 twiga house"), number="ZZ/0005")
    stranger = country.advert("Chui Careers", description="Walk in at Twiga House, Room 12, with your papers.")
    beside = country.advert("Simba Bureau", description="Walk in at Twiga House, Room 14, with your papers.")
    told = found(country, stranger)[SHARED]
    assert "Chui Careers" in told.facts["names"]
    assert len(told.facts["names"]) == 2
    assert found(country, beside) == {}
