"""A label is what one decision says, and two officers must not contradict each other."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from registry.records import Alert, Recruiter, TriageDecision
from registry.vocabulary import AlertState, Disposition, Lane, Severity, TriageAction
from risk_model.labels import NEGATIVE, POSITIVE, label_of, labels_of
from tests.factory import NOON, a_recruiter

WITHOUT_LABEL = {Disposition.DUPLICATE, Disposition.CANNOT_VERIFY}


def a_decision(disposition: Disposition | None, **given: object) -> TriageDecision:
    values: dict[str, object] = {
        "alert_id": 1,
        "action": TriageAction.DECIDE,
        "disposition": disposition,
        "officer": "amina@office.example",
        "decided_at": NOON,
        "state_before": AlertState.OPEN,
        "state_after": AlertState.DECIDED,
    }
    return TriageDecision(**{**values, **given})


def an_alert(session: Session, recruiter: Recruiter, *, lane: Lane = Lane.ORDINARY, propensity: float = 1.0) -> Alert:
    alert = Alert(
        recruiter_id=recruiter.id,
        jurisdiction="ke",
        state=AlertState.DECIDED,
        severity=Severity.HIGH,
        lane=lane,
        propensity=propensity,
        raised_at=NOON,
        raised_on=NOON.date(),
        updated_at=NOON,
    )
    session.add(alert)
    session.flush()
    return alert


def decide(session: Session, alert: Alert, disposition: Disposition, officer: str, at: datetime = NOON) -> None:
    session.add(a_decision(disposition, alert_id=alert.id, officer=officer, decided_at=at))
    session.flush()


def test_every_disposition_has_its_place() -> None:
    assert set(Disposition) == POSITIVE | NEGATIVE | WITHOUT_LABEL


@pytest.mark.parametrize("disposition", sorted(POSITIVE | NEGATIVE))
def test_a_decision_becomes_its_label(disposition: Disposition) -> None:
    label = label_of(a_decision(disposition))
    assert label is not None
    assert label.positive is (disposition in POSITIVE)
    assert label.disposition is disposition


@pytest.mark.parametrize("disposition", [*sorted(WITHOUT_LABEL), None])
def test_what_settles_nothing_is_no_label(disposition: Disposition | None) -> None:
    assert label_of(a_decision(disposition)) is None


def test_an_undone_decision_is_no_label() -> None:
    assert label_of(a_decision(Disposition.LAWFUL, undone_by_id=7)) is None


def test_only_a_decision_is_one() -> None:
    assert label_of(a_decision(Disposition.LAWFUL, action=TriageAction.ESCALATE)) is None


def test_an_officer_may_change_their_mind(session: Session) -> None:
    alert = an_alert(session, a_recruiter(session))
    decide(session, alert, Disposition.LAWFUL, "amina@office.example")
    decide(session, alert, Disposition.UNLAWFUL_FEE, "amina@office.example", NOON + timedelta(days=1))
    (label,) = labels_of(session).labels
    assert label.positive
    assert label.dispositions == (Disposition.UNLAWFUL_FEE,)


def test_two_officers_who_disagree_make_no_label_and_are_reported(session: Session) -> None:
    recruiter = a_recruiter(session)
    decide(session, an_alert(session, recruiter), Disposition.LAWFUL, "amina@office.example")
    decide(session, an_alert(session, recruiter), Disposition.MISLEADING, "baraka@office.example")
    found = labels_of(session)
    assert found.labels == ()
    (disagreement,) = found.disagreements
    assert disagreement.recruiter_id == recruiter.id
    assert {label.officer for label in disagreement.said} == {"amina@office.example", "baraka@office.example"}


def test_a_merged_recruiter_speaks_as_the_one_it_became(session: Session) -> None:
    whole = a_recruiter(session, "Tembo Ridge")
    part = a_recruiter(session, "Tembo Ridge Placement")
    part.merged_into_id = whole.id
    decide(session, an_alert(session, whole), Disposition.LAPSED, "amina@office.example")
    decide(session, an_alert(session, part), Disposition.LAWFUL, "baraka@office.example")
    assert [one.recruiter_id for one in labels_of(session).disagreements] == [whole.id]


def test_a_control_pick_keeps_its_chance(session: Session) -> None:
    alert = an_alert(session, a_recruiter(session), lane=Lane.CONTROL, propensity=0.01)
    decide(session, alert, Disposition.LAWFUL, "amina@office.example")
    (label,) = labels_of(session).labels
    assert (label.lane, label.propensity, label.positive) == (Lane.CONTROL, 0.01, False)


def test_a_recruiter_seen_in_two_ways_has_the_chance_of_the_surer(session: Session) -> None:
    recruiter = a_recruiter(session)
    drawn = an_alert(session, recruiter, lane=Lane.CONTROL, propensity=0.01)
    raised = an_alert(session, recruiter)
    decide(session, raised, Disposition.LAPSED, "amina@office.example")
    decide(session, drawn, Disposition.LAPSED, "baraka@office.example")
    (label,) = labels_of(session).labels
    assert (label.lane, label.propensity, len(label.alert_ids)) == (Lane.ORDINARY, 1.0, 2)
