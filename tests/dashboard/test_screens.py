"""What an officer sees and does on each screen, run without a browser."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from alerts.plain_words import case_reference
from dashboard import actions, desk
from dashboard.accounts import Officer
from dashboard.page_links import tab_title
from dashboard.queries.case import case_view
from dashboard.queries.queue_rows import queue_counts
from dashboard.words import DISPOSITIONS
from registry import audit
from registry.records import Account, Alert, AuditEntry, Crawl, TriageDecision
from registry.vocabulary import AlertState, CrawlState, Disposition, Lane, Role
from tests.dashboard.conftest import Open, page_text, press, the
from tests.dashboard.factory import HOSTILE_TITLE, PASSWORD, a_full_desk, a_rich_case
from tests.factory import NOON, an_advert


def test_an_empty_queue_says_what_will_fill_it(open_screen: Open) -> None:
    assert "No alerts yet" in page_text(open_screen())


def test_the_queue_shows_the_gravest_first_and_hides_decided_and_snoozed(open_screen: Open) -> None:
    desk.act(a_full_desk)
    text = page_text(open_screen())
    places = [text.index(name) for name in ("Nyota Overseas Desk", "Baraka Horizon", "Kijani Manpower", "Mlima Safi")]
    assert places == sorted(places)
    assert "Umoja Staffing" not in text
    assert "Safari Njema" not in text


def test_the_queue_keeps_its_filter_in_the_address(open_screen: Open) -> None:
    desk.act(a_full_desk)
    text = page_text(open_screen(severity="Low"))
    assert "Mlima Safi" in text
    assert "Kijani Manpower" not in text


@pytest.mark.parametrize("lane", [Lane.CONTROL, Lane.LEARNING])
def test_a_pick_cannot_be_told_from_a_borderline_alert(open_screen: Open, lane: Lane) -> None:
    alerts = desk.act(a_full_desk)
    pick = next(alert for alert in alerts if alert.lane is lane)
    for screen in (open_screen(), open_screen("case_file", case=pick.id)):
        assert lane.value not in page_text(screen).lower()


def test_a_case_file_tells_who_what_why_and_what_the_register_says(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    text = page_text(open_screen("case_file", case=alert.id))
    for said in (
        "expired on 3 March 2026",
        "raises an alert alone",
        "unconfirmed reference",
        "What speaks the other way",
        "Baraka Horizons Africa Ltd",
        "the register gives another phone",
        "1 other recruiter",
        "Alert raised",
        "Full timeBaraka Horizon Placement Ltd",
    ):
        assert said in text


def test_reasons_stand_largest_first_and_evidence_is_marked(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    text = page_text(open_screen("case_file", case=alert.id))
    points = [text.index(said) for said in ("4 points", "3 points", "2 points", "0.5 points")]
    assert points == sorted(points)
    assert '<mark class="w-against" title="Passport kept by the recruiter">Your passport stays with our office' in text
    assert '<mark class="w-cancelled"' in text


def test_hostile_advert_text_is_shown_escaped(open_screen: Open) -> None:
    hostile = desk.act(a_full_desk)[2]
    text = page_text(open_screen("case_file", case=hostile.id))
    assert "<script>" not in text
    assert "<img" not in text
    assert "&lt;script&gt;window.hacked=1&lt;/script&gt; Cook ![pixel]" in text
    assert HOSTILE_TITLE not in "\n".join(one.value for one in open_screen("case_file", case=hostile.id).markdown)


def test_a_decision_is_recorded_with_its_officer_reason_and_audit_entry(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    the(screen.selectbox, "What did you find?").select(Disposition.LAPSED)
    the(screen.text_area, "Reason").input("Licence list of 1 November compared; rang the office.")
    press(screen, "Record decision")
    stored = desk.look(lambda session: session.exec(select(Alert)).one())
    decision = desk.look(
        lambda session: session.exec(select(TriageDecision).order_by(TriageDecision.id.desc())).first()
    )  # type: ignore[union-attr]
    assert (stored.state, stored.disposition) == (AlertState.DECIDED, Disposition.LAPSED)
    assert (decision.officer, decision.reason[:12]) == ("juma@office.example", "Licence list")
    actions = desk.look(lambda session: session.exec(select(AuditEntry.action)).all())
    assert "alert.decide" in actions
    assert desk.look(audit.verify).sound
    assert "Recorded for W-000001" in page_text(screen)


def write(screen: AppTest, finding: Disposition, reason: str) -> None:
    the(screen.selectbox, "What did you find?").select(finding)
    the(screen.text_area, "Reason").input(reason)


def test_a_decision_without_a_finding_or_a_reason_is_not_recorded(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = press(open_screen("case_file", case=alert.id), "Record decision")
    assert "Choose what you found first." in page_text(screen)
    the(screen.selectbox, "What did you find?").select(Disposition.LAWFUL)
    screen = press(screen, "Record decision")
    assert "Write the reason first" in page_text(screen)
    assert desk.look(lambda session: session.exec(select(Alert)).one()).state is AlertState.OPEN


def test_the_last_decision_can_be_undone(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    the(screen.selectbox, "What did you find?").select(Disposition.LAPSED)
    the(screen.text_area, "Reason").input("Licence list compared.")
    press(press(screen, "Record decision"), "Undo")
    stored = desk.look(lambda session: session.exec(select(Alert)).one())
    assert (stored.state, stored.disposition) == (AlertState.OPEN, None)
    assert "(undone)" in page_text(screen)


def test_a_case_that_changed_while_it_was_read_is_not_overwritten(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    other = open_screen("case_file", role=Role.ANALYST, case=alert.id)
    press(other, "Assign to me")
    the(screen.selectbox, "What did you find?").select(Disposition.LAPSED)
    the(screen.text_area, "Reason").input("Licence list compared.")
    screen = press(screen, "Record decision")
    text = page_text(screen)
    assert "Neema acted on this case while you had it open (assigned; " in text
    assert "What you did is not recorded. Look again before you go on." in text
    assert "with Neema" in text
    assert the(screen.text_area, "Reason").value == "Licence list compared."
    assert desk.look(lambda session: session.exec(select(Alert)).one()).state is AlertState.OPEN


def test_who_decides_second_is_told_who_was_first_with_what_and_when(
    open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    open_screen(role=Role.ANALYST)
    neema = Officer("neema@office.example", "Neema", Role.ANALYST)
    write(screen, Disposition.LAPSED, "Licence list compared.")
    real = actions.decide

    def second(alert_id: int, *args: Any, **given: Any) -> None:
        # The colleague's decision comes after this officer's press was read, and before it is written.
        monkeypatch.setattr(actions, "decide", real)
        real(alert_id, Disposition.LAWFUL, officer=neema, reason="The licence was shown.", version=1)
        real(alert_id, *args, **given)

    monkeypatch.setattr(actions, "decide", second)
    text = page_text(press(screen, "Record decision"))
    assert f"Neema acted on this case while you had it open (decided: {DISPOSITIONS[Disposition.LAWFUL]}; " in text
    assert "What you did is not recorded." in text
    assert "(by Neema)" in text
    assert "What you had written, to copy: Licence list compared." in text
    assert "changed by somebody else" not in text
    assert desk.look(lambda session: session.exec(select(Alert)).one()).disposition is Disposition.LAWFUL
    press(screen, "Throw it away")
    assert "What you had written" not in page_text(screen)


def test_what_was_chosen_and_typed_is_still_there_after_leaving_or_reloading(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    write(screen, Disposition.LAPSED, "Licence list compared; rang the")
    screen.run()
    reloaded = open_screen("case_file", case=alert.id)
    assert the(reloaded.selectbox, "What did you find?").value == Disposition.LAPSED
    assert the(reloaded.text_area, "Reason").value == "Licence list compared; rang the"
    other = open_screen("case_file", role=Role.ANALYST, case=alert.id)
    assert the(other.text_area, "Reason").value == ""
    write(reloaded, Disposition.LAPSED, "Licence list compared; rang the office.")
    press(press(reloaded, "Record decision"), "Undo")
    assert the(open_screen("case_file", case=alert.id).text_area, "Reason").value == ""


@pytest.mark.parametrize("act", ["Snooze", "Escalate", "Reopen"])
def test_the_reason_of_every_act_on_a_case_is_still_there_after_leaving(open_screen: Open, act: str) -> None:
    alert = desk.act(a_rich_case)
    if act == "Reopen":
        juma = Officer("juma@office.example", "Juma", Role.INSPECTOR)
        actions.snooze(
            alert.id or 0, desk.today() + timedelta(days=3), officer=juma, reason="Waiting for the list.", version=1
        )
    key = f"why-{act.lower()}-{alert.id}"
    screen = open_screen("case_file", case=alert.id)
    screen.text_input(key=key).input("The registrar asked for").run()
    assert open_screen("case_file", role=Role.ANALYST, case=alert.id).text_input(key=key).value == ""
    screen = open_screen("case_file", case=alert.id)
    assert screen.text_input(key=key).value == "The registrar asked for"
    screen.text_input(key=key).input("The registrar asked for it.")
    press(screen, act)
    last = desk.look(lambda session: session.exec(select(TriageDecision).order_by(TriageDecision.id.desc())).first())
    assert last.reason == "The registrar asked for it."
    press(screen, "Undo")
    assert open_screen("case_file", case=alert.id).text_input(key=key).value == ""


def test_a_case_that_is_snoozed_can_be_snoozed_again_for_another_reason(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    screen.text_input(key=f"why-snooze-{alert.id}").input("Waiting for the registrar.")
    assert press(screen, "Snooze").text_input(key=f"why-snooze-{alert.id}").value == ""


def test_a_reason_that_is_too_long_is_kept_and_its_limit_told(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    write(screen, Disposition.LAPSED, "x" * 20_000)
    screen = press(screen, "Record decision")
    assert "The reason has 20,000 characters; shorten it to 2,000 at most." in page_text(screen)
    assert len(the(screen.text_area, "Reason").value) == 20_000


def test_assign_snooze_and_escalate_leave_the_case_undecided(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = press(open_screen("case_file", case=alert.id), "Assign to me")
    assert "with Juma" in page_text(screen)
    the([one for one in screen.text_input if one.placeholder], "Why").input("Waiting for the registrar.")
    screen = press(screen, "Snooze")
    assert desk.look(lambda session: session.exec(select(Alert)).one()).state is AlertState.SNOOZED


def test_several_alerts_are_decided_together_with_one_reason(open_screen: Open) -> None:
    alerts = desk.act(a_full_desk)
    screen = open_screen()
    picked = [alerts[0].id, alerts[4].id]
    for number in picked:
        the(screen.checkbox, f"Pick {case_reference(number)}").check()
    screen.run()
    the(screen.selectbox, "What did you find?").select(Disposition.CANNOT_VERIFY)
    the(screen.text_input, "Reason, recorded on every one of them").input("The sites are offline.")
    screen = press(screen, "Record for all picked")
    assert "2 alerts decided." in page_text(screen)
    states = desk.look(lambda session: session.exec(select(Alert.id).where(Alert.state == AlertState.DECIDED)).all())
    assert set(picked) <= set(states)


def test_what_was_decided_together_is_undone_together_but_for_what_a_colleague_took_up(open_screen: Open) -> None:
    first, second, *_ = desk.act(a_full_desk)
    screen = open_screen()
    for alert in (first, second):
        the(screen.checkbox, f"Pick {case_reference(alert.id)}").check()
    screen.run()
    the(screen.selectbox, "What did you find?").select(Disposition.LAWFUL)
    the(screen.text_input, "Reason, recorded on every one of them").input("The licence was shown at the office.")
    screen = press(screen, "Record for all picked")
    neema = Officer("neema@office.example", "Neema", Role.ANALYST)
    version = desk.look(lambda session: session.get_one(Alert, first.id).version)
    actions.reopen(first.id or 0, officer=neema, reason="The licence was another firm's.", version=version)
    screen = press(screen, "Undo the decision on 2 alerts")
    assert "1 alert as before." in page_text(screen)
    assert "by neema@office.example" in page_text(screen)
    states = desk.look(lambda session: [session.get_one(Alert, one.id).state for one in (first, second)])
    assert states == [AlertState.OPEN, AlertState.OPEN]
    assert not [one for one in screen.button if one.label.startswith("Undo the decision")]


def test_a_picked_alert_that_a_colleague_changed_meanwhile_is_left_for_a_second_look(open_screen: Open) -> None:
    first, second, *_ = desk.act(a_full_desk)
    screen = open_screen()
    for alert in (first, second):
        the(screen.checkbox, f"Pick {case_reference(alert.id)}").check()
    screen.run()
    neema = Officer("neema@office.example", "Neema", Role.ANALYST)
    actions.escalate(first.id or 0, officer=neema, reason="The minister asks.", version=first.version)
    the(screen.selectbox, "What did you find?").select(Disposition.LAWFUL)
    the(screen.text_input, "Reason, recorded on every one of them").input("The licence was shown at the office.")
    screen = press(screen, "Record for all picked")
    assert f"1 alert decided. Case {case_reference(first.id)} was changed by somebody else" in page_text(screen)
    states = desk.look(lambda session: [session.get_one(Alert, one.id).state for one in (first, second)])
    assert states == [AlertState.ESCALATED, AlertState.DECIDED]


@pytest.mark.parametrize("text", ["baraka", "0700 000 012", "400111", "ZZ/EA/0117", "riyadh"])
def test_one_search_box_finds_names_phones_payment_numbers_licences_and_words(open_screen: Open, text: str) -> None:
    desk.act(a_rich_case)
    assert "Baraka Horizon" in page_text(open_screen("search", q=text))


def test_search_says_when_there_is_nothing(open_screen: Open) -> None:
    desk.act(a_rich_case)
    assert "Nothing on file" in page_text(open_screen("search", q="100% _not_ there"))


def test_an_agency_file_answers_for_a_day(open_screen: Open) -> None:
    desk.act(a_rich_case)
    screen = open_screen("agency_file", agency=1)
    text = page_text(screen)
    assert "<b>Licence suspended</b><p>Suspended by notice of Ministry of Invented Affairs of 14 September 2026" in text
    assert "On the list its licence stands as expired, with the expiry date 3 March 2026." in text
    assert "may recruit" not in text.lower()


def test_a_notice_speaks_also_for_a_day_before_the_first_snapshot(open_screen: Open) -> None:
    desk.act(a_rich_case)
    screen = open_screen("agency_file", agency=1)
    screen.date_input[0].set_value(date(2026, 10, 10)).run()
    text = page_text(screen)
    assert "<b>Licence suspended</b>" in text
    assert "The list is of 1 November 2026" in text
    assert "had not been read by 10 October 2026." in text
    screen.date_input[0].set_value(date(2026, 1, 10)).run()
    assert "<b>Nothing is known for that day</b>" in page_text(screen)


def test_only_a_valid_agency_may_recruit_and_the_look_up_tells_a_notice_first(open_screen: Open) -> None:
    desk.act(a_rich_case)
    assert "It may recruit within the country and abroad." in page_text(open_screen("agency_file", agency=2))
    text = page_text(open_screen("agency_lookup"))
    assert "list of licensed agencies · suspended by notice of Ministry of Invented Affairs of 14 September" in text
    assert ">Licence suspended</span>" in text
    assert ">Licensed</span>" in text


def test_source_health_points_at_the_source_that_brings_nothing(open_screen: Open) -> None:
    desk.act(a_full_desk)
    text = page_text(open_screen("source_health"))
    assert "Look at 1 source: agency site." in text
    assert "Nothing 2 times in a row" in text


def test_source_health_says_what_a_source_is(open_screen: Open) -> None:
    def ran(session: Session) -> None:
        session.add(Crawl(source="neaims_agencies", started_at=NOON, state=CrawlState.FINISHED))

    desk.act(ran)
    assert "NEAIMS list of private employment agencies" in page_text(open_screen("source_health"))


@pytest.mark.parametrize(
    "screen", ["search", "report_an_advert", "agency_lookup", "source_health", "digest_preview", "my_account"]
)
def test_every_screen_opens_on_an_empty_installation(open_screen: Open, screen: str) -> None:
    assert page_text(open_screen(screen))


@pytest.mark.parametrize("screen", ["case_file", "advert_file", "recruiter_file"])
@pytest.mark.parametrize("number", ["", "0", "7", "x", "-1", "99999999999999999999", "1;drop"])
def test_an_address_that_names_no_record_says_so(open_screen: Open, screen: str, number: str) -> None:
    name = screen.removesuffix("_file")
    assert "No such" in page_text(open_screen(screen, **{name: number}))


def test_administration_is_for_administrators(open_screen: Open) -> None:
    screen = open_screen("administration", role=Role.ADMINISTRATOR)
    the([one for one in screen.text_input if one.max_chars == 254][:1], "E-mail address").input("Neema@Office.example")
    screen = press(screen, "Add account")
    account = desk.look(lambda session: session.get(Account, "neema@office.example"))
    assert account is not None
    assert account.must_change
    assert "First password of" in page_text(screen)
    assert "First password of" not in page_text(screen.run())


def test_somebody_who_is_not_signed_in_sees_nothing(open_screen: Open) -> None:
    desk.act(a_full_desk)
    screen = open_screen()
    screen.session_state["token"] = "made-up"
    text = page_text(screen.run())
    assert "You are signed out" in text
    assert "Baraka" not in text


def test_a_password_given_by_somebody_else_must_be_changed_first(open_screen: Open) -> None:
    desk.act(a_full_desk)
    screen = open_screen()
    desk.act(lambda session: setattr(session.get(Account, "juma@office.example"), "must_change", True))
    text = page_text(screen.run())
    assert "Choose your own to go on" in text
    assert "Baraka" not in text
    the(screen.text_input, "Present password").input(PASSWORD)
    for label in ("New password", "New password again"):
        the(screen.text_input, label).input("a quite new long one")
    text = page_text(press(screen, "Change password"))
    assert "Your password is changed." in text
    assert "Baraka" in text


def test_the_demo_says_so_on_every_screen(open_screen: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKALA_DEMO", "true")
    for name in ("alert_queue", "search", "source_health"):
        assert "Fictional demo country" in page_text(open_screen(name))


def test_an_advert_is_reported_and_found_again(open_screen: Open) -> None:
    screen = open_screen("report_an_advert")
    the(screen.text_area, "What the advert says").input("Cooks wanted in Doha, ring 0700 000 031 and pay 2,000 first.")
    screen = press(screen, "Put it on file")
    assert "On file as advert 1" in page_text(screen)
    assert "Cooks wanted" in page_text(open_screen("search", q="0700000031"))


def test_a_report_too_short_to_be_an_advert_is_refused(open_screen: Open) -> None:
    screen = open_screen("report_an_advert")
    the(screen.text_area, "What the advert says").input("scam!")
    assert "paste the whole advert" in page_text(press(screen, "Put it on file"))


def test_the_proof_of_an_advert_stands_beside_it(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    assert "SHA-256" in page_text(screen) or "No page was kept" in page_text(screen)
    assert "Rule rests on" in page_text(screen)


def test_another_screens_address_leads_back_to_the_filter_that_was_there(open_screen: Open) -> None:
    desk.act(a_full_desk)
    screen = open_screen(severity="Low")
    screen.switch_page("views/case_file.py")
    screen.query_params.clear()
    screen.query_params["case"] = "1"
    screen.run()
    assert "Baraka Horizon" in page_text(screen)
    screen.switch_page("views/alert_queue.py")
    screen.query_params["case"] = "1"
    screen.run()
    assert not screen.exception, screen.exception
    assert "Mlima Safi" in page_text(screen)
    assert "Kijani Manpower" not in page_text(screen)
    assert screen.query_params["severity"] == "Low"


def test_acting_on_several_unticks_them(open_screen: Open) -> None:
    desk.act(a_full_desk)
    screen = open_screen()
    screen.checkbox[0].check()
    screen.run()
    press(screen, "Assign all to me")
    assert "1 alert assigned to you." in page_text(screen)
    assert not any(box.value for box in screen.checkbox)


def test_a_new_question_begins_at_the_first_page(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    assert alert
    screen = open_screen("agency_lookup")
    screen.session_state["agency-page"] = 3
    the(screen.text_input, "Name or licence number").input("Baraka")
    screen.run()
    assert "No agency of that name" not in page_text(screen)
    assert "Baraka Horizon" in page_text(screen)


def test_a_look_up_that_finds_nothing_calls_nobody_unlicensed(open_screen: Open) -> None:
    desk.act(a_rich_case)
    screen = open_screen("agency_lookup")
    the(screen.text_input, "Name or licence number").input("Wekesa")
    text = page_text(screen.run())
    assert "No agency of that name or number on the lists below" in text
    assert "does not make a firm unlicensed" in text


def test_an_agency_shows_the_adverts_matched_to_it(open_screen: Open) -> None:
    desk.act(a_rich_case)
    text = page_text(open_screen("agency_file", agency=1))
    assert "Adverts matched to this agency" in text
    assert "50 housemaids to Saudi Arabia" in text


def test_no_agency_of_that_number_leads_to_the_look_up(open_screen: Open) -> None:
    assert "No such agency" in page_text(open_screen("agency_file", agency=999))


def test_what_was_written_on_a_case_that_a_colleague_decided_is_not_lost(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    other = open_screen("case_file", role=Role.ANALYST, case=alert.id)
    the(other.selectbox, "What did you find?").select(Disposition.LAPSED)
    the(other.text_area, "Reason").input("The list says expired.")
    press(other, "Record decision")
    the(screen.selectbox, "What did you find?").select(Disposition.LAWFUL)
    the(screen.text_area, "Reason").input("Rang the office: renewed last week.")
    screen = press(screen, "Record decision")
    assert "What you had written, to copy: Rang the office: renewed last week." in page_text(screen)
    stored = desk.look(lambda session: session.exec(select(Alert)).one())
    assert stored.disposition is Disposition.LAPSED


@pytest.mark.parametrize("text", ["W-000001", "w-1", " w000001 "])
def test_the_search_box_knows_a_case_by_the_reference_that_mails_print(open_screen: Open, text: str) -> None:
    alert = desk.act(a_rich_case)
    found = page_text(open_screen("search", q=text))
    assert "W-000001" in found
    assert desk.look(case_view, alert.id or 0).recruiter in found  # type: ignore[union-attr]
    assert "Nothing on file" in page_text(open_screen("search", q="W-000002"))


def test_the_audit_trail_knows_a_case_by_its_reference(open_screen: Open) -> None:
    for number in (1, 12):
        desk.act(audit.append, actor="juma", action="alert.decide", subject=f"alert:{number}", detail={}, at=NOON)
    screen = open_screen("audit_trail", role=Role.ADMINISTRATOR)
    the(screen.text_input, "Officer, act, subject or words").set_value("W-000001")
    text = page_text(screen.run())
    assert "1 entry" in text
    assert "W-000001 · alert:1<" in text


def test_the_audit_trail_keeps_sentences_of_a_list_apart(open_screen: Open) -> None:
    detail = {"watch": ["county, Lamu: 25.0% raise an alarm.", "source, demo_soko: 30.0% raise an alarm."]}
    desk.act(audit.append, actor="juma", action="model.promoted", subject="model:1", detail=detail, at=NOON)
    text = page_text(open_screen("audit_trail", role=Role.ADMINISTRATOR))
    assert "watch: County, Lamu: 25.0% raise an alarm. Source, demo_soko: 30.0% raise an alarm<" in text


def test_the_audit_trail_sets_values_apart_by_semicolons_alone(open_screen: Open) -> None:
    detail = {"reason": "Licence list compared.", "before": "open"}
    desk.act(audit.append, actor="juma", action="alert.decide", subject="alert:1", detail=detail, at=NOON)
    text = page_text(open_screen("audit_trail", role=Role.ADMINISTRATOR))
    assert "reason: Licence list compared; before: open" in text


def test_an_advert_that_nobody_looked_at_yet_has_no_reasons_and_names_no_command(open_screen: Open) -> None:
    advert = desk.act(lambda session: an_advert(session).id)
    text = page_text(open_screen("advert_file", advert=advert))
    assert text.count("has not been assessed yet: it is looked at with the next run.") == 2
    assert "Why it scored" not in text
    assert "No weighty reason" not in text
    assert "<code>" not in text


def test_the_count_of_the_undecided_and_the_oldest_speak_of_the_same_cases(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = open_screen("case_file", case=alert.id)
    the([one for one in screen.text_input if one.label == "Why" and one.help], "Why").input("The minister asks.")
    press(screen, "Escalate")
    counts = desk.look(queue_counts)
    assert (counts.undecided, counts.oldest_at) == (1, alert.raised_at)


@pytest.mark.parametrize(
    ("screen", "address", "title"),
    [
        ("case_file", {"case": "388"}, "Case W-000388 - Wakala"),
        ("advert_file", {"advert": "2847"}, "Advert 2847 - Wakala"),
        ("case_file", {}, "Case - Wakala"),
        ("search", {"q": "12"}, "Search - Wakala"),
    ],
)
def test_the_browsers_tab_names_the_record(
    screen: str, address: dict[str, str], title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.query_params", address)
    assert tab_title(screen, title.split(maxsplit=1)[0]) == title
