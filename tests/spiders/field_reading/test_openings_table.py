"""Each line of `openings.csv` is read as the number of posts it states; lines without a number state none."""

import csv
from pathlib import Path

import pytest

from spiders.field_reading.openings import read_openings


def _lines() -> list[tuple[str, int | None]]:
    with Path(__file__).with_name("openings.csv").open(encoding="utf-8") as file:
        return [(row["text"], int(row["number"]) if row["number"] else None) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "number"), _lines())
def test_the_number_of_posts_is_read_or_none(text: str, number: int | None) -> None:
    assert read_openings("", text) == number


@pytest.mark.parametrize("text", [text for text, number in _lines() if number is None])
def test_a_title_with_numbers_of_other_things_states_none(text: str) -> None:
    assert read_openings(text, "") is None
