"""Printed fields mean what a reader in this trade takes them to mean, and nothing where they are not clear."""

from datetime import date, datetime

import pytest

from spiders.field_reading.dates import read_date
from spiders.field_reading.openings import read_openings
from spiders.field_reading.pay import read_pay
from spiders.field_reading.place_names import read_country
from spiders.field_reading.places import destination_of


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("2026-11-01", date(2026, 11, 1)),
        ("2026-11-18T22:00:00Z", date(2026, 11, 18)),
        ("27th June 2025", date(2025, 6, 27)),
        ("June 27, 2025", date(2025, 6, 27)),
        ("27/06/2025", date(2025, 6, 27)),
        ("12.11.26", date(2026, 11, 12)),
        ("5 Machi 2026", date(2026, 3, 5)),
        ("Desemba 3", date(2026, 12, 3)),
        ("3 days ago", date(2026, 11, 15)),
        ("Posted 2 weeks ago", date(2026, 11, 4)),
        ("siku 3 zilizopita", date(2026, 11, 15)),
        ("jana", date(2026, 11, 17)),
        ("Posted today", date(2026, 11, 18)),
        ("Tue, 17 Nov 2026 08:00:00 +0300", date(2026, 11, 17)),
        ("31/02/2026", None),
        ("soon", None),
        ("", None),
        ("9999999999999999999999", None),
    ],
)
def test_dates(printed: str, meant: date | None, at: datetime) -> None:
    assert read_date(printed, at=at) == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("KSh 30,000-45,000 p.m", (30_000, 45_000, "KES", "month")),
        ("SAR 1,500/=", (1_500, 1_500, "SAR", None)),
        ("Ksh.25k per month", (25_000, 25_000, "KES", "month")),
        ("30-45k", (30_000, 45_000, None, None)),
        ("1200 Qatari riyals monthly", (1_200, 1_200, "QAR", "month")),
        ("AED1,800 - 2,000", (1_800, 2_000, "AED", None)),
        ("15,000 kwa mwezi", (15_000, 15_000, None, "month")),
        ("2 years contract SAR 1500 per month", (1_500, 1_500, "SAR", "month")),
        ("USD 500 per week", (500, 500, "USD", "week")),
        ("negotiable", None),
    ],
)
def test_pay(printed: str, meant: tuple[float, float, str | None, str | None] | None) -> None:
    pay = read_pay(printed)
    assert (pay and (pay.minimum, pay.maximum, pay.currency, pay.period)) == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("SA", "SA"), ("Saudia", "SA"), ("Dubai, UAE", "AE"), ("Nairobi CBD", "KE"), ("Gulf", None), ("contact us", None)],
)
def test_countries(printed: str, meant: str | None) -> None:
    assert read_country(printed) == meant


@pytest.mark.parametrize(
    ("title", "location", "text", "meant"),
    [
        ("Housemaids needed Saudi Arabia", "Nairobi", "", "SA"),
        ("Driver", "Mombasa, Mombasa", "Our firm works with UK clients.", "KE"),
        ("Accountant", "Nairobi", "A company with offices in Dubai and London.", "KE"),
        ("Cleaners", "", "Kazi nchini Saudia bila malipo", "SA"),
        ("Nurse", "", "Two year contract. Work in the UAE, visa paid", "AE"),
        ("Cook", "Dubai", "", "AE"),
        ("Maid", "", "Call us for jobs abroad", None),
        ("Mali ya kampuni", "", "linda mali ya kampuni", None),
    ],
)
def test_destinations(title: str, location: str, text: str, meant: str | None) -> None:
    assert destination_of(title=title, location=location, description=text, home="KE") == meant


@pytest.mark.parametrize(
    ("title", "text", "meant"),
    [
        ("100 Housemaids needed", "", 100),
        ("Maid", "Nafasi 30", 30),
        ("Maid", "We have 1,000 vacancies", 1_000),
        ("Maid", "Vacancies: 50", 50),
        ("Jobs 2026", "Two years of experience", None),
    ],
)
def test_numbers_of_posts(title: str, text: str, meant: int | None) -> None:
    assert read_openings(title, text) == meant
