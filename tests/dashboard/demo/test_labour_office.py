"""The agency list: read by colour alone, turned by post-back alone."""

import re

from dashboard.demo.register_rows import agency_rows
from dashboard.demo.site_map import DemoSites
from dashboard.demo.sites.labour_office import GRID
from dashboard.demo.world import World
from registry.register_reading.html_table import read_html
from registry.register_reading.table import RawRow

LIST = "/neaims/EmploymentAgencyList.aspx"


def hidden(body: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" id="\w+" value="([^"]*)"', body))


def turn(sites: DemoSites, body: str, page: int) -> tuple[int, str]:
    form = {**hidden(body), "__EVENTTARGET": GRID, "__EVENTARGUMENT": f"Page${page}"}
    answer = sites.page(LIST, {}, form)
    return answer.status, answer.body.decode()


def every_row(sites: DemoSites) -> list[RawRow]:
    body = sites.page(LIST, {}).body.decode()
    rows, page = list(read_html(body.encode()).rows), 1
    while f"'Page${page + 1}'" in body:
        page += 1
        status, body = turn(sites, body, page)
        assert status == 200
        rows += read_html(body.encode()).rows
    return rows


def test_every_row_is_reached_by_turning_pages(world: World, sites: DemoSites) -> None:
    rows = every_row(sites)
    assert len(rows) == len(agency_rows(world))
    assert len({row.cells["No."] for row in rows}) == len(rows)


def test_colour_and_nothing_else_tells_valid_from_not(world: World, sites: DemoSites) -> None:
    valid = {firm.licence: firm.status == "valid" for firm in world.firms}
    rows = every_row(sites)
    assert {row.colour for row in rows} == {"#000000", "#ff0000"}
    for row in rows:
        assert (row.colour == "#000000") is valid[row.cells["Licence No"]]
        assert not re.search(r"(?i)\b(valid|expired|revoked)\b", " ".join(row.cells.values()))
    assert 0.4 < sum(row.colour == "#000000" for row in rows) / len(rows) < 0.75


def test_the_list_has_the_faults_of_a_real_one(world: World) -> None:
    rows = agency_rows(world)
    assert 450 <= len(rows) <= 700
    licences = [row.licence for row in rows]
    assert len(licences) - len(set(licences)) >= 15
    names = {row.licence: set() for row in rows}
    for row in rows:
        names[row.licence].add(row.name.lower())
    assert sum(len(spellings) > 1 for spellings in names.values()) >= 5
    assert all(row.expires for row in rows if row.valid)


def test_a_form_that_was_not_handed_out_is_refused(sites: DemoSites) -> None:
    body = sites.page(LIST, {}).body.decode()
    forged = {**hidden(body), "__VIEWSTATE": "bm9uc2Vuc2U=", "__EVENTTARGET": GRID, "__EVENTARGUMENT": "Page$2"}
    assert sites.page(LIST, {}, forged).status == 500
    assert turn(sites, body, 999)[0] == 500
    assert sites.page(LIST, {}, {"__EVENTARGUMENT": "Page$2"}).status == 500


def test_orders_and_notices_name_the_firms_on_file(world: World, sites: DemoSites) -> None:
    orders = read_html(sites.page("/neaims/ApprovedVacancies.aspx", {}).body)
    known = {firm.licence for firm in world.firms}
    assert all(row.cells["Agency Licence"] in known for row in orders.rows)
    notices = list(read_html(sites.page("/ministry/notices", {}).body).rows)
    assert [row.cells["Agency Name"] for row in notices] == [notice.name for notice in world.notices]
