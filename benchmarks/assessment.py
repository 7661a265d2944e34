"""How fast stored adverts are assessed in full: words, fees, pay, register, identity, model, reasons, all of it stored.

    python benchmarks/assessment.py [--adverts 5000] [--firms 5000] [--rounds 3] [--seed 1] [--texts FILE]
                                    [--lines-once]

One process, SQLite on disk. The demo's generator writes the adverts; they are taken in, attributed to recruiters and
joined to campaigns as a crawl's are; that is not timed. The list in effect names `--firms` agencies: those of the
demo's office, and invented ones. The judge is a linear model fitted on half of the same adverts by the demo's truth.
What is timed is `assess_outstanding` and the commit: every advert read from the database, judged, explained, and its
assessment and findings written. Each round starts from the same file without any assessment, and with readers that know
every word of the adverts (read sorted, beforehand) and none of their sentences: what is remembered of sentences is only
what the adverts of the round repeat.

The generator lets recruiters paste their texts, and makes all others from the same few thousand sentences. So figures
are told for all adverts and for one advert of each text, with the share of texts and of lines that occur once only.
`--lines-once` ends each sentence with words that tell it from all others, so that none is repeated. `--texts FILE`
(EMSCAD's layout) puts those texts under the same advertisers instead: real ones, and longer.
Prints one JSON document: adverts a second of processor time (best of the rounds) with indexing the list and without,
and what is found an advert.
"""

import argparse
import csv
import gc
import json
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from invented_names import Inventor
from recruiters import item_of
from sqlmodel import Session, SQLModel, col, func, select

from dashboard.demo.register_rows import agency_rows
from dashboard.demo.world import World, build_world
from registry.advert_item import AdvertItem
from registry.agency_register import import_register
from registry.database import open_database, unit_of_work
from registry.identity.campaigns import find_campaigns
from registry.identity.recruiter_groups.resolution import resolve_recruiters
from registry.intake import open_crawl, record_sightings
from registry.law.official import official_domains
from registry.law.rulebook import Rulebook, load_rulebook
from registry.records import Advert, Assessment, Finding
from registry.register_reading.reading import file_sha256, read_table
from registry.register_spec import RegisterSpec
from registry.registers import Registers
from registry.vocabulary import RegisterKind
from risk_model.assessment import assess_outstanding
from risk_model.estimator import RiskClassifier
from risk_model.judge import Judge
from risk_model.learned_judge import LearnedJudge
from risk_model.learning.frames import frame_of
from risk_model.learning.labels_file import LabelFormat, read_labels_file
from risk_model.learning.near_templates import near_template_groups
from risk_model.reading import read_texts

AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
ON = AT.date()
LISTED_ON = date(2026, 11, 1)
BATCH = 1_000
WORDS_AT_ONCE = 200
SPEC = RegisterSpec.model_validate(
    {
        "jurisdiction": "ke",
        "columns": {"number": "No", "name": "Name", "phone": "Phone", "email": "Email", "status": "Status"},
    }
)


@dataclass(frozen=True)
class Told:
    """One advert to be taken in, and whether the truth calls it a case."""

    item: AdvertItem
    case: bool

    @property
    def text(self) -> str:
        """Title, newline, description, as it will be judged."""
        return f"{self.item.title}\n{self.item.description}"


def tell(world: World, texts: Sequence[tuple[str, bool]]) -> list[Told]:
    """The world's adverts; with `texts` (and their labels), as many adverts as there are texts, saying those."""
    innocents = world.wording.innocents
    written = [Told(item_of(world, one), one.recruiter.cast.key not in innocents) for one in world.adverts]
    if not texts:
        return written
    told = []
    for one, (text, case) in zip(written, texts, strict=False):
        title, _, description = text.partition("\n")
        told.append(Told(one.item.model_copy(update={"title": title, "description": description}), case))
    return told


def each_line_once(told: Sequence[Told]) -> list[Told]:
    """The adverts with two or three words at the end of every sentence that tell it from others that say the same."""
    seen: Counter[str] = Counter()
    ends = ["".join(letters) for letters in product("bdgk", "ae", "nrz", "iou", "k")]

    def told_apart(found: re.Match[str]) -> str:
        seen[found[0]] += 1
        number, size = seen[found[0]], len(ends)
        return f"{found[0]} {ends[number % size]} {ends[number // size % size]} {ends[number // size**2 % size]}"

    def apart(text: str) -> str:
        return re.sub(r"[^.!?\n]*[a-z](?=[.!?]?(?:\n|$)|[.!?]\s)", told_apart, text)

    return [
        replace(
            one,
            item=one.item.model_copy(
                update={"title": apart(one.item.title), "description": apart(one.item.description)}
            ),
        )
        for one in told
    ]


def one_a_text(told: Sequence[Told]) -> list[Told]:
    """The first advert of each text."""
    return list({" ".join(one.text.lower().split()): one for one in reversed(told)}.values())[::-1]


def list_firms(world: World, firms: int) -> list[dict[str, str]]:
    """Rows of the list: the demo's own, and invented ones up to `firms`."""
    own = [
        {
            "No": row.licence,
            "Name": row.name,
            "Phone": row.phone,
            "Email": row.email,
            "Status": "Valid" if row.valid else "Expired",
        }
        for row in agency_rows(world)
    ]
    invented = Inventor(7)
    more = [
        {
            "No": f"ZZ/EA/{at:07d}",
            "Name": " ".join(name).title(),
            "Phone": f"07{at:08d}",
            "Email": f"office@firm{at}.example",
            "Status": "Valid" if at % 10 else "Suspended",
        }
        for at, name in enumerate(invented.names(max(0, firms - len(own))))
    ]
    return [*own, *more]


def take_in(file: Path, told: Sequence[Told], *, rows: Sequence[dict[str, str]], rulebook: Rulebook) -> int:
    """Fill the database; how many adverts it then has."""
    engine = open_database(f"sqlite:///{file}")
    SQLModel.metadata.create_all(engine)
    listed = file.with_name("list.csv")
    with listed.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)
    with unit_of_work(engine) as session:
        import_register(
            session,
            read_table(listed).rows,
            spec=SPEC,
            source=listed.name,
            sha256=file_sha256(listed),
            as_of=LISTED_ON,
            at=AT,
            by="benchmark",
            rulebook=rulebook,
        )
    official = official_domains(rulebook.jurisdiction)
    with unit_of_work(engine) as session:
        crawl = open_crawl(session, source="demo", at=AT)
        for start in range(0, len(told), BATCH):
            adverts = record_sightings(session, [one.item for one in told[start : start + BATCH]], crawl)
            resolve_recruiters(session, adverts, at=AT, official=official)
            find_campaigns(session, adverts, at=AT)
            session.flush()
            session.expunge_all()
    with Session(engine) as session:
        count = session.exec(select(func.count()).select_from(Advert)).one()
        session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return count


def learn(told: Sequence[Told], *, rulebook: Rulebook) -> Judge:
    """A model fitted on every second advert."""
    part = told[::2]
    readings = read_texts([one.text for one in part], rulebook=rulebook, on=ON)
    groups = near_template_groups([one.text for one in part])
    labels = np.array([one.case for one in part])
    fitted = RiskClassifier(strengths=(30.0,)).fit(frame_of(readings, rulebook=rulebook), labels, groups=groups)
    return LearnedJudge(fitted, "benchmark", "A model of the benchmark.")


def measure(told: Sequence[Told], given: argparse.Namespace, *, rows: Sequence[dict[str, str]]) -> dict[str, Any]:
    """All figures of one set of adverts."""
    rulebook = load_rulebook("ke")
    judge = learn(told, rulebook=rulebook)
    with tempfile.TemporaryDirectory() as folder:
        full, round_file = Path(folder) / "full.sqlite3", Path(folder) / "round.sqlite3"
        count = take_in(full, told, rows=rows, rulebook=rulebook)
        index, whole = [], []
        for number in range(given.rounds):
            shutil.copy(full, round_file)
            fresh = replace(rulebook, version=f"{rulebook.version[:60]}{number:04d}")
            know_words(told, fresh)
            index.append(index_seconds(round_file, fresh))
            whole.append(assess_seconds(round_file, fresh, judge))
        with Session(open_database(f"sqlite:///{round_file}")) as session:
            found = session.exec(select(func.count()).select_from(Finding)).one()
            matched = session.exec(
                select(func.count()).select_from(Assessment).where(col(Assessment.agency_id).is_not(None))
            ).one()
    return {
        "adverts": count,
        "characters": round(sum(len(one.text) for one in told) / len(told)),
        **distinct(told),
        "findings_an_advert": round(found / count, 2),
        "share_matched": round(matched / count, 3),
        "index_seconds": round(min(index), 3),
        "adverts_a_second": round(count / min(whole)),
        "adverts_a_second_indexed": round(count / (min(whole) - min(index))),
        "microseconds_an_advert": round(min(whole) / count * 1e6),
    }


def know_words(told: Sequence[Told], rulebook: Rulebook) -> None:
    """Let the readers of a rulebook meet every word of the adverts, in an order that nobody writes."""
    words = sorted({word for one in told for word in one.text.lower().split()})
    read_texts(
        [" ".join(words[start : start + WORDS_AT_ONCE]) for start in range(0, len(words), WORDS_AT_ONCE)],
        rulebook=rulebook,
        on=ON,
    )


def distinct(told: Sequence[Told]) -> dict[str, float]:
    """The share of texts, and of lines, that occur once."""
    texts = Counter(" ".join(one.text.lower().split()) for one in told)
    lines = Counter(line for one in told for line in one.text.lower().split("\n"))
    return {
        "texts_that_occur_once": round(sum(many == 1 for many in texts.values()) / len(told), 3),
        "lines_that_occur_once": round(sum(many == 1 for many in lines.values()) / sum(lines.values()), 3),
    }


def index_seconds(file: Path, rulebook: Rulebook) -> float:
    """Processor seconds that indexing the register takes."""
    with Session(open_database(f"sqlite:///{file}")) as session:
        began = time.process_time()
        registers = Registers(session, rulebook, today=ON)
        registers.index(RegisterKind.AGENCIES, registers.day(RegisterKind.AGENCIES, ON))
        return time.process_time() - began


def assess_seconds(file: Path, rulebook: Rulebook, judge: Judge) -> float:
    """Processor seconds from stored adverts to stored and committed assessments."""
    gc.collect()
    engine = open_database(f"sqlite:///{file}")
    began = time.process_time()
    with unit_of_work(engine) as session:
        assess_outstanding(session, rulebook=rulebook, judge=judge, on=ON, at=AT)
    return time.process_time() - began


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--adverts", type=int, default=5_000)
    asked.add_argument("--firms", type=int, default=5_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--texts", type=Path)
    asked.add_argument("--lines-once", action="store_true")
    given = asked.parse_args()
    texts = []
    if given.texts:
        texts = [(row.text, row.positive) for row in read_labels_file(given.texts, layout=LabelFormat.EMSCAD).rows]
    world = build_world(seed=given.seed, adverts=given.adverts)
    told, rows = tell(world, texts), list_firms(world, given.firms)
    if given.lines_once:
        told = each_line_once(told)
    print(
        json.dumps(
            {
                "firms": len(rows),
                "all": measure(told, given, rows=rows),
                "one advert a text": measure(one_a_text(told), given, rows=rows),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
