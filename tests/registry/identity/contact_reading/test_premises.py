"""Offices that a text asks people to come to are read with their room; places of work and of rest are not."""

import pytest

from registry.identity.contact_reading.premises import offices_in, premises_of


@pytest.mark.parametrize(
    ("text", "building", "rooms"),
    [
        ("Visit our offices at Twiga House, Room 12, Jua Road.", "twiga house", {"12"}),
        ("Bring your papers to Third Floor Mbuni Plaza, suite 4B.", "mbuni plaza", {"4b"}),
        ("Njoo ofisini Swara Towers, 3rd floor, door no. 7 kesho.", "swara tower", {"7"}),
        ("Apply in person at KIFARU HSE before noon.", "kifaru house", set()),
        ("Our office is at the Duma Business Centre.", "duma business centre", set()),
    ],
)
def test_an_office_is_read_with_its_room(text: str, building: str, rooms: set[str]) -> None:
    (found,) = offices_in(text)
    assert (found.building, set(found.rooms), found.home) == (building, rooms, False)
    assert text[found.start : found.end].lower().split()[-1] in ("house", "plaza", "towers", "hse", "centre")


@pytest.mark.parametrize(
    "text",
    [
        "Visit us at Umoja Flats, ask for Mama.",
        "Bring the money to house number 14, near the stage.",
        "Our office is in Apartment 3, second gate.",
    ],
)
def test_a_home_is_told_as_one(text: str) -> None:
    assert any(one.home for one in offices_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "Cleaners wanted for Twiga House, a hotel of forty rooms.",
        "Staff sleep in flat 4 beside the hotel.",
        "Visit our website. The hotel stands beside Twiga Plaza.",
        "Come to our office in this building.",
        "We offer house help jobs; apply at the office.",
    ],
)
def test_places_of_work_and_rest_are_no_offices(text: str) -> None:
    assert offices_in(text) == []


@pytest.mark.parametrize(
    ("text", "buildings"),
    [
        ("Visit our office opposite Twiga Plaza, Jua Road.", []),
        ("Visit our office, Opp. Twiga Plaza.", []),
        ("Our office is Next To The Twiga Plaza.", []),
        ("Njoo ofisini mkabala na Twiga Plaza.", []),
        ("Visit our office at Swara House, behind Twiga Plaza.", ["swara house"]),
        ("Our office is in Twiga Plaza opposite the stage.", ["twiga plaza"]),
        ("Visit our office in Opposite Twiga Plaza.", []),
    ],
)
def test_a_building_that_shows_the_way_is_no_office(text: str, buildings: list[str]) -> None:
    assert [one.building for one in offices_in(text)] == buildings


def test_one_suite_is_one_room_of_one_building() -> None:
    (printed,) = offices_in("Visit our office: Twiga House, Room 12.")
    (same,) = premises_of("ROOM 12, TWIGA HSE, JUA ROAD")
    (other,) = premises_of("twiga house, room 14, jua road")
    assert printed.is_same_suite(same)
    assert printed.is_in(other)
    assert not printed.is_same_suite(other)


def test_hostile_text_is_read_in_one_pass() -> None:
    assert offices_in("visit " + "A'" * 50_000) == []
