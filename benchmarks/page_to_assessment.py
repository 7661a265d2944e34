"""From the bytes of pages with JSON-LD to stored assessments, beside the usual parts put together, in the same run.

    python3 -m venv bench && bench/bin/pip install -r requirements/bootstrap.txt
    bench/bin/pip install -r requirements/run.txt && bench/bin/pip install --no-deps --no-build-isolation -e .
    bench/bin/pip install -r benchmarks/page_to_assessment_requirements.txt
    bench/bin/python benchmarks/page_to_assessment.py [--page plain] [--adverts 4000] [--firms 5000] [--processes 2]

The pages are a board's with adverts of the demo's generator, one page a text: of 25.6 kB with JSON-LD and microdata, as
those were that the goal was set on, or with `--page plain` of some 19 kB with JSON-LD alone. Ours reads the posting and
its fields (dates, pay, places, contacts, occupation, language), takes the adverts in, attributes them to recruiters and
campaigns, and assesses them in full against a list of 5,000 agencies with a learned model: what `benchmarks/
assessment.py` times, and everything before it. The rival reads the markup with extruct and the text with trafilatura,
both as they come, scores it with HashingVectorizer and LogisticRegression at their defaults, and writes address, title,
text and probability to one table; it checks no register, finds no indicators and gives no reasons. `json-ld only` is
the same with extruct told to look for nothing else.

Each pipeline runs in that many processes at once, each with its share of the pages and a database of its own, and
with Python's collector held as our crawls hold it. Starting Python, loading the law, fitting models and importing the
list are not timed. Prints one JSON document: pages a second
by the clock, and processor time a page over all processes; exits 1 where ours is less than 8 times the rival.
"""

import argparse
import json
import multiprocessing
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import extruct
import trafilatura
from assessment import AT, ON, Told, learn, list_firms, one_a_text, take_in, tell
from board_microdata import page_with_microdata
from board_pages import page_of
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression
from sqlmodel import Session, func, select

from alerts.pipeline import ADVERTS_AT_ONCE
from dashboard.demo.composition import write
from dashboard.demo.sites.job_board import job_posting
from dashboard.demo.world import World, build_world
from registry.bulk import in_pieces
from registry.database import open_database, unit_of_work
from registry.dumped_item import DumpedItem
from registry.identity.campaigns import find_campaigns
from registry.identity.recruiter_groups.resolution import resolve_recruiters
from registry.intake import file_sightings, open_crawl
from registry.law.official import official_domains
from registry.law.rulebook import Rulebook, load_rulebook
from registry.records import Assessment
from registry.stored_adverts import adverts_by_id
from registry.vocabulary import SourceKind
from risk_model.assessment import assess_outstanding
from risk_model.judge import Judge
from spiders.extraction import read_page
from spiders.fetching.garbage import seldom_collecting
from spiders.source_schema import Source

GOAL = 8.0
PAGES = {"microdata": page_with_microdata, "plain": page_of}
URL = "https://board.example/jobs/{}"
SOURCE = Source(name="bench", title="Bench", kind=SourceKind.BOARD, start=(URL,), method=("jobposting",))
Pages = Sequence[tuple[str, bytes]]
Work = Callable[[Pages, Path], int]


def board(world: World, told: Sequence[Told], *, kind: str) -> list[tuple[str, bytes]]:
    """A page of that kind for each of the adverts, with its address."""
    kept = {one.item.url: place for place, one in enumerate(told)}
    pages: list[tuple[str, bytes]] = []
    for advert, one in zip(world.adverts, tell(world, ()), strict=True):
        if one.item.url not in kept:
            continue
        chance = random.Random(advert.number)
        written = write(world, advert)
        description = "".join(f"<p>{line}</p>" for line in written.paragraphs)
        posting = job_posting(written, written.advertiser, description, chance)
        pages.append((URL.format(advert.number), PAGES[kind](posting, chance).encode()))
    return pages


def ours(pages: Pages, file: Path, *, rulebook: Rulebook, judge: Judge, batch: int) -> int:
    """Wakala's way, in the steps of its crawls and of its pipeline; how many assessments are stored at the end."""
    engine = open_database(f"sqlite:///{file}")
    with unit_of_work(engine) as session:
        crawl = open_crawl(session, source=SOURCE.name, at=AT)
        seen: list[int] = []
        for start in range(0, len(pages), batch):
            items = [
                DumpedItem.of(item)
                for url, body in pages[start : start + batch]
                for item in read_page(body, url=url, source=SOURCE, at=AT).items
            ]
            seen += file_sightings(session, items, crawl)
    for piece in in_pieces(seen, ADVERTS_AT_ONCE):
        with unit_of_work(engine) as session:
            adverts = adverts_by_id(session, piece)
            resolve_recruiters(session, adverts, at=AT, official=official_domains(rulebook.jurisdiction))
            find_campaigns(session, adverts, at=AT)
    with unit_of_work(engine) as session:
        assess_outstanding(session, rulebook=rulebook, judge=judge, on=ON, at=AT)
    with Session(engine) as session:
        return session.exec(select(func.count()).select_from(Assessment)).one()


def usual(pages: Pages, file: Path, *, model: Any, syntaxes: Sequence[str] | None, batch: int) -> int:
    """The usual parts put together; how many rows are stored at the end."""
    words, rival = model
    database = sqlite3.connect(file.with_suffix(".usual"))
    database.execute("CREATE TABLE scored (url TEXT PRIMARY KEY, title TEXT, text TEXT, probability REAL)")
    asked = {} if syntaxes is None else {"syntaxes": list(syntaxes)}
    for start in range(0, len(pages), batch):
        read = []
        for url, body in pages[start : start + batch]:
            html = body.decode()
            postings = [one for one in extruct.extract(html, base_url=url, **asked)["json-ld"] if "title" in one]
            read.append((url, postings[0]["title"], trafilatura.extract(html, url=url) or ""))
        chances = rival.predict_proba(words.transform([f"{title}\n{text}" for _, title, text in read]))[:, 1].tolist()
        rows = [(*one, chance) for one, chance in zip(read, chances, strict=True)]
        with database:
            database.executemany("INSERT INTO scored VALUES (?, ?, ?, ?)", rows)
    count: int = database.execute("SELECT count(*) FROM scored").fetchone()[0]
    database.close()
    return count


def together(work: Work, shares: Sequence[Pages], folder: Path, full: Path) -> dict[str, float]:
    """All shares at once, a process each: seconds on the clock and of processor time, and rows stored."""
    fork = multiprocessing.get_context("fork")
    ready, results = fork.Barrier(len(shares) + 1), fork.SimpleQueue()

    def one(place: int) -> None:
        file = folder / f"{place}.sqlite3"
        shutil.copy(full, file)
        work(shares[place][:20], _beside(full, folder / f"warm{place}.sqlite3"))
        with seldom_collecting():
            ready.wait()
            began = time.process_time()
            count = work(shares[place], file)
            results.put((time.process_time() - began, count))

    running = [fork.Process(target=one, args=(place,)) for place in range(len(shares))]
    for process in running:
        process.start()
    ready.wait()
    began = time.perf_counter()
    told = [results.get() for _ in running]
    clock = time.perf_counter() - began
    for process in running:
        process.join()
    for file in folder.iterdir():
        file.unlink()
    return {"clock": clock, "processor": sum(spent for spent, _ in told), "stored": sum(count for _, count in told)}


def _beside(full: Path, file: Path) -> Path:
    shutil.copy(full, file)
    return file


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say by the exit code whether the goal was met."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--page", choices=PAGES, default="microdata")
    asked.add_argument("--adverts", type=int, default=4_000)
    asked.add_argument("--firms", type=int, default=5_000)
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--batch", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args(arguments)
    world, rulebook = build_world(seed=given.seed, adverts=given.adverts), load_rulebook("ke")
    told = one_a_text(tell(world, ()))
    pages = board(world, told, kind=given.page)
    shares = [pages[place :: given.processes] for place in range(given.processes)]
    judge = learn(told, rulebook=rulebook)
    words = HashingVectorizer()
    rival = LogisticRegression().fit(words.transform([one.text for one in told]), [one.case for one in told])
    ways: dict[str, Work] = {
        "ours": lambda part, file: ours(part, file, rulebook=rulebook, judge=judge, batch=given.batch),
        "usual": lambda part, file: usual(part, file, model=(words, rival), syntaxes=None, batch=given.batch),
        "usual, json-ld only": lambda part, file: usual(
            part, file, model=(words, rival), syntaxes=["json-ld"], batch=given.batch
        ),
    }
    with tempfile.TemporaryDirectory() as home:
        full, folder = Path(home) / "full.sqlite3", Path(home) / "shares"
        take_in(full, [], rows=list_firms(world, given.firms), rulebook=rulebook)
        folder.mkdir()
        spent = {name: together(work, shares, folder, full) for name, work in ways.items()}
    times = {
        name: {kind: round(one[kind] / spent["ours"][kind], 2) for kind in ("clock", "processor")}
        for name, one in spent.items()
    }
    met = times["usual"]["processor"] >= GOAL
    report = {
        "page": given.page,
        "pages": len(pages),
        "kilobytes_a_page": round(sum(len(body) for _, body in pages) / len(pages) / 1e3, 1),
        "stored": {name: one["stored"] for name, one in spent.items()},
        "pages_a_second": {name: round(len(pages) / one["clock"], 1) for name, one in spent.items()},
        "processor_milliseconds_a_page": {
            name: round(one["processor"] / len(pages) * 1e3, 2) for name, one in spent.items()
        },
        "times_as_fast_as": {name: one for name, one in times.items() if name != "ours"},
        "met": met,
    }
    print(json.dumps(report, indent=1))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
