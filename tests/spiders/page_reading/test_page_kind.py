"""A page that is gone is told from a short advert that uses the same words."""

import pytest

from spiders.page_reading.page_kind import why_no_advert

DUTIES = "The house manager cooks, cleans and minds two children in a family home in Karen. " * 3


@pytest.mark.parametrize(
    "text",
    [
        "404 Not Found",
        "Page not found. Go back to the home page.",
        "Sorry, this job is no longer available. See similar jobs.",
        "The vacancy you are looking for has been removed.",
        "This position has been filled.",
        "Tangazo hili la kazi halipatikani: kazi haipatikani tena.",
    ],
)
def test_a_page_that_says_it_is_gone_holds_no_advert(text: str) -> None:
    reason = why_no_advert(f"<p>{text}</p>", text.ljust(200, "."))
    assert reason is not None
    assert "nothing here any more" in reason


@pytest.mark.parametrize(
    "text",
    [
        f"House manager. The registration charge has been removed: you pay nothing. {DUTIES}",
        f"Driver wanted. Those whose licence has expired should renew it first. {DUTIES}",
        f"Cook. Good references; lost references not found in our files will be asked for. {DUTIES}",
    ],
)
def test_a_short_advert_that_speaks_of_something_gone_is_an_advert(text: str) -> None:
    assert why_no_advert(f"<p>{text}</p>", text) is None
