"""One advert with everything stored about it: what it says, what was found, the register beside it, and its case."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from registry.records import Advert, Agency, Alert, AlertAdvert, Assessment, Finding, Recruiter
from registry.vocabulary import (
    AdvertState,
    AlertState,
    Ground,
    MatchOutcome,
    MatchStrength,
    Severity,
    SourceKind,
    StandingState,
    Stated,
)
from registry.wordings import wordings_of


@dataclass(frozen=True)
class FindingView:
    """One observation: what was said or found, where, and what cancels it."""

    id: int
    rule_id: str
    ground: Ground
    severity: Severity
    stated: Stated
    hard: bool
    hint: bool
    span: tuple[int, int] | None
    quote: str
    explanation: str
    facts: Mapping[str, Any]
    cancelled_by: str
    points: float

    @property
    def counts(self) -> bool:
        """Whether it speaks against the advert: stated, and nothing lawful cancels it."""
        return self.stated is Stated.STATED and not self.cancelled_by


@dataclass(frozen=True)
class Comparison:
    """Two values that were compared: the advert's, the register's, and what that means."""

    kind: str
    claimed: str
    registered: str
    text: str


@dataclass(frozen=True)
class CandidateView:
    """An agency that might be meant."""

    agency_id: int
    number: str | None
    name: str
    score: float
    reasons: tuple[Comparison, ...]


@dataclass(frozen=True)
class AssessmentView:
    """What was concluded of the advert, and what it rests on; `agency` is the name of the one it was matched to."""

    id: int
    jurisdiction: str
    judged_on: date
    assessed_at: datetime
    content_digest: str
    is_current: bool
    rulebook_version: str
    model_version: str
    agency_id: int | None
    agency: str
    agency_number: str | None
    match_outcome: MatchOutcome
    match_strength: MatchStrength
    match_reasons: tuple[Comparison, ...]
    candidates: tuple[CandidateView, ...]
    standing: StandingState
    standing_reason: str
    reasons: tuple[Mapping[str, Any], ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class AdvertView:
    """One advert as last seen.

    `text` (title, newline, description) is what finding spans count characters of: its words as they were assessed
    where those are still on file (`is_as_judged`), else as last seen. `printed` pairs each contact's normalised value
    with how the advert prints it. `handed_in` is an advert that a person reported or forwarded: nobody fetched it.
    """

    id: int
    source: str
    source_kind: SourceKind
    url: str
    title: str
    description: str
    advertiser: str
    advertiser_raw: str
    posted_on: date | None
    destination: str | None
    location: str
    vacancies: int | None
    state: AdvertState
    first_seen_at: datetime
    last_seen_at: datetime
    printed: tuple[tuple[str, str], ...]
    recruiter_id: int | None
    recruiter: str
    handed_in: bool
    changed_since: bool
    text: str
    is_as_judged: bool
    assessment: AssessmentView | None


HANDED_IN = "report"
# What a view takes over from the stored advert as it is.
COPIED = tuple(one.name for one in fields(AdvertView) if one.name in Advert.model_fields)


def advert_view(session: Session, advert_id: int, *, assessment_id: int | None = None) -> AdvertView | None:
    """That advert with one assessment (by default the current one), or None when there is none of that number."""
    query = (
        select(Advert, col(Recruiter.name))
        .outerjoin(Recruiter, col(Recruiter.id) == col(Advert.recruiter_id))
        .where(col(Advert.id) == advert_id)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    advert, recruiter = found
    assessment = _assessment(session, advert_id, assessment_id)
    changed = bool(assessment and assessment.content_digest not in ("", advert.content_digest))
    judged = _text_judged(session, assessment) if assessment and changed else None
    return AdvertView(
        **{name: getattr(advert, name) for name in COPIED},
        printed=tuple((str(one.get("value", "")), str(one.get("raw") or "")) for one in advert.contacts),
        recruiter=recruiter or "",
        handed_in=advert.source_kind is SourceKind.HOTLINE or _method(advert) == HANDED_IN,
        changed_since=changed,
        text=judged if judged is not None else f"{advert.title}\n{advert.description}",
        is_as_judged=not changed or judged is not None,
        assessment=_assessment_view(session, assessment) if assessment else None,
    )


def _method(advert: Advert) -> str:
    return str(advert.item.get("method", "")) if isinstance(advert.item, dict) else ""


def case_of_advert(session: Session, advert_id: int) -> tuple[int, AlertState] | None:
    """The newest alert that rests on this advert, and where it stands."""
    query = (
        select(col(Alert.id), col(Alert.state))
        .join(AlertAdvert, col(AlertAdvert.alert_id) == col(Alert.id))
        .where(col(AlertAdvert.advert_id) == advert_id)
        .order_by(col(Alert.id).desc())
        .limit(1)
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None


def _assessment(session: Session, advert_id: int, assessment_id: int | None) -> Assessment | None:
    query = select(Assessment).where(col(Assessment.advert_id) == advert_id)
    if assessment_id is not None:
        query = query.where(col(Assessment.id) == assessment_id)
    else:
        query = query.where(col(Assessment.until_at).is_(None))
    return session.execute(query.limit(1)).scalar_one_or_none()


def _text_judged(session: Session, assessment: Assessment) -> str | None:
    wordings = wordings_of(session, assessment.advert_id)
    return next((one.text for one in wordings if one.content_digest == assessment.content_digest), None)


def _assessment_view(session: Session, assessment: Assessment) -> AssessmentView:
    agency = session.get(Agency, assessment.agency_id) if assessment.agency_id is not None else None
    query = select(Finding).where(col(Finding.assessment_id) == assessment.id)
    findings = session.execute(query.order_by(col(Finding.points).desc(), col(Finding.id))).scalars()
    return AssessmentView(
        id=assessment.id or 0,
        jurisdiction=assessment.jurisdiction,
        judged_on=assessment.judged_on,
        assessed_at=assessment.assessed_at,
        content_digest=assessment.content_digest,
        is_current=assessment.until_at is None,
        rulebook_version=assessment.rulebook_version,
        model_version=assessment.model_version,
        agency_id=assessment.agency_id,
        agency=agency.name if agency else "",
        agency_number=agency.number if agency else None,
        match_outcome=assessment.match_outcome,
        match_strength=assessment.match_strength,
        match_reasons=_comparisons(assessment.match_reasons),
        candidates=tuple(_candidate(one) for one in assessment.candidates if isinstance(one, dict)),
        standing=assessment.standing,
        standing_reason=assessment.standing_reason,
        reasons=tuple(one for one in assessment.reasons if isinstance(one, dict)),
        findings=tuple(_finding(finding) for finding in findings),
    )


def _comparisons(stored: Any) -> tuple[Comparison, ...]:
    return tuple(
        Comparison(*(str(one.get(name, "")) for name in ("kind", "claimed", "registered", "text")))
        for one in stored or ()
        if isinstance(one, dict)
    )


def _candidate(stored: Mapping[str, Any]) -> CandidateView:
    return CandidateView(
        agency_id=int(stored.get("agency_id") or 0),
        number=stored.get("number"),
        name=str(stored.get("name", "")),
        score=float(stored.get("score") or 0.0),
        reasons=_comparisons(stored.get("reasons")),
    )


def _finding(finding: Finding) -> FindingView:
    known = finding.span_start is not None and finding.span_end is not None
    return FindingView(
        id=finding.id or 0,
        rule_id=finding.rule_id,
        ground=finding.ground,
        severity=finding.severity,
        stated=finding.stated,
        hard=finding.hard,
        hint=finding.hint,
        span=(finding.span_start or 0, finding.span_end or 0) if known else None,
        quote=finding.quote,
        explanation=finding.explanation,
        facts=finding.facts if isinstance(finding.facts, dict) else {},
        cancelled_by=finding.cancelled_by,
        points=finding.points,
    )
