"""Markup nobody here wrote: schema.org's own JobPosting examples, and extruct's samples of broken JSON-LD."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from registry.vocabulary import SourceKind
from spiders.extraction import extract_adverts
from spiders.jobposting_markup import json_ld
from spiders.page_text import decode_page
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


def test_broken_json_ld_reads_as_extruct_reads_it() -> None:
    expected = sorted((DATA / "extruct_samples").rglob("*.jsonld"))
    pairs = [(file, file.with_suffix(".html")) for file in expected if file.with_suffix(".html").exists()]
    assert pairs
    for file, page in pairs:
        wanted = json.loads(file.read_text("utf-8"))
        found: list[Any] = []
        for value in json_ld(decode_page(page.read_bytes())):
            found += value if isinstance(value, list) else [value]
        assert found == (wanted if isinstance(wanted, list) else [wanted]), page.name
