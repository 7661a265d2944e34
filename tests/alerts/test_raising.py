"""What raises an alert and what does not; what officers decided holds until there is a new fact."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from alerts.casework.still_grounded import still_grounded
from alerts.raising import open_case, raise_alert, why_not_raised
from alerts.triage import decide, snooze
from registry.errors import InvalidInput, NotAllowed, NotFound
from registry.observation import SET_ASIDE
from registry.records import Advert, Alert, AlertAdvert, AuditEntry, Recruiter, TriageDecision
from registry.vocabulary import AlertState, Disposition, Lane, Severity, Stated, TriageAction
from tests.alerts.factory import RULES, a_finding, an_alert, an_assessed_advert, assess, raise_all
from tests.factory import NOON, a_recruiter, an_advert

OFFICER = "asha@labour.example"
TELEPHONED: dict[str, Any] = {"officer": OFFICER, "reason": "A worker telephoned.", "on": NOON.date()}
LATER = NOON + timedelta(hours=1)


def settle(session: Session, alert: Alert, disposition: Disposition = Disposition.LAWFUL) -> None:
    decide(session, alert, disposition, officer=OFFICER, reason="Checked with the registrar.", at=NOON)


def test_a_hard_ground_raises_alone_whatever_the_score(session: Session) -> None:
    advert = an_assessed_advert(session, "licence_expired_advertising", "fee_registration", probability=0.01)
    (alert,) = raise_all(session)
    assert (alert.recruiter_id, alert.state, alert.lane) == (advert.recruiter_id, AlertState.OPEN, Lane.ORDINARY)
    assert alert.grounds == ["licence_expired_advertising"]
    assert alert.severity is Severity.HIGH
    assert alert.jurisdiction == "zz"


@pytest.mark.parametrize(
    "finding",
    [
        a_finding("passport_collected", stated=Stated.CONTRADICTED),
        a_finding("passport_collected", stated=Stated.SILENT),
        a_finding("passport_collected", cancelled_by="quoted_warning"),
    ],
)
def test_what_is_denied_silent_or_cancelled_raises_nothing(session: Session, finding: dict[str, object]) -> None:
    an_assessed_advert(session, finding, "fee_registration", probability=0.9)
    assert raise_all(session) == []


def test_soft_indicators_alone_raise_nothing_however_many_adverts_carry_them(session: Session) -> None:
    recruiter = a_recruiter(session)
    for _ in range(30):
        an_assessed_advert(session, "fee_registration", "urgent_departure", recruiter=recruiter, probability=0.49)
    assert raise_all(session) == []


def test_a_score_needs_two_families_behind_it(session: Session) -> None:
    one_family = an_assessed_advert(session, "fee_registration", a_finding("fee_registration"), probability=0.95)
    assert raise_all(session) == []
    assess(session, one_family, "fee_registration", "urgent_departure", probability=0.95)
    (alert,) = raise_all(session)
    assert set(alert.grounds) == {"score", "fee_registration", "urgent_departure"}
    assert (alert.severity, alert.score) == (Severity.MEDIUM, 0.95)


def test_the_threshold_itself_is_over_the_threshold(session: Session) -> None:
    an_assessed_advert(session, "fee_registration", "urgent_departure", probability=0.5)
    assert len(raise_all(session, threshold=0.5)) == 1


def test_one_alert_gathers_all_adverts_of_a_recruiter_with_the_gravest_severity(session: Session) -> None:
    recruiter = a_recruiter(session)
    for rule in ("passport_collected", "minor_targeted", "licence_expired_advertising"):
        an_assessed_advert(session, rule, recruiter=recruiter)
    (alert,) = raise_all(session)
    assert set(alert.grounds) == {"passport_collected", "minor_targeted", "licence_expired_advertising"}
    assert (alert.severity, alert.lane) == (Severity.CRITICAL, Lane.URGENT)
    assert len(session.exec(select(AlertAdvert)).all()) == 3


def test_a_second_run_changes_nothing(session: Session) -> None:
    alert = an_alert(session)
    before = alert.model_dump()
    assert raise_all(session, at=LATER) == []
    assert raise_all(session, at=LATER, everything=True) == []
    session.refresh(alert)
    assert alert.model_dump() == before


def test_new_facts_extend_the_undecided_alert_and_never_soften_it(session: Session) -> None:
    alert = an_alert(session, "minor_targeted", probability=0.8)
    recruiter = session.get_one(Recruiter, alert.recruiter_id)
    an_assessed_advert(session, "licence_expired_advertising", recruiter=recruiter, probability=0.2)
    assert raise_all(session, at=LATER) == [alert]
    assert alert.grounds == ["minor_targeted", "licence_expired_advertising"]
    assert (alert.severity, alert.lane, alert.score) == (Severity.CRITICAL, Lane.URGENT, 0.8)
    assert (alert.version, alert.updated_at, alert.raised_at) == (2, LATER, NOON)


def test_an_advert_that_no_longer_breaks_a_rule_leaves_its_alert_as_it_is(session: Session) -> None:
    alert = an_alert(session, "passport_collected")
    advert_id = session.exec(select(AlertAdvert.advert_id)).one()
    advert = session.get_one(Advert, advert_id)
    assess(session, advert, "fee_registration")
    assert raise_all(session, at=LATER) == []
    assert alert.grounds == ["passport_collected"]


def test_a_snoozed_alert_wakes_when_a_new_ground_arises(session: Session, at: datetime) -> None:
    alert = an_alert(session)
    snooze(
        session,
        alert,
        at.date() + timedelta(days=9),
        officer=OFFICER,
        reason="Waiting for the file.",
        on=at.date(),
        at=at,
    )
    recruiter = session.get_one(Recruiter, alert.recruiter_id)
    an_assessed_advert(session, "licence_expired_advertising", recruiter=recruiter)
    raise_all(session, at=LATER)
    assert alert.state is AlertState.SNOOZED
    an_assessed_advert(session, "passport_collected", recruiter=recruiter)
    raise_all(session, at=LATER)
    assert alert.state is AlertState.OPEN
    assert session.exec(select(TriageDecision.officer).order_by(col(TriageDecision.id).desc())).first() == "wakala"


class TestAfterADecision:
    def test_the_same_text_and_grounds_are_not_raised_again(self, session: Session) -> None:
        alert = an_alert(session)
        settle(session, alert, Disposition.LAPSED)
        assert raise_all(session, at=LATER, everything=True) == []

    def test_a_new_advert_raises_again_after_a_breach_was_confirmed(self, session: Session) -> None:
        alert = an_alert(session)
        settle(session, alert, Disposition.LAPSED)
        recruiter = session.get_one(Recruiter, alert.recruiter_id)
        an_assessed_advert(session, "licence_expired_advertising", recruiter=recruiter)
        (second,) = raise_all(session, at=LATER)
        assert second.id != alert.id

    def test_lawful_clears_the_same_text_also_under_a_new_address(self, session: Session) -> None:
        alert = an_alert(session, "passport_collected", title="Cook", description="Bring your passport.")
        settle(session, alert)
        recruiter = session.get_one(Recruiter, alert.recruiter_id)
        an_assessed_advert(
            session, "passport_collected", recruiter=recruiter, title="COOK", description="Bring  your passport. "
        )
        assert raise_all(session, at=LATER) == []

    def test_lawful_does_not_clear_another_text(self, session: Session) -> None:
        alert = an_alert(session, "passport_collected", description="Bring your passport.")
        settle(session, alert)
        recruiter = session.get_one(Recruiter, alert.recruiter_id)
        an_assessed_advert(session, "passport_collected", recruiter=recruiter, description="We keep your passport.")
        assert len(raise_all(session, at=LATER)) == 1

    def test_another_recruiters_decision_clears_nothing(self, session: Session) -> None:
        alert = an_alert(session, "passport_collected", description="Bring your passport.")
        settle(session, alert)
        an_assessed_advert(session, "passport_collected", description="Bring your passport.")
        assert len(raise_all(session, at=LATER)) == 1

    def test_a_register_fact_that_is_new_raises_the_same_text_again(self, session: Session) -> None:
        alert = an_alert(session, "passport_collected")
        settle(session, alert)
        advert_id = session.exec(select(AlertAdvert.advert_id)).one()
        advert = session.get_one(Advert, advert_id)
        assess(session, advert, "passport_collected", "licence_expired_advertising")
        (second,) = raise_all(session, at=LATER)
        assert second.grounds == ["licence_expired_advertising"]

    def test_a_licence_that_expires_a_second_time_is_a_new_fact(self, session: Session) -> None:
        def expired(on: str) -> dict[str, object]:
            facts = {"agency_id": 4, "expires_on": on, "register_of": next(lists)}
            return a_finding("licence_expired_advertising", facts=facts)

        lists = iter(("2026-11-01", "2026-11-08", "2026-11-15"))

        alert = an_alert(session, expired("2026-03-03"))
        settle(session, alert)
        advert_id = session.exec(select(AlertAdvert.advert_id)).one()
        advert = session.get_one(Advert, advert_id)
        assess(session, advert, expired("2026-03-03"))
        assert raise_all(session, at=LATER) == []
        assess(session, advert, expired("2026-09-09"))
        assert len(raise_all(session, at=LATER)) == 1

    def test_a_later_score_does_not_raise_a_text_that_a_person_has_read(self, session: Session) -> None:
        alert = an_alert(session, "passport_collected")
        settle(session, alert)
        advert_id = session.exec(select(AlertAdvert.advert_id)).one()
        advert = session.get_one(Advert, advert_id)
        assess(session, advert, "passport_collected", "fee_registration", "urgent_departure", probability=0.9)
        assert raise_all(session, at=LATER) == []

    def test_decisions_hold_after_the_recruiter_was_merged(self, session: Session) -> None:
        alert = an_alert(session, "passport_collected", description="Bring your passport.")
        settle(session, alert)
        holder = a_recruiter(session, "Tembo Ridge")
        merge(session, alert.recruiter_id, into=holder.id)
        an_assessed_advert(session, "passport_collected", recruiter=holder, description="Bring your passport.")
        assert raise_all(session, at=LATER) == []


def merge(session: Session, recruiter_id: int, *, into: int | None) -> None:
    session.get_one(Recruiter, recruiter_id).merged_into_id = into
    for advert in session.exec(select(Advert).where(Advert.recruiter_id == recruiter_id)):
        advert.recruiter_id = into
    session.flush()


class TestMergedRecruiters:
    def test_two_undecided_alerts_become_one(self, session: Session) -> None:
        left, right = an_alert(session, "passport_collected"), an_alert(session, "minor_targeted")
        merge(session, left.recruiter_id, into=right.recruiter_id)
        assert {alert.id for alert in raise_all(session, at=LATER)} == {left.id, right.id}
        assert (left.state, left.recruiter_id) == (AlertState.OPEN, right.recruiter_id)
        assert (left.severity, left.lane) == (Severity.CRITICAL, Lane.URGENT)
        assert (right.state, right.disposition) == (AlertState.DECIDED, Disposition.DUPLICATE)
        on_left = session.exec(select(AlertAdvert).where(AlertAdvert.alert_id == left.id)).all()
        assert len(on_left) == 2
        assert raise_all(session, at=LATER, everything=True) == []

    def test_a_single_alert_moves_to_the_recruiter_that_holds_the_adverts(self, session: Session) -> None:
        alert, holder = an_alert(session), a_recruiter(session)
        merge(session, alert.recruiter_id, into=holder.id)
        raise_all(session, at=LATER)
        assert alert.recruiter_id == holder.id


class TestControlSample:
    def test_it_is_drawn_from_recruiters_that_nothing_raised_and_kept_with_its_propensity(
        self, session: Session
    ) -> None:
        raised = an_assessed_advert(session, "passport_collected").recruiter_id
        for _ in range(200):
            an_assessed_advert(session, "fee_registration")
        alerts = raise_all(session, control_share=0.1)
        control = [alert for alert in alerts if alert.lane is Lane.CONTROL]
        assert 5 <= len(control) <= 40
        assert raised not in {alert.recruiter_id for alert in control}
        assert {(alert.propensity, tuple(alert.grounds)) for alert in control} == {
            (0.1, ("fee_registration", "control"))
        }
        assert {alert.severity for alert in control} == {Severity.MEDIUM}

    def test_a_pick_without_any_reason_would_give_itself_away_and_is_never_drawn(self, session: Session) -> None:
        an_assessed_advert(session)
        assert raise_all(session, control_share=1.0) == []

    def test_a_pick_for_a_low_reason_is_as_grave_as_other_borderline_cases(self, session: Session) -> None:
        an_assessed_advert(session, "urgent_departure")
        (alert,) = raise_all(session, control_share=1.0)
        assert (alert.severity, alert.grounds) == (Severity.MEDIUM, ["urgent_departure", "control"])

    def test_the_draw_of_a_week_can_be_repeated(self, session: Session) -> None:
        for _ in range(50):
            an_assessed_advert(session, "fee_registration")
        first = {alert.recruiter_id for alert in raise_all(session, control_share=0.1)}
        for alert in session.exec(select(Alert)).all():
            settle(session, alert)
        assert first
        assert raise_all(session, control_share=0.1, at=LATER, everything=True) == []
        next_week = raise_all(session, control_share=0.1, at=NOON + timedelta(days=7), everything=True)
        assert {alert.recruiter_id for alert in next_week} != first

    def test_a_real_ground_takes_it_out_of_the_control_lane_but_the_pick_is_remembered(self, session: Session) -> None:
        advert = an_assessed_advert(session, "fee_registration")
        (alert,) = raise_all(session, control_share=1.0)
        assess(session, advert, "passport_collected")
        raise_all(session, control_share=1.0, at=LATER)
        assert (alert.lane, alert.grounds) == (Lane.ORDINARY, ["fee_registration", "control", "passport_collected"])


def test_an_advert_without_a_recruiter_is_looked_at_again(session: Session) -> None:
    advert = an_advert(session)
    assess(session, advert, "passport_collected")
    assert raise_all(session) == []
    advert.recruiter_id = a_recruiter(session).id
    session.flush()
    assert len(raise_all(session, at=LATER)) == 1


def test_other_jurisdictions_are_left_alone(session: Session) -> None:
    advert = an_advert(session, recruiter=a_recruiter(session))
    assess(session, advert, "passport_collected", jurisdiction="yy")
    assert raise_all(session) == []


def test_one_assessment_can_be_raised_by_itself(session: Session, at: datetime) -> None:
    an_assessed_advert(session, "passport_collected")
    advert = an_advert(session, recruiter=a_recruiter(session))
    assessment = assess(session, advert, "passport_collected")
    given = {"rulebook": RULES, "threshold": 0.5, "control_share": 0.0, "seed": 7, "on": at.date(), "at": at}
    alert = raise_alert(session, assessment, **given)  # type: ignore[arg-type]
    assert alert is not None
    assert alert.recruiter_id == advert.recruiter_id
    assert raise_alert(session, assessment, **given) is None  # type: ignore[arg-type]
    assert len(raise_all(session)) == 1


def test_a_run_is_audited_in_the_systems_name(session: Session) -> None:
    alert = an_alert(session)
    entry = session.exec(select(AuditEntry)).one()
    assert (entry.actor, entry.action, entry.detail) == (
        "wakala",
        "alerts.raise",
        {"raised": [alert.id], "extended": []},
    )


class TestOpeningACase:
    def test_a_person_opens_one_with_a_reason(self, session: Session, at: datetime) -> None:
        advert = an_assessed_advert(session)
        alert = open_case(session, advert.recruiter_id or 0, **TELEPHONED, at=at)
        assert (alert.grounds, alert.state, alert.lane) == (["officer"], AlertState.OPEN, Lane.ORDINARY)
        row = session.exec(select(TriageDecision)).one()
        assert (row.action, row.officer, row.reason) == (TriageAction.OPEN_CASE, OFFICER, "A worker telephoned.")
        assert session.exec(select(AuditEntry.action)).one() == "alert.open_case"
        assert session.exec(select(AlertAdvert.advert_id)).one() == advert.id

    def test_the_undecided_alert_is_used_when_there_is_one(self, session: Session, at: datetime) -> None:
        alert = an_alert(session)
        again = open_case(session, alert.recruiter_id, **TELEPHONED, at=at)
        assert again.id == alert.id
        assert again.grounds == ["licence_expired_advertising", "officer"]

    def test_it_refuses_nobody_nothing_and_the_unknown(self, session: Session, at: datetime) -> None:
        bare = a_recruiter(session)
        with pytest.raises(NotFound, match="no recruiter 999"):
            open_case(session, 999, **TELEPHONED, at=at)
        with pytest.raises(NotAllowed, match="has been assessed yet"):
            open_case(session, bare.id or 0, **TELEPHONED, at=at)
        with pytest.raises(InvalidInput, match="reason"):
            open_case(session, bare.id or 0, **{**TELEPHONED, "reason": " "}, at=at)


class TestWhyNotRaised:
    def test_soft_indicators_alone(self, session: Session) -> None:
        advert = an_assessed_advert(
            session,
            "fee_registration",
            a_finding("urgent_departure", cancelled_by="official_sender"),
            probability=0.31,
        )
        assert why_not_raised(session, advert.id or 0, RULES, 0.5) == (
            "Soft indicators alone raise nothing: found “A registration fee is asked”; the score 0.31 is under the "
            "threshold 0.50. Cancelled by a lawful context: “Departure is urgent” by official sender."
        )

    def test_words_unlike_labelled_ones_are_no_lawful_context(self, session: Session) -> None:
        advert = an_assessed_advert(session, a_finding("urgent_departure", cancelled_by=SET_ASIDE), probability=0.1)
        said = why_not_raised(session, advert.id or 0, RULES, 0.5)
        assert said.endswith(
            "Set aside, for its words are unlike labelled sentences that state it: “Departure is urgent”."
        )
        assert "lawful context" not in said

    def test_a_high_score_of_one_family(self, session: Session) -> None:
        advert = an_assessed_advert(session, "fee_registration", probability=0.8)
        assert "only 1 family of indicators" in why_not_raised(session, advert.id or 0, RULES, 0.5)

    def test_it_was_raised_is_waiting_or_is_settled(self, session: Session) -> None:
        advert = an_assessed_advert(session, "passport_collected")
        assert why_not_raised(session, advert.id or 0, RULES, 0.5) == "It will be raised with the next run."
        (alert,) = raise_all(session)
        assert why_not_raised(session, advert.id or 0, RULES, 0.5) == "It was raised: see case W-000001 (open)."
        settle(session, alert)
        same = an_assessed_advert(
            session, "passport_collected", recruiter=session.get_one(Recruiter, advert.recruiter_id)
        )
        assert "already decided" in why_not_raised(session, same.id or 0, RULES, 0.5)

    def test_what_is_unknown_or_unassessed(self, session: Session) -> None:
        assert "has not been assessed" in why_not_raised(session, an_advert(session).id or 0, RULES, 0.5)
        with pytest.raises(NotFound, match="no advert 999"):
            why_not_raised(session, 999, RULES, 0.5)


def test_a_case_knows_when_todays_rules_would_not_raise_it(session: Session) -> None:
    advert = an_assessed_advert(session, "passport_collected")
    (alert,) = raise_all(session)
    assert still_grounded(session, alert, threshold=0.5)
    assess(session, advert, "fee_registration")
    assert not still_grounded(session, alert, threshold=0.5)


def test_a_case_that_needs_no_ground_never_loses_it(session: Session) -> None:
    advert = an_assessed_advert(session, "fee_registration")
    (alert,) = raise_all(session, control_share=1.0)
    assess(session, advert)
    assert still_grounded(session, alert, threshold=0.5)
