"""What ran when, and the few settings that people change while the system runs."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document


class JobRun(SQLModel, table=True):
    """One run of one named job."""

    __tablename__ = "job_run"

    id: int | None = Field(default=None, primary_key=True)
    job: str = Field(index=True)
    started_at: datetime
    finished_at: datetime | None = None
    succeeded: bool | None = None
    summary: Json = document(dict)


class Setting(SQLModel, table=True):
    """A value changed by a person at run time (kill switch, capacity); each change is audited."""

    __tablename__ = "setting"

    name: str = Field(primary_key=True)
    value: Json = document(dict)
    changed_by: str
    changed_at: datetime
