"""Recruiters chosen because the judge is unsure: few, different, apart from what is raised and from what is drawn."""

import math
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from alerts.casework.still_grounded import still_grounded
from alerts.plain_words import shown_grounds
from alerts.raising import open_case
from alerts.triage import decide
from registry.records import Advert, Alert, AlertAdvert, Campaign, CampaignAdvert, Recruiter
from registry.vocabulary import AlertState, Disposition, Lane, Severity
from risk_model.labels import labels_of
from risk_model.learning.examples import examples_from
from risk_model.measuring.drift_rows import alerts_by_day
from tests.alerts.factory import RULES, an_assessed_advert, assess, raise_all
from tests.factory import NOON, a_recruiter

LATER = NOON + timedelta(hours=1)
NEXT_WEEK = NOON + timedelta(days=7)


def picks(session: Session) -> list[Alert]:
    return list(session.exec(select(Alert).where(Alert.lane == Lane.LEARNING).order_by("id")))


def in_one_campaign(session: Session, *adverts: Advert) -> None:
    campaign = Campaign(digest="c", template="t", first_seen_at=NOON)
    session.add(campaign)
    session.flush()
    session.add_all(CampaignAdvert(advert_id=one.id, campaign_id=campaign.id) for one in adverts)
    session.flush()


def test_the_least_sure_are_chosen_up_to_the_number_of_the_week(session: Session) -> None:
    by_doubt = [an_assessed_advert(session, "fee_registration", probability=p) for p in (0.31, 0.48, 0.66, 0.45)]
    chosen = raise_all(session, learning_picks=2)
    assert {one.recruiter_id for one in chosen} == {by_doubt[1].recruiter_id, by_doubt[3].recruiter_id}
    named = ("fee_registration", "learning")
    assert {(one.lane, tuple(one.grounds), one.propensity) for one in chosen} == {(Lane.LEARNING, named, 0.0)}
    assert {(one.state, one.severity) for one in chosen} == {(AlertState.OPEN, Severity.MEDIUM)}
    assert raise_all(session, learning_picks=2, at=LATER, everything=True) == []
    assert len(raise_all(session, learning_picks=2, at=NEXT_WEEK)) == 2


def test_none_are_chosen_unless_asked_for(session: Session) -> None:
    an_assessed_advert(session, "fee_registration", probability=0.5)
    assert raise_all(session) == []


@pytest.mark.parametrize("probability", [0.05, 0.29, 0.7, 0.95])
def test_nobody_is_chosen_of_whom_the_judge_is_sure(session: Session, probability: float) -> None:
    an_assessed_advert(session, "fee_registration", probability=probability)
    assert raise_all(session, learning_picks=5) == []


def test_a_recruiter_is_as_sure_as_its_surest_advert(session: Session) -> None:
    recruiter = a_recruiter(session)
    an_assessed_advert(session, "fee_registration", recruiter=recruiter, probability=0.5)
    an_assessed_advert(session, "fee_registration", recruiter=recruiter, probability=0.9)
    assert raise_all(session, learning_picks=5) == []


def test_a_pick_without_any_reason_would_give_itself_away_and_is_never_chosen(session: Session) -> None:
    an_assessed_advert(session, probability=0.5)
    assert raise_all(session, learning_picks=5) == []


def test_one_template_is_chosen_once_also_in_later_weeks(session: Session) -> None:
    adverts = [an_assessed_advert(session, "fee_registration", probability=0.5) for _ in range(3)]
    in_one_campaign(session, *adverts)
    assert len(raise_all(session, learning_picks=5)) == 1
    assert raise_all(session, learning_picks=5, at=NEXT_WEEK) == []


def test_whom_an_officer_had_before_is_not_chosen_again(session: Session) -> None:
    known = a_recruiter(session)
    an_assessed_advert(session, "passport_collected", recruiter=known)
    (alert,) = raise_all(session)
    decide(session, alert, Disposition.LAWFUL, officer="asha@labour.example", reason="Checked.", at=NOON)
    an_assessed_advert(session, "fee_registration", recruiter=known, probability=0.5)
    assert raise_all(session, learning_picks=5, at=NEXT_WEEK) == []
    whole = a_recruiter(session)
    session.get_one(Recruiter, known.id).merged_into_id = whole.id
    an_assessed_advert(session, "fee_registration", recruiter=whole, probability=0.5)
    assert raise_all(session, learning_picks=5, at=NEXT_WEEK) == []


def test_what_is_raised_or_drawn_is_not_chosen_as_well(session: Session) -> None:
    an_assessed_advert(session, "passport_collected", probability=0.5)
    for _ in range(20):
        an_assessed_advert(session, "fee_registration", probability=0.5)
    raised = raise_all(session, control_share=0.5, learning_picks=100)
    lanes = [alert.lane for alert in raised]
    assert len({alert.recruiter_id for alert in raised}) == len(raised) == 21
    assert lanes.count(Lane.ORDINARY) == 1
    assert lanes.count(Lane.CONTROL) > 0
    assert lanes.count(Lane.CONTROL) + lanes.count(Lane.LEARNING) == 20


@pytest.mark.parametrize("decided", [False, True], ids=["open", "decided"])
def test_a_pick_that_the_draw_would_pick_too_counts_as_drawn(session: Session, decided: bool) -> None:
    advert = an_assessed_advert(session, "fee_registration", probability=0.5)
    (alert,) = raise_all(session, learning_picks=1)
    if decided:
        decide(session, alert, Disposition.LAWFUL, officer="asha@labour.example", reason="Checked.", at=NOON)
    assess(session, advert, "fee_registration", probability=0.5)
    assert raise_all(session, control_share=0.999, learning_picks=1, at=LATER) == []
    assert (alert.lane, alert.propensity, alert.grounds) == (
        Lane.CONTROL,
        0.999,
        ["fee_registration", "learning", "control"],
    )
    an_assessed_advert(session, "fee_registration", probability=0.5)
    assert raise_all(session, learning_picks=1, at=LATER) == []


def test_a_real_ground_takes_a_pick_out_of_its_lane_and_makes_it_certain(session: Session) -> None:
    advert = an_assessed_advert(session, "fee_registration", probability=0.5)
    (alert,) = raise_all(session, learning_picks=1)
    assess(session, advert, "passport_collected", probability=0.5)
    raise_all(session, at=LATER)
    assert (alert.lane, alert.propensity) == (Lane.ORDINARY, 1.0)
    assert alert.grounds == ["fee_registration", "learning", "passport_collected"]


def test_merged_recruiters_keep_the_lane_and_chance_that_tell_most(session: Session) -> None:
    first = an_assessed_advert(session, "fee_registration", probability=0.5)
    (chosen,) = raise_all(session, learning_picks=1)
    second = an_assessed_advert(session, "fee_registration", probability=0.1)
    raise_all(session, control_share=0.999, at=LATER)
    holder = session.get_one(Recruiter, first.recruiter_id)
    session.get_one(Recruiter, second.recruiter_id).merged_into_id = holder.id
    raise_all(session, at=LATER)
    assert (chosen.lane, chosen.propensity) == (Lane.CONTROL, 0.999)


def test_a_case_opened_by_hand_has_no_known_chance(session: Session) -> None:
    advert = an_assessed_advert(session, "fee_registration")
    by_asha = {"officer": "asha@labour.example", "reason": "A worker rang."}
    alert = open_case(session, advert.recruiter_id or 0, **by_asha, on=NOON.date(), at=NOON)
    assert alert.propensity == 0.0


def test_picks_are_no_alert_volume_and_never_lose_their_ground(session: Session) -> None:
    advert = an_assessed_advert(session, "fee_registration", probability=0.5)
    (alert,) = raise_all(session, learning_picks=1)
    assert alerts_by_day(session, since=NOON.date(), until=NEXT_WEEK.date()) == {}
    assess(session, advert, probability=0.1)
    assert still_grounded(session, alert, threshold=0.5)
    assert picks(session) == [alert]


def test_it_is_learnt_from_under_its_name_and_stands_for_nobody_else(session: Session) -> None:
    an_assessed_advert(session, "fee_registration", probability=0.5)
    an_assessed_advert(session, "passport_collected")
    for alert in raise_all(session, learning_picks=1):
        decide(session, alert, Disposition.LAWFUL, officer="asha@labour.example", reason="Checked.", at=NOON)
    examples = examples_from(session, labels_of(session).labels, rulebook=RULES)
    assert sorted((one.slices["queue"], math.isnan(one.weight)) for one in examples) == [
        ("learning", True),
        ("ordinary", False),
    ]


@pytest.mark.parametrize("asked", [{"learning_picks": 1}, {"control_share": 1.0}], ids=["learning", "control"])
def test_a_pick_names_what_counts_as_an_alert_does_that_a_score_raised(session: Session, asked: dict[str, Any]) -> None:
    found = ("fee_registration", "urgent_departure")
    recruiter = a_recruiter(session)
    adverts = [an_assessed_advert(session, one, recruiter=recruiter, probability=0.5 - 0.1) for one in found]
    scored = an_assessed_advert(session, *found, probability=0.9)
    alerts = {alert.recruiter_id: alert for alert in raise_all(session, **asked)}
    pick, other = (shown_grounds(alerts[one or 0].grounds) for one in (recruiter.id, scored.recruiter_id))
    assert pick == other == [*found, "score"]
    on_case = session.exec(select(AlertAdvert).where(AlertAdvert.alert_id == alerts[recruiter.id or 0].id)).all()
    assert {one.advert_id: list(one.grounds) for one in on_case} == {
        advert.id: [rule_id] for advert, rule_id in zip(adverts, found, strict=True)
    }
