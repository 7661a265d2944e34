"""Judgements on adverts: one assessment at a time in effect, with its findings; append-only."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document, long_text, word
from registry.vocabulary import Band, Ground, MatchOutcome, MatchStrength, Severity, StandingState, Stated


class Assessment(SQLModel, table=True):
    """What was concluded of one advert on one day, with everything it rests on; the current one has no `until_at`.

    `content_digest` is the text that was judged and `registers_digest` the set of imports then in effect, so that what
    must be judged again can be found without judging it.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        Index(
            "uq_assessment_current_advert",
            "advert_id",
            unique=True,
            sqlite_where=text("until_at IS NULL"),
            postgresql_where=text("until_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    advert_id: int = Field(foreign_key="advert.id", index=True)
    recruiter_id: int | None = Field(default=None, foreign_key="recruiter.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    jurisdiction: str
    judged_on: date
    assessed_at: datetime
    until_at: datetime | None = Field(default=None, index=True)
    inputs_digest: str
    content_digest: str = ""
    registers_digest: str = ""
    rulebook_version: str
    model_version: str
    match_outcome: MatchOutcome = word(MatchOutcome)
    match_strength: MatchStrength = word(MatchStrength)
    match_score: float = 0.0
    candidates: Json = document(list)
    match_reasons: Json = document(list)
    standing: StandingState = word(StandingState)
    standing_reason: str = ""
    probability: float
    band: Band = word(Band)
    reasons: Json = document(list)


class Finding(SQLModel, table=True):
    """One observation under one rule: what was said or found, where, and whether something cancels it.

    `span_start`/`span_end` count characters of the advert's title + newline + description; null for facts that come
    from registers or from other adverts, which carry their values in `facts`. A `hint` is what readers are not sure of
    (decision 32): it raises nothing alone.
    """

    __tablename__ = "finding"

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    advert_id: int = Field(foreign_key="advert.id", index=True)
    rule_id: str = Field(index=True)
    ground: Ground = word(Ground)
    severity: Severity = word(Severity)
    stated: Stated = word(Stated)
    hard: bool = False
    hint: bool = False
    span_start: int | None = None
    span_end: int | None = None
    quote: str = long_text(default="")
    explanation: str = long_text(default="")
    facts: Json = document(dict)
    cancelled_by: str = ""
    points: float = 0.0
