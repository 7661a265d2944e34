"""JobPosting markup read by us and by extruct's default, in one run on the same pages.

    pip install -r benchmarks/extraction_requirements.txt
    python benchmarks/extraction.py [--pages 60] [--seconds 10] [--data ../shared/data/jobposting_markup]

Prints one JSON document and exits 1 where a goal is missed: at least 50 times extruct's default on JSON-LD pages, with
the same JSON-LD found on every page. The pages are job pages of about 30 kB, their markup made from seeded words; with
the open data at hand, schema.org's own examples and extruct's samples are compared too (not timed).

Each reader goes over the pages until its share of `--seconds` is used. Ours is timed twice: markup alone, and the whole
way to validated items (dates, pay, places, contacts, occupation).
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import extruct
from board_pages import page_of, some_words

from registry.vocabulary import SourceKind
from spiders.extraction import read_page
from spiders.jobposting_markup import find_postings, json_ld
from spiders.markup.page_text import decode_page
from spiders.source_schema import Source

GOAL = 50
URL = "https://board.example/jobs/1"
AT = datetime(2026, 11, 18, tzinfo=UTC)
SOURCE = Source(name="bench", title="Bench", kind=SourceKind.BOARD, start=(URL,), method=("jobposting",))


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say by the exit code whether the goals were met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/jobposting_markup"))
    given = parser.parse_args(arguments)
    pages = [a_page(random.Random(seed)) for seed in range(given.pages)]
    same = all(ours(page) == theirs(page) for page in pages)
    share = given.seconds / 3
    speed = {
        "extruct_default": rate(lambda page: extruct.extract(page, base_url=URL), pages, share),
        "ours_markup": rate(lambda page: find_postings(page, url=URL), pages, share),
        "ours_to_items": rate(lambda page: read_page(page.encode(), url=URL, source=SOURCE, at=AT), pages, share),
    }
    times = round(speed["ours_markup"] / speed["extruct_default"], 1)
    met = same and times >= GOAL
    result = {
        "pages": len(pages),
        "kilobytes_a_page": round(sum(map(len, pages)) / len(pages) / 1e3, 1),
        "pages_a_second": {name: round(value, 1) for name, value in speed.items()},
        "times_extruct_default": times,
        "same_json_ld_on_every_page": same,
        **({"samples": samples(given.data)} if given.data.is_dir() else {}),
        "met": met,
    }
    print(json.dumps(result, indent=1))
    return 0 if met else 1


def rate(read: Callable[[str], object], pages: Sequence[str], seconds: float) -> float:
    """Pages a second, over whole rounds for at least `seconds`."""
    read(pages[0])
    done, started = 0, time.perf_counter()
    while (spent := time.perf_counter() - started) < seconds:
        for page in pages[: 8 if not done else None]:
            read(page)
            done += 1
    return done / spent


def ours(page: str) -> list[Any]:
    """The page's JSON-LD, blocks opened into one list as extruct does."""
    return [one for value in json_ld(page) for one in (value if isinstance(value, list) else [value]) if one]


def theirs(page: str) -> list[Any]:
    """The same by extruct."""
    found: list[Any] = extruct.extract(page, base_url=URL, syntaxes=["json-ld"])["json-ld"]
    return found


def samples(folder: Path) -> dict[str, int]:
    """On pages that nobody here wrote: on how many both find the same JSON-LD."""
    files = [file for file in sorted(folder.rglob("*.html")) if "ld+json" in decode_page(file.read_bytes())]
    texts = [decode_page(file.read_bytes()) for file in files]
    return {"with_json_ld": len(texts), "same": sum(ours(text) == theirs(text) for text in texts)}


def a_page(words: random.Random) -> str:
    """A job page as boards serve it: head, menus, the advert with its markup, related adverts, footer."""

    def text(count: int) -> str:
        return some_words(words, count)

    posting = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": text(3).title(),
        "description": "".join(f"<p>{text(60)}</p><ul><li>{text(9)}</li><li>{text(8)}</li></ul>" for _ in range(4)),
        "datePosted": f"2026-11-{words.randint(1, 28):02d}",
        "validThrough": f"2026-12-{words.randint(1, 28):02d}",
        "employmentType": ["FULL_TIME"],
        "hiringOrganization": {"@type": "Organization", "name": text(2).title(), "sameAs": "https://firm.example/"},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Doha", "addressCountry": "QA"}},
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "QAR",
            "value": {"@type": "QuantitativeValue", "minValue": 1200, "maxValue": 1500, "unitText": "MONTH"},
        },
    }
    return page_of(posting, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
