"""A desk with work on it: invented recruiters, adverts, findings and alerts, made short for screen tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlmodel import Session

from registry.law.rulebook import load_rulebook
from registry.records import (
    Advert,
    Agency,
    AgencyContact,
    AgencyName,
    Alert,
    AlertAdvert,
    Assessment,
    Crawl,
    Finding,
    Notice,
    Recruiter,
    RecruiterKey,
    RegisterEvent,
    Sighting,
    TriageDecision,
)
from registry.vocabulary import (
    AlertState,
    Band,
    ContactKind,
    CrawlState,
    Disposition,
    Lane,
    LicenceScope,
    LicenceStatus,
    MatchOutcome,
    MatchStrength,
    RegisterChange,
    Severity,
    SightingChange,
    SourceKind,
    StandingState,
    Stated,
    TriageAction,
)
from tests.factory import NOON, a_recruiter, an_advert, an_agency, an_import

PASSWORD = "four quiet invented words"
HOSTILE_TITLE = "<script>window.hacked=1</script> Cook ![pixel](http://tracker.example/p.png)"
HOSTILE_TEXT = (
    '<img src=x onerror="window.hacked=2"> [ring us](javascript:window.hacked=3) ![p](http://tracker.example/q.png)\n'
    "# Not a heading\n<b>Not bold</b> :red[not red] $x^2$ pay a registration fee before the interview"
)
_digests = count(1)


@dataclass(frozen=True)
class Said:
    """One finding to make: a rule, the words it rests on (found in the text), and how it counts."""

    rule_id: str
    quote: str = ""
    explanation: str = ""
    points: float = 2.0
    hard: bool = False
    hint: bool = False
    cancelled_by: str = ""
    stated: Stated = Stated.STATED
    facts: dict[str, Any] = field(default_factory=dict)


def assess(
    session: Session,
    advert: Advert,
    said: Sequence[Said] = (),
    *,
    agency: Agency | None = None,
    standing: StandingState = StandingState.UNLISTED,
    standing_reason: str = "No agency of that name, number or contact stands on the register as of 1 November 2026.",
    **given: Any,
) -> Assessment:
    """A current assessment of `advert` with its findings, flushed."""
    rulebook = load_rulebook("zz")
    values: dict[str, Any] = {
        "advert_id": advert.id,
        "recruiter_id": advert.recruiter_id,
        "agency_id": agency.id if agency else None,
        "jurisdiction": "zz",
        "judged_on": NOON.date(),
        "assessed_at": NOON,
        "inputs_digest": f"{next(_digests):064x}",
        "content_digest": advert.content_digest,
        "rulebook_version": rulebook.version,
        "model_version": "scorecard",
        "match_outcome": MatchOutcome.MATCHED if agency else MatchOutcome.UNLISTED,
        "match_strength": MatchStrength.NAME_EXACT if agency else MatchStrength.NONE,
        "standing": standing,
        "standing_reason": standing_reason,
        "probability": 0.8,
        "band": Band.LIKELY,
    }
    assessment = Assessment(**{**values, **given})
    session.add(assessment)
    session.flush()
    text = f"{advert.title}\n{advert.description}"
    for one in said:
        rule = rulebook.rule(one.rule_id)
        start = text.find(one.quote) if one.quote else -1
        session.add(
            Finding(
                assessment_id=assessment.id,
                advert_id=advert.id,
                rule_id=rule.id,
                ground=rule.ground,
                severity=rule.severity,
                stated=one.stated,
                hard=one.hard,
                hint=one.hint,
                span_start=start if start >= 0 else None,
                span_end=start + len(one.quote) if start >= 0 else None,
                quote=one.quote,
                explanation=one.explanation,
                facts=one.facts,
                cancelled_by=one.cancelled_by,
                points=one.points,
            )
        )
    session.flush()
    return assessment


def an_alert(
    session: Session, recruiter: Recruiter, assessments: Sequence[Assessment], *, days: int = 3, **given: Any
) -> Alert:
    """An alert on `recruiter` that rests on the assessed adverts, raised `days` before noon, flushed."""
    raised_at = NOON - timedelta(days=days)
    values: dict[str, Any] = {
        "recruiter_id": recruiter.id,
        "jurisdiction": "zz",
        "severity": Severity.HIGH,
        "lane": Lane.ORDINARY,
        "score": 0.8,
        "grounds": ["agency_not_in_registry"],
        "raised_at": raised_at,
        "raised_on": raised_at.date(),
        "updated_at": raised_at,
    }
    alert = Alert(**{**values, **given})
    session.add(alert)
    session.flush()
    for assessment in assessments:
        session.add(AlertAdvert(alert_id=alert.id, advert_id=assessment.advert_id, assessment_id=assessment.id))
    session.flush()
    return alert


def a_case(session: Session, name: str, *, text: str = "", said: Sequence[Said] = (), **given: Any) -> Alert:
    """A recruiter with one assessed advert and an alert on it; keyword arguments are alert columns."""
    recruiter = a_recruiter(session, name)
    advert = an_advert(
        session,
        recruiter=recruiter,
        title=given.pop("title", "Housekeepers wanted abroad"),
        advertiser=name,
        advertiser_raw=f"{name} Full time",
        description=text or "We recruit for various employers abroad. A registration fee is paid before travel.",
        source=given.pop("source", "demo_board"),
        destination="SA",
        location="Mombasa Road",
    )
    said = said or [Said("agency_not_in_registry", explanation="Recruits for others and stands on no list.", hard=True)]
    return an_alert(session, recruiter, [assess(session, advert, said)], **given)


def a_rich_case(session: Session) -> Alert:
    """A case with everything a case file can show: an expired agency, marks that overlap, a denial, links, history."""
    source = an_import(session, jurisdiction="zz", as_of=date(2026, 11, 1))
    agency = an_agency(
        session,
        "Baraka Horizon Placement Ltd",
        number="ZZ/EA/0117",
        status=LicenceStatus.EXPIRED,
        scope=LicenceScope.FOREIGN,
        expires_on=date(2026, 3, 3),
        from_import=source,
    )
    other = an_agency(session, "Baraka Horizons Africa Ltd", number="ZZ/EA/0244", from_import=source)
    _register_details(session, agency, other)
    recruiter = a_recruiter(session, "Baraka Horizon Placement")
    recruiter.names = ["Baraka Horizon Placement", "Baraka Horizon Travel", "BHP Jobs Abroad"]
    for kind, value, adverts in (
        (ContactKind.PHONE, "+254700000012", 3),
        (ContactKind.PAYBILL, "400111", 2),
        (ContactKind.DOMAIN, "baraka-horizon.example", 1),
    ):
        session.add(RecruiterKey(recruiter_id=recruiter.id, kind=kind, value=value, adverts=adverts))
    stranger = a_recruiter(session, "Upepo Careers")
    session.add(RecruiterKey(recruiter_id=stranger.id, kind=ContactKind.PHONE, value="+254700000012", adverts=1))
    first = an_advert(
        session,
        recruiter=recruiter,
        title="50 housemaids to Saudi Arabia, travel this month",
        advertiser="Baraka Horizon Placement Ltd",
        advertiser_raw="Full timeBaraka Horizon Placement Ltd",
        posted_on=date(2026, 11, 10),
        destination="SA",
        location="River Road, Nairobi",
        vacancies=50,
        description=(
            "Baraka Horizon Placement Ltd recruits for various employers in Riyadh.\n\n"
            "Requirements: female only, 21 to 38 years.\n"
            "Pay a registration fee of 3,500 before the interview through Paybill 400111, account: your name.\n"
            "Your passport stays with our office until the contract ends.\n\n"
            "No fee is charged for training. Call 0700 000 012."
        ),
        contacts=[{"kind": "phone", "value": "+254700000012", "raw": "0700 000 012"}],
    )
    judged = assess(
        session,
        first,
        [
            Said(
                "licence_expired_advertising",
                explanation="The licence ZZ/EA/0117 expired on 3 March 2026; the advert is of 10 November 2026.",
                points=4.0,
                hard=True,
            ),
            Said(
                "pay_before_interview",
                "registration fee of 3,500 before the interview",
                "Asks for money before the interview.",
                3.0,
                hard=True,
            ),
            Said(
                "fee_registration",
                "Pay a registration fee of 3,500",
                "Asks workers for 3,500 as a registration fee.",
                2.0,
            ),
            Said(
                "passport_collected", "Your passport stays with our office", "Keeps workers' passports.", 3.0, hard=True
            ),
            Said("women_only_age_appearance", "female only, 21 to 38 years", "Women only, with an age range.", 0.5),
            Said(
                "fee_medical_training",
                "No fee is charged for training",
                "Speaks of a training fee.",
                0.0,
                cancelled_by="no_fee_is_charged",
            ),
        ],
        agency=agency,
        standing=StandingState.EXPIRED,
        standing_reason="The licence ZZ/EA/0117 of Baraka Horizon Placement Ltd expired on 3 March 2026, before the "
        "advert of 10 November 2026.",
        match_reasons=[
            {
                "kind": "name",
                "claimed": "Baraka Horizon Placement Ltd",
                "registered": "Baraka Horizon Placement Ltd",
                "score": 1.0,
                "text": "the same name",
            },
            {
                "kind": "phone",
                "claimed": "+254 700 000 012",
                "registered": "+254 700 000 099",
                "score": 0.0,
                "text": "the register gives another phone",
            },
        ],
        candidates=[
            {"agency_id": agency.id, "number": "ZZ/EA/0117", "name": agency.name, "score": 1.0, "reasons": []},
            {
                "agency_id": other.id,
                "number": "ZZ/EA/0244",
                "name": other.name,
                "score": 0.86,
                "reasons": [
                    {
                        "kind": "name",
                        "claimed": "baraka horizon placement",
                        "registered": "baraka horizons africa",
                        "score": 0.86,
                        "text": "the rare word 'placement' differs",
                    }
                ],
            },
        ],
    )
    second = an_advert(
        session,
        recruiter=recruiter,
        title="Drivers for Qatar",
        source="forwarded_messages",
        source_kind=SourceKind.SOCIAL,
        description="Drivers wanted in Doha. Ring 0700 000 012.",
    )
    judged_too = assess(session, second, [Said("shared_phone_many_agencies", explanation="One phone, three names.")])
    _sightings(session, [first, second])
    alert = an_alert(
        session,
        recruiter,
        [judged, judged_too],
        severity=Severity.CRITICAL,
        grounds=["licence_expired_advertising", "pay_before_interview", "passport_collected"],
        days=2,
    )
    session.add(
        TriageDecision(
            alert_id=alert.id,
            action=TriageAction.ASSIGN,
            officer="amina@office.example",
            reason="Assigned from the queue.",
            decided_at=NOON - timedelta(days=1),
            state_before=AlertState.OPEN,
            state_after=AlertState.OPEN,
        )
    )
    session.flush()
    return alert


def a_full_desk(session: Session) -> list[Alert]:
    """A dozen cases over every severity, state and lane, with hostile text in one, and three sources with runs."""
    rich = a_rich_case(session)
    urgent = a_case(
        session,
        "Nyota Overseas Desk",
        title="Customer service, South-East Asia",
        severity=Severity.CRITICAL,
        lane=Lane.URGENT,
        days=0,
        grounds=["passport_collected"],
        source="agency_site",
    )
    hostile = a_case(
        session,
        "<script>alert(1)</script> ![x](http://tracker.example/n.png)",
        title=HOSTILE_TITLE,
        text=HOSTILE_TEXT,
        said=[Said("fee_registration", "a registration fee", "Asks workers for a fee.", 2.0)],
        severity=Severity.HIGH,
        grounds=["fee_registration", "score"],
    )
    picks = [
        a_case(
            session,
            name,
            severity=Severity.LOW,
            lane=lane,
            score=score,
            grounds=[lane.value],
            days=1,
            said=[Said("women_only_age_appearance", explanation="Women only.", points=0.5)],
        )
        for name, lane, score in (("Mlima Safi Hotel", Lane.CONTROL, 0.04), ("Ziwa Kuu Lodge", Lane.LEARNING, 0.48))
    ]
    others = [
        a_case(session, name, severity=severity, state=state, days=days, **more)
        for name, severity, state, days, more in (
            ("Kijani Manpower", Severity.HIGH, AlertState.OPEN, 9, {"assignee": "amina@office.example"}),
            ("Pwani Link Agencies", Severity.MEDIUM, AlertState.OPEN, 16, {"grounds": ["score", "fee_registration"]}),
            ("Jua Kali Crewing", Severity.HIGH, AlertState.ESCALATED, 5, {"grounds": ["maritime_out_of_register"]}),
            ("Safari Njema Tours", Severity.MEDIUM, AlertState.SNOOZED, 6, {"snoozed_until": date(2026, 12, 1)}),
            ("Mbali Sana Recruiters of the Great Lakes and Coast Limited", Severity.LOW, AlertState.OPEN, 40, {}),
            ("Umoja Staffing", Severity.HIGH, AlertState.DECIDED, 12, {"disposition": Disposition.UNLICENSED}),
        )
    ]
    _crawls(session)
    return [rich, urgent, hostile, *picks, *others]


def _register_details(session: Session, agency: Agency, other: Agency) -> None:
    for one, name in ((agency, "baraka horizon placement"), (other, "baraka horizons africa")):
        session.add(AgencyName(agency_id=one.id, name=one.name, normalised=name, from_on=date(2026, 11, 1)))
    session.add(
        AgencyContact(
            agency_id=agency.id,
            kind=ContactKind.PHONE,
            value="+254700000099",
            raw="0700 000 099",
            from_on=date(2026, 11, 1),
        )
    )
    session.add(
        Notice(
            import_id=agency.first_import_id,
            jurisdiction="zz",
            issuer="Ministry of Invented Affairs",
            published_on=date(2026, 9, 14),
            action=LicenceStatus.SUSPENDED,
            name=agency.name,
            normalised="baraka horizon placement",
            reason="Workers charged for visas.",
            agency_id=agency.id,
        )
    )
    session.add(
        RegisterEvent(
            import_id=agency.last_import_id,
            agency_id=agency.id,
            change=RegisterChange.LAPSED,
            on=date(2026, 11, 1),
            before="valid",
            after="expired",
        )
    )


def _sightings(session: Session, adverts: Sequence[Advert]) -> None:
    crawl = Crawl(source="demo_board", started_at=NOON - timedelta(days=3), state=CrawlState.FINISHED)
    session.add(crawl)
    session.flush()
    for advert in adverts:
        session.add(
            Sighting(
                advert_id=advert.id,
                crawl_id=crawl.id,
                seen_at=NOON - timedelta(days=3),
                change=SightingChange.FIRST,
                content_digest=advert.content_digest,
            )
        )
    session.flush()


def _crawls(session: Session) -> None:
    for source, items in (
        ("demo_board", (120, 131, 118, 140)),
        ("agency_site", (30, 28, 0, 0)),
        ("feed", (12, 11, 15, 9)),
    ):
        for place, number in enumerate(items):
            session.add(
                Crawl(
                    source=source,
                    started_at=NOON - timedelta(days=4 - place),
                    finished_at=NOON - timedelta(days=4 - place) + timedelta(minutes=6),
                    state=CrawlState.FINISHED,
                    items=number,
                    new=number // 4,
                    pages=number + 4,
                    status_codes={"200": number + 4, "404": 1},
                    coverage={"title": 1.0, "hiring_organization": 0.96, "base_salary": 0.4} if number else {},
                    problems=[] if number else ["The listing page held no advert links; its layout may have changed."],
                )
            )
    session.flush()
