"""A title says which occupation is sought, in the words of this trade, or nothing where it says too little."""

import pytest

from spiders.field_reading.occupations import read_occupation, read_occupations


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("House help", "9111"),
        ("20 Housemaids needed in Saudi Arabia", "9111"),
        ("Wasichana wa kazi za nyumbani – Saudia", "9111"),
        ("Mama fua", "9111"),
        ("House Manager, Karen", "5152"),
        ("Watchman", "5414"),
        ("Walinzi 30 wanahitajika Doha", "5414"),
        ("Security Guards (50 pax)", "5414"),
        ("Boda rider", "8321"),
        ("Madereva wa malori", "8322"),
        ("Heavy Truck Driver – Qatar", "8332"),
        ("Nanny for Nairobi family", "5311"),
        ("Senior Accountant, Nairobi", "2411"),
        ("Urgently hiring: Waitresses", "5131"),
        ("Caregivers Germany", "5322"),
        ("Restaurant Manager", "1412"),
        ("Fundi wa umeme", "7411"),
        ("ICU Nurse", "2221"),
    ],
)
def test_a_title_gives_its_unit_group(title: str, code: str) -> None:
    assert read_occupation(title) == code


@pytest.mark.parametrize(
    "title",
    [
        "We are hiring",
        "Jobs in Dubai",
        "Driver Trainer",
        "Nurse Manager",
        "Guarded optimism",
        "Housing",
        "",
        "Sports judge",
    ],
)
def test_a_title_that_names_no_listed_occupation_gives_none(title: str) -> None:
    assert read_occupation(title) is None


def test_many_titles_are_read_in_their_order() -> None:
    assert read_occupations(["Cook", "?", "Cleaner"]) == ["5120", None, "9112"]
