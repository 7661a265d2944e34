"""Digits as people write and mistype them are read whole, and digits that only stand near each other are not."""

from time import process_time

import pytest

from registry.law.rulebook import load_rulebook
from risk_model.words.amounts import Amount, AmountReader
from risk_model.words.reading import read_words

READER = AmountReader(load_rulebook("ke").jurisdiction)


def read(text: str) -> list[Amount]:
    return READER.read(read_words(f"Job\n{text}"))


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("18'000", 18000, ""),
        ("KES 18’000", 18000, "KES"),
        ("KES 1´200´000", 1200000, "KES"),
        ("KES 18`000", 18000, "KES"),
        ("18, 000", 18000, ""),
        ("KSh 18, 000/=", 18000, "KES"),
        ("18 ,000", 18000, ""),
        ("Ksh 18 , 000", 18000, "KES"),
        ("35,OOO", 35000, ""),
        ("KSH3,5OO", 3500, "KES"),
        ("KES 18OOO", 18000, "KES"),
        ("KES 1O,000", 10000, "KES"),
        ("l8,000", 18000, ""),
        ("KES I8,000", 18000, "KES"),
        ("1 8 0 0 0", 18000, ""),
        ("KES 1 8 5 0 0", 18500, "KES"),
        ("AED 1.200,50", 1200.5, "AED"),
        ("EUR 2.800", 2800, "EUR"),
        ("EUR 12,50", 12.5, "EUR"),
        ("KES 18,000,00", 18000, "KES"),
        ("KES 1,20,000", 120000, "KES"),
        ("KES 1.2M", 1200000, "KES"),
        ("KES 1.2 M", 1200000, "KES"),
        ("KES 2mn", 2000000, "KES"),
        ("0.24M per year", 240000, ""),
        ("3M a year", 3000000, ""),
        ("10k + 5k", 10000, ""),
    ],
)
def test_a_number_is_read_whole(text: str, value: float, currency: str) -> None:
    first = read(text)[0]
    assert (first.low, first.high, first.currency) == (value, value, currency)


@pytest.mark.parametrize(
    "text",
    [
        "2 18,000",
        "0712 345 678",
        "Tel 07 1 2 3 4 5 6 7 8",
        "12/11/2026",
        "codes 10, 000, 200",
        "codes 10, 000 and 020",
        "1 8 adults",
        "Dial *1 0 0 0#",
        "No. 1 2 3 4",
        "Room l10",
        "I8 people",
        "i18n",
        "100m race, 5 m tall",
        "30 M, 20 F",
        "3M",
        "KSh 500 M-Pesa",
        "KSh 500M-Pesa",
        "KSh 18, 500",
    ],
)
def test_digits_that_only_stand_near_each_other_are_not_joined(text: str) -> None:
    assert [one for one in read(text) if one.high > 678 and text != "2 18,000"] == []
    assert [one.high for one in read("2 18,000")] == [18000]


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("30-40k", 30000, 40000, ""),
        ("KES 30 - 40K", 30000, 40000, "KES"),
        ("KES 30 to 40k", 30000, 40000, "KES"),
        ("30 hadi 40k", 30000, 40000, ""),
        ("between 20 and 25k", 20000, 25000, ""),
        ("18-20,000", 18000, 20000, ""),
        ("1-1.5M a year", 1000000, 1500000, ""),
        ("1.2m-1.5m p.a.", 1200000, 1500000, ""),
        ("Year 3 - 25,000", 25000, 25000, ""),
        ("2-40k", 40000, 40000, ""),
        ("8-5k", 5000, 5000, ""),
        ("12-11-20k", 20000, 20000, ""),
        ("20 and 25k", 25000, 25000, ""),
    ],
)
def test_the_lower_end_is_of_the_same_thousands(text: str, low: float, high: float, currency: str) -> None:
    (one,) = read(text)
    assert (one.low, one.high, one.currency) == (low, high, currency)


@pytest.mark.parametrize(
    ("text", "currency", "unsure"),
    [
        ("SAR.1,500/=", "SAR", False),
        ("SR. 1500/-", "SAR", False),
        ("1500/- Riyals", "SAR", False),
        ("Dhs. 1500/=", "AED", False),
        ("1,500/=", "KES", True),
        ("Ksh 1,500/=", "KES", False),
        ("1,500/= to 2,000/=", "KES", True),
        ("KES 1,500/= to 2,000/=", "KES", False),
        ("1,500/- SAR 300", "KES", True),
        ("4,500 Saudi riyals", "SAR", False),
        ("28 zł", "PLN", False),
        ("zl 28", "PLN", False),
    ],
)
def test_strokes_end_an_amount_of_any_money(text: str, currency: str, unsure: bool) -> None:
    first = read(text)[0]
    assert (first.currency, first.unsure) == (currency, unsure)


@pytest.mark.parametrize(
    "piece", ["1 ", "1, ", "1 ,000", "1'", "l1", "1o", "1,o", "10-", "KSh 1, 000 ", "1.000,", "/="]
)
def test_a_hostile_row_of_digits_takes_no_longer_a_letter(piece: str) -> None:
    def seconds(many: int) -> float:
        words = read_words("Job\n" + piece * many)
        began = process_time()
        READER.read(words)
        return process_time() - began

    seconds(500)
    assert seconds(16_000) < 40 * max(seconds(2_000), 0.01)
