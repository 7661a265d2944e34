"""Adverts in, judgements out: what is stored, what changes nothing, and what closes the former judgement."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from registry.law.rulebook import Rulebook, load_rulebook
from registry.records import Advert, Assessment, Finding
from registry.vocabulary import (
    Band,
    LicenceStatus,
    MatchOutcome,
    RegisterKind,
    StandingState,
    Stated,
)
from risk_model import assessment
from risk_model.assessment import adverts_to_assess, assess_advert, assess_adverts, assess_outstanding
from risk_model.scorecard import UNCALIBRATED, Scorecard
from tests.factory import NOON, a_recruiter, an_advert, an_agency, an_import

RULEBOOK = load_rulebook("zz")
TODAY = NOON.date()
FEE = "Send the registration fee of 500 to secure your place."


def judge_all(session: Session, *adverts: Advert, rulebook: Rulebook = RULEBOOK, **given: Any) -> list[Assessment]:
    values: dict[str, Any] = {"judge": Scorecard(), "on": TODAY, "at": NOON}
    return assess_adverts(session, adverts, rulebook=rulebook, **{**values, **given})


def findings_of(session: Session, judged: Assessment) -> dict[str, Finding]:
    found = session.exec(select(Finding).where(col(Finding.assessment_id) == judged.id).order_by(col(Finding.id)))
    return {finding.rule_id: finding for finding in found}


def expired_agency(session: Session) -> None:
    an_agency(
        session,
        "Tembo Ridge Placement Ltd",
        status=LicenceStatus.EXPIRED,
        expires_on=date(2026, 3, 3),
        from_import=an_import(session, jurisdiction="zz"),
    )


def test_words_and_registers_meet_in_one_judgement(session: Session) -> None:
    expired_agency(session)
    advert = an_advert(session, recruiter=a_recruiter(session), destination="SA", description=FEE)
    (judged,) = judge_all(session, advert)
    found = findings_of(session, judged)
    assert {"fee_registration", "licence_expired_advertising"} <= set(found)
    assert (judged.match_outcome, judged.standing) == (MatchOutcome.MATCHED, StandingState.EXPIRED)
    assert judged.recruiter_id == advert.recruiter_id
    assert (judged.rulebook_version, judged.model_version) == (RULEBOOK.version, Scorecard().version)
    assert judged.probability > 0.5
    assert judged.band is Band.LIKELY


def test_a_finding_points_at_the_very_words(session: Session) -> None:
    advert = an_advert(session, title="Cook", description=FEE)
    (judged,) = judge_all(session, advert)
    finding = findings_of(session, judged)["fee_registration"]
    said = f"{advert.title}\n{advert.description}"[finding.span_start : finding.span_end]
    assert "registration fee" in said
    assert finding.quote == said
    assert finding.points == 2
    assert not finding.hard


def test_a_hard_rule_makes_a_hard_finding_only_where_it_counts(session: Session) -> None:
    stated, quoted = judge_all(
        session,
        an_advert(session, description="For safety we keep your passport until you travel."),
        an_advert(session, description="Beware of agents who say: we keep your passport."),
    )
    assert findings_of(session, stated)["passport_collected"].hard
    warned = findings_of(session, quoted)["passport_collected"]
    assert warned.cancelled_by
    assert (warned.hard, warned.points) == (False, 0)
    assert quoted.probability < stated.probability
    assert any("Set aside" in reason["text"] for reason in quoted.reasons)  # type: ignore[call-overload]


def test_a_denial_is_stored_and_adds_nothing(session: Session) -> None:
    (judged,) = judge_all(session, an_advert(session, description="No fee is charged, not even a registration fee."))
    finding = findings_of(session, judged).get("fee_registration")
    assert finding is None or finding.stated is not Stated.STATED or finding.cancelled_by
    assert judged.band is Band.UNLIKELY


def test_nobody_is_accused_for_lack_of_a_register(session: Session) -> None:
    (judged,) = judge_all(session, an_advert(session, destination="SA", description="Ten housekeepers wanted."))
    assert judged.match_outcome is MatchOutcome.REGISTER_NOT_LOADED
    assert judged.standing is StandingState.REGISTER_NOT_LOADED
    assert findings_of(session, judged) == {}


def test_the_score_says_what_it_is(session: Session) -> None:
    (judged,) = judge_all(session, an_advert(session))
    assert UNCALIBRATED in judged.reasons[-1]["text"]  # type: ignore[index]


def test_judging_again_changes_nothing(session: Session) -> None:
    expired_agency(session)
    adverts = [an_advert(session, description=FEE), an_advert(session)]
    first = judge_all(session, *adverts)
    again = judge_all(session, *adverts, at=NOON + timedelta(days=1), on=TODAY + timedelta(days=1))
    assert [one.id for one in again] == [one.id for one in first]
    assert len(session.exec(select(Finding)).all()) == sum(len(findings_of(session, one)) for one in first)


def test_an_edited_advert_closes_the_former_judgement_and_keeps_it(session: Session) -> None:
    advert = an_advert(session, description=FEE)
    (first,) = judge_all(session, advert)
    advert.description, advert.content_digest = "A hotel seeks a housekeeper.", "f" * 64
    session.flush()
    later = NOON + timedelta(hours=1)
    (second,) = judge_all(session, advert, at=later)
    session.expire_all()
    assert session.get(Assessment, first.id).until_at == later  # type: ignore[union-attr]
    assert second.until_at is None
    assert "fee_registration" in findings_of(session, first)
    assert "fee_registration" not in findings_of(session, second)


def test_another_rulebook_or_judge_is_another_judgement(session: Session) -> None:
    advert = an_advert(session)
    versions = [
        judge_all(session, advert)[0].id,
        judge_all(session, advert, rulebook=replace(RULEBOOK, version="next"))[0].id,
        judge_all(session, advert, judge=Scorecard(version="next"))[0].id,
    ]
    assert len(set(versions)) == 3


def test_an_advert_is_judged_by_the_law_of_its_day(session: Session) -> None:
    # In the fictional country a registration fee has been an offence since 1 January 2020.
    before, after = judge_all(
        session,
        an_advert(session, description=FEE, posted_on=date(2019, 12, 31)),
        an_advert(session, description=FEE, posted_on=date(2020, 1, 1)),
    )
    assert "fee_registration" not in findings_of(session, before)
    assert "fee_registration" in findings_of(session, after)


def test_only_what_is_outstanding_is_judged(session: Session) -> None:
    adverts = [an_advert(session) for _ in range(3)]
    assert [one.id for one in adverts_to_assess(session, rulebook=RULEBOOK, judge=Scorecard())] == [
        one.id for one in adverts
    ]
    judge_all(session, *adverts)
    assert adverts_to_assess(session, rulebook=RULEBOOK, judge=Scorecard()) == []


def test_a_list_that_changes_nothing_is_asked_once(session: Session) -> None:
    advert = an_advert(session, description=FEE)
    judge_all(session, advert)
    an_import(session, jurisdiction="zz", kind=RegisterKind.VACANCIES)
    counts = assess_outstanding(session, rulebook=RULEBOOK, judge=Scorecard(), on=TODAY, at=NOON)
    assert (counts.judged, counts.written) == (1, 0)
    assert adverts_to_assess(session, rulebook=RULEBOOK, judge=Scorecard()) == []


def test_progress_is_told_a_piece_at_a_time(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessment, "ADVERTS_AT_ONCE", 2)
    for _ in range(5):
        an_advert(session)
    told: list[tuple[int, int]] = []
    counts = assess_outstanding(
        session,
        rulebook=RULEBOOK,
        judge=Scorecard(),
        on=TODAY,
        at=NOON,
        on_progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert (counts.judged, counts.written) == (5, 5)


def test_one_advert_alone_is_judged_as_in_a_batch(session: Session) -> None:
    expired_agency(session)
    adverts = [an_advert(session, description=FEE, destination="SA"), an_advert(session)]
    batch = [(one.probability, one.reasons) for one in judge_all(session, *adverts)]
    for advert, (probability, reasons) in zip(adverts, batch, strict=True):
        other = assess_advert(session, advert, rulebook=RULEBOOK, judge=Scorecard(version="alone"), on=TODAY, at=NOON)
        assert other.probability == probability
        assert other.reasons[:-1] == reasons[:-1]
