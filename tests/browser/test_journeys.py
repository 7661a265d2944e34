"""What an officer does in a real browser, from the sign-in form to the row in the database."""

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from registry import audit
from registry.records import Alert, AuditEntry, TriageDecision
from registry.vocabulary import AlertState, Disposition
from tests.browser.conftest import Served, a_page, drawn, sign_in

pytestmark = pytest.mark.browser

SCREENS = (
    "/",
    "/case_file?case=1",
    "/case_file?case=3",
    "/search?q=baraka",
    "/agency_lookup",
    "/agency_file?agency=1",
    "/advert_file?advert=1",
    "/recruiter_file?recruiter=1",
    "/source_health",
    "/report_an_advert",
    "/digest_preview",
    "/administration",
    "/audit_trail",
    "/my_account",
)


WIDEST = """Math.max(document.documentElement.scrollWidth,
                     document.querySelector('[data-testid=stMain]').scrollWidth)"""


def heading(page: Page, text: str) -> None:
    """Wait until the screen's heading says `text`."""
    expect(page.locator(".w-head h1").first).to_contain_text(text)


def test_a_wrong_password_stays_at_the_form_and_the_right_one_opens_the_queue(
    chromium: Browser, served: Served
) -> None:
    with a_page(chromium, served) as page:
        page.goto("/case_file?case=1")
        page.get_by_label("E-mail address").fill("juma@office.example")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("is not right")
        sign_in(page, to="/")
        heading(page, "Alert queue")
        expect(page.locator(".w-officer")).to_contain_text("Juma")


def test_signing_in_leads_to_the_screen_that_was_asked_for_and_out_again(chromium: Browser, served: Served) -> None:
    with a_page(chromium, served) as page:
        sign_in(page, to="/case_file?case=1")
        heading(page, "Baraka Horizon Placement")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_label("E-mail address")).to_be_visible()
        page.goto("/")
        expect(page.get_by_label("E-mail address")).to_be_visible()


def test_from_the_queue_to_a_decision_in_the_database_and_back(chromium: Browser, served: Served) -> None:
    with a_page(chromium, served) as page:
        sign_in(page)
        page.get_by_role("link", name="W-000006").click()
        heading(page, "Kijani Manpower")
        page.get_by_role("combobox", name="What did you find?").click()
        page.get_by_role("option", name="Breach: no licence on file").click()
        page.get_by_role("textbox", name="Reason").fill("Not on the list of 1 November; the office was empty.")
        page.get_by_role("button", name="Record decision").click()
        expect(page.get_by_role("status").first).to_contain_text("Recorded for W-000006")
        with served.database() as session:
            alert = session.get_one(Alert, 6)
            assert (alert.state, alert.disposition) == (AlertState.DECIDED, Disposition.UNLICENSED)
            newest = session.exec(select(TriageDecision).order_by(col(TriageDecision.id).desc())).first()
            assert newest is not None
            assert newest.officer == "juma@office.example"
            assert "alert.decide" in session.exec(select(AuditEntry.action)).all()
            assert audit.verify(session).sound
        drawn(page)
        page.get_by_text("Undo your last act").click()
        # By the keyboard: while the fold opens, the button moves from under a pointer as quick as this one.
        page.get_by_role("button", name="Undo", exact=True).press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("as it was before")
        with served.database() as session:
            assert session.get_one(Alert, 6).state is AlertState.OPEN


def test_the_search_box_leads_to_an_advert_and_why_it_was_raised(chromium: Browser, served: Served) -> None:
    with a_page(chromium, served) as page:
        sign_in(page, to="/search")
        box = page.get_by_role("searchbox").or_(page.get_by_label("Names, phones"))
        box.first.fill("0700 000 012")
        box.first.press("Enter")
        page.get_by_role("link", name="Open advert").first.click()
        heading(page, "Drivers for Qatar")
        expect(page.locator(".w-note", has_text="W-000001")).to_be_visible()


def test_the_keyboard_opens_the_next_alert(chromium: Browser, served: Served) -> None:
    with a_page(chromium, served) as page:
        sign_in(page)
        # The key belongs to the button: it works once the whole queue stands.
        expect(page.get_by_role("button", name="Open the first")).to_be_visible()
        expect(page.get_by_role("link", name="W-000005")).to_be_visible()
        page.locator("body").press("n")
        heading(page, "Nyota Overseas Desk")


def test_hostile_advert_text_does_nothing(chromium: Browser, served: Served) -> None:
    with a_page(chromium, served) as page:
        sign_in(page, to="/case_file?case=3")
        said = page.locator(".w-said")
        expect(said).to_contain_text("<script>window.hacked=1</script> Cook ![pixel](http://tracker.example/p.png)")
        expect(said).to_contain_text("<img src=x onerror=")
        assert page.evaluate("window.hacked") is None
        assert page.locator("a[href^='javascript:']").count() == 0
        assert page.locator("img[src*='tracker']").count() == 0
        for place in ("/", "/search?q=script", "/recruiter_file?recruiter=4", "/advert_file?advert=4"):
            page.goto(place)
            page.wait_for_selector(".w-head")
            assert page.evaluate("window.hacked") is None


def test_no_screen_scrolls_sideways_on_a_telephone(chromium: Browser, served: Served) -> None:
    with a_page(chromium, served, width=400, height=800) as page:
        sign_in(page, "amina")
        for place in SCREENS:
            page.goto(place)
            page.wait_for_selector(".w-head, .w-empty")
            drawn(page)
            # A screen that is still being laid out may be wider for a moment.
            page.wait_for_function(f"{WIDEST} <= 400")


def test_an_empty_installation_says_what_to_do_next(chromium: Browser, served_empty: Served) -> None:
    with a_page(chromium, served_empty) as page:
        sign_in(page)
        expect(page.locator(".w-empty")).to_contain_text("No alerts yet")


def test_an_inspector_cannot_reach_administration(chromium: Browser, served: Served) -> None:
    with a_page(chromium, served) as page:
        sign_in(page, to="/administration")
        assert page.get_by_text("amina@office.example").count() == 0


def test_going_back_from_a_case_keeps_the_filter_of_the_queue(chromium: Browser, served: Served) -> None:
    with a_page(chromium, served) as page:
        sign_in(page, to="/?severity=Critical")
        page.get_by_role("link", name="W-000001").click()
        heading(page, "Baraka Horizon Placement")
        page.go_back()
        heading(page, "Alert queue")
        expect(page.locator(".w-row").first).to_be_visible()
        expect(page.get_by_role("link", name="W-000005")).to_have_count(0)
        assert "severity=Critical" in page.url


def test_an_agencys_file_can_be_reloaded_and_asked_for_another_day(chromium: Browser, served: Served) -> None:
    with a_page(chromium, served) as page:
        sign_in(page, to="/agency_lookup")
        page.get_by_role("link", name="Open file").first.click()
        expect(page.get_by_role("link", name="Back to the list")).to_be_visible()
        page.reload()
        expect(page.get_by_role("link", name="Back to the list")).to_be_visible()
        drawn(page)
        page.get_by_test_id("stDateInputField").get_by_role("spinbutton").first.click()
        page.keyboard.type("01012020")
        page.keyboard.press("Enter")
        expect(page.locator(".w-standing")).to_contain_text("Nothing is known for that day")


def test_a_telephone_sets_adverts_and_sources_of_an_alert_apart(chromium: Browser, served: Served) -> None:
    for width, shown in ((400, True), (1366, False)):
        with a_page(chromium, served, width=width, height=800) as page:
            sign_in(page)
            expect(page.locator(".w-row .w-meta i").first).to_be_visible(visible=shown)
