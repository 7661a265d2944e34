"""The truth of the week, who each advert belongs to: written by the generator, read by the evaluation, never served."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard.demo.site_map import DemoSites
from dashboard.demo.world import World
from registry.errors import InvalidInput

COLUMNS = ("advert_url", "recruiter", "label", "typology", "kind", "held")
NEEDED = COLUMNS[:4]
LABELS = {"offender": True, "positive": True, "1": True, "innocent": False, "negative": False, "0": False}


@dataclass(frozen=True, slots=True)
class TruthRow:
    """One advert's recruiter, whether that one is an offender, of which kind, and whether its wording was held back."""

    advert_url: str
    recruiter: str
    offender: bool
    typology: str
    held: bool


def write_truth(world: World, sites: DemoSites, file: Path) -> None:
    """One line an advert, copies included."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for advert in world.adverts:
            cast = advert.recruiter.cast
            innocent = cast.key in world.wording.innocents
            label, kind = ("innocent", "innocent") if innocent else ("offender", "typology")
            writer.writerow((sites.address(advert), advert.recruiter.id, label, cast.key, kind, int(cast.held)))


def read_truth(file: Path) -> list[TruthRow]:
    """The rows of a truth file, this demo's or one made elsewhere; raises InvalidInput naming the line."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = [column for column in NEEDED if column not in (reader.fieldnames or ())]
            if missing:
                raise InvalidInput(f"{file} has no column {missing[0]!r}; it needs {', '.join(NEEDED)}.")
            return list(_rows(reader, file))
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read ({error.strerror}); check the path.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(f"{file} is not a CSV file in UTF-8; save it as one.") from error


def _rows(reader: "csv.DictReader[str]", file: Path) -> Iterable[TruthRow]:
    for row in reader:
        label = (row["label"] or "").strip().lower()
        if label not in LABELS:
            raise InvalidInput(
                f"{file}, line {reader.line_num}: label is {label!r}; write offender or innocent in the column label."
            )
        yield TruthRow(
            advert_url=(row["advert_url"] or "").strip(),
            recruiter=(row["recruiter"] or "").strip(),
            offender=LABELS[label],
            typology=(row["typology"] or "").strip(),
            held=(row.get("held") or "").strip() in ("1", "true", "yes"),
        )
