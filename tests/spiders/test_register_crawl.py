"""An official list read over post-back pages: the whole of it with its colours, or nothing of it."""

import json

from sqlmodel import Session, col, select

from registry.records import Agency, Crawl, Licence, RegisterImport
from registry.vocabulary import CrawlState, LicenceStatus
from tests.spiders.conftest import Home
from tests.spiders.site import Answer, Fields, Page, Site, serve

PAGES, ROWS = 13, 4


def list_page(page: int, *, pages: int = PAGES, gap: int | None = None) -> Page:
    """One page of an ASP.NET list: colour alone says the status; the pager shows ten pages and an ellipsis."""
    rows = "".join(
        f"<tr><td>ZZ/{page:02d}{row}</td><td>Agency {page} {'ABCD'[row]} Placement Ltd</td>"
        f"<td><font color='{'red' if row == 3 else 'black'}'>0700 000 {page:03d}</font></td></tr>".replace(
            "<td>", f"<td style='color:{'red' if row == 3 else 'black'}'>"
        )
        for row in range(ROWS)
    )
    first = (page - 1) // 10 * 10 + 1
    shown = [number for number in range(max(1, first - 1), min(pages, first + 10) + 1) if number not in (page, gap)]
    links = "".join(
        f"<a href=\"javascript:__doPostBack('grid','Page${number}')\">{number if number < first + 10 else '...'}</a>"
        for number in shown
    )
    return Page(
        f"<html><body><form method=post action='/list.aspx'><input type=hidden name=__VIEWSTATE value='state{page}'>"
        f"<input type=hidden name=__EVENTVALIDATION value=ok><table><tr><th>Registration No</th><th>Agency Name</th>"
        f"<th>Telephone</th></tr>{rows}<tr><td colspan=3>{links}</td></tr></table></form></body></html>"
    )


def register(gap: int | None = None, broken: int | None = None) -> dict[str, Answer]:
    def answer(form: Fields) -> Page:
        if "__EVENTTARGET" not in form:
            return list_page(1, gap=gap)
        page = int(form["__EVENTARGUMENT"][0].removeprefix("Page$"))
        assert form["__EVENTTARGET"] == ["grid"]
        assert form["__VIEWSTATE"] == [f"state{page - 1}"], "the state of the page before goes back"
        return Page("down", status=500) if page == broken else list_page(page, gap=gap)

    return {"/list.aspx": answer}


def source(site: Site) -> str:
    return (
        f"title: List\nregister: {{register_kind: agencies, spec: neaims_agencies, jurisdiction: ke}}\n"
        f"start: [{site.url}/list.aspx]\npaging: {{postback: {{}}}}\nlocal: true\npoliteness: {{delay: 0}}\n"
    )


def test_every_page_is_read_and_the_colour_is_the_status(home: Home, stored: Session) -> None:
    with serve(register()) as site:
        home.source("agencies", source(site))
        crawl = home.crawl("agencies", "--at", "2026-11-16T08:00:00+00:00")
    assert (crawl["state"], crawl["rows"], crawl["problems"]) == ("finished", PAGES * ROWS, [])
    agencies = stored.exec(select(Agency)).all()
    assert len(agencies) == PAGES * ROWS
    expired = stored.exec(select(Licence).where(col(Licence.status) != LicenceStatus.VALID)).all()
    assert len(expired) == PAGES


def test_a_list_that_breaks_off_leaves_the_register_as_it_was(home: Home, stored: Session) -> None:
    with serve(register(broken=7)) as site:
        home.source("agencies", source(site))
        broken = home.crawl("agencies")
        site.pages.update(register(gap=5))
        gap = home.crawl("agencies")
    for crawl in (broken, gap):
        assert crawl["state"] == "failed"
        assert "nothing of it was imported" in json.dumps(crawl["problems"])
    assert "goes on after page 4" in json.dumps(gap["problems"])
    assert stored.exec(select(RegisterImport)).all() == []
    assert {crawl.state for crawl in stored.exec(select(Crawl))} == {CrawlState.FAILED}
