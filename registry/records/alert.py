"""What deserves attention, what people did about it, and what was handed over."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document, long_text, word
from registry.vocabulary import AlertState, Disposition, Lane, Severity, TriageAction


class Alert(SQLModel, table=True):
    """One recruiter that deserves a person's time; at most one undecided alert a recruiter (a unique index says so).

    `grounds` are the rule ids that raised it, or `score`, `control`, `learning`, `officer`. `propensity` is the chance
    that such a recruiter comes before an officer: 1 with a ground of its own, the share drawn for a control pick, and 0
    where somebody chose (a model unsure of it, or an officer), of which no share of anything can be estimated.
    """

    __tablename__ = "alert"
    __table_args__ = (
        Index(
            "uq_alert_undecided_recruiter",
            "recruiter_id",
            unique=True,
            sqlite_where=text("state != 'decided'"),
            postgresql_where=text("state != 'decided'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    recruiter_id: int = Field(foreign_key="recruiter.id", index=True)
    jurisdiction: str
    state: AlertState = word(AlertState, default=AlertState.OPEN, index=True)
    severity: Severity = word(Severity)
    lane: Lane = word(Lane, default=Lane.ORDINARY)
    propensity: float = 1.0
    score: float = 0.0
    grounds: Json = document(list)
    raised_at: datetime
    raised_on: date
    updated_at: datetime
    assignee: str | None = None
    snoozed_until: date | None = None
    disposition: Disposition | None = word(Disposition, default=None, nullable=True)
    version: int = 1


class AlertAdvert(SQLModel, table=True):
    """An advert that an alert rests on, with the assessment that last gave it a ground.

    `text_digest` (title and description) and `grounds` (rule id to the register fact behind it, "" for words) say what
    the officer had in view, so that the same text is not raised again after it was decided.
    """

    __tablename__ = "alert_advert"
    __table_args__ = (UniqueConstraint("alert_id", "advert_id"),)

    id: int | None = Field(default=None, primary_key=True)
    alert_id: int = Field(foreign_key="alert.id", index=True)
    advert_id: int = Field(foreign_key="advert.id", index=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    text_digest: str = ""
    grounds: Json = document(dict)


class RaiseMark(SQLModel, table=True):
    """The last assessment that raising has considered in a jurisdiction, so that a run costs what is new."""

    __tablename__ = "raise_mark"

    jurisdiction: str = Field(primary_key=True)
    assessment_id: int


class TriageDecision(SQLModel, table=True):
    """One thing an officer did to an alert, with the state it left; append-only."""

    __tablename__ = "triage_decision"

    id: int | None = Field(default=None, primary_key=True)
    alert_id: int = Field(foreign_key="alert.id", index=True)
    action: TriageAction = word(TriageAction)
    disposition: Disposition | None = word(Disposition, default=None, nullable=True)
    officer: str = Field(index=True)
    reason: str = long_text(default="")
    decided_at: datetime = Field(index=True)
    state_before: AlertState = word(AlertState)
    state_after: AlertState = word(AlertState)
    undone_by_id: int | None = Field(default=None, foreign_key="triage_decision.id")


class EvidencePack(SQLModel, table=True):
    """One file made for a court or a platform, by whom, from which alert."""

    __tablename__ = "evidence_pack"

    id: int | None = Field(default=None, primary_key=True)
    alert_id: int = Field(foreign_key="alert.id", index=True)
    made_at: datetime
    made_by: str
    file: str
    sha256: str
