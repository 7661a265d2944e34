"""What an officer would be asked about in court: which advert shows it, what the notice names, what the list says."""

from sqlmodel import Session, col, select

from alerts.plain_words import case_reference
from dashboard import desk
from dashboard.components import empty, note
from dashboard.queries.case import case_adverts
from registry import audit
from registry.records import AgencyContact, AlertAdvert, Assessment
from registry.vocabulary import ContactKind, Disposition, MatchOutcome, Role, StandingState
from tests.dashboard.conftest import Open, page_text, press, the
from tests.dashboard.factory import Said, a_case, a_full_desk, a_rich_case
from tests.factory import NOON


def test_a_ground_that_only_another_advert_gives_is_told_with_that_advert(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    shown, other = desk.look(case_adverts, alert.id or 0)[0]

    def divide(session: Session) -> None:
        for one in session.exec(select(AlertAdvert)):
            mine = "pay_before_interview" if one.advert_id == shown.id else "passport_collected"
            one.grounds = {mine: ""}
            session.add(one)

    desk.act(divide)
    text = page_text(open_screen("case_file", case=alert.id))
    assert "Not in this advert, but in another of this case" in text
    told = text.partition("Not in this advert")[2].partition("</div>")[0]
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
