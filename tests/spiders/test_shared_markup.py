"""Markup nobody here wrote: schema.org's own JobPosting examples, and extruct's samples with what it makes of them.

How our reading of those samples differs from extruct's, and why:

* White space is folded line by line: extruct lays texts out with empty lines between paragraphs, which no reader of an
  advert needs.
* A property or type with one value is that value: in W3C's strict shape, in which some samples are given, it is a list
  of one. extruct's own default is ours.
* The `*_flat*`, `*_node_id*` and `*.withtext` samples show options of extruct (items by number instead of nested, text
  beside properties) that we have no use for.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from registry.vocabulary import SourceKind
from spiders.extraction import extract_adverts
from spiders.jobposting_markup import json_ld
from spiders.markup.microdata import find_items
from spiders.markup.page_text import decode_page
from spiders.page_reading.page_tree import parse_page
from spiders.source_schema import Source

DATA = Path(__file__).parents[3] / "shared" / "data" / "jobposting_markup"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the open data for measuring is not at {DATA}")
SOURCE = Source(name="any", title="Any", kind=SourceKind.BOARD, start=("https://a.example/",), method=("jobposting",))


def said(page: Path, at: datetime) -> list[dict[str, Any]]:
    items = extract_adverts(page.read_bytes(), url="https://a.example/job", source=SOURCE, at=at)
    return [item.model_dump(mode="json") for item in items]


def test_one_advert_in_three_encodings_reads_alike(at: datetime) -> None:
    read = [said(DATA / "schemaorg" / f"eg-0028.{kind}.html", at)[0] for kind in ("jsonld", "microdata", "rdfa")]
    for name in read[0]:
        stated = {" ".join(str(item[name]).split()) for item in read if item[name]}
        assert len(stated) <= 1, name
    assert [bool(item["hiring_organization"]) for item in read] == [False, True, True], "its JSON-LD names none"


def test_every_example_that_marks_up_a_posting_gives_it(at: datetime) -> None:
    pages = sorted((DATA / "schemaorg").glob("*.html"))
    given = {page.name for page in pages if said(page, at)}
    assert given == {page.name for page in pages if ".pre." not in page.name}


def test_json_ld_reads_as_extruct_reads_it() -> None:
    expected = sorted((DATA / "extruct_samples").rglob("*.jsonld"))
    pairs = [(file, file.with_suffix(".html")) for file in expected if file.with_suffix(".html").exists()]
    assert len(pairs) >= 9
    for file, page in pairs:
        wanted = json.loads(file.read_text("utf-8"))
        found: list[Any] = []
        for value in json_ld(decode_page(page.read_bytes())):
            found += value if isinstance(value, list) else [value]
        assert found == (wanted if isinstance(wanted, list) else [wanted]), page.name


BASES = (
    "",
    "http://www.example.com/index.html",
    "http://blog.example.com/progress-report",
    "http://www.example.com/microdata/test",
)


def test_microdata_reads_as_extruct_reads_it() -> None:
    """The address of a sample is not stated; its expected links are either as printed or under one of these."""
    compared = 0
    for file in sorted((DATA / "extruct_samples").rglob("*.json")):
        page = file.with_suffix(".html")
        wanted = json.loads(file.read_text("utf-8"))
        wanted = wanted.get("microdata") if isinstance(wanted, dict) else wanted
        html = decode_page(page.read_bytes()) if page.exists() else ""
        if not wanted or "itemscope" not in html or "properties" not in wanted[0] or "namespace" in wanted[0]:
            continue
        root = parse_page(html)
        assert root is not None
        assert folded(wanted) in [folded(find_items(root, url=base)) for base in BASES], page.name
        compared += 1
    assert compared >= 22


def folded(value: Any) -> Any:
    """`value` with white space folded and lists of one opened."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return folded(value[0]) if len(value) == 1 else [folded(one) for one in value]
    if isinstance(value, dict):
        return {name: folded(one) for name, one in value.items()}
    return value
