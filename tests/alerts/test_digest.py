"""The weekly mail tells what a person confirmed, counts what nobody decided, and gives no private data away."""

from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlmodel import Session

from alerts.accountability import SIMULATED
from alerts.digest import compose_digest, week_facts
from alerts.triage import decide, escalate, reopen, undo
from alerts.weeks import last_whole_week, week_with
from registry.records import Account, Recruiter, RecruiterKey, Subscriber
from registry.settings import Settings
from registry.vocabulary import ContactKind, Disposition, Role, Severity, StandingState
from tests.alerts.factory import RULES, an_alert, an_assessed_advert, assess, raise_all
from tests.factory import NOON, a_recruiter, an_advert, an_agency

ASHA = "asha@labour.example"
WEEK = NOON.date()
REASON = "The licence on the wall expired in March."
BY_ASHA: dict[str, Any] = {"officer": ASHA, "reason": REASON, "at": NOON}


@pytest.fixture
def settings() -> Settings:
    return Settings(public_url="https://wakala.labour.example", office="Nakuru labour office")


@pytest.fixture
def reader() -> Subscriber:
    return Subscriber(email="chief@labour.example", name="Chief", unsubscribe_token="t0ken", created_at=NOON)


def compose(session: Session, reader: Subscriber, settings: Settings, **given: Any) -> Any:
    return compose_digest(session, reader, **{"week": WEEK, "settings": settings, "rulebook": RULES, **given})


def both(digest: Any) -> list[str]:
    return [digest.text, digest.html]


def test_a_confirmed_case_is_told_with_every_fact_an_officer_needs(
    session: Session, reader: Subscriber, settings: Settings
) -> None:
    session.add(Account(email=ASHA, name="Asha Officer", role=Role.INSPECTOR, password_hash="-", created_at=NOON))
    recruiter = a_recruiter(session, "Tembo Ridge Placement")
    advert = an_advert(session, recruiter=recruiter, url="https://board.example/adverts/77")
    reason = "Licence ZZ/0042 expired on 3 March 2026 (register of 1 November 2026)"
    expired = {"standing": StandingState.EXPIRED, "standing_reason": reason}
    assess(session, advert, "licence_expired_advertising", **expired)
    (alert,) = raise_all(session)
    decide(session, alert, Disposition.LAPSED, **BY_ASHA)
    digest = compose(session, reader, settings)
    assert digest.period == "2026-W47"
    assert digest.subject == "Wakala, week 47 of 2026: 1 confirmed or escalated, 0 waiting"
    for body in both(digest):
        for fact in (
            "Tembo Ridge Placement",
            "W-000001",
            "confirmed on 18 November 2026: licence lapsed, still advertising",
            reason,
            "as of 16 November 2026",
            "Advertising after the licence expired",
            "https://board.example/adverts/77",
            "Asha Officer (asha@labour.example)",
            "https://wakala.labour.example/case_file?case=1",
            "https://wakala.labour.example/unsubscribe/t0ken",
            "Nakuru labour office",
        ):
            assert fact in body


def test_what_the_demo_decided_by_itself_is_told_apart_from_what_people_decided(
    session: Session, reader: Subscriber, settings: Settings
) -> None:
    mine = an_alert(session, "passport_collected", name="Simba Crest Agency")
    nobodys = an_alert(session, "passport_collected", name="Twiga Vale Agency")
    decide(session, mine, Disposition.UNLICENSED, **BY_ASHA)
    decide(session, nobodys, Disposition.UNLICENSED, **{**BY_ASHA, "reason": SIMULATED})
    for body in both(compose(session, reader, settings)):
        assert "1 of these was simulated by the demo; no person decided them." in body
        assert body.count("confirmed by simulation on") == 1


def test_undecided_recruiters_are_counted_and_never_named(
    session: Session, reader: Subscriber, settings: Settings
) -> None:
    an_alert(session, "minor_targeted", name="Simba Crest Agency")
    an_alert(session, "passport_collected", name="Twiga Vale Agency")
    digest = compose(session, reader, settings)
    assert digest.quiet
    assert digest.subject.endswith("nothing to report, 2 waiting")
    for body in both(digest):
        assert "Simba Crest" not in body
        assert "Twiga Vale" not in body
    assert "   Critical      1   1 more than last week\n" in digest.text
    assert "   Low           0   as last week\n" in digest.text
    assert "WAITING FOR A DECISION: 2 (2 more than last week)" in digest.text


def test_only_what_a_person_says_last_counts(session: Session, reader: Subscriber, settings: Settings) -> None:
    alerts = {
        name: an_alert(session, name=f"{name} Agency")
        for name in ("Undone", "Cleared", "Reopened", "Duplicate", "Escalated", "Both", "Silent")
    }
    decide(session, alerts["Undone"], Disposition.LAPSED, **BY_ASHA)
    undo(session, alerts["Undone"], **BY_ASHA)
    escalate(session, alerts["Cleared"], **BY_ASHA)
    decide(session, alerts["Cleared"], Disposition.LAWFUL, **BY_ASHA)
    decide(session, alerts["Reopened"], Disposition.LAPSED, **BY_ASHA)
    reopen(session, alerts["Reopened"], **BY_ASHA)
    decide(session, alerts["Duplicate"], Disposition.DUPLICATE, **BY_ASHA)
    escalate(session, alerts["Escalated"], **BY_ASHA)
    escalate(session, alerts["Both"], **BY_ASHA)
    decide(session, alerts["Both"], Disposition.UNLAWFUL_FEE, **BY_ASHA)
    facts = week_facts(session, week=WEEK, settings=settings, rulebook=RULES)
    assert [(entry.name, entry.outcome, entry.found) for entry in facts.entries] == [
        ("Escalated Agency", "escalated", ""),
        ("Both Agency", "confirmed", "unlawful fee asked of workers"),
    ]


def test_a_firm_cleared_after_the_week_is_not_named_but_the_past_can_be_replayed(
    session: Session, reader: Subscriber, settings: Settings
) -> None:
    alert = an_alert(session, name="Tembo Ridge Placement")
    decide(session, alert, Disposition.LAPSED, **BY_ASHA)
    later = NOON + timedelta(days=6)
    undo(session, alert, officer=ASHA, reason=REASON, at=later)
    assert compose(session, reader, settings).quiet
    assert not compose(session, reader, settings, known_at=later - timedelta(days=1)).quiet


def test_weeks_end_at_midnight_where_the_office_is(session: Session, reader: Subscriber, settings: Settings) -> None:
    alert = an_alert(session)
    # Monday 00:30 in Nairobi is still Sunday in UTC.
    decide(
        session, alert, Disposition.LAPSED, officer=ASHA, reason=REASON, at=datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
    )
    assert compose(session, reader, settings).quiet
    next_week = compose(session, reader, settings, week=date(2026, 11, 23))
    assert "confirmed on 23 November 2026" in next_week.text
    assert last_whole_week(datetime(2026, 11, 22, 21, 30, tzinfo=UTC), time_zone="Africa/Nairobi").key == "2026-W47"


def test_counts_stand_as_they_did_at_the_end_of_each_week(session: Session, settings: Settings) -> None:
    before, after = NOON - timedelta(days=7), NOON + timedelta(days=7)
    old, _ = an_alert(session, at=before), an_alert(session, at=before)
    an_alert(session, at=NOON)
    decide(session, old, Disposition.LAWFUL, **BY_ASHA)
    reopen(session, old, officer=ASHA, reason=REASON, at=after)
    facts = week_facts(session, week=WEEK, settings=settings, rulebook=RULES)
    assert (facts.waiting.now, facts.waiting.before) == (2, 2)
    following = week_facts(session, week=after.date(), settings=settings, rulebook=RULES)
    assert (following.waiting.now, following.undecided[Severity.HIGH].before) == (3, 2)


def test_a_registered_name_is_told_rather_than_the_advertised_one(
    session: Session, reader: Subscriber, settings: Settings
) -> None:
    agency = an_agency(session, "Tembo Ridge Placement Limited")
    recruiter = a_recruiter(session, "tembo ridge 0700000017")
    advert = an_advert(session, recruiter=recruiter)
    assess(session, advert, "licence_expired_advertising", agency_id=agency.id)
    (alert,) = raise_all(session)
    decide(session, alert, Disposition.LAPSED, **BY_ASHA)
    assert "1. Tembo Ridge Placement Limited\n" in compose(session, reader, settings).text


@pytest.mark.parametrize(
    ("advertised", "told"),
    [
        ("Upepo Careers", "Upepo Careers, matched to Tembo Ridge Placement Limited"),
        ("TEMBO RIDGE PLACEMENT LTD", "Tembo Ridge Placement Limited"),
        ("0700 000 017", "Tembo Ridge Placement Limited"),
        ("Jane Mfano", "Tembo Ridge Placement Limited"),
    ],
)
def test_an_advertiser_of_another_name_is_told_beside_the_agency_it_was_matched_to(
    session: Session, reader: Subscriber, settings: Settings, advertised: str, told: str
) -> None:
    agency = an_agency(session, "Tembo Ridge Placement Limited")
    advert = an_advert(session, recruiter=a_recruiter(session, advertised))
    assess(session, advert, "licence_expired_advertising", agency_id=agency.id)
    (alert,) = raise_all(session)
    decide(session, alert, Disposition.PHOENIX, **BY_ASHA)
    assert f"1. {told}\n" in compose(session, reader, settings).text


class TestDiscretion:
    def test_firms_that_merely_sound_alike_are_not_drawn_in(
        self, session: Session, reader: Subscriber, settings: Settings
    ) -> None:
        advert = an_advert(session, recruiter=a_recruiter(session))
        reason = "not on the register of 1 November 2026; the closest name on it is Innocent Vale Ltd (ZZ/0007)"
        assess(session, advert, "passport_collected", standing_reason=reason)
        (alert,) = raise_all(session)
        decide(session, alert, Disposition.UNLICENSED, **BY_ASHA)
        for body in both(compose(session, reader, settings)):
            assert "Not on the register of 1 November 2026" in body
            assert "Innocent Vale" not in body

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("Tembo Ridge Ltd 0700 000 017", "Tembo Ridge Ltd"),
            ("+254 700 000017", "An advertiser without a business name"),
            ("mama.ajira@post.example", "An advertiser without a business name"),
            ("Ajira\r\nBcc: all@post.example\x07\u202eoffice", "Ajira Bcc: office"),
            ("Jane Mfano", "An advertiser without a business name"),
            ("Otieno W. Mfano", "An advertiser without a business name"),
            ("ABDI ALI MFANO", "An advertiser without a business name"),
            ("Mfano Careers", "Mfano Careers"),
            ("Mfano & Mfano", "Mfano & Mfano"),
        ],
    )
    def test_names_carry_no_contact_and_no_person(
        self, session: Session, reader: Subscriber, settings: Settings, name: str, shown: str
    ) -> None:
        alert = an_alert(session, name=name)
        session.add(RecruiterKey(recruiter_id=alert.recruiter_id, kind=ContactKind.PERSON, value="jane mfano"))
        decide(session, alert, Disposition.LAPSED, **BY_ASHA)
        assert f"1. {shown}\n" in compose(session, reader, settings).text

    @pytest.mark.parametrize(
        "url",
        [
            "https://chat.example/254700000017",
            "https://board.example/call-0700000017",
            "https://board.example/?mail=jane@post.example",
            "https://board.example/?pay=522522",
            "report:whatsapp:12",
            "javascript:alert(1)",
        ],
    )
    def test_an_address_that_tells_a_contact_or_is_not_public_stays_in_the_file(
        self, session: Session, reader: Subscriber, settings: Settings, url: str
    ) -> None:
        alert = an_alert(session, url=url)
        for kind, value in ((ContactKind.PHONE, "+254700000017"), (ContactKind.PAYBILL, "522522")):
            session.add(RecruiterKey(recruiter_id=alert.recruiter_id, kind=kind, value=value))
        decide(session, alert, Disposition.LAPSED, **BY_ASHA)
        for body in both(compose(session, reader, settings)):
            assert url not in body
            assert "1 in the case file" in body

    @pytest.mark.parametrize(
        "url",
        [
            "https://www.facebook.com/mary.wanjiku.kamau/posts/123",
            "https://m.facebook.com/profile.php?id=100012345",
            "https://instagram.com/cooks_nakuru/",
            "https://t.me/s/wanjiku",
            "https://www.tiktok.com/%40marykamau",
            "https://x.com/somebody/status/12",
            "https://ke.linkedin.com/in/m-k-7",
            "https://board.example/by/mary-wanjiku-kamau/77",
            "https://board.example/adverts/kamau-77",
            "https://board.example/?by=Mary%20Kamau",
            "https://marykamau.site.example/77",
            "https://[board.example/77",
        ],
    )
    def test_an_address_that_tells_who_a_private_advertiser_is_stays_in_the_file(
        self, session: Session, reader: Subscriber, settings: Settings, url: str
    ) -> None:
        decide(session, an_alert(session, name="Mary Wanjiku Kamau", url=url), Disposition.UNLICENSED, **BY_ASHA)
        for body in both(compose(session, reader, settings)):
            assert "An advertiser without a business name" in body
            assert url not in body
            assert "1 in the case file" in body

    @pytest.mark.parametrize(
        ("name", "url"),
        [
            ("Mary Wanjiku Kamau", "https://board.example/adverts/housemaids-77"),
            ("Mary Wanjiku Kamau", "https://www.facebook.com/groups/1234/posts/5678"),
            ("Kamau Careers Ltd", "https://www.facebook.com/kamaucareers/posts/123"),
            ("Kamau Careers Ltd", "https://board.example/kamau-careers-ltd/jane-77"),
        ],
    )
    def test_an_address_that_tells_no_person_is_told(
        self, session: Session, reader: Subscriber, settings: Settings, name: str, url: str
    ) -> None:
        alert = an_alert(session, name=name, url=url)
        session.add(RecruiterKey(recruiter_id=alert.recruiter_id, kind=ContactKind.PERSON, value="jane mfano"))
        decide(session, alert, Disposition.UNLICENSED, **BY_ASHA)
        assert url in compose(session, reader, settings).text

    def test_an_address_that_names_a_firms_contact_person_stays_in_the_file(
        self, session: Session, reader: Subscriber, settings: Settings
    ) -> None:
        alert = an_alert(session, name="Kamau Careers Ltd", url="https://board.example/by/jane-mfano/77")
        session.add(RecruiterKey(recruiter_id=alert.recruiter_id, kind=ContactKind.PERSON, value="jane mfano"))
        decide(session, alert, Disposition.UNLICENSED, **BY_ASHA)
        assert "jane-mfano" not in compose(session, reader, settings).text

    def test_the_officers_reason_and_the_adverts_words_stay_in_the_file(
        self, session: Session, reader: Subscriber, settings: Settings
    ) -> None:
        alert = an_alert(session, title="Cooks wanted", description="Call Jane Mfano on 0700 000 017.")
        decide(
            session,
            alert,
            Disposition.LAPSED,
            officer=ASHA,
            reason="Worker Amina Mfano, 0700 000 018, told us.",
            at=NOON,
        )
        for body in both(compose(session, reader, settings)):
            for private in ("Jane", "Amina", "0700", "Cooks wanted"):
                assert private not in body


def test_scraped_text_cannot_add_markup_or_lines(session: Session, reader: Subscriber, settings: Settings) -> None:
    alert = an_alert(session, name="<script>alert(1)</script> Agency\n\n2. Innocent Firm Ltd")
    decide(session, alert, Disposition.LAPSED, **BY_ASHA)
    digest = compose(session, reader, settings)
    assert "<script" not in digest.html
    assert "&lt;script&gt;" in digest.html
    assert "\n2. Innocent" not in digest.text


class _Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_html_is_whole_and_links_only_to_wakala(session: Session, reader: Subscriber, settings: Settings) -> None:
    alert = an_alert(session)
    decide(session, alert, Disposition.LAPSED, **BY_ASHA)
    parser = _Balanced()
    parser.feed(compose(session, reader, settings).html)
    assert parser.open == []
    assert {address.partition("/case_file")[0].partition("/unsubscribe")[0] for address in parser.addresses} == {
        "https://wakala.labour.example"
    }


@pytest.mark.parametrize("pick", [{"control_share": 1.0}, {"learning_picks": 1}], ids=["control", "learning"])
def test_a_pick_looks_like_any_other_case(
    session: Session, reader: Subscriber, settings: Settings, pick: dict[str, Any]
) -> None:
    an_assessed_advert(session, "fee_registration", probability=0.45)
    (alert,) = raise_all(session, **pick)
    assert "WAITING FOR A DECISION: 1 " in compose(session, reader, settings).text
    decide(session, alert, Disposition.MISLEADING, **BY_ASHA)
    for body in both(compose(session, reader, settings)):
        assert not any(word in body.lower() for word in ("control", "learning"))
        assert "A registration fee is asked" in body


def test_a_merged_recruiter_is_told_under_its_own_case(
    session: Session, reader: Subscriber, settings: Settings
) -> None:
    alert = an_alert(session, name="Tembo Ridge Placement")
    decide(session, alert, Disposition.LAPSED, **BY_ASHA)
    session.get_one(Recruiter, alert.recruiter_id).merged_into_id = a_recruiter(session).id
    assert "Tembo Ridge Placement" in compose(session, reader, settings).text


def test_weeks_have_iso_names(session: Session) -> None:
    assert week_with(date(2027, 1, 1), time_zone="Africa/Nairobi").key == "2026-W53"
    week = week_with(date(2026, 11, 22), time_zone="Africa/Nairobi")
    assert (week.monday, week.starts) == (date(2026, 11, 16), datetime(2026, 11, 15, 21, tzinfo=UTC))
