"""What an officer would be asked about in court: which advert shows it, what the notice names, what the list says."""

import re
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from alerts.plain_words import case_reference
from dashboard import desk, words
from dashboard.components import Mark, empty, highlighted, note
from dashboard.queries.case import case_adverts
from registry import audit
from registry.law.rulebook import load_rulebook
from registry.records import AgencyContact, Alert, AlertAdvert, Assessment, Finding
from registry.vocabulary import (
    AlertState,
    ContactKind,
    Disposition,
    Lane,
    LicenceStatus,
    MatchOutcome,
    MatchStrength,
    RegisterKind,
    Role,
    SourceKind,
    StandingState,
    Stated,
)
from tests.dashboard.conftest import Open, page_text, press, the
from tests.dashboard.factory import Said, a_case, a_full_desk, a_rich_case, an_alert, assess
from tests.factory import NOON, a_recruiter, an_advert, an_agency, an_import


def test_a_ground_that_only_another_advert_gives_is_told_with_that_advert(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    shown, other = desk.look(case_adverts, alert.id or 0)[0]

    def divide(session: Session) -> None:
        for one in session.exec(select(AlertAdvert)):
            mine = "pay_before_interview" if one.advert_id == shown.id else "passport_collected"
            one.grounds = {mine: ""}
            session.add(one)
        for found in session.exec(select(Finding).where(Finding.advert_id == shown.id)):
            found.cancelled_by = "warning" if found.rule_id == "passport_collected" else found.cancelled_by

    desk.act(divide)
    text = page_text(open_screen("case_file", case=alert.id))
    assert "Not stated in this advert, but in another of this case" in text
    told = text.partition("Not stated in this advert")[2].partition("</div>")[0]
    assert other.title in told
    assert shown.title not in told


def test_a_notice_is_put_beside_the_name_that_the_advert_prints(open_screen: Open) -> None:
    facts = {"notice": "Tembo Ridge Ltd", "issuer": "Ministry", "notice_of": "2026-08-12", "agency": "Tembo Ridge Ltd"}
    told = Said("licence_expired_advertising", explanation="Tembo Ridge Ltd is deregistered by notice", facts=facts)
    alert = desk.act(a_case, "Kijani Careers", said=[told])
    text = page_text(open_screen("case_file", case=alert.id))
    assert "Kijani Careers, matched to Tembo Ridge Ltd" in text


def test_a_firm_that_looks_like_a_listed_one_is_not_said_to_be_off_the_list(open_screen: Open) -> None:
    alert = desk.act(a_case, "Kijani Careers")
    assert "<b>Not on the register</b>" in page_text(open_screen("case_file", case=alert.id))

    def make_alike(session: Session) -> None:
        judged = session.exec(select(Assessment)).one()
        judged.match_outcome, judged.standing = MatchOutcome.LOOK_ALIKE, StandingState.UNLISTED
        judged.standing_reason = "not shown to be Kijani Careers Ltd (ZZ/7) of the register of 1 November 2026"

    desk.act(make_alike)
    text = page_text(open_screen("case_file", case=alert.id))
    assert "<b>Not shown to be on the register</b>" in text


def test_an_agencys_address_reads_as_it_is_printed(open_screen: Open) -> None:
    desk.act(a_rich_case)

    def give_address(session: Session) -> int:
        number = session.exec(select(Assessment.agency_id).where(col(Assessment.agency_id).is_not(None))).first()
        given = {"value": "mango house river road", "raw": "Mango House, River Road", "from_on": NOON.date()}
        session.add(AgencyContact(agency_id=number, kind=ContactKind.ADDRESS, **given))
        return int(number or 0)

    text = page_text(open_screen("agency_file", agency=desk.act(give_address)))
    assert "Mango House, River Road" in text


def test_the_audit_trail_tells_the_first_of_many_and_how_many_more(open_screen: Open) -> None:
    detail = {"raised": list(range(1, 506)), "extended": [], "counts": {"orders_opened": 4}}
    desk.act(audit.append, actor="wakala", action="alerts.raise", subject="jurisdiction:zz", detail=detail, at=NOON)
    text = page_text(open_screen("audit_trail", role=Role.ADMINISTRATOR))
    assert "raised: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 493 more; counts: orders opened 4" in text
    assert "extended" not in text


def test_the_audit_trail_tells_a_decision_in_words_and_by_the_word_it_is_searched_by(open_screen: Open) -> None:
    detail = {"reason": "The office was empty.", "disposition": "not_an_agency"}
    desk.act(audit.append, actor="juma", action="alert.decide", subject="alert:1", detail=detail, at=NOON)
    text = page_text(open_screen("audit_trail", role=Role.ADMINISTRATOR))
    assert "disposition: No breach: no agency (not_an_agency)" in text


def test_a_command_is_set_as_one_and_hostile_text_between_backticks_stays_text() -> None:
    assert "<code>wakala run</code>" in empty("Nothing", "Start `wakala run`.")
    assert "<code>&lt;b&gt;</code>" in note("It said `<b>`.")


def test_who_works_down_the_queue_says_so_once(open_screen: Open) -> None:
    first, *_ = desk.act(a_full_desk)
    screen = open_screen("case_file", case=first.id)
    the(screen.checkbox, "Then open the next alert").check()
    the(screen.selectbox, "What did you find?").select(Disposition.LAWFUL)
    the(screen.text_area, "Reason").input("The licence was shown at the office.")
    screen = press(screen, "Record decision")
    assert f"Recorded for {case_reference(first.id)}" in page_text(screen)
    assert screen.query_params["case"] != [str(first.id)]
    assert the(screen.checkbox, "Then open the next alert").value


def test_what_raised_a_case_is_told_apart_from_what_was_only_found_beside_it(open_screen: Open) -> None:
    said = [
        Said("agency_not_in_registry", explanation="Stands on no list.", hard=True),
        Said("women_only_age_appearance", explanation="Women only.", points=0.5),
    ]
    grounds = ["women_only_age_appearance", "agency_not_in_registry", "score"]
    alert = desk.act(a_case, "Kijani Careers", said=said, grounds=grounds)
    text = page_text(open_screen("case_file", case=alert.id))
    raised, _, found = text.partition("<b>Also found:</b>")
    assert "without being on the register" in raised.partition("<b>Raised for:</b>")[2]
    assert "Weaker indicators" not in text
    assert "Women only" not in raised
    assert "omen" in found.partition("</div>")[0]


def test_what_only_hints_speak_of_is_not_told_as_found(open_screen: Open) -> None:
    said = [
        Said("agency_not_in_registry", explanation="Stands on no list.", hard=True),
        Said("women_only_age_appearance", explanation="Alike.", points=0.5, hint=True),
    ]
    grounds = ["women_only_age_appearance", "agency_not_in_registry"]
    alert = desk.act(a_case, "Kijani Careers", said=said, grounds=grounds)
    text = page_text(open_screen("case_file", case=alert.id))
    title = load_rulebook("zz").rule("women_only_age_appearance").title
    assert "Also found" not in text
    assert title not in text.partition("<b>Raised for:</b>")[2].partition("</div>")[0]
    assert title in text.partition("<b>Perhaps also (")[2].partition("</div>")[0]
    assert ">unsure</span>" in text.partition("Why it scored")[2]
    row = page_text(open_screen("alert_queue"))
    assert f"perhaps: {title[:1].lower()}{title[1:]}".lower() in row.lower()
    assert row.index("without being on the register") < row.lower().index("perhaps: ")


def test_what_the_advert_shown_states_is_not_said_to_stand_only_in_another(open_screen: Open) -> None:
    def two_adverts(session: Session) -> Alert:
        recruiter = a_recruiter(session, "Kijani Careers")
        here = an_advert(session, recruiter=recruiter, title="Packers, shown")
        there = an_advert(session, recruiter=recruiter, title="Packers, other", url="https://board.example/2")
        hard = Said("agency_not_in_registry", explanation="On no list.", hard=True, points=9.0)
        fee = Said("fee_registration", explanation="A fee.", points=1.0)
        women = Said("women_only_age_appearance", explanation="Women only.", points=0.5)
        known = [assess(session, here, [hard, fee, replace(women, hint=True)]), assess(session, there, [fee, women])]
        grounds = ["agency_not_in_registry", "fee_registration", "women_only_age_appearance", "score"]
        alert = an_alert(session, recruiter, known, grounds=grounds)
        first, second = session.exec(select(AlertAdvert).order_by(col(AlertAdvert.id))).all()
        first.grounds = {"agency_not_in_registry": ""}
        second.grounds = {"fee_registration": "", "women_only_age_appearance": "", "score": ""}
        return alert

    alert = desk.act(two_adverts)
    text = page_text(open_screen("case_file", case=alert.id))
    elsewhere = text.partition("Not stated in this advert")[2].partition("</div>")[0]
    rules = load_rulebook("zz")
    assert f"{rules.rule('women_only_age_appearance').title} (here only perhaps): Packers, other" in elsewhere
    assert rules.rule("fee_registration").title in text
    assert rules.rule("fee_registration").title not in elsewhere
    assert "eaker indicators" not in elsewhere


def test_a_case_without_a_ground_that_raises_alone_rests_on_all_of_them_together(open_screen: Open) -> None:
    said = [Said("women_only_age_appearance", explanation="Women only.", points=0.5)]
    alert = desk.act(a_case, "Kijani Careers", said=said, grounds=["women_only_age_appearance", "score"])
    text = page_text(open_screen("case_file", case=alert.id))
    assert "Weaker indicators" in text.partition("<b>Raised for:</b>")[2].partition("</div>")[0]
    assert "Also found" not in text


def test_a_case_says_on_which_day_it_was_raised(open_screen: Open) -> None:
    alert = desk.act(a_case, "Kijani Careers", days=3)
    text = page_text(open_screen("case_file", case=alert.id))
    assert f"raised {words.day(alert.raised_on)} (" in text


def test_a_standing_says_of_which_agency_it_is_and_how_the_advert_came_to_it(open_screen: Open) -> None:
    def matched(session: Session) -> int:
        agency = an_agency(session, "Tembo Ridge Placement Ltd", number="ZZ/EA/0009", status=LicenceStatus.EXPIRED)
        advert = an_advert(session, recruiter=a_recruiter(session, "Upepo Careers"), advertiser="Upepo Careers")
        given = {"match_strength": MatchStrength.CONTACT, "standing": StandingState.EXPIRED}
        assess(session, advert, agency=agency, standing_reason="licence ZZ/EA/0009 expired on 3 March 2026", **given)
        return advert.id or 0

    text = page_text(open_screen("advert_file", advert=desk.act(matched)))
    badge = text.partition("w-standing-bad")[2].partition("</div>")[0]
    assert "Licence ZZ/EA/0009 expired on 3 March 2026" in badge
    assert "Said of Tembo Ridge Placement Ltd (ZZ/EA/0009)" in badge
    assert "matched by a contact on the register" in badge


def test_nothing_found_says_in_which_lists_it_was_looked_for(open_screen: Open) -> None:
    def unlisted(session: Session) -> int:
        for day in (1, 20):
            an_import(session, jurisdiction="zz", as_of=date(2026, 11, day), rows=500 + day)
        an_import(session, jurisdiction="zz", as_of=date(2026, 11, 2), kind=RegisterKind.NOTICES)
        advert = an_advert(session, recruiter=a_recruiter(session, "Upepo Careers"), posted_on=date(2026, 11, 16))
        assess(session, advert, standing_reason="not on the register of 1 November 2026; the closest name on it is X")
        return advert.id or 0

    text = page_text(open_screen("advert_file", advert=desk.act(unlisted)))
    assert "Looked for in: licensed agencies of 1 November 2026 (501 rows, from " in text
    assert "notices" not in text.partition("Looked for in")[2].partition("</p>")[0]
    assert "<b>Not on the register of 1 November 2026</b><p>The closest name on it is X</p>" in text


def test_what_is_missing_is_not_shown_by_a_quote(open_screen: Open) -> None:
    rule = next(one for one in load_rulebook("ke").jurisdiction.rules if one.tells_absence)

    def silent(session: Session) -> int:
        advert = an_advert(session, description="Hiring guards for Dubai, call now.")
        judged = assess(session, advert, jurisdiction="ke")
        given = {"ground": rule.ground, "severity": rule.severity, "stated": Stated.STATED, "points": 0.2}
        start = f"{advert.title}\n{advert.description}".index("Hiring")
        span = {
            "span_start": start,
            "span_end": start + 6,
            "quote": "Hiring",
            "explanation": f"{rule.title}: “Hiring”.",
        }
        session.add(Finding(assessment_id=judged.id, advert_id=advert.id, rule_id=rule.id, **given, **span))
        return advert.id or 0

    text = page_text(open_screen("advert_file", advert=desk.act(silent)))
    assert rule.title in text
    assert "what is missing cannot be quoted" in text
    assert "“Hiring”" not in text
    assert "<mark" not in text


def test_why_words_do_not_count_is_told_and_a_mere_quotation_is_not_repeated(open_screen: Open) -> None:
    rule = load_rulebook("zz").rule("fee_registration")
    denied = f"{rule.title}: “registration fee”, but said in a warning (“never pay”)."
    repeated = load_rulebook("zz").rule("women_only_age_appearance")

    def warning(session: Session) -> int:
        advert = an_advert(session, description="Pretty girls only. Never pay a registration fee.")
        said = [
            Said(rule.id, quote="registration fee", explanation=denied, cancelled_by="warning_against_scams"),
            Said(repeated.id, quote="Pretty girls only", explanation=f"{repeated.title}: “Pretty girls only”."),
        ]
        assess(session, advert, said)
        return advert.id or 0

    text = page_text(open_screen("advert_file", advert=desk.act(warning)))
    other_way = text.partition("What speaks the other way")[2]
    assert "“registration fee”, but said in a warning (“never pay”)." in other_way
    assert f"{rule.title}: " not in other_way
    assert f"{repeated.title}: " not in text


def test_what_was_handed_in_is_not_said_to_be_online(open_screen: Open) -> None:
    def forwarded(session: Session) -> int:
        given = {"source_kind": SourceKind.SOCIAL, "item": {"method": "report"}}
        return an_advert(session, url="https://forwarded.example/7", **given).id or 0

    text = page_text(open_screen("advert_file", advert=desk.act(forwarded)))
    assert "handed in by a person; whether it stands online was not looked at" in text
    assert "Address given with the report" in text
    assert "online when last looked" not in text


def test_two_numbers_at_one_place_are_two_badges() -> None:
    said = str(highlighted("342 posts", [Mark(0, 3, 1, "Posts"), Mark(0, 3, 2, "Order")]))
    assert "342</mark><sup>1</sup><sup>2</sup> posts" in said


def test_one_name_in_capitals_is_not_told_as_another_name(open_screen: Open) -> None:
    def named(session: Session) -> int:
        recruiter = a_recruiter(session, "Upepo Careers Ltd")
        recruiter.names = ["UPEPO CAREERS LTD", "Upepo Careers Ltd", "Upepo Travel", "UPEPO TRAVEL"]
        return recruiter.id or 0

    text = page_text(open_screen("recruiter_file", recruiter=desk.act(named)))
    assert "<bdi>Upepo Travel</bdi>" in text.partition("Also advertises as")[2]


def test_picking_a_case_with_a_person_at_risk_says_whom_to_tell_first(open_screen: Open) -> None:
    alerts = desk.act(a_full_desk)
    urgent = next(one for one in alerts if one.lane is Lane.URGENT)
    calm = next(one for one in alerts if one.lane is not Lane.URGENT and one.state is AlertState.OPEN)
    screen = open_screen()
    the(screen.checkbox, f"Pick {case_reference(calm.id)}").check()
    text = page_text(screen.run())
    assert "tell the duty officer" not in text
    assert 'href="#together" target="_self">Go to the decision on 1 alert</a>' in text
    the(screen.checkbox, f"Pick {case_reference(urgent.id)}").check()
    assert "In 1 of them a person may be at risk: tell the duty officer at once." in page_text(screen.run())
    the(screen.selectbox, "What did you find?").select(Disposition.TRAFFICKING_SUSPECTED)
    the(screen.text_input, "Reason, recorded on every one of them").input("Two families rang.")
    assert "2 alerts decided, to be referred at once." in page_text(press(screen, "Record for all picked"))


def test_dates_on_lists_say_what_happened_then(open_screen: Open) -> None:
    desk.act(a_rich_case)
    assert re.search(r"<span>raised (today|\d+ (day|days|weeks) ago)</span>", page_text(open_screen()))
    assert re.search(r"posted \d+ \w+ 20\d\d", page_text(open_screen("search", q="housemaids")))
    assert "with their standing on " in page_text(open_screen("agency_lookup"))
