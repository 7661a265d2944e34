"""How many posts an advert offers, however it says so; ages, pay, hours and rooms are none."""

import pytest

from spiders.field_reading.openings import read_openings


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Vacancies: 50", 50),
        ("We have 40 approved vacancies for Qatar", 40),
        ("120 slots available", 120),
        ("Recruiting 35 cleaners for a mall", 35),
        ("Our client needs 60 security guards", 60),
        ("Demand letter for 25 welders received", 25),
        ("An intake of 80 housemaids", 80),
        ("Nafasi ziko 45", 45),
        ("Nafasi za kazi: 30", 30),
        ("Tunahitaji wasichana 20 wa kazi", 20),
        ("Tunatafuta madereva 15", 15),
        ("Wafanyakazi 70 wanahitajika Doha", 70),
        ("Drivers (40 pax)", 40),
        ("1,000 housemaids needed", 1000),
        ("The employer has issued 90 visas", 90),
        ("Viza 60 ziko tayari", 60),
        ("A team of 45 leaves in December", 45),
        ("We take the first 30 who qualify", 30),
    ],
)
def test_a_number_of_posts_is_read(text: str, number: int) -> None:
    assert read_openings("", text) == number
    assert read_openings(text, "Vacancies: 3") == number


@pytest.mark.parametrize(
    "text",
    [
        "Women aged 22 to 35 wanted for a hotel with 120 rooms",
        "Looking for ladies 25-35 years",
        "Pay of 1,500 riyals, 8 hours a day, 6 days a week",
        "A guard with 2 years of experience is needed",
        "Call 0700 000 101 before 5 pm",
        "In the first 3 months there is training",
        "A family of four with 2 children",
        "Established in 2014, offices on the 3rd floor",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert read_openings("", text) is None
