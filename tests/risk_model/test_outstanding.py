"""What must be judged again is found by comparing what a judgement rested on with what stands now."""

from typing import Any

import pytest
from sqlmodel import Session

from registry.records import Advert, Assessment, Campaign, CampaignAdvert
from registry.vocabulary import Band, ImportState, MatchOutcome, MatchStrength, StandingState
from risk_model.outstanding import ids_to_assess, registers_digest
from risk_model.scorecard import Scorecard
from tests.factory import NOON, a_recruiter, an_advert, an_import
from tests.risk_model.factory import a_rulebook

RULEBOOK = a_rulebook([])
JUDGE = Scorecard()


def judged(session: Session, advert: Advert, **given: Any) -> Advert:
    """The advert, with a current assessment that nothing has overtaken."""
    values: dict[str, Any] = {
        "advert_id": advert.id,
        "recruiter_id": advert.recruiter_id,
        "jurisdiction": "zz",
        "judged_on": NOON.date(),
        "assessed_at": NOON,
        "inputs_digest": "x",
        "content_digest": advert.content_digest,
        "registers_digest": registers_digest(session, "zz"),
        "rulebook_version": RULEBOOK.version,
        "model_version": JUDGE.version,
        "match_outcome": MatchOutcome.REGISTER_NOT_LOADED,
        "match_strength": MatchStrength.NONE,
        "standing": StandingState.REGISTER_NOT_LOADED,
        "probability": 0.1,
        "band": Band.UNLIKELY,
    }
    session.add(Assessment(**{**values, **given}))
    session.flush()
    return advert


def outstanding(session: Session) -> list[int]:
    return list(ids_to_assess(session, rulebook=RULEBOOK, judge=JUDGE))


def test_a_new_advert_is_outstanding_and_a_judged_one_is_not(session: Session) -> None:
    judged(session, an_advert(session))
    new = an_advert(session)
    assert outstanding(session) == [new.id]


@pytest.mark.parametrize("given", [{"rulebook_version": "old"}, {"model_version": "old"}, {"content_digest": "old"}])
def test_another_law_judge_or_text_makes_it_outstanding(session: Session, given: dict[str, str]) -> None:
    advert = judged(session, an_advert(session), **given)
    assert outstanding(session) == [advert.id]


def test_a_closed_judgement_is_no_judgement(session: Session) -> None:
    advert = judged(session, an_advert(session), until_at=NOON)
    assert outstanding(session) == [advert.id]


def test_a_list_taking_effect_makes_all_outstanding(session: Session) -> None:
    adverts = [judged(session, an_advert(session)) for _ in range(2)]
    held = an_import(session, jurisdiction="zz", state=ImportState.HELD)
    an_import(session, jurisdiction="ke")
    assert outstanding(session) == []
    held.state = ImportState.ACTIVE
    session.flush()
    assert outstanding(session) == [advert.id for advert in adverts]


def test_whoever_shares_a_recruiter_or_text_with_a_new_advert_is_judged_again(session: Session) -> None:
    recruiter = a_recruiter(session)
    beside = judged(session, an_advert(session, recruiter=recruiter))
    copy = judged(session, an_advert(session))
    judged(session, an_advert(session))
    new = an_advert(session, recruiter=recruiter)
    campaign = Campaign(digest="c", template="t", first_seen_at=NOON)
    session.add(campaign)
    session.flush()
    session.add_all(CampaignAdvert(advert_id=one.id, campaign_id=campaign.id) for one in (copy, new))
    session.flush()
    assert outstanding(session) == [beside.id, copy.id, new.id]


def test_both_recruiters_are_judged_again_when_an_advert_moves(session: Session) -> None:
    left, joined = a_recruiter(session, "Left Ltd"), a_recruiter(session, "Joined Ltd")
    moved = judged(session, an_advert(session, recruiter=joined), recruiter_id=left.id)
    stayed = judged(session, an_advert(session, recruiter=left))
    there = judged(session, an_advert(session, recruiter=joined))
    judged(session, an_advert(session, recruiter=a_recruiter(session, "Elsewhere Ltd")))
    assert outstanding(session) == [stayed.id, there.id, moved.id]


def test_a_run_cut_short_forgets_nobody(session: Session) -> None:
    recruiter = a_recruiter(session)
    new = an_advert(session, recruiter=recruiter)
    beside = judged(session, an_advert(session, recruiter=recruiter))
    first, *_ = outstanding(session)
    assert first == beside.id  # judged again at no cost to what is left: the new one still points at it
    assert outstanding(session) == [beside.id, new.id]
