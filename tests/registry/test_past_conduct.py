"""Cases that officers confirmed speak against what a recruiter advertises later, and against nothing before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from registry.law.rulebook import load_rulebook
from registry.past_conduct import ShownAs, past_conduct
from registry.records import Advert, Alert, AlertAdvert, Assessment, Campaign, CampaignAdvert, Sighting, TriageDecision
from registry.vocabulary import (
    AdvertState,
    AlertState,
    Band,
    Disposition,
    MatchOutcome,
    MatchStrength,
    Severity,
    SightingChange,
    SourceKind,
    StandingState,
    TriageAction,
)
from tests.factory import a_crawl, a_recruiter, an_advert, an_agency

ZZ = load_rulebook("zz")
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
BEFORE, LATER = NOON - timedelta(days=3), NOON + timedelta(days=3)


def close(
    session: Session, advert: Advert, disposition: Disposition, *, undone: bool = False, **judged_as: Any
) -> Alert:
    """A case on the advert's recruiter, closed at noon; if `undone`, taken back. Keywords are the assessment's."""
    alert = Alert(
        recruiter_id=int(advert.recruiter_id or 0),
        jurisdiction="zz",
        state=AlertState.DECIDED,
        severity=Severity.HIGH,
        raised_at=BEFORE,
        raised_on=date(2026, 11, 7),
        updated_at=NOON,
        disposition=disposition,
    )
    session.add(alert)
    session.flush()
    values: dict[str, Any] = {
        "advert_id": int(advert.id or 0),
        "jurisdiction": "zz",
        "judged_on": date(2026, 11, 7),
        "assessed_at": BEFORE,
        "inputs_digest": "",
        "rulebook_version": "",
        "model_version": "",
        "match_outcome": MatchOutcome.UNLISTED,
        "match_strength": MatchStrength.NONE,
        "standing": StandingState.UNLISTED,
        "probability": 0.9,
        "band": Band.LIKELY,
    }
    judged = Assessment(**{**values, **judged_as})
    session.add(judged)
    session.flush()
    ids = {"alert_id": int(alert.id or 0), "advert_id": int(advert.id or 0)}
    session.add(AlertAdvert(**ids, assessment_id=int(judged.id or 0)))
    decision = TriageDecision(
        alert_id=int(alert.id or 0),
        action=TriageAction.DECIDE,
        disposition=disposition,
        officer="officer@wakala.example",
        decided_at=NOON,
        state_before=AlertState.OPEN,
        state_after=AlertState.DECIDED,
    )
    session.add(decision)
    session.flush()
    if undone:
        decision.undone_by_id = decision.id
        session.flush()
    return alert


def stated(session: Session, advert: Advert) -> list[str]:
    return [one.rule_id for one in past_conduct(session, [advert], rulebook=ZZ).get(int(advert.id or 0), ())]


@pytest.mark.parametrize("disposition", [Disposition.UNLAWFUL_FEE, Disposition.TRAFFICKING_SUSPECTED])
def test_a_confirmed_case_speaks_against_later_adverts_alone(session: Session, disposition: Disposition) -> None:
    recruiter = a_recruiter(session)
    first = an_advert(session, recruiter=recruiter, first_seen_at=BEFORE)
    later = an_advert(session, recruiter=recruiter, first_seen_at=LATER)
    other = an_advert(session, recruiter=a_recruiter(session, "Nyota"), first_seen_at=LATER)
    close(session, first, disposition)
    assert [stated(session, one) for one in (first, later, other)] == [[], ["prior_complaints"], []]
    (said,) = past_conduct(session, [later], rulebook=ZZ)[int(later.id or 0)]
    assert disposition.value.replace("_", " ") in said.explanation
    assert "10 November 2026" in said.explanation


@pytest.mark.parametrize("disposition", [Disposition.LAWFUL, Disposition.NOT_AN_AGENCY, Disposition.CANNOT_VERIFY])
def test_a_case_that_confirmed_nothing_says_nothing(session: Session, disposition: Disposition) -> None:
    recruiter = a_recruiter(session)
    first = an_advert(session, recruiter=recruiter, first_seen_at=BEFORE)
    later = an_advert(session, recruiter=recruiter, first_seen_at=LATER)
    close(session, first, disposition)
    assert stated(session, later) == []


def test_a_case_that_was_taken_back_says_nothing(session: Session) -> None:
    recruiter = a_recruiter(session)
    first = an_advert(session, recruiter=recruiter, first_seen_at=BEFORE)
    close(session, first, Disposition.UNLICENSED, undone=True)
    assert stated(session, an_advert(session, recruiter=recruiter, first_seen_at=LATER)) == []


REACHED = [{"kind": "phone", "claimed": "+254700000019", "registered": "+254700000019", "score": 1.0, "text": ""}]


@pytest.mark.parametrize(
    ("reasons", "shown", "listed", "expected"),
    [
        (REACHED, "other", ("same", "other"), []),
        # It left the list: a licence under another number makes no other agency of it.
        (REACHED, "other", ("other",), ["prior_complaints"]),
        (REACHED, "same", ("same", "other"), ["prior_complaints"]),
        # By a name alone anybody may be anybody.
        ([{**REACHED[0], "score": 0.0}], "other", ("same", "other"), ["prior_complaints"]),
        (REACHED, "", (), ["prior_complaints"]),
    ],
)
def test_of_agencies_with_one_reception_each_answers_for_its_own_cases(
    session: Session, reasons: list[dict[str, object]], shown: str, listed: tuple[str, ...], expected: list[str]
) -> None:
    agencies = {name: int(an_agency(session, f"{name} Placement").id or 0) for name in ("same", "other")}
    recruiter = a_recruiter(session)
    first = an_advert(session, recruiter=recruiter, first_seen_at=BEFORE)
    close(session, first, Disposition.UNLAWFUL_FEE, agency_id=agencies["same"], match_reasons=reasons)
    later = an_advert(session, recruiter=recruiter, first_seen_at=LATER)
    day = frozenset(agencies[name] for name in listed)
    known = {int(later.id or 0): ShownAs(frozenset({agencies[shown]}), day)} if shown else {}
    said = past_conduct(session, [later], rulebook=ZZ, shown=known).get(int(later.id or 0), ())
    assert [one.rule_id for one in said] == expected


def one_text(session: Session, *adverts: Advert) -> None:
    campaign = Campaign(digest="d" * 64, first_seen_at=BEFORE, template="")
    session.add(campaign)
    session.flush()
    for advert in adverts:
        session.add(CampaignAdvert(advert_id=int(advert.id or 0), campaign_id=int(campaign.id or 0)))
    session.flush()


@pytest.mark.parametrize(
    ("gone", "kind", "expected"),
    [
        (AdvertState.GONE, SourceKind.BOARD, ["repost_after_takedown"]),
        (AdvertState.LIVE, SourceKind.BOARD, []),
        (AdvertState.GONE, SourceKind.BLOG, []),
    ],
)
def test_the_same_text_after_a_takedown_is_a_repost(
    session: Session, gone: AdvertState, kind: SourceKind, expected: list[str]
) -> None:
    removed = an_advert(session, recruiter=a_recruiter(session), first_seen_at=BEFORE, last_seen_at=NOON, state=gone)
    again = an_advert(session, recruiter=a_recruiter(session, "Nyota"), first_seen_at=LATER, source_kind=kind)
    one_text(session, removed, again)
    close(session, removed, Disposition.UNLICENSED)
    assert stated(session, again) == expected


def test_an_advert_that_comes_back_after_its_case_is_a_repost(session: Session) -> None:
    advert = an_advert(session, recruiter=a_recruiter(session), first_seen_at=BEFORE)
    close(session, advert, Disposition.MISLEADING)
    crawl = a_crawl(session)
    session.add(
        Sighting(
            advert_id=int(advert.id or 0),
            crawl_id=int(crawl.id or 0),
            seen_at=LATER,
            change=SightingChange.BACK,
            content_digest=advert.content_digest,
        )
    )
    session.flush()
    assert stated(session, advert) == ["repost_after_takedown"]
