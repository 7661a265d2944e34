"""Assessments as rows: what is stored, the digest of what it rests on, and the bulk write that skips what is known."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import update
from sqlmodel import Session, col, select

from registry.bulk import in_pieces, insert_returning_ids, insert_rows
from registry.facts import AdvertFacts
from registry.law.rule_schema import Rule
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from registry.records import Assessment, Finding
from risk_model.judge import Reason, Score


@dataclass(frozen=True)
class Draft:
    """One advert judged but not yet stored; `points` has one entry an observation."""

    facts: AdvertFacts
    observations: tuple[Observation, ...]
    points: tuple[float, ...]
    score: Score
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Circumstances:
    """What all drafts of one run share: the law, the judge, the registers, the day and the instant."""

    rulebook: Rulebook
    model_version: str
    registers_digest: str
    on: date
    at: datetime


def write_changed(session: Session, drafts: Sequence[Draft], *, given: Circumstances) -> int:
    """How many assessments were opened: those whose inputs differ from the current one, which is closed at `given.at`.

    One that still holds is left as it is, save that it is now known to hold under today's registers.
    """
    digests = [inputs_digest(draft, given=given) for draft in drafts]
    current = _current(session, [draft.facts.advert.id for draft in drafts])
    changed, closed, held = [], [], []
    for draft, digest in zip(drafts, digests, strict=True):
        former = current.get(draft.facts.advert.id)
        if former is not None and former[1] == digest:
            held.append(former[0])
            continue
        changed.append((draft, digest))
        if former is not None:
            closed.append(former[0])
    _update(session, closed, until_at=given.at)
    _update(session, held, registers_digest=given.registers_digest)
    rows = [assessment_row(draft, digest, given=given) for draft, digest in changed]
    ids = insert_returning_ids(session, Assessment, rows)
    rules = {rule.id: rule for rule in given.rulebook.jurisdiction.rules}
    findings = [
        finding_row(observation, points, rule=rules[observation.rule_id], draft=draft, assessment_id=assessment_id)
        for (draft, _), assessment_id in zip(changed, ids, strict=True)
        for observation, points in zip(draft.observations, draft.points, strict=True)
    ]
    insert_rows(session, Finding, findings)
    return len(changed)


def inputs_digest(draft: Draft, *, given: Circumstances) -> str:
    """SHA-256 of everything a judgement rests on: the same digest means the same judgement."""
    advert = draft.facts.advert
    rests_on = {
        "content": advert.content_digest,
        "law_of": draft.facts.judged_for,
        "recruiter": advert.recruiter_id,
        "rulebook": given.rulebook.version,
        "judge": given.model_version,
        "match": draft.facts.match,
        "standing": [draft.facts.standing.state, draft.facts.standing.reason],
        "observations": [_as_json(observation) for observation in draft.observations],
    }
    return hashlib.sha256(orjson.dumps(rests_on, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()


def assessment_row(draft: Draft, digest: str, *, given: Circumstances) -> dict[str, Any]:
    """The columns of one assessment."""
    advert, match, standing = draft.facts.advert, draft.facts.match, draft.facts.standing
    return {
        "advert_id": advert.id,
        "recruiter_id": advert.recruiter_id,
        "agency_id": match.agency_id,
        "jurisdiction": given.rulebook.jurisdiction.code,
        "judged_on": given.on,
        "assessed_at": given.at,
        "inputs_digest": digest,
        "content_digest": advert.content_digest,
        "registers_digest": given.registers_digest,
        "rulebook_version": given.rulebook.version,
        "model_version": given.model_version,
        "match_outcome": match.outcome,
        "match_strength": match.strength,
        "match_score": match.score,
        "candidates": plain_json(match.candidates),
        "match_reasons": plain_json(match.reasons),
        "standing": standing.state,
        "standing_reason": standing.reason,
        "probability": draft.score.probability,
        "band": draft.score.band,
        "reasons": [reason.as_json() for reason in draft.reasons],
    }


def finding_row(
    observation: Observation, points: float, *, rule: Rule, draft: Draft, assessment_id: int
) -> dict[str, Any]:
    """The columns of one finding; it is hard when its rule is, and it is stated, and nothing lawful cancels it."""
    start, end = observation.span or (None, None)
    return {
        "assessment_id": assessment_id,
        "advert_id": draft.facts.advert.id,
        "rule_id": rule.id,
        "ground": rule.ground,
        "severity": rule.severity,
        "stated": observation.stated,
        "hard": rule.hard and observation.counts,
        "span_start": start,
        "span_end": end,
        "quote": observation.quote,
        "explanation": observation.explanation,
        "facts": plain_facts(observation),
        "cancelled_by": observation.cancelled_by,
        "points": points,
    }


def plain_facts(observation: Observation) -> dict[str, Any]:
    """An observation's facts as JSON values, with its similarity where it has one."""
    facts = dict(observation.facts)
    if observation.similarity is not None:
        facts["similarity"] = round(observation.similarity, 4)
    plain: dict[str, Any] = plain_json(facts)
    return plain


def plain_json(value: Any) -> Any:
    """Dataclasses, dates and enums as the JSON values they are stored as."""
    return orjson.loads(orjson.dumps(value, default=str))


def _as_json(observation: Observation) -> list[Any]:
    return [
        observation.rule_id,
        observation.stated,
        observation.explanation,
        observation.span,
        observation.quote,
        plain_facts(observation),
        observation.cancelled_by,
    ]


def _current(session: Session, advert_ids: Sequence[int | None]) -> dict[int | None, tuple[int, str]]:
    found: dict[int | None, tuple[int, str]] = {}
    for piece in in_pieces(advert_ids):
        rows = session.exec(
            select(Assessment.advert_id, Assessment.id, Assessment.inputs_digest).where(
                col(Assessment.advert_id).in_(piece), col(Assessment.until_at).is_(None)
            )
        )
        found.update({advert_id: (assessment_id or 0, digest) for advert_id, assessment_id, digest in rows})
    return found


def _update(session: Session, assessment_ids: Sequence[int], **values: Any) -> None:
    for piece in in_pieces(assessment_ids):
        session.execute(update(Assessment).where(col(Assessment.id).in_(piece)).values(**values))
