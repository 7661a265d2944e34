"""An advert gets on file once, and every sighting says what it adds."""

from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlmodel import Session, func, select

from registry.intake import CrawlCounts, close_crawl, count_crawl, record_sighting, record_sightings
from registry.records import Advert, Sighting
from registry.vocabulary import AdvertState, CrawlState, SightingChange
from tests.factory import NOON, a_crawl, an_item


def _changes(session: Session) -> list[SightingChange]:
    return list(session.exec(select(Sighting.change).order_by(Sighting.id)))  # type: ignore[arg-type]


def test_the_same_advert_twice_is_one_advert_with_two_sightings(session: Session) -> None:
    item = an_item()
    first = record_sighting(session, item, a_crawl(session))
    again = record_sighting(session, item.model_copy(update={"seen_at": NOON + timedelta(days=1)}), a_crawl(session))
    assert first.id == again.id
    assert _changes(session) == [SightingChange.FIRST, SightingChange.UNCHANGED]
    assert again.first_seen_at == NOON
    assert again.last_seen_at == NOON + timedelta(days=1)


def test_an_edited_advert_keeps_what_it_said_before(session: Session) -> None:
    item = an_item(description="No fee is charged.")
    record_sighting(session, item, a_crawl(session))
    edited = record_sighting(session, item.model_copy(update={"description": "Pay 5,000 first."}), a_crawl(session))
    assert edited.description == "Pay 5,000 first."
    said = [row.item for row in session.exec(select(Sighting).order_by(Sighting.id))]  # type: ignore[arg-type]
    assert [words["description"] for words in said if isinstance(words, dict)] == [
        "No fee is charged.",
        "Pay 5,000 first.",
    ]


def test_an_advert_that_had_gone_is_back(session: Session) -> None:
    item = an_item()
    advert = record_sighting(session, item, a_crawl(session))
    advert.state = AdvertState.GONE
    session.add(advert)
    session.flush()
    assert record_sighting(session, item, a_crawl(session)).state is AdvertState.LIVE
    assert _changes(session)[-1] is SightingChange.BACK


def test_handing_the_same_items_in_again_changes_nothing(session: Session) -> None:
    crawl = a_crawl(session)
    items = [an_item() for _ in range(5)]
    record_sightings(session, items, crawl)
    record_sightings(session, items, crawl)
    assert session.exec(select(func.count()).select_from(Sighting)).one() == 5
    assert (crawl.items, crawl.new) == (5, 5)


def test_a_page_met_twice_in_one_batch_is_one_advert(session: Session) -> None:
    item = an_item()
    adverts = record_sightings(session, [item, item], a_crawl(session))
    assert adverts[0].id == adverts[1].id
    assert session.exec(select(func.count()).select_from(Advert)).one() == 1


def test_a_fragment_does_not_make_another_advert() -> None:
    assert an_item(url="http://board.example/a?x=1#top").key == an_item(url="http://BOARD.example/a?x=1").key


def test_a_closed_crawl_says_how_it_went(session: Session) -> None:
    crawl = a_crawl(session)
    count_crawl(session, crawl, CrawlCounts(7, 900, 1.5, {"200": 7}, {}, {"items": 0}))
    close_crawl(session, crawl, at=NOON, state=CrawlState.FINISHED)
    assert (crawl.state, crawl.pages, crawl.status_codes) == (CrawlState.FINISHED, 7, {"200": 7})


def test_texts_are_cut_and_control_characters_dropped_at_the_edge() -> None:
    item = an_item(title="a\x00b" + "c" * 2_000, description="\ud800 x")
    assert item.title.startswith("abc")
    assert len(item.title) == 500
    item.description.encode()


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValidationError, match="time zone"):
        an_item(seen_at=NOON.replace(tzinfo=None))
