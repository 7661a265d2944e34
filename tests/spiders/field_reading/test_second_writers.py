"""Numbers of posts and places of jobs in the second writers' rows stay read."""

import csv
from pathlib import Path

from spiders.field_reading.openings import read_openings
from spiders.field_reading.places import destination_of

FOLDER = Path(__file__).parents[2] / "risk_model" / "field_sentences" / "second"


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_nearly_every_number_of_posts_is_read_and_none_wrongly() -> None:
    read = [(read_openings("", row["text"]), int(row["value"])) for row in _rows("vacancies")]
    assert sum(found == meant for found, meant in read) >= 0.9 * len(read)
    assert [(found, meant) for found, meant in read if found is not None and found > meant] == []


def test_nearly_every_place_of_work_is_read_and_none_wrongly() -> None:
    rows = _rows("destination")
    read = [(destination_of(title="", location="", description=row["text"], home="KE"), row["value"]) for row in rows]
    assert sum(found == meant for found, meant in read) >= 0.9 * len(read)
    assert [(found, meant) for found, meant in read if found not in (None, meant)] == []
