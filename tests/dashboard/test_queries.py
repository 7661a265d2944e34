"""What the screens read: filters, orders, pages and searches, on both databases."""

from datetime import date, datetime

import pytest
from sqlalchemy import event
from sqlmodel import Session

from dashboard.queries.advert import advert_view, case_of_advert
from dashboard.queries.agency import agency_file, agency_rows
from dashboard.queries.case import case_adverts, case_history, case_view, last_act
from dashboard.queries.people import account_rows, audit_rows
from dashboard.queries.queue_filter import QueueFilter, QueueOrder
from dashboard.queries.queue_rows import (
    next_alert,
    queue_counts,
    queue_page,
    queue_sources,
)
from dashboard.queries.recruiter import recruiter_adverts, recruiter_view
from dashboard.queries.registers import registers
from dashboard.queries.searching import search
from dashboard.queries.source_health import source_health
from registry import audit
from registry.records import AgencyContact, Alert, Crawl, RecruiterKey
from registry.vocabulary import AlertState, ContactKind, CrawlState, Ground, LicenceStatus, Severity
from tests.dashboard.factory import a_case, a_full_desk, a_rich_case
from tests.factory import NOON, a_recruiter, an_advert, an_agency


def names(session: Session, wanted: QueueFilter, order: QueueOrder = QueueOrder.SEVERITY) -> list[str]:
    return [row.recruiter for row in queue_page(session, wanted, order=order, page=1, size=50).rows]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QueueFilter(urgent_only=True), {"Nyota Overseas Desk"}),
        (QueueFilter(states=(AlertState.SNOOZED,)), {"Safari Njema Tours"}),
        (QueueFilter(states=(AlertState.DECIDED,)), {"Umoja Staffing"}),
        (QueueFilter(assignee="amina@office.example"), {"Kijani Manpower"}),
        (QueueFilter(grounds=(Ground.DOCUMENTS,)), {"Baraka Horizon Placement"}),
        (QueueFilter(sources=("agency_site",)), {"Nyota Overseas Desk"}),
        (QueueFilter(sources=("forwarded_messages",)), {"Baraka Horizon Placement"}),
        (QueueFilter(sources=("%",)), set()),
    ],
)
def test_the_queue_filters(session: Session, wanted: QueueFilter, found: set[str]) -> None:
    a_full_desk(session)
    assert set(names(session, wanted)) == found


def test_a_cancelled_finding_puts_an_alert_under_no_ground(session: Session) -> None:
    a_rich_case(session)
    fees = QueueFilter(grounds=(Ground.FEES,))
    assert names(session, fees) == ["Baraka Horizon Placement"]
    assert names(session, QueueFilter(grounds=(Ground.PAY,))) == []


def test_the_queue_orders(session: Session) -> None:
    a_full_desk(session)
    assert names(session, QueueFilter())[:2] == ["Nyota Overseas Desk", "Baraka Horizon Placement"]
    assert names(session, QueueFilter(), QueueOrder.OLDEST)[0].startswith("Mbali Sana")
    assert names(session, QueueFilter(), QueueOrder.NEWEST)[0] == "Nyota Overseas Desk"
    assert names(session, QueueFilter(), QueueOrder.ADVERTS)[0] == "Baraka Horizon Placement"
    assert names(session, QueueFilter(), QueueOrder.SCORE)[-1] == "Mlima Safi Hotel"


def test_pages_hold_every_alert_once(session: Session) -> None:
    for place in range(7):
        a_case(session, f"Recruiter {place}")
    pages = [queue_page(session, QueueFilter(), order=QueueOrder.SEVERITY, page=page, size=3) for page in (1, 2, 3, 4)]
    assert [len(page.rows) for page in pages] == [3, 3, 1, 0]
    assert len({row.id for page in pages for row in page.rows}) == pages[0].total == 7


def test_counts_are_of_the_whole_queue(session: Session) -> None:
    a_full_desk(session)
    counts = queue_counts(session)
    assert (counts.undecided, counts.urgent) == (10, 1)
    assert counts.by_severity == {Severity.CRITICAL: 2, Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 3}
    assert queue_sources(session) == ("agency_site", "demo_board", "forwarded_messages")


@pytest.mark.parametrize("order", list(QueueOrder))
@pytest.mark.parametrize("wanted", [QueueFilter(), QueueFilter(states=())], ids=["to do", "all"])
def test_going_from_alert_to_alert_reaches_every_one_in_order(
    session: Session, wanted: QueueFilter, order: QueueOrder
) -> None:
    a_full_desk(session)
    rows = queue_page(session, wanted, order=order, page=1, size=50).rows
    reached = [0]
    for _ in range(len(rows) + 1):
        reached.append(next_alert(session, wanted, order=order, after=reached[-1]) or 0)
    assert reached[1:] == [row.id for row in (*rows, rows[0])]


def test_the_next_alert_follows_one_that_was_just_decided(session: Session) -> None:
    a_full_desk(session)
    rows = queue_page(session, QueueFilter(), order=QueueOrder.SEVERITY, page=1, size=50).rows
    session.get_one(Alert, rows[1].id).state = AlertState.DECIDED
    session.flush()
    assert next_alert(session, QueueFilter(), order=QueueOrder.SEVERITY, after=rows[1].id) == rows[2].id


def test_the_only_alert_has_no_next_one(session: Session) -> None:
    alert = a_case(session, "Alone")
    assert next_alert(session, QueueFilter(), order=QueueOrder.SEVERITY, after=alert.id or 0) is None


def test_a_page_costs_the_same_number_of_queries_however_many_rows(session: Session) -> None:
    asked: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counted = []
    for number in (1, 20):
        for place in range(number):
            a_case(session, f"Recruiter {number} {place}")
        session.flush()
        session.expire_all()
        asked.clear()
        queue_page(session, QueueFilter(), order=QueueOrder.SEVERITY, page=1, size=25)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 4


def test_a_case_lists_its_adverts_with_most_points_first(session: Session) -> None:
    alert = a_rich_case(session)
    adverts, total = case_adverts(session, alert.id or 0)
    assert [one.title[:10] for one in adverts] == ["50 housema", "Drivers fo"]
    assert total == 2
    assert adverts[0].points == pytest.approx(12.5)
    cut, total = case_adverts(session, alert.id or 0, limit=1)
    assert (len(cut), total) == (1, 2)


def test_an_advert_carries_its_assessment_and_case(session: Session) -> None:
    alert = a_rich_case(session)
    chosen = case_adverts(session, alert.id or 0)[0][0]
    advert = advert_view(session, chosen.id, assessment_id=chosen.assessment_id)
    assert advert is not None
    assert advert.assessment is not None
    for finding in advert.assessment.findings:
        if finding.span:
            assert advert.text[slice(*finding.span)] == finding.quote
    assert case_of_advert(session, chosen.id) == (alert.id, AlertState.OPEN)
    assert advert_view(session, 999) is None


def test_history_is_newest_first_with_the_raising_in_its_place(session: Session) -> None:
    alert = a_rich_case(session)
    case = case_view(session, alert.id or 0)
    assert case is not None
    history = case_history(session, case.id, raised_at=case.raised_at)
    assert [entry.at for entry in history] == sorted((entry.at for entry in history), reverse=True)
    last = last_act(history)
    assert last is not None
    assert last.officer == "amina@office.example"


def test_a_recruiter_shows_who_else_uses_its_contacts(session: Session) -> None:
    alert = a_rich_case(session)
    recruiter = recruiter_view(session, alert.recruiter_id)
    assert recruiter is not None
    assert {key.value: key.shared_with for key in recruiter.keys} == {
        "+254700000012": 1,
        "400111": 0,
        "baraka-horizon.example": 0,
    }
    assert len(recruiter_adverts(session, alert.recruiter_id, page=1, size=10)) == 2


def test_a_contact_tells_the_names_it_serves_and_whose_it_is_on_a_register(session: Session) -> None:
    recruiter = a_recruiter(session, "Tembo Careers")
    phone = {"kind": "phone", "value": "+254700000031", "raw": "0700 000 031"}
    for name in ("Tembo Careers", "Tembo Careers Ltd", "Chui Overseas Links"):
        an_advert(session, recruiter=recruiter, advertiser=name, advertiser_raw=name, contacts=[phone])
    session.add(RecruiterKey(recruiter_id=recruiter.id, kind=ContactKind.PHONE, value="+254700000031", adverts=3))
    agency = an_agency(session, "Simba Manpower Ltd")
    given = {"value": "+254700000031", "raw": "0700 000 031", "from_on": date(2026, 11, 1)}
    session.add(AgencyContact(agency_id=agency.id, kind=ContactKind.PHONE, **given))
    session.flush()
    view = recruiter_view(session, recruiter.id or 0)
    assert view is not None
    [key] = view.keys
    assert (len(key.names), key.shared_with, key.listed) == (2, 0, ("Simba Manpower Ltd",))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("BARAKA", {"adverts", "recruiters", "agencies", "contacts"}),
        ("0700-000-012", {"adverts", "recruiters", "contacts"}),
        ("+254 700 000 099", {"agencies", "contacts"}),
        ("400111", {"adverts", "recruiters", "contacts"}),
        ("zz/ea/0117", {"agencies"}),
        ("riyadh", {"adverts"}),
        ("%", set()),
        ("100%_", set()),
        ("' or 1=1 --", set()),
    ],
)
def test_search_looks_everywhere(session: Session, text: str, kinds: set[str]) -> None:
    a_rich_case(session)
    found = search(session, text, region="KE")
    assert {name for name in ("adverts", "recruiters", "agencies", "contacts") if getattr(found, name)} == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("qatar nanny", 1),  # in whatever order, one in the title and one in the description
        ("nanny tembo", 1),  # one of them in the advertiser's name
        ("nanny riyadh", 0),
        ('"nanny for qatar"', 0),
        ('"a family of four"', 1),
        ("0700 four", 0),
    ],
)
def test_each_word_narrows_a_search_down_and_quotes_keep_words_together(
    session: Session, text: str, found: int
) -> None:
    an_advert(session, title="Nanny wanted", advertiser="Tembo Ridge", description="For Qatar, a family of four.")
    an_advert(session, title="Driver wanted", advertiser="Tembo Ridge", description="For Qatar.")
    assert len(search(session, text, region="KE").adverts) == found


def test_agencies_stand_in_the_order_of_the_alphabet_however_they_are_written(session: Session) -> None:
    for name in ("Zebra Careers", "ALPHA Placement", "Beta Placement", "alto Placement"):
        an_agency(session, name)
    rows, _ = agency_rows(session, "", page=1, size=9)
    assert [row.name.split()[0] for row in rows] == ["ALPHA", "alto", "Beta", "Zebra"]


def test_a_number_is_looked_for_as_one(session: Session) -> None:
    an_advert(session, description="Flat 0700, box 000, room 012.")
    an_advert(session, description="Ring 0700 000 012.")
    assert len(search(session, "0700 000 012", region="KE").adverts) == 1


def test_search_says_which_lists_are_cut(session: Session) -> None:
    for place in range(4):
        a_case(session, f"Recruiter {place}")
    found = search(session, "recruiter", region="KE", limit=2)
    assert len(found.recruiters) == 2
    assert set(found.cut) == {"adverts", "recruiters"}


def test_the_register_answers_for_a_day(session: Session, at: datetime) -> None:
    a_rich_case(session)
    rows, total = agency_rows(session, "horizon", page=1, size=1)
    assert (len(rows), total) == (1, 2)
    agency = agency_file(session, rows[0].id)
    assert agency is not None
    licence = agency.licence_on(at.date())
    assert licence is not None
    assert licence.status is LicenceStatus.EXPIRED
    assert agency.licence_on(at.date().replace(year=2020)) is None
    assert [line.rows for line in registers(session)] == [1]


def test_a_source_that_brings_nothing_is_counted(session: Session) -> None:
    a_full_desk(session)
    failures = {source.name: source.failures_in_a_row for source in source_health(session)}
    assert failures == {"agency_site": 2, "demo_board": 0, "feed": 0}


def test_an_official_list_is_not_expected_to_bring_adverts(session: Session) -> None:
    a_full_desk(session)
    session.add(Crawl(source="agency_list", started_at=NOON, state=CrawlState.FINISHED, pages=24))
    session.flush()
    found = {source.name: source for source in source_health(session, lists={"agency_list"})}
    assert found["agency_list"].went_well
    assert found["demo_board"].went_well
    assert not found["agency_site"].went_well
    assert not source_health(session)[0].went_well


def test_the_audit_log_is_searched_and_paged(session: Session, at: datetime) -> None:
    for place in range(3):
        audit.append(
            session, actor=f"officer{place}@office.example", action="alert.decide", subject="alert:1", detail={}, at=at
        )
    rows, total = audit_rows(session, "OFFICER1", page=1, size=10)
    assert (len(rows), total) == (1, 1)
    assert [row.id for row in audit_rows(session, "", page=2, size=2)[0]] == [1]
    assert account_rows(session) == []
