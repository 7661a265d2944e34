"""The models screen in a real browser: every column is in sight, and so is the way to what stands far down."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Served, a_page, drawn, sign_in
from tests.dashboard.test_models_screen import a_model
from tests.factory import an_advert

pytestmark = pytest.mark.browser

CUT_OFF = "Array.from(document.querySelectorAll('.w-table')).filter(one => one.scrollWidth > one.clientWidth).length"


@pytest.fixture
def served_models(served_empty: Served) -> Served:
    """A dashboard with a candidate and adverts of the last weeks."""
    with served_empty.database() as session:
        a_model(session)
        for week in range(1, 40):
            an_advert(session, first_seen_at=datetime.now(UTC) - timedelta(weeks=week % 6 + 1))
        session.commit()
    return served_empty


def test_no_table_is_cut_off_and_the_acts_are_one_press_away(chromium: Browser, served_models: Served) -> None:
    for width, jumps in ((1366, False), (400, True)):
        with a_page(chromium, served_models, width=width, height=800) as page:
            sign_in(page, "neema", to="/models")
            drawn(page)
            expect(page.get_by_role("columnheader", name="Usual alerts")).to_be_attached()
            assert page.evaluate(CUT_OFF) == 0
            way = page.get_by_role("link", name="Train, and who judges")
            expect(way).to_be_visible(visible=jumps)
            if jumps:
                way.click()
                expect(page.get_by_text("Switch all models off").first).to_be_in_viewport()
