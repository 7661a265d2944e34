"""A list held back waits on the screen beside the one it would replace, until an analyst decides on it."""

import re

from sqlmodel import Session, select

from dashboard import desk
from registry.records import RegisterImport
from registry.vocabulary import ImportState, Role
from tests.dashboard.conftest import Open, page_text, press, the
from tests.registry.register_import.listing import BLACK, load, row, valid
from tests.registry.test_agency_register import JUNE, MAY


def a_held_list(session: Session) -> int:
    """The number of a list of three rows that came after one of forty."""
    load(session, valid(40), as_of=MAY)
    return load(session, valid(3), as_of=JUNE).id or 0


def states() -> list[ImportState]:
    return desk.look(lambda session: [one.state for one in session.exec(select(RegisterImport).order_by("id"))])


def test_without_lists_it_says_how_one_comes_in(open_screen: Open) -> None:
    assert "No list is on file" in page_text(open_screen("official_lists"))


def test_an_inspector_sees_why_a_list_is_held_and_who_decides(open_screen: Open) -> None:
    desk.act(a_held_list)
    screen = open_screen("official_lists")
    text = page_text(screen)
    assert "3 entries where the list before had 40" in text
    assert "An analyst decides on it" in text
    assert not [button for button in screen.button if button.label == "Let it take effect"]


def test_rows_that_a_held_list_leaves_out_are_shown_before_it_takes_effect_and_told_after(open_screen: Open) -> None:
    def held(session: Session) -> int:
        load(session, valid(40), as_of=MAY)
        return load(session, [*valid(3), row("", "ZZ/EA/0900", Phone="0700 000 900")], as_of=JUNE).id or 0

    desk.act(held)
    screen = open_screen("official_lists", role=Role.ANALYST)
    words = " ".join(re.sub(r"<[^>]+>", " ", page_text(screen)).split())
    assert "Rows left out for want of a name 0 1" in words
    assert "A row without a name, left out" not in page_text(screen)
    the(screen.checkbox, "I compared it with the office that publishes it.").check()
    text = page_text(press(screen, "Let it take effect"))
    assert "A row without a name, left out" in text
    assert "row 4 below the headers has no name and was left out; it says Phone: 0700 000 900; No: ZZ/EA/0900" in text


def test_an_analyst_lets_a_held_list_take_effect_after_comparing(open_screen: Open) -> None:
    desk.act(a_held_list)
    screen = press(open_screen("official_lists", role=Role.ANALYST), "Let it take effect")
    assert "tick the box" in page_text(screen)
    assert states() == [ImportState.ACTIVE, ImportState.HELD]
    the(screen.checkbox, "I compared it with the office that publishes it.").check()
    assert "is in effect" in page_text(press(screen, "Let it take effect"))
    assert states() == [ImportState.ACTIVE, ImportState.ACTIVE]


def test_an_analyst_sets_a_held_list_aside_with_a_reason(open_screen: Open) -> None:
    desk.act(a_held_list)
    screen = press(open_screen("official_lists", role=Role.ANALYST), "Set it aside")
    assert "Write the reason first" in page_text(screen)
    the(screen.text_input, "Why it is set aside").input("The page was cut off after three rows.")
    assert "is set aside" in page_text(press(screen, "Set it aside"))
    assert states() == [ImportState.ACTIVE, ImportState.REJECTED]


def test_the_lists_own_faults_are_shown_and_can_be_taken_away(open_screen: Open) -> None:
    def an_odd_list(session: Session) -> int:
        rows = [*valid(5), row("Late Ltd", "ZZ/EA/0099", colour=BLACK, Expiry="2026-01-01")]
        return load(session, rows, as_of=MAY).id or 0

    desk.act(an_odd_list)
    screen = open_screen("official_lists")
    assert "Late Ltd (ZZ/EA/0099) is shown as valid; it expired on 2026-01-01" in page_text(screen)
    assert "Shown as valid after its own expiry date" in page_text(screen)
