"""Two wordings of an advert show which words went and came, when each was seen, and what proves it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from registry.advert_item import AdvertItem
from registry.intake import record_sighting
from registry.records import Advert
from registry.vocabulary import AdvertState, SightingChange, SourceKind
from registry.wordings import Stretch, Wording, edit_between, wordings_of
from tests.factory import NOON, a_crawl, an_item


def _see(session: Session, item: AdvertItem, *, day: int, **says: object) -> Advert:
    seen_at = NOON + timedelta(days=day)
    changes = {"seen_at": seen_at, "evidence_file": f"day-{day}.warc.gz", "evidence_offset": day, **says}
    return record_sighting(session, item.model_copy(update=changes), a_crawl(session, at=seen_at))


def _wording(text: str, **said: object) -> Wording:
    values = {"title": "Cook", "description": text, **said}
    return Wording(SightingChange.EDITED, NOON, NOON, "", values, None, None, None)


def test_each_wording_says_from_when_until_when_and_by_which_page(session: Session) -> None:
    item = an_item(description="No fee is charged.", evidence_digest="ab" * 32)
    advert = _see(session, item, day=0)
    _see(session, item, day=1)
    _see(session, item, day=2, description="Pay 5,000 first.")
    before, after = wordings_of(session, advert.id or 0)
    assert (before.seen_at, before.last_seen_at) == (NOON, NOON + timedelta(days=1))
    assert (after.seen_at, after.last_seen_at) == (NOON + timedelta(days=2), NOON + timedelta(days=2))
    assert (before.file, before.offset, before.digest) == ("day-0.warc.gz", 0, "ab" * 32)
    assert after.file == "day-2.warc.gz"
    assert before.text == "Housekeeper\nNo fee is charged."


def test_an_advert_that_came_back_saying_the_same_is_a_wording_without_an_edit(session: Session) -> None:
    item = an_item()
    advert = _see(session, item, day=0)
    advert.state = AdvertState.GONE
    session.add(advert)
    session.flush()
    _see(session, item, day=3)
    before, after = wordings_of(session, advert.id or 0)
    assert after.change is SightingChange.BACK
    assert edit_between(before, after).is_empty


def test_only_the_words_that_differ_are_marked() -> None:
    edit = edit_between(
        _wording("Free travel.\nApply today at six."), _wording("Free  travel. Pay 5,000 today at noon.")
    )
    assert [one.text for one in edit.before if one.changed] == ["Apply ", "six."]
    assert [one.text for one in edit.after if one.changed] == ["Pay 5,000 ", "noon."]


def test_what_is_printed_stands_for_the_value_read_from_it() -> None:
    before = _wording("x", base_salary_raw="KSh 20,000", base_salary={"minimum": 20000}, total_job_openings=None)
    after = _wording("x", base_salary_raw="KSh 90,000", base_salary={"minimum": 90000}, total_job_openings=5)
    assert edit_between(before, after).values == (
        ("base_salary_raw", "KSh 20,000", "KSh 90,000"),
        ("total_job_openings", None, 5),
    )


@pytest.mark.parametrize("name", ["evidence_digest", "seen_at", "method"])
def test_how_it_was_seen_is_no_change_of_what_it_said(name: str) -> None:
    assert edit_between(_wording("x", **{name: "1"}), _wording("x", **{name: "2"})).is_empty


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_sides_hold_every_word_of_their_own_wording(before: str, after: str) -> None:
    def words(stretches: tuple[Stretch, ...]) -> list[str]:
        return "".join(one.text for one in stretches).split()

    edit = edit_between(_wording(before), _wording(after))
    assert words(edit.before) == f"Cook\n{before}".split()
    assert words(edit.after) == f"Cook\n{after}".split()
    kept = [
        [word for one in side if not one.changed for word in one.text.split()] for side in (edit.before, edit.after)
    ]
    assert kept[0] == kept[1]


def test_items_read_from_real_pages_can_be_compared() -> None:
    item = AdvertItem(source="x", source_kind=SourceKind.BOARD, url="http://x.example", method="m", seen_at=NOON)
    said = item.model_dump(mode="json")
    other = item.model_copy(update={"contacts": (), "title": "Driver"}).model_dump(mode="json")
    one = Wording(SightingChange.FIRST, NOON, NOON, "", said, None, None, None)
    two = Wording(SightingChange.EDITED, NOON, NOON, "", other, None, None, None)
    assert [stretch.text for stretch in edit_between(one, two).after if stretch.changed] == ["Driver\n"]
