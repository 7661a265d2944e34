"""Whatever a page says, reading it ends in valid items or one sentence (benchmarks/fuzzed_pages.py, at length)."""

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from registry.advert_item import AdvertItem
from registry.vocabulary import SourceKind
from spiders.extraction import read_page
from spiders.source_schema import Source

AT = datetime(2026, 11, 18, 12, tzinfo=UTC)
SOURCE = Source(
    name="any",
    title="Any",
    kind=SourceKind.BOARD,
    start=("https://a.example/",),
    method=("jobposting", "feed", "readable"),
)
_NAMES = (
    "description datePosted validThrough hiringOrganization jobLocation baseSalary employmentType identifier"
    " totalJobOpenings directApply applicationContact url salaryCurrency"
)
_INSIDE = "name value @id address minValue unitText"
_PIECES = (
    "<h1>|</h1>|<p>|<table><tr><td>|</td>|<li>|<a href='|'>|<script>|</script>|<!--|-->|<title>|\x00|&#0;|apply"
    "|Driver needed in Doha|Salary: KSh 30,000|itemscope itemtype='JobPosting'"
)
VALUES: some.SearchStrategy[Any] = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(max_size=40),
    lambda inside: (
        some.lists(inside, max_size=3) | some.dictionaries(some.sampled_from(_INSIDE.split()), inside, max_size=3)
    ),
    max_leaves=8,
)
PIECES = some.sampled_from(_PIECES.split("|")) | some.text(max_size=20)


@settings(max_examples=150)
@given(some.dictionaries(some.sampled_from(_NAMES.split()), VALUES, max_size=8))
def test_any_posting_with_a_title_is_one_valid_item(posting: dict[str, Any]) -> None:
    posting = {**posting, "@type": "JobPosting", "title": "Cook"}
    body = f"<script type='application/ld+json'>{json.dumps(posting).replace('</', '<')}</script>".encode()
    (item,) = read_page(body, url="https://a.example/1", source=SOURCE, at=AT).items
    assert item.title == "Cook"
    assert AdvertItem.model_validate_json(item.model_dump_json()) == item


@settings(max_examples=150)
@given(some.lists(PIECES, max_size=40))
def test_any_page_gives_valid_items_or_a_sentence(pieces: list[str]) -> None:
    reading = read_page("".join(pieces).encode("utf-8", "replace"), url="https://a.example/1", source=SOURCE, at=AT)
    assert reading.items or reading.reason.endswith(".")
    for item in reading.items:
        assert AdvertItem.model_validate_json(item.model_dump_json()) == item
