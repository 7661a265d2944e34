"""Where the menu leaves little room, a queue's row and a case's decision keep a width that can be used."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import chromium  # noqa: F401 (a fixture)
from tests.dashboard.test_look_and_feel import CSS

pytestmark = pytest.mark.browser

ROW = """<div class="st-key-row-1" style="display: flex"><div class="stElementContainer"><div class="w-row">
<div class="w-tags">Critical</div><div id="name"><div class="w-name"><bdi>Tembo Ridge Placement</bdi></div></div>
<div class="w-meta"><span>2 adverts</span><span>raised today</span><span>unassigned</span></div></div></div></div>"""
CASE = """<div style="display: flex; flex-wrap: wrap; gap: 1rem"><div class="stColumn" style="flex: 2">read</div>
<div class="stColumn" id="name" style="flex: 1"><div class="st-key-acting">decide</div></div></div>"""


def _width(page: Page, body: str, *, left: int) -> float:
    """How wide the part that matters is where `left` pixels are left for the screen beside an open menu."""
    page.set_viewport_size({"width": left + 282, "height": 800})
    page.set_content(f'<style>{CSS}</style><div style="width: {left}px">{body}</div>')
    box = page.locator("#name").bounding_box()
    assert box is not None
    return box["width"]


@pytest.mark.parametrize(("body", "least"), [(ROW, 200), (CASE, 200)], ids=["row", "case"])
@pytest.mark.parametrize("left", [360, 430, 520, 640, 740, 1000])
def test_what_matters_is_wide_enough_beside_the_menu(
    chromium: Browser,  # noqa: F811 (the fixture)
    body: str,
    least: int,
    left: int,
) -> None:
    page = chromium.new_page()
    assert _width(page, body, left=left) >= least
    page.close()
