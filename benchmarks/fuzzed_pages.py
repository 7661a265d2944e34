"""Pages and JSON-LD blocks broken at random: extraction must not fall over, hang, or let an invalid item through.

    python benchmarks/fuzzed_pages.py [--pages 200000] [--seed 1] [--data ../shared/data/jobposting_markup]

Half of the pages are whole saved pages with bytes changed, cut, doubled, swapped or sown with what breaks parsers; the
other half is a page around one JobPosting whose JSON was broken in its text or in its values. Where the broken text
still parses as JSON and still names a JobPosting that says a title or a description, an item is expected of it: the
share that yields one must be at least 99 %. Prints one JSON document, exits 1 where a goal is missed, and writes each
page that failed to `--failures` (a folder) when it is given.

Every item is validated again from its own JSON. A page may take `--longest` seconds of processor time (default 10;
by the clock a page of 0.3 seconds was once called a hang, on a machine with fourteen programs for two cores).
"""

import argparse
import json
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import orjson

from registry.advert_item import AdvertItem
from registry.vocabulary import SourceKind
from spiders.extraction import PageReading, read_page
from spiders.markup.html_text import line_of, text_of
from spiders.source_schema import Source

AT = datetime(2026, 11, 18, tzinfo=UTC)
URL = "https://board.example/jobs/1"
SOURCE = Source(
    name="fuzz", title="Fuzz", kind=SourceKind.BOARD, start=(URL,), method=("jobposting", "feed", "readable")
)
PAGES = Path(__file__).parent.parent / "tests" / "spiders" / "pages"
SOWN = [
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"</script>", b"<div " * 50, b'"', b"'",
    b"\\", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"&#0;", b"&#xD800;", b"&#99999999;", b"&lt;", b"{", b"}", b"[", b"]",
    b",", b":", b"[" * 300, b"<table><tr><td>" * 40, b"\r\n\r\n", b"http://[", b"1e999", b"-0", b"9" * 400, b"\\u0000",
    b"\\ud800", b"itemscope itemprop=x ", b"<h1>", b"<title>", b"\xe2\x80\xae", "ﷺ".encode() * 20, b"javascript:",
    b"<a href='", b"style='display:none'",
]  # fmt: skip
ODD: list[Any] = [
    None, True, False, 0, -1, 1e308, 10**30, "", " ", "\x00", "\ud800", "a" * 70_000, "<b>x</b>", "http://[", [], {},
    [[]], [None], {"@id": "#a"}, {"@value": None}, {"name": {"name": {"name": 1}}}, [{"address": []}],
    {"value": [{"minValue": "x"}]}, "9999-99-99", "1e400", "-5", "32/13/2026", {"@type": []}, ["x"] * 2_000,
]  # fmt: skip


class Hang(BaseException):
    """A page took longer than it may; no handler on the way may swallow it."""


def main(arguments: Sequence[str]) -> int:
    """Break, read, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/jobposting_markup"))
    parser.add_argument("--longest", type=int, default=10)
    parser.add_argument("--failures", type=Path)
    given = parser.parse_args(arguments)
    result = run(given.pages, random.Random(given.seed), given.data, given.longest, given.failures)
    print(json.dumps(result, indent=1))
    return 0 if result["met"] else 1


def run(pages: int, chance: random.Random, data: Path, longest: int, failures: Path | None) -> dict[str, Any]:
    """The counts over `pages` broken pages."""
    whole = [file.read_bytes() for file in sorted([*PAGES.glob("*/page.*"), *data.rglob("*.html")])]
    counts: Counter[str] = Counter()
    slowest, started = 0.0, time.monotonic()
    for number in range(pages):
        if number % 2:
            body, expected = broken_block(chance)
        else:
            body, expected = broken(chance.choice(whole), chance), False
        before = time.process_time()
        problem, reading = attempt(body, longest)
        slowest = max(slowest, time.process_time() - before)
        counts[problem] += bool(problem)
        items = reading.items if reading else ()
        counts["items"] += len(items)
        counts["still a posting"] += expected
        missed = expected and not any(item.method == "jobposting" for item in items)
        counts["yielded"] += expected and not missed
        if failures and (problem or missed):
            failures.mkdir(parents=True, exist_ok=True)
            (failures / f"{number}-{problem.split(':')[0] or 'missed'}.html").write_bytes(body)
    share = counts["yielded"] / max(1, counts["still a posting"])
    bad = {name: count for name, count in counts.items() if ":" in name}
    return {
        "pages": pages,
        "seeds": len(whole),
        "seconds": round(time.monotonic() - started, 1),
        "items": counts["items"],
        "problems": bad,
        "slowest_seconds": round(slowest, 2),
        "still_a_posting": counts["still a posting"],
        "yielded": counts["yielded"],
        "share_yielded": round(share, 5),
        "met": not bad and share >= 0.99,
    }


def attempt(body: bytes, longest: int) -> tuple[str, PageReading | None]:
    """What went wrong ("" for nothing), and the reading."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Hang

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, longest)
    try:
        reading = read_page(body, url=URL, source=SOURCE, at=AT)
        for item in reading.items:
            AdvertItem.model_validate_json(orjson.dumps(item.model_dump(mode="json")))
        if not reading.items and not reading.reason:
            return "silent: no item and no reason", reading
    except Hang:
        return "hang: " + traceback.format_exc().splitlines()[-4].strip(), None
    except Exception as error:  # noqa: BLE001 (any kind is what this looks for)
        return f"crash: {type(error).__name__} at {traceback.format_exc().splitlines()[-3].strip()}", None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "", reading


def broken(body: bytes, chance: random.Random) -> bytes:
    """`body` with one to twelve things done to it."""
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(body) + 1)
        other = min(len(body), place + chance.randint(1, 400))
        change: Callable[[], bytes] = chance.choice((
            lambda place=place, body=body: body[:place] + chance.choice(SOWN) + body[place:],
            lambda place=place, other=other, body=body: body[:place] + body[other:],
            lambda place=place, other=other, body=body: body[:other] + body[place:other] * 3 + body[other:],
            lambda place=place, body=body: body[:place] + bytes([chance.randrange(256)]) + body[place + 1 :],
            lambda place=place, other=other, body=body: body[other:] + body[place:other] + body[:place],
            lambda place=place, body=body: body[: max(place, 200)],
        ))  # fmt: skip
        body = change() or b"<"
    return body


def broken_block(chance: random.Random) -> tuple[bytes, bool]:
    """A page around one JobPosting whose JSON was broken, and whether that still is one."""
    posting = a_posting(chance)
    if chance.random() < 0.5:
        for _ in range(chance.randint(1, 5)):
            spoil(posting, chance)
        try:
            text = json.dumps(posting).encode()
        except (ValueError, RecursionError):
            text = b"{}"
    else:
        text = json.dumps(posting, indent=chance.choice((None, 1))).encode()
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(text) + 1)
            cut = chance.choice((0, 0, 1, 3))
            text = (
                text[:place]
                + chance.choice((b"", bytes([chance.randrange(32, 127)]), chance.choice(SOWN)))
                + text[place + cut :]
            )
    page = b"<html><head><script type='application/ld+json'>" + text + b"</script></head><body><p>x</p></body></html>"
    return page, still_a_posting(text)


def still_a_posting(text: bytes) -> bool:
    """Whether a strict parser reads a JobPosting with a title or a description in words."""
    if b"</script" in text.lower():
        return False
    try:
        value = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or value.get("@type") not in ("JobPosting", ["JobPosting"]):
        return False
    said = [value.get("title"), value.get("description")]
    return any(isinstance(one, str) and (line_of(one.replace("\x00", "")) or text_of(one)).strip() for one in said)


def spoil(posting: dict[str, Any], chance: random.Random) -> None:
    """Put something odd in the place of one value, anywhere in the posting."""
    node: Any = posting
    while True:
        name = chance.choice(list(node)) if isinstance(node, dict) and node else None
        if name is None:
            return
        inside = node[name]
        if isinstance(inside, dict) and chance.random() < 0.6:
            node = inside
            continue
        if name not in ("@type", "@context"):
            node[name] = chance.choice(ODD)
        return


def a_posting(chance: random.Random) -> dict[str, Any]:
    """A whole JobPosting."""
    return {
        "@context": "https://schema.org/",
        "@type": chance.choice(["JobPosting", ["JobPosting"]]),
        "title": chance.choice(["Housemaid", "Dereva wa lori", "Cook & baker", "Wächter 日本"]),
        "description": "<p>A family in Doha seeks a cook.</p><ul><li>KSh 30,000</li></ul> Call 0700 000 221.",
        "datePosted": chance.choice(["2026-11-10", "3 days ago", "jana"]),
        "validThrough": "2026-12-01T00:00:00Z",
        "hiringOrganization": {"@type": "Organization", "name": "Tembo Ridge", "sameAs": "https://temboridge.example"},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Doha", "addressCountry": {"name": "QA"}}},
        "baseSalary": {"currency": "QAR", "value": {"minValue": 1200, "maxValue": 1500, "unitText": "MONTH"}},
        "identifier": {"@type": "PropertyValue", "name": "Tembo", "value": "T-1"},
        "employmentType": ["FULL_TIME", "CONTRACTOR"],
        "totalJobOpenings": 4,
        "directApply": True,
        "url": "https://board.example/jobs/1",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
