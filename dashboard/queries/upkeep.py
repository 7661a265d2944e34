"""What the person who runs an installation asks of it: who can sign in, what is loaded, and how the jobs went."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, SQLModel, col, select

from registry.records import Account, JobRun, OutboxMessage, RegisterImport, Subscriber
from registry.vocabulary import ImportState, OutboxState, RegisterKind


@dataclass(frozen=True)
class LastRun:
    """The newest run of one job; `problem` says why it failed, "" when it did not."""

    job: str
    started_at: datetime
    problem: str


@dataclass(frozen=True)
class Upkeep:
    """Open accounts, readers of the weekly mail, mails set aside for good, the newest list of each kind, jobs."""

    accounts: int
    readers: int
    dead_mails: int
    lists: tuple[tuple[RegisterKind, date], ...]
    jobs: tuple[LastRun, ...]


def upkeep(session: Session) -> Upkeep:
    """How the installation stands now."""
    lists = (
        select(RegisterImport.kind, func.max(RegisterImport.as_of))
        .where(RegisterImport.state == ImportState.ACTIVE)
        .group_by(col(RegisterImport.kind))
        .order_by(col(RegisterImport.kind))
    )
    newest = select(func.max(JobRun.id)).group_by(col(JobRun.job))
    runs = session.exec(select(JobRun).where(col(JobRun.id).in_(newest)).order_by(col(JobRun.job)))
    return Upkeep(
        accounts=_number(session, Account, col(Account.closed_at).is_(None)),
        readers=_number(session, Subscriber, col(Subscriber.removed_at).is_(None)),
        dead_mails=_number(session, OutboxMessage, col(OutboxMessage.state) == OutboxState.DEAD),
        lists=tuple((RegisterKind(kind), as_of) for kind, as_of in session.exec(lists)),
        jobs=tuple(LastRun(run.job, run.started_at, _problem(run)) for run in runs),
    )


def _number(session: Session, table: type[SQLModel], condition: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(table).where(condition)).one()


def _problem(run: JobRun) -> str:
    if run.succeeded is not False:
        return ""
    summary = run.summary if isinstance(run.summary, dict) else {}
    return str(summary.get("problem") or "it left no reason")
