"""Pay, day and advertiser as sentences give them, and silence where a sentence speaks of others."""

import pytest

from spiders.field_reading.pay import read_pay
from spiders.field_reading.told_in_sentences import advertiser_in, pay_in, posted_in


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("Salary AED 1800 plus tips", (1800, 1800, "AED", None)),
        ("Mshahara mzuri wa shilingi 25,000 hadi 30,000 kwa mwezi.", (25_000, 30_000, "KES", "month")),
        ("Gross salary is 5,800 NIS. Interviews follow.", (5800, 5800, "ILS", None)),
        ("Monthly salary of Kshs. 35,000/=. Apply soon.", (35_000, 35_000, "KES", "month")),
        ("We pay 500 bob a day to good riders.", (500, 500, "KES", "day")),
    ],
)
def test_pay_offered_in_a_sentence_is_read(text: str, pay: tuple[float, float, str | None, str | None]) -> None:
    read = read_pay(pay_in(text))
    assert read is not None
    assert (read.minimum, read.maximum, read.currency, read.period) == pay


@pytest.mark.parametrize(
    "text",
    [
        "Pay processing fee 20,000 to till 567890.",
        "Pay KES 3,000 before the interview.",
        "They promised him a salary of KES 150,000 a month.",
        "A salary deduction of SAR 300 a month applies.",
        "Your salary will be paid after 3 months. Call 0722 000 000.",
    ],
)
def test_a_sum_that_nobody_offers_is_no_pay(text: str) -> None:
    assert pay_in(text) == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Posted 2 days ago by Mizigo Ltd", "2 days ago"),
        ("Ruaraka EPZ • Full-time • Posted on 07/11/2026", "07/11/2026"),
        ("Imetangazwa tarehe 10 Novemba 2026 na Baraka", "10 Novemba 2026"),
        ("posted by admin on November 9, 2026", "November 9, 2026"),
        ("The post is vacant since 3 May 2026.", ""),
    ],
)
def test_the_day_of_posting_is_read(text: str, day: str) -> None:
    assert posted_in(text) == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A licensed agency, Nyota Njema Agencies Ltd, is recruiting caregivers.", "Nyota Njema Agencies Ltd"),
        ("Afya Clinic in Eldoret seeks a lab technician.", "Afya Clinic"),
        ("Imetangazwa tarehe 10 Novemba 2026 na Baraka Agencies.", "Baraka Agencies"),
        ("Pendo Ajira Centre inawatafutia wasichana kazi Doha.", "Pendo Ajira Centre"),
        ("Upendo Majuu Agents wanakupeleka Canada kwa wiki tatu!", "Upendo Majuu Agents"),
        ("Upendo Majuu Agents wanawapeleka wasichana na kuwatupa.", ""),
        ("Do not believe Sunset Careers wanakupeleka Canada, they are thieves.", ""),
        ("Jihadhari na Upendo Majuu Agents wanakupeleka Canada.", ""),
        ("Usiamini Upendo Majuu Agents inakupeleka Canada.", ""),
        ("Beware: Sunset Careers is recruiting girls.", ""),
        ("Beware of conmen, Upendo Majuu Agents wanakupeleka Canada.", "Upendo Majuu Agents"),
        ("Usiamini wengine. Upendo Majuu Agents wanakupeleka Canada.", "Upendo Majuu Agents"),
        ("Our client, Bahari Beach Hotel, is looking for waiters.", ""),
        ("MABAWA TICKETS: tunawapeleka wafanyakazi Qatar.", "MABAWA TICKETS"),
        ("*Pendo Ajira Centre* – we are now hiring cleaners for Doha", "Pendo Ajira Centre"),
        ("SUNSET CAREERS: they are recruiting girls and take the money.", ""),
        ("SUNSET CAREERS: 'tunawapeleka Canada', and nobody ever left.", ""),
        ("FAKE AGENCIES: tunawapeleka Canada is what they all write.", ""),
        ("Wanted by Sunset Careers: we need drivers.", ""),
        ("Interviews are held at Tumaini Recruitment, Luthuli Avenue.", ""),
    ],
)
def test_the_firm_that_hires_is_read(text: str, name: str) -> None:
    assert advertiser_in(text) == name
