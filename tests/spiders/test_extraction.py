"""What each kind of page gives, or why it gives nothing: one folder a case, a page beside what is expected of it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from registry.vocabulary import SourceKind
from spiders.extraction import PageReading, extract_adverts, read_page
from spiders.source_schema import Source

CASES = sorted((Path(__file__).parent / "pages").iterdir())
ADDRESS = "https://board.example/advert"


def a_source(**given: Any) -> Source:
    values = {"name": "board", "title": "Board", "kind": SourceKind.BOARD, "start": ["https://board.example/"]}
    return Source.model_validate({**values, **given})


def reading_of(case: Path, expected: dict[str, Any], at: datetime) -> PageReading:
    page = next(case.glob("page.*"))
    source = a_source(**expected.get("source", {}))
    return read_page(page.read_bytes(), url=ADDRESS, source=source, content_type="", at=at)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_saved_page_reads_as_expected(case: Path, at: datetime) -> None:
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    reading = reading_of(case, expected, at)
    if "refused" in expected:
        assert reading.items == ()
        assert expected["refused"] in reading.reason
        return
    found = [item.model_dump(mode="json") for item in reading.items]
    assert len(found) == len(expected["items"]), reading.reason
    for item, wanted in zip(found, expected["items"], strict=True):
        assert {name: item[name] for name in wanted} == wanted


def test_several_postings_without_addresses_keep_theirs_when_the_page_is_reordered(at: datetime) -> None:
    one, two = ({"@type": "JobPosting", "title": title, "description": "Apply."} for title in ("Cook", "Maid"))

    def addresses(*postings: dict[str, str]) -> dict[str, str]:
        body = f'<script type="application/ld+json">{json.dumps(postings)}</script>'.encode()
        return {item.title: item.url for item in extract_adverts(body, url=ADDRESS, source=a_source(), at=at)}

    assert addresses(one, two) == addresses(two, one)
    assert len(set(addresses(one, two).values())) == 2


def test_a_page_cannot_claim_an_address_on_another_host(at: datetime) -> None:
    postings = [{"@type": "JobPosting", "title": t, "url": f"https://other.example/{t}"} for t in ("a", "b")]
    body = f'<script type="application/ld+json">{json.dumps(postings)}</script>'.encode()
    items = extract_adverts(body, url=ADDRESS, source=a_source(), at=at)
    assert all(item.url.startswith(ADDRESS) for item in items)


def test_tracking_marks_do_not_make_another_advert(at: datetime) -> None:
    body = b'<script type="application/ld+json">{"@type":"JobPosting","title":"Cook"}</script>'
    url = ADDRESS + "?id=7&utm_source=mail&fbclid=x"
    assert extract_adverts(body, url=url, source=a_source(), at=at)[0].url == ADDRESS + "?id=7"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 1000,
        b"%PDF-1.7 nothing",
        b"<" * 200_000,
        b"<!--" * 50_000,
        b"<script type=application/ld+json>" * 20_000,
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>JobPosting",
        b'<script type="application/ld+json">{"@type":"JobPosting","title":' + b'"' * 99_999 + b"</script>",
        b"<div>" * 60_000 + b"JobPosting itemtype",
        b"<rss xmlns='a&#xD800;b'><item><pubDate>&#55296;&#xDfFf;</pubDate></item></rss>",
    ],
    ids=[
        "empty",
        "zeros",
        "pdf",
        "angles",
        "comments",
        "open scripts",
        "deep json",
        "quotes",
        "deep html",
        "surrogates",
    ],
)
def test_hostile_pages_give_nothing_and_do_not_hang(body: bytes, at: datetime) -> None:
    source = a_source(method=["jobposting", "feed", "readable"])
    reading = read_page(body, url=ADDRESS, source=source, at=at)
    assert reading.items == ()
    assert reading.reason


def test_an_advertiser_as_long_as_a_book_does_not_hold_up_the_crawl(at: datetime) -> None:
    name = "Posted by Tembo Ridge " * 3_000
    posting = {"@type": "JobPosting", "title": "Cook", "description": "Apply.", "hiringOrganization": {"name": name}}
    body = f'<script type="application/ld+json">{json.dumps(posting)}</script>'.encode()
    (item,) = extract_adverts(body, url=ADDRESS, source=a_source(), at=at)
    assert item.hiring_organization.startswith("Tembo Ridge")
