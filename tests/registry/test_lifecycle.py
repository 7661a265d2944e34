"""What becomes of adverts a crawl did not meet, and what is remembered of pages, on both databases."""

from datetime import datetime

from sqlmodel import Session, select

from registry.intake import record_sightings
from registry.kept_pages.page_states import PageAnswer, known_pages, remember_pages, stored_items
from registry.lifecycle import interrupt_stale_crawls, mark_gone, unseen_addresses
from registry.records import Advert
from registry.vocabulary import AdvertState, CrawlState
from tests.factory import a_crawl, an_item


def test_only_adverts_of_that_source_not_seen_by_that_crawl_are_looked_for(session: Session) -> None:
    ours, other = [an_item() for _ in range(3)], an_item(source="elsewhere")
    record_sightings(session, [*ours, other], a_crawl(session))
    crawl = a_crawl(session)
    record_sightings(session, ours[:1], crawl)
    assert unseen_addresses(session, crawl, limit=10) == [item.url for item in ours[1:]]
    assert unseen_addresses(session, crawl, limit=1) == [ours[1].url]
    assert mark_gone(session, [ours[1].url, other.url], crawl) == 1
    assert crawl.gone == 1
    assert mark_gone(session, [ours[1].url], crawl) == 0
    session.expire_all()
    gone = session.exec(select(Advert.url).where(Advert.state == AdvertState.GONE)).all()
    assert gone == [ours[1].url]


def test_a_crawl_left_running_by_a_dead_process_is_marked(session: Session) -> None:
    left = a_crawl(session)
    a_crawl(session, source="elsewhere")
    assert interrupt_stale_crawls(session, "demo_board") == 1
    assert left.state is CrawlState.INTERRUPTED
    assert left.problems


def test_the_last_answer_of_each_page_is_remembered(session: Session, at: datetime) -> None:
    def answer(url: str, etag: str | None) -> PageAnswer:
        return PageAnswer(url=url, source="board", etag=etag, last_modified=None, digest=None, seen_at=at)

    remember_pages(session, [answer("http://a.example/1", "x"), answer("http://a.example/2", None)])
    remember_pages(session, [answer("http://a.example/1", "y"), answer("http://a.example/3", "z")])
    remember_pages(session, [])
    known = known_pages(session, "board")
    assert {url: page.etag for url, page in known.items()} == {
        "http://a.example/1": "y", "http://a.example/2": None, "http://a.example/3": "z",
    }  # fmt: skip
    assert known_pages(session, "elsewhere") == {}


def test_a_stored_advert_comes_back_as_the_item_it_was(session: Session) -> None:
    item = an_item()
    record_sightings(session, [item], a_crawl(session))
    assert stored_items(session, item.source, [item.url]) == {item.url: item}
