"""Assessed adverts and alerts for tests, made as the risk model and raising would leave them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from alerts.raising import raise_alerts
from registry.law.rulebook import Rulebook
from registry.records import Advert, Alert, Assessment, Finding, Recruiter
from registry.vocabulary import Ground, MatchOutcome, MatchStrength, Severity, StandingState, Stated
from risk_model.judge import band_of
from tests.factory import NOON, a_recruiter, an_advert
from tests.risk_model.factory import a_rule, a_rulebook

RULES = a_rulebook(
    [
        a_rule(
            "licence_expired_advertising",
            title="Advertising after the licence expired",
            ground=Ground.LICENCE,
            severity=Severity.HIGH,
            hard=True,
        ),
        a_rule(
            "passport_collected",
            title="Passport is collected",
            ground=Ground.DOCUMENTS,
            severity=Severity.HIGH,
            hard=True,
        ),
        a_rule(
            "minor_targeted",
            title="Minors are sought",
            ground=Ground.VULNERABILITY,
            severity=Severity.CRITICAL,
            hard=True,
            urgent=True,
        ),
        a_rule("fee_registration", title="A registration fee is asked", ground=Ground.FEES),
        a_rule("urgent_departure", title="Departure is urgent", ground=Ground.TRAVEL, severity=Severity.LOW),
        a_rule("loan_offered_for_fees", title="A loan is offered for fees", ground=Ground.DEBT),
    ]
)


def a_finding(rule_id: str, **given: Any) -> dict[str, Any]:
    """A finding's columns under one of RULES, stated unless told otherwise."""
    rule = RULES.rule(rule_id)
    values: dict[str, Any] = {
        "rule_id": rule_id,
        "ground": rule.ground,
        "severity": rule.severity,
        "hard": rule.hard,
        "stated": Stated.STATED,
        "explanation": f"The advert states {rule_id}.",
    }
    return {**values, **given}


def assess(
    session: Session, advert: Advert, *findings: dict[str, Any] | str, probability: float = 0.1, **given: Any
) -> Assessment:
    """The advert's current assessment with these findings; the former one is closed."""
    at = given.get("assessed_at", NOON)
    for former in session.exec(
        select(Assessment).where(Assessment.advert_id == advert.id, col(Assessment.until_at).is_(None))
    ):
        former.until_at = at
    session.flush()
    values: dict[str, Any] = {
        "advert_id": advert.id,
        "recruiter_id": advert.recruiter_id,
        "jurisdiction": "zz",
        "judged_on": date(2026, 11, 16),
        "assessed_at": at,
        "inputs_digest": "0" * 64,
        "rulebook_version": RULES.version,
        "model_version": "scorecard",
        "match_outcome": MatchOutcome.UNLISTED,
        "match_strength": MatchStrength.NONE,
        "standing": StandingState.UNLISTED,
        "standing_reason": "No agency of that name is in the register of 1 November 2026.",
        "probability": probability,
        "band": band_of(probability),
    }
    assessment = Assessment(**{**values, **given})
    session.add(assessment)
    session.flush()
    for one in findings:
        columns = a_finding(one) if isinstance(one, str) else one
        session.add(Finding(assessment_id=assessment.id, advert_id=advert.id, **columns))
    session.flush()
    return assessment


def an_assessed_advert(
    session: Session,
    *findings: dict[str, Any] | str,
    recruiter: Recruiter | None = None,
    probability: float = 0.1,
    **given: Any,
) -> Advert:
    """An advert of a recruiter (a new one unless given), assessed with these findings."""
    advert = an_advert(session, recruiter=recruiter or a_recruiter(session), **given)
    assess(session, advert, *findings, probability=probability)
    return advert


def raise_all(
    session: Session,
    *,
    at: datetime = NOON,
    threshold: float = 0.5,
    control_share: float = 0.0,
    learning_picks: int = 0,
    rulebook: Rulebook = RULES,
    everything: bool = False,
) -> list[Alert]:
    """The alerts that a run at `at` raises or extends."""
    return raise_alerts(
        session,
        rulebook=rulebook,
        threshold=threshold,
        control_share=control_share,
        learning_picks=learning_picks,
        seed=7,
        on=at.date(),
        at=at,
        everything=everything,
    )


def an_alert(session: Session, *findings: dict[str, Any] | str, at: datetime = NOON, **given: Any) -> Alert:
    """A raised alert of a new recruiter, on an expired licence unless told otherwise; keywords are the recruiter's name
    and advert columns."""
    recruiter = a_recruiter(session, given.pop("name", "Tembo Ridge Placement"))
    found: Sequence[dict[str, Any] | str] = findings or ("licence_expired_advertising",)
    an_assessed_advert(session, *found, recruiter=recruiter, **given)
    return next(alert for alert in raise_all(session, at=at) if alert.recruiter_id == recruiter.id)
