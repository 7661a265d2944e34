"""A source that fails, falls silent or loses fields is told to the operator by mail, soon and not every hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from alerts.outbox import enqueue
from alerts.rendering import templates
from registry.law.rulebook import Rulebook
from registry.records import Account, Crawl, OutboxMessage
from registry.settings import Settings
from registry.vocabulary import CrawlState, Role

PREFIX = "source-"
# A site that is down for a month brings four mails, not seven hundred.
TOLD_AT = (1, 3, 10, 30)
PROBLEMS_TOLD = 5
SOURCES_A_MAIL = 20


@dataclass(frozen=True)
class Trouble:
    """A source whose last run went wrong: the run, and how many in a row did."""

    crawl: Crawl
    in_a_row: int


def tell_operators(session: Session, *, settings: Settings, rulebook: Rulebook, at: datetime) -> int:
    """How many troubled sources are told of now, each run once, to everybody who runs the installation.

    A source is told of at the first, third, tenth and thirtieth run in a row that goes wrong.
    """
    told = _told(session)
    due = [one for one in troubles(session) if one.in_a_row in TOLD_AT and str(one.crawl.id) not in told]
    recipients = operators(session, settings) if due else []
    for start in range(0, len(due), SOURCES_A_MAIL):
        _tell(session, due[start : start + SOURCES_A_MAIL], recipients, settings=settings, rulebook=rulebook, at=at)
    return len(due) if recipients else 0


def troubles(session: Session) -> list[Trouble]:
    """Sources whose last ended run failed or raised an alarm, by name."""
    place = func.row_number().over(partition_by=col(Crawl.source), order_by=col(Crawl.id).desc()).label("place")
    ended = col(Crawl.state).in_((CrawlState.FINISHED, CrawlState.FAILED))
    ranked = select(col(Crawl.id), place).where(ended).subquery()
    query = (
        select(Crawl)
        .join(ranked, ranked.c.id == col(Crawl.id))
        .where(ranked.c.place <= max(TOLD_AT) + 1)
        .order_by(col(Crawl.source), col(Crawl.id).desc())
    )
    runs: dict[str, list[Crawl]] = {}
    for crawl in session.exec(query):
        runs.setdefault(crawl.source, []).append(crawl)
    bad = {name: list(takewhile(_went_wrong, crawls)) for name, crawls in runs.items()}
    return [Trouble(crawls[0], len(crawls)) for crawls in bad.values() if crawls]


def operators(session: Session, settings: Settings) -> list[str]:
    """Whom to tell: WAKALA_OPERATOR_EMAIL, or every administrator with an open account."""
    if settings.operator_email:
        return [settings.operator_email]
    query = select(Account.email).where(Account.role == Role.ADMINISTRATOR, col(Account.closed_at).is_(None))
    return sorted(session.exec(query))


def _went_wrong(crawl: Crawl) -> bool:
    return crawl.state is CrawlState.FAILED or bool(crawl.alarms)


def _told(session: Session) -> set[str]:
    periods = session.exec(select(OutboxMessage.period).where(col(OutboxMessage.period).startswith(PREFIX)))
    return {number for period in periods for number in period.removeprefix(PREFIX).split("+")}


def _tell(
    session: Session,
    due: Sequence[Trouble],
    recipients: Sequence[str],
    *,
    settings: Settings,
    rulebook: Rulebook,
    at: datetime,
) -> None:
    zone = ZoneInfo(rulebook.jurisdiction.time_zone)
    values = {
        "sources": [_source(one, zone) for one in due],
        "link": f"{settings.public_url.rstrip('/')}/source_health",
        "office": settings.office,
        "demo": settings.demo,
    }
    which = due[0].crawl.source if len(due) == 1 else f"{len(due)} sources"
    environment = templates()
    for recipient in recipients:
        enqueue(
            session,
            recipient=recipient,
            period=PREFIX + "+".join(str(one.crawl.id) for one in due),
            subject=f"{'[Demo] ' if settings.demo else ''}Look at {which}: the last run went wrong",
            text=environment.get_template("sources.txt").render(values),
            html=environment.get_template("sources.html").render(values),
            sender=settings.mail_from,
            at=at,
        )


def _source(one: Trouble, zone: ZoneInfo) -> dict[str, object]:
    crawl = one.crawl
    said = [str(line) for line in [*crawl.alarms, *(line for line in crawl.problems if line not in crawl.alarms)]]
    return {
        "name": crawl.source,
        "failed": crawl.state is CrawlState.FAILED,
        "in_a_row": one.in_a_row,
        "began": f"{crawl.started_at.astimezone(zone):%Y-%m-%d %H:%M}",
        "adverts": crawl.items,
        "pages": crawl.pages,
        "said": said[:PROBLEMS_TOLD],
    }
