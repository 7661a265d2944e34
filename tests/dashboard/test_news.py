"""The queue and the case tell an officer what is new since they last looked, and their own acts are no news to them."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from dashboard import actions, desk, looks
from dashboard.accounts import Officer
from dashboard.panels import history_panel
from registry.records import Alert, CaseLook
from registry.vocabulary import Role
from tests.dashboard.conftest import Open, page_text, press, the
from tests.dashboard.factory import a_full_desk, a_rich_case
from tests.factory import NOON

NEW, CHANGED = "New to you", ">changed</span>"


def test_a_case_that_was_opened_is_no_longer_new_and_one_that_a_colleague_acted_on_is_changed(
    open_screen: Open,
) -> None:
    alert = desk.act(a_rich_case)
    assert NEW in page_text(open_screen())
    assert "Since you last looked" not in page_text(open_screen("case_file", case=alert.id))
    assert NEW not in page_text(open_screen())
    assert NEW in page_text(open_screen(role=Role.ANALYST))
    press(open_screen("case_file", role=Role.ANALYST, case=alert.id), "Assign to me")
    assert CHANGED in page_text(open_screen())
    text = page_text(open_screen("case_file", case=alert.id))
    assert "Since you last looked" in text
    assert "Assigned by Neema" in text
    assert CHANGED not in page_text(open_screen())


def test_what_is_news_stays_on_the_screen_while_the_officer_works_on_it(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    open_screen("case_file", case=alert.id)
    press(open_screen("case_file", role=Role.ANALYST, case=alert.id), "Assign to me")
    screen = open_screen("case_file", case=alert.id)
    assert "Assigned by Neema" in page_text(screen).partition("Decision")[0]
    assert "Since you last looked" in page_text(screen.run())


def test_own_acts_are_no_news(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    press(open_screen("case_file", case=alert.id), "Assign to me")
    screen = open_screen()
    assert CHANGED not in page_text(screen)
    the(screen.checkbox, "Pick W-000001").check()
    press(screen.run(), "Assign all to me")
    assert CHANGED not in page_text(open_screen())
    assert "Since you last looked" not in page_text(open_screen("case_file", case=alert.id))


def test_the_view_of_what_is_new_holds_it_until_it_is_looked_at(open_screen: Open) -> None:
    alerts = desk.act(a_full_desk)
    open_screen("case_file", case=alerts[0].id)
    text = page_text(open_screen(view="New to me"))
    assert "Baraka Horizon" not in text
    assert "Nyota Overseas Desk" in text


def test_the_last_look_is_kept_once_an_officer_and_case(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    open_screen("case_file", case=alert.id)
    for day in (1, 2):
        at = NOON + timedelta(days=day)
        desk.act(looks.note_look, email="juma@office.example", alert_id=alert.id or 0, version=day, at=at)
    [look] = desk.look(lambda session: session.exec(select(CaseLook)).all())
    assert (look.version, look.looked_at) == (2, NOON + timedelta(days=2))
    assert desk.look(lambda session: session.get_one(Alert, alert.id)).version == 1


def test_an_act_on_the_way_to_the_next_case_is_no_news_but_what_came_before_it_is(open_screen: Open) -> None:
    first, second, *_ = desk.act(a_full_desk)
    juma, neema = (Officer(f"{name}@office.example", name, Role.INSPECTOR) for name in ("juma", "neema"))
    for alert in (first, second):
        open_screen("case_file", case=alert.id)
    actions.assign(second.id or 0, neema.email, officer=neema, version=second.version)
    for alert, version in ((first, first.version), (second, second.version + 1)):
        actions.escalate(alert.id or 0, officer=juma, reason="The minister asks.", version=version)
    looked = desk.look(looks.last_looks, juma.email, [first.id or 0, second.id or 0])
    now = desk.look(lambda session: [session.get_one(Alert, one.id).version for one in (first, second)])
    assert looked[first.id or 0].version == now[0]
    assert looked[second.id or 0].version < now[1]


def test_a_busy_database_keeps_no_case_from_an_officer(open_screen: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    alert = desk.act(a_rich_case)

    def refused(*_: object, **__: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(history_panel, "note_look", refused)
    assert "Baraka Horizon" in page_text(open_screen("case_file", case=alert.id))
