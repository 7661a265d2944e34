"""From an advert to the registers' facts on it: each rule fires on what breaks it and on nothing that looks like it."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from registry.advert_item import Contact
from registry.facts import AdvertFacts, judged_day, observe
from registry.identity.campaigns import find_campaigns
from registry.identity.matching import RegisterIndex
from registry.identity.recruiters import resolve_recruiters
from registry.identity.types import Claim
from registry.law.days import say
from registry.law.register_rules import CLONE
from registry.law.rulebook import load_rulebook
from registry.records import Advert
from registry.register_reading.table import RawRow
from registry.vocabulary import ContactKind, MatchOutcome, RegisterKind, SourceKind, StandingState
from tests.factory import a_recruiter, an_advert
from tests.registry.register_import.listing import AGENCIES, BLACK, NOTICES, RED, VACANCIES, load, row, valid

ZZ = load_rulebook("zz")
TODAY = date(2026, 11, 18)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
REGISTER_RULES = {
    "licence_expired_advertising",
    "licence_cancelled_or_noticed",
    "scope_exceeded",
    "agency_not_in_registry",
    "travel_agency_recruiting",
    "maritime_out_of_register",
    "job_order_not_found",
    "vacancies_exceed_job_order",
}


def registers(session: Session) -> None:
    """A register of October and November, a notice, a maritime register and approved vacancies."""
    firms = [
        row("Tembo Ridge Placement Ltd", "ZZ/EA/0901", colour=BLACK, Phone="0700 000 901", Expiry="2027-06-30"),
        row("Lapsed Baraka Placement Ltd", "ZZ/EA/0902", colour=RED, Expiry="2026-03-03"),
        row("Revoked Chui Placement Ltd", "ZZ/EA/0903", Status="struck off"),
        row("Local Duma Placement Ltd", "ZZ/EA/0904", colour=BLACK, Scope="local only"),
        row("Nyota Travel and Placement Ltd", "ZZ/EA/0905", colour=BLACK),
        row("Noticed Faru Placement Ltd", "ZZ/EA/0906", colour=BLACK),
    ]
    load(session, firms + valid(20), as_of=OCTOBER)
    load(session, firms + valid(20), as_of=NOVEMBER)
    named = ["Noticed Faru Placement Ltd", "Vanished Swara Agency"]
    notice = [
        RawRow(cells={"Firm": name, "No": "", "Date": "2026-10-20", "Director": "", "Reason": ""}) for name in named
    ]
    load(session, notice, as_of=NOVEMBER, spec=NOTICES)
    maritime = AGENCIES.model_copy(update={"kind": RegisterKind.MARITIME})
    load(session, [row("Pweza Crewing Ltd", "M/1", colour=BLACK)], as_of=OCTOBER, spec=maritime)
    orders = [
        ("Tembo Ridge Placement Ltd", "Housemaid", "Saudi Arabia", "100"),
        ("Nyota Travel and Placement Ltd", "Driver", "Qatar", "10"),
    ]
    cells = ("Agency", "Title", "Country", "Posts")
    empty = {"Agency no": "", "Order": ""}
    rows = [RawRow(cells={**empty, **dict(zip(cells, one, strict=True))}) for one in orders]
    load(session, rows, as_of=OCTOBER, spec=VACANCIES)


def facts_of(session: Session, **given: object) -> AdvertFacts:
    values = {"posted_on": date(2026, 11, 10), "title": "Waiter", "description": "A waiter is needed.", **given}
    values.setdefault("advertiser_raw", values.get("advertiser", ""))
    (found,) = observe(session, [an_advert(session, **values)], rulebook=ZZ, on=TODAY)
    return found


def stated(found: AdvertFacts) -> list[str]:
    return [one.rule_id for one in found.observations if one.rule_id in REGISTER_RULES]


@pytest.mark.parametrize(
    ("given", "state", "rules"),
    [
        ({"advertiser": "Tembo Ridge Placement Ltd"}, StandingState.LICENSED, []),
        (
            {"advertiser": "Lapsed Baraka Placement Ltd"},
            StandingState.EXPIRED,
            ["licence_expired_advertising"],
        ),
        (
            {"advertiser": "Lapsed Baraka Placement", "posted_on": date(2026, 3, 1)},
            StandingState.REGISTER_NOT_LOADED,
            [],
        ),
        ({"advertiser": "Revoked Chui Placement"}, StandingState.REVOKED, ["licence_cancelled_or_noticed"]),
        ({"advertiser": "Noticed Faru Placement"}, StandingState.REVOKED, ["licence_cancelled_or_noticed"]),
        ({"advertiser": "Noticed Faru Placement", "posted_on": date(2026, 10, 19)}, StandingState.LICENSED, []),
        ({"advertiser": "Local Duma Placement", "destination": "SA"}, StandingState.OUT_OF_SCOPE, ["scope_exceeded"]),
        ({"advertiser": "Local Duma Placement", "destination": "ZZ"}, StandingState.LICENSED, []),
        # A firm that only a notice names, by exactly its name; and its namesake, which is another firm.
        (
            {"advertiser": "Vanished Swara Agency Ltd", "destination": "SA"},
            StandingState.REVOKED,
            ["licence_cancelled_or_noticed"],
        ),
        (
            {"advertiser": "Vanished Swala Agency Ltd", "destination": "SA"},
            StandingState.UNLISTED,
            ["agency_not_in_registry"],
        ),
        # Nobody needs a licence to hire for itself at home; recruiting for others or for abroad does.
        ({"advertiser": "Mkate Bakers"}, StandingState.UNLISTED, []),
        ({"advertiser": "Mkate Bakers", "destination": "QA"}, StandingState.UNLISTED, ["agency_not_in_registry"]),
        (
            {"advertiser": "Jongoo Links", "description": "Our client in Kisumu seeks a cook."},
            StandingState.UNLISTED,
            ["agency_not_in_registry"],
        ),
        ({"advertiser": "Jongoo Manpower Services"}, StandingState.UNLISTED, ["agency_not_in_registry"]),
        (
            {"advertiser": "Jongoo Manpower Services", "description": "Join our team as an accountant."},
            StandingState.UNLISTED,
            [],
        ),
        (
            {"advertiser": "Doha Palace", "destination": "QA", "description": "Cooks for our own hotel."},
            StandingState.UNLISTED,
            [],
        ),
        ({"advertiser": "", "destination": "SA", "source_kind": SourceKind.SOCIAL}, StandingState.UNLISTED, []),
        (
            {
                "advertiser": "Kazi Leo Blog",
                "destination": "SA",
                "source_kind": SourceKind.BLOG,
                "description": "Advertised by Tembo Ridge Placement Ltd.",
            },
            StandingState.UNLISTED,
            [],
        ),
        (
            {
                "advertiser": "Safe Roads Initiative",
                "destination": "SA",
                "title": "Beware of housemaid jobs in Saudi Arabia",
            },
            StandingState.UNLISTED,
            [],
        ),
        (
            {"advertiser": "Safe Roads", "destination": "SA", "description": "Beware of fakes: we alone are real."},
            StandingState.UNLISTED,
            ["agency_not_in_registry"],
        ),
        # The state itself, told by where one applies; its name in another's advert is not it.
        (
            {
                "advertiser": "Ministry of Labour",
                "destination": "SA",
                "contacts": [{"kind": "email", "value": "jobs@labour.gov.example", "raw": ""}],
            },
            StandingState.UNLISTED,
            [],
        ),
        (
            {
                "advertiser": "Ministry of Labour",
                "destination": "SA",
                "contacts": [
                    {"kind": "email", "value": "jobs@labour.gov.example", "raw": ""},
                    {"kind": "email", "value": "asha@freemail.example", "raw": ""},
                ],
            },
            StandingState.UNLISTED,
            ["agency_not_in_registry"],
        ),
        # The word "travel" says nothing of a licensed firm.
        ({"advertiser": "Nyota Travel and Placement", "destination": "QA"}, StandingState.LICENSED, []),
        (
            {"advertiser": "Mawingu Tours and Safaris", "destination": "QA"},
            StandingState.UNLISTED,
            ["agency_not_in_registry", "travel_agency_recruiting"],
        ),
        ({"advertiser": "Mawingu Tours and Safaris"}, StandingState.UNLISTED, []),
        # Ships are cleared by another register.
        ({"advertiser": "Pweza Crewing", "title": "Cruise ship cook", "destination": "US"}, StandingState.LICENSED, []),
        (
            {"advertiser": "Tembo Ridge Placement", "title": "Cruise ship cook", "destination": "US"},
            StandingState.LICENSED,
            ["maritime_out_of_register", "job_order_not_found"],
        ),
        (
            {"advertiser": "Kasa Ventures", "title": "Deckhand", "destination": "US"},
            StandingState.UNLISTED,
            ["maritime_out_of_register", "agency_not_in_registry"],
        ),
        (
            {"advertiser": "Tembo Ridge Placement", "description": "Hotels, farms and a cruise ship hire."},
            StandingState.LICENSED,
            [],
        ),
        # Approved vacancies: none for this country; more posts than approved; repeats do not add up.
        ({"advertiser": "Tembo Ridge Placement", "destination": "QA"}, StandingState.LICENSED, ["job_order_not_found"]),
        (
            {"advertiser": "Tembo Ridge Placement", "destination": "SA", "title": "Housemaids", "vacancies": 100},
            StandingState.LICENSED,
            [],
        ),
        (
            {"advertiser": "Tembo Ridge Placement", "destination": "SA", "title": "Housemaids", "vacancies": 101},
            StandingState.LICENSED,
            ["vacancies_exceed_job_order"],
        ),
    ],
)
def test_each_rule_fires_on_what_breaks_it_and_on_nothing_that_looks_like_it(
    session: Session, given: dict[str, object], state: StandingState, rules: list[str]
) -> None:
    registers(session)
    found = facts_of(session, **given)
    assert (found.standing.state, sorted(stated(found))) == (state, sorted(rules)), found.standing.reason


def test_what_is_said_are_facts_and_dates(session: Session) -> None:
    registers(session)
    (said,) = facts_of(session, advertiser="Lapsed Baraka Placement Ltd").observations
    assert said.explanation == (
        "licence ZZ/EA/0902 expired on 3 March 2026 (register of 1 November 2026); advert of 10 November 2026"
    )
    assert said.facts["register_sha256"]
    unlisted = facts_of(session, advertiser="Jongoo Links", description="On behalf of a hotel we seek cooks.")
    (said,) = [one for one in unlisted.observations if one.rule_id == "agency_not_in_registry"]
    assert "recruits for others ('On behalf of')" in said.explanation
    text = f"{unlisted.advert.title}\n{unlisted.advert.description}"
    assert said.span is not None
    assert text[slice(*said.span)] == said.quote == "On behalf of"


def test_a_firm_that_only_a_notice_names_stands_as_that_notice_says(session: Session) -> None:
    registers(session)
    found = facts_of(session, advertiser="Vanished Swara Agency Ltd", destination="SA")
    issuer = NOTICES.issuer
    said = f"deregistered by notice of {issuer} of 20 October 2026; not on the register of 1 November 2026"
    assert (found.standing.state, found.standing.reason) == (StandingState.REVOKED, said)
    before = facts_of(session, advertiser="Vanished Swara Agency Ltd", posted_on=date(2026, 10, 19))
    assert (before.standing.state, before.standing.notice_id) == (StandingState.UNLISTED, None)


def test_nobody_is_unlisted_against_a_register_that_is_not_loaded(session: Session) -> None:
    found = facts_of(session, advertiser="Mawingu Tours and Safaris", destination="QA")
    assert found.match.outcome is MatchOutcome.REGISTER_NOT_LOADED
    assert found.standing.state is StandingState.REGISTER_NOT_LOADED
    assert stated(found) == []


def test_a_list_of_legal_names_is_no_register(session: Session) -> None:
    load(
        session,
        [row("Mawingu Tours and Safaris Ltd", "C/1")],
        as_of=OCTOBER,
        spec=AGENCIES.model_copy(update={"kind": RegisterKind.NAMES}),
    )
    found = facts_of(session, advertiser="Mawingu Tours and Safaris", destination="QA")
    assert found.standing.state is StandingState.REGISTER_NOT_LOADED
    assert [one.name for one in found.match.candidates] == ["Mawingu Tours and Safaris Ltd"]
    assert stated(found) == []


def test_ships_are_not_held_against_the_agencies_register_while_the_maritime_one_is_missing(session: Session) -> None:
    load(session, valid(20), as_of=OCTOBER)
    found = facts_of(session, advertiser="Kasa Ventures", title="Deckhand", destination="US")
    assert stated(found) == []


def test_lists_too_old_to_tell_call_nobody_on_them_unlisted(session: Session) -> None:
    long_ago = date(2025, 6, 1)
    firms = [row("Tembo Ridge Placement Ltd", "ZZ/EA/0901", colour=BLACK, Phone="0700 000 901"), *valid(20)]
    load(session, firms, as_of=long_ago)
    maritime = AGENCIES.model_copy(update={"kind": RegisterKind.MARITIME, "presence_means_licensed": True})
    load(session, [row("Pweza Crewing Ltd", "M/1")], as_of=long_ago, spec=maritime)
    ashore = facts_of(session, advertiser="Tembo Ridge Placement", destination="QA")
    assert (ashore.standing.state, stated(ashore)) == (StandingState.AMBIGUOUS, [])
    ships = facts_of(session, advertiser="Pweza Crewing", title="Cruise ship cook", destination="US")
    assert (ships.standing.state, stated(ships)) == (StandingState.AMBIGUOUS, [])
    assert "a list that is 527 days old on 10 November 2026" in ships.standing.reason


def test_a_good_maritime_licence_counts_beside_a_list_of_agencies_too_old_to_tell(session: Session) -> None:
    long_ago = date(2025, 6, 1)
    load(session, [row("Pweza Crewing Ltd", "ZZ/EA/0902", colour=BLACK), *valid(20)], as_of=long_ago)
    maritime = AGENCIES.model_copy(update={"kind": RegisterKind.MARITIME})
    load(session, [row("Pweza Crewing Ltd", "M/1", colour=BLACK)], as_of=OCTOBER, spec=maritime)
    ships = facts_of(session, advertiser="Pweza Crewing", title="Cruise ship cook", destination="US")
    assert (ships.standing.state, stated(ships)) == (StandingState.LICENSED, [])


def test_a_notice_against_a_firm_outweighs_its_maritime_licence_however_old_the_list(session: Session) -> None:
    long_ago = date(2025, 6, 1)
    load(session, [row("Pweza Crewing Ltd", "ZZ/EA/0902", colour=BLACK), *valid(20)], as_of=long_ago)
    cells = {"Firm": "Pweza Crewing Ltd", "No": "", "Date": "2026-10-20", "Director": "", "Reason": ""}
    load(session, [RawRow(cells=cells)], as_of=NOVEMBER, spec=NOTICES)
    maritime = AGENCIES.model_copy(update={"kind": RegisterKind.MARITIME})
    load(session, [row("Pweza Crewing Ltd", "M/1", colour=BLACK)], as_of=OCTOBER, spec=maritime)
    ships = facts_of(session, advertiser="Pweza Crewing", title="Cruise ship cook", destination="US")
    assert ships.standing.state is StandingState.REVOKED


def test_whose_name_is_like_two_maritime_firms_is_on_neither_list(session: Session) -> None:
    load(session, valid(20), as_of=OCTOBER)
    maritime = AGENCIES.model_copy(update={"kind": RegisterKind.MARITIME})
    firms = [row("Pweza Crewing Ltd", "M/1", colour=BLACK), row("Pweza Crewing Ltd", "M/2", colour=BLACK)]
    load(session, firms, as_of=OCTOBER, spec=maritime)
    ships = facts_of(session, advertiser="Pweza Crewing", title="Cruise ship cook", destination="US")
    assert "agency_not_in_registry" in stated(ships)


def test_adverts_of_different_days_are_judged_by_the_registers_of_those_days(session: Session) -> None:
    load(session, [row("Tembo Ridge Placement Ltd", "ZZ/EA/0901", colour=BLACK), *valid(20)], as_of=OCTOBER)
    load(session, [row("Tembo Ridge Placement Ltd", "ZZ/EA/0901", colour=RED), *valid(20)], as_of=NOVEMBER)
    adverts = [an_advert(session, posted_on=day) for day in (date(2026, 10, 31), NOVEMBER, date(2026, 9, 1))]
    found = observe(session, adverts, rulebook=ZZ, on=TODAY)
    assert [one.standing.state for one in found] == [
        StandingState.LICENSED,
        StandingState.EXPIRED,
        StandingState.LICENSED,
    ]
    assert [stated(one) for one in found] == [[], ["licence_expired_advertising"], []]


def test_posts_of_one_order_advertised_twice_never_add_up(session: Session) -> None:
    registers(session)
    recruiter = a_recruiter(session)
    values = {"recruiter": recruiter, "advertiser": "Nyota Travel and Placement Ltd", "destination": "QA"}
    driver = {"title": "Driver", "vacancies": 10, "posted_on": date(2026, 11, 10), **values}
    adverts = [an_advert(session, **{**driver, "title": title}) for title in ("Driver", "Dereva, Qatar", "Drivers")]
    assert [stated(one) for one in observe(session, adverts, rulebook=ZZ, on=TODAY)] == [[], [], []]
    more = an_advert(session, **{**driver, "title": "Dereva, Qatar", "vacancies": 15})
    (found,) = observe(session, [more], rulebook=ZZ, on=TODAY)
    (said,) = [one for one in found.observations if one.rule_id == "vacancies_exceed_job_order"]
    assert "15 posts for Qatar are advertised where 10 are approved" in said.explanation


@pytest.mark.parametrize(
    ("orders", "title", "posts", "found"),
    [
        ((("Driver", "10"), ("Drivers (second demand)", "5")), "Drivers", 14, False),
        ((("Driver", "10"), ("Drivers (second demand)", "5")), "Drivers", 16, True),
        ((("Driver of buses", "10"), ("Driver", "5")), "Drivers, Doha Qatar", 14, False),
        ((("Driver of buses", "10"), ("Nurse", "5")), "Drivers, Doha Qatar", 14, True),
    ],
)
def test_orders_of_one_trade_are_added_whatever_else_their_titles_say(
    session: Session, orders: tuple[tuple[str, str], ...], title: str, posts: int, found: bool
) -> None:
    load(session, [row("Tembo Ridge Placement Ltd", "ZZ/EA/0901", colour=BLACK), *valid(20)], as_of=OCTOBER)
    cells = {"Agency": "Tembo Ridge Placement Ltd", "Agency no": "", "Order": "", "Country": "Qatar"}
    listed = [RawRow(cells={**cells, "Title": said, "Posts": number}) for said, number in orders]
    load(session, listed, as_of=OCTOBER, spec=VACANCIES)
    given = {"title": title, "vacancies": posts, "destination": "QA", "location": "Doha"}
    said = stated(facts_of(session, advertiser="Tembo Ridge Placement Ltd", **given))
    assert ("vacancies_exceed_job_order" in said) is found


@pytest.mark.parametrize(("title", "found"), [("Beware of fake jobs: Mlima", False), ("Drivers for Qatar", True)])
def test_a_warning_may_print_whom_it_warns_of_with_telephone_and_number(
    session: Session, title: str, found: bool
) -> None:
    gone = row("Mlima Bureau Ltd", "ZZ/EA/0903", Status="struck off", Phone="0700 000 903", Director="Zawadi Mfano")
    load(session, [gone, *valid(20)], as_of=OCTOBER)
    text = "Beware of Zawadi Mfano, who calls from 0700 000 903, quotes ZZ/EA/0001 and takes money."
    contacts = [{"kind": "phone", "value": "+254700000903", "raw": "0700 000 903"}]
    facts = facts_of(session, advertiser="Haki Forum", title=title, description=text, contacts=contacts)
    rules = {one.rule_id for one in facts.observations}
    told = {"phoenix", "director_link_to_barred", "licence_cancelled_or_noticed", "licence_number_mismatch"}
    assert rules & told == (told if found else set())


def test_a_licence_number_in_the_text_is_found_by_the_countrys_pattern(session: Session) -> None:
    registers(session)
    found = facts_of(session, advertiser="Tembo Ridge", description="Licence ZZ/EA/0901, call us.")
    assert found.match.outcome is MatchOutcome.MATCHED
    assert found.match.candidates[0].number == "ZZ/EA/0901"


def test_a_rule_that_a_country_has_not_is_not_observed(session: Session) -> None:
    registers(session)
    bare = ZZ.jurisdiction.model_copy(update={"rules": ()})
    advert = an_advert(session, advertiser="Revoked Chui Placement Ltd")
    (found,) = observe(session, [advert], rulebook=type(ZZ)(bare, "v"), on=TODAY)
    assert (found.standing.state, found.observations) == (StandingState.REVOKED, ())


@pytest.mark.parametrize(
    ("posted_on", "seen_at", "wanted"),
    [
        (date(2026, 11, 10), datetime(2026, 11, 12, tzinfo=UTC), date(2026, 11, 10)),
        (None, datetime(2026, 11, 12, 22, 30, tzinfo=UTC), date(2026, 11, 13)),  # already tomorrow in Zamzania
        (date(2027, 1, 1), datetime(2026, 11, 12, tzinfo=UTC), TODAY),
        (date(2005, 1, 1), datetime(2026, 11, 12, tzinfo=UTC), date(2026, 11, 12)),  # before the laws it would break
    ],
)
def test_an_advert_is_judged_for_the_day_it_was_posted_and_never_for_tomorrow(
    posted_on: date | None, seen_at: datetime, wanted: date
) -> None:
    advert = Advert(
        source="s",
        source_kind=SourceKind.BOARD,
        key="k",
        url="http://b.example",
        content_digest="0",
        posted_on=posted_on,
        first_seen_at=seen_at,
        last_seen_at=seen_at,
    )
    assert judged_day(advert, rulebook=ZZ, on=TODAY) == wanted


@pytest.mark.parametrize(("title", "found"), [("Beware of fake jobs in Saudi Arabia", False), ("Jobs in Saudi", True)])
def test_a_warning_that_many_print_is_no_ring_of_theirs(session: Session, title: str, found: bool) -> None:
    text = (
        "Every worker deserves a contract. Ask for it before you travel, read it twice and keep a copy with your family"
    )
    adverts = [
        an_advert(
            session, title=title, advertiser=name, advertiser_raw=name, description=f"{text}. Call 0700 000 00{at}."
        )
        for at, name in enumerate(("Chui Links", "Simba Careers"))
    ]
    at = datetime(2026, 11, 18, tzinfo=UTC)
    resolve_recruiters(session, adverts, at=at)
    find_campaigns(session, adverts, at=at)
    rules = {one.rule_id for facts in observe(session, adverts, rulebook=ZZ, on=TODAY) for one in facts.observations}
    assert ("duplicate_text_many_names" in rules) == found


@pytest.mark.parametrize(
    ("given", "corroborated"),
    [
        ({"vacancies": 12}, True),
        ({}, False),  # a list of October says little on an advert of November
        ({"posted_on": OCTOBER}, True),
        ({"posted_on": OCTOBER, "contacts": [{"kind": "licence", "value": "ZZ/EA/0901", "raw": ""}]}, False),
    ],
)
def test_a_missing_order_raises_with_one_more_fact(
    session: Session, given: dict[str, object], corroborated: bool
) -> None:
    registers(session)
    found = facts_of(session, advertiser="Tembo Ridge Placement", destination="QA", **given)
    missing = [one for one in found.observations if one.rule_id == "job_order_not_found"]
    assert [one.corroborated for one in missing] == [corroborated]


def test_a_name_without_its_contacts_and_without_its_orders_is_anothers(session: Session) -> None:
    registers(session)
    given = {
        "advertiser": "Tembo Ridge Placement",
        "contacts": [{"kind": "phone", "value": "+254711000000", "raw": ""}],
    }
    advert = an_advert(session, destination="QA", posted_on=date(2026, 11, 10), **given)
    ordered = an_advert(session, destination="SA", posted_on=date(2026, 11, 10), **given)
    resolve_recruiters(session, [advert, ordered], at=datetime(2026, 11, 18, tzinfo=UTC))
    found, lawful = observe(session, [advert, ordered], rulebook=ZZ, on=TODAY)
    assert [one.facts["without_order"] for one in found.observations if one.rule_id == CLONE and one.counts] == [True]
    assert [one for one in lawful.observations if one.rule_id == CLONE and one.counts] == []


@pytest.mark.parametrize(
    ("status", "given", "state", "rules"),
    [
        ({"colour": BLACK}, {"destination": "SA"}, StandingState.UNLISTED, ["agency_not_in_registry"]),
        ({"colour": BLACK}, {}, StandingState.UNLISTED, []),
        ({"colour": RED}, {}, StandingState.EXPIRED, ["licence_expired_advertising"]),
        ({"Status": "struck off"}, {}, StandingState.REVOKED, ["licence_cancelled_or_noticed"]),
        # While it was listed.
        ({"colour": BLACK}, {"posted_on": date(2026, 10, 20)}, StandingState.LICENSED, []),
    ],
)
def test_an_advert_of_a_firm_that_left_the_register_is_told_when_it_was_listed(
    session: Session, status: dict[str, str], given: dict[str, object], state: StandingState, rules: list[str]
) -> None:
    others = valid(20, first=100)
    gone = row("Pundamilia Links Ltd", "ZZ/EA/0777", Phone="0700 000 777", **status)  # type: ignore[arg-type]
    load(session, [gone, *others], as_of=OCTOBER)
    load(session, others, as_of=NOVEMBER)
    found = facts_of(session, advertiser="Pundamilia Links", **given)
    assert (found.standing.state, stated(found)) == (state, rules)
    if "posted_on" not in given:
        assert found.match.outcome is MatchOutcome.UNLISTED
        assert [one.name for one in found.match.candidates] == ["Pundamilia Links Ltd"]
        assert f"was listed until the snapshot of {say(OCTOBER)}, not since" in found.standing.reason


@pytest.mark.parametrize(
    ("advertiser", "contacts", "former"),
    [
        ("Pundamilia Links", (), True),
        ("Pundamilia Link Services", (("phone", "+254700000777"),), True),
        ("Twiga Bureau", (("phone", "+254700000777"),), False),
        ("", (("phone", "+254700000777"),), False),
        ("Pundamilla Links", (), False),
        # Its number again, under another name, is another firm's number.
        ("Twiga Bureau", (("licence", "ZZ/EA/0777"),), False),
        ("", (("licence", "ZZ/EA/0777"),), True),
        # Another firm bears the name now.
        ("Faru Bureau", (), False),
    ],
)
def test_only_a_firm_that_leaves_little_doubt_is_one_that_left(
    session: Session, advertiser: str, contacts: tuple[tuple[str, str], ...], former: bool
) -> None:
    others = [row("Faru Bureau", "ZZ/EA/0900", colour=BLACK), *valid(20, first=100)]
    gone = [row("Pundamilia Links Ltd", "ZZ/EA/0777", colour=BLACK, Phone="0700 000 777")]
    gone.append(row("Faru Bureau", "ZZ/EA/0778", colour=BLACK))
    load(session, [*gone, *others], as_of=OCTOBER)
    load(session, others, as_of=NOVEMBER)
    index = RegisterIndex.build(session, "zz", on=NOVEMBER)
    claim = Claim(advertiser, tuple(Contact(kind=ContactKind(kind), value=value) for kind, value in contacts))
    assert (index.match(claim).former_id is not None) is former


def test_a_trade_name_is_looked_up_in_the_maritime_register_by_its_agencys_registered_names(session: Session) -> None:
    reached = {"Phone": "0700 000 901", "Email": "crew@bluewave.example"}
    listed = row("Pwani Crewing Services Ltd t/a BlueWave Crew", "ZZ/EA/0901", colour=BLACK, **reached)
    load(session, [listed, *valid(20)], as_of=OCTOBER)
    maritime = AGENCIES.model_copy(update={"kind": RegisterKind.MARITIME})
    load(session, [row("Pwani Crewing Services Ltd", "M/1", colour=BLACK)], as_of=OCTOBER, spec=maritime)
    contacts = [
        {"kind": "phone", "value": "+254700000901", "raw": "0700 000 901"},
        {"kind": "email", "value": "crew@bluewave.example", "raw": "crew@bluewave.example"},
    ]
    given = {"title": "Cruise ship cook", "destination": "US", "contacts": contacts}
    assert "maritime_out_of_register" not in stated(facts_of(session, advertiser="BlueWave Crew", **given))
    assert "maritime_out_of_register" in stated(
        facts_of(session, advertiser="Kasa Ventures", **given | {"contacts": []})
    )
