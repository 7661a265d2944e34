"""Assessments as rows: what is stored, the digest of what it rests on, and the bulk write that skips what is known."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import update
from sqlmodel import Session, col, select

from registry.bulk import in_pieces, insert_returning_ids, insert_rows
from registry.facts import AdvertFacts
from registry.identity.types import AgencyMatch
from registry.law.rule_schema import Rule
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from registry.records import Assessment, Finding
from registry.vocabulary import Severity
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


class StoredMatch(NamedTuple):
    """A match as JSON text: whole with its keys in order, as digests take it, and the parts that are stored."""

    whole: orjson.Fragment
    candidates: orjson.Fragment
    reasons: orjson.Fragment


class StoredMatches:
    """Matches as JSON text, each once: the adverts of an advertiser share theirs."""

    def __init__(self) -> None:
        # With the match itself, so that no other comes to have its number.
        self._known: dict[int, tuple[AgencyMatch, StoredMatch]] = {}

    def of(self, draft: Draft) -> StoredMatch:
        """The match of a draft."""
        match = draft.facts.match
        known = self._known.get(id(match))
        if known is None:
            told = StoredMatch(
                orjson.Fragment(_sorted_json(match)), as_stored(match.candidates), as_stored(match.reasons)
            )
            known = self._known[id(match)] = (match, told)
        return known[1]


def write_changed(session: Session, drafts: Sequence[Draft], *, given: Circumstances) -> int:
    """How many assessments were opened: those whose inputs differ from the current one, which is closed at `given.at`.

    One that still holds is left as it is, save that it is now known to hold under today's registers.
    """
    stored = StoredMatches()
    matches = [stored.of(draft) for draft in drafts]
    digests = [inputs_digest(draft, match, given=given) for draft, match in zip(drafts, matches, strict=True)]
    current = _current(session, [draft.facts.advert.id for draft in drafts])
    changed, closed, held = [], [], []
    for draft, match, digest in zip(drafts, matches, digests, strict=True):
        former = current.get(draft.facts.advert.id)
        if former is not None and former[1] == digest:
            held.append(former[0])
            continue
        changed.append((draft, match, digest))
        if former is not None:
            closed.append(former[0])
    _update(session, closed, until_at=given.at)
    _update(session, held, registers_digest=given.registers_digest)
    rows = [assessment_row(draft, match, digest, given=given) for draft, match, digest in changed]
    ids = insert_returning_ids(session, Assessment, rows)
    rules = {rule.id: rule for rule in given.rulebook.jurisdiction.rules}
    findings = [
        row
        for (draft, *_), assessment_id in zip(changed, ids, strict=True)
        for row in finding_rows(draft, rules=rules, assessment_id=assessment_id)
    ]
    insert_rows(session, Finding, findings)
    return len(changed)


def inputs_digest(draft: Draft, match: StoredMatch, *, given: Circumstances) -> str:
    """SHA-256 of everything a judgement rests on: the same digest means the same judgement."""
    advert = draft.facts.advert
    rests_on = {
        "content": advert.content_digest,
        "law_of": draft.facts.judged_for,
        "recruiter": advert.recruiter_id,
        "rulebook": given.rulebook.version,
        "judge": given.model_version,
        "match": match.whole,
        "standing": [draft.facts.standing.state, draft.facts.standing.reason],
        "observations": [_as_json(observation) for observation in draft.observations],
    }
    return hashlib.sha256(_sorted_json(rests_on)).hexdigest()


def assessment_row(draft: Draft, told: StoredMatch, digest: str, *, given: Circumstances) -> dict[str, Any]:
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
        "candidates": told.candidates,
        "match_reasons": told.reasons,
        "standing": standing.state,
        "standing_reason": standing.reason,
        "probability": draft.score.probability,
        "band": draft.score.band,
        "reasons": [reason.as_json() for reason in draft.reasons],
    }


def finding_rows(draft: Draft, *, rules: Mapping[str, Rule], assessment_id: int) -> list[dict[str, Any]]:
    """The columns of an assessment's findings; one is hard when its rule is or one more fact stands by it, its words
    state it, and nothing cancels it."""
    rows = []
    for observation, points in zip(draft.observations, draft.points, strict=True):
        rule = rules[observation.rule_id]
        start, end = observation.span or (None, None)
        rows.append(
            {
                "assessment_id": assessment_id,
                "advert_id": draft.facts.advert.id,
                "rule_id": rule.id,
                "ground": rule.ground,
                "severity": _severity(rule, observation),
                "stated": observation.stated,
                "hard": (rule.hard or observation.corroborated) and observation.counts and not observation.hint,
                "hint": observation.hint,
                "span_start": start,
                "span_end": end,
                "quote": observation.quote,
                "explanation": observation.explanation,
                "facts": as_stored(all_facts(observation)),
                "cancelled_by": observation.cancelled_by,
                "points": points,
            }
        )
    return rows


def all_facts(observation: Observation) -> Mapping[str, Any]:
    """An observation's facts, with its similarity where it has one."""
    if observation.similarity is None:
        return observation.facts
    return {**observation.facts, "similarity": round(observation.similarity, 4)}


def as_stored(value: Any) -> orjson.Fragment:
    """Dataclasses, dates and enums as the JSON text that they are stored as."""
    return orjson.Fragment(orjson.dumps(value, default=str))


def _sorted_json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS, default=str)


def _severity(rule: Rule, observation: Observation) -> Severity:
    """How grave a finding is: as its rule, or as its fact where that is milder; a hint never more than medium."""
    severity = observation.severity or rule.severity
    return Severity.MEDIUM if observation.hint and severity is not Severity.LOW else severity


def _as_json(observation: Observation) -> list[Any]:
    return [
        observation.rule_id,
        observation.stated,
        observation.explanation,
        observation.span,
        observation.quote,
        all_facts(observation),
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
