"""The alert queue, filtered, ordered and paged at the database; a control pick looks like any other alert."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, case, func, or_, select, true
from sqlmodel import Session, col

from alerts.casework.told_grounds import unsure_grounds
from alerts.plain_words import shown_grounds
from dashboard.queries.queue_filter import QueueFilter, QueueOrder, conditions_of, order_of
from registry.records import Account, Advert, Alert, AlertAdvert, Recruiter
from registry.vocabulary import AlertState, Disposition, Lane, Severity

UNDECIDED = (AlertState.OPEN, AlertState.ESCALATED, AlertState.SNOOZED)


@dataclass(frozen=True)
class QueueRow:
    """One alert as the queue shows it; hints alone speak of the `unsure` ones of its grounds."""

    id: int
    recruiter: str
    state: AlertState
    severity: Severity
    urgent: bool
    grounds: tuple[str, ...]
    unsure: frozenset[str]
    adverts: int
    sources: tuple[str, ...]
    raised_on: date
    assignee: str
    snoozed_until: date | None
    disposition: Disposition | None
    version: int


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue, and how many alerts the filter holds in all."""

    rows: tuple[QueueRow, ...]
    total: int


@dataclass(frozen=True)
class QueueCounts:
    """How much is waiting, whatever the filter."""

    by_state: dict[AlertState, int]
    by_severity: dict[Severity, int]
    urgent: int
    oldest_at: datetime | None

    @property
    def undecided(self) -> int:
        """Alerts nobody has decided yet, snoozed and escalated ones included."""
        return sum(self.by_state.get(state, 0) for state in UNDECIDED)


def queue_page(session: Session, wanted: QueueFilter, *, order: QueueOrder, page: int, size: int) -> QueuePage:
    """Page `page` (from 1) of the alerts that `wanted` holds."""
    conditions = conditions_of(wanted)
    total = session.execute(select(func.count()).select_from(Alert).where(*conditions)).scalar_one()
    query = (
        select(Alert, col(Recruiter.name), func.coalesce(col(Account.name), col(Alert.assignee), ""))
        .join(Recruiter, col(Recruiter.id) == col(Alert.recruiter_id))
        .outerjoin(Account, col(Account.email) == col(Alert.assignee))
        .where(*conditions)
        .offset((page - 1) * size)
        .limit(size)
    )
    found = session.execute(query.order_by(*order_of(order))).all()
    numbers = [alert.id for alert, _, _ in found]
    adverts, unsure = _adverts_of(session, numbers), unsure_grounds(session, numbers)
    rows = (
        _row(alert, name, whose, adverts[alert.id], unsure.get(alert.id, frozenset())) for alert, name, whose in found
    )
    return QueuePage(tuple(rows), total)


def next_alert(session: Session, wanted: QueueFilter, *, order: QueueOrder, after: int) -> int | None:
    """The alert that follows `after` in that order, or the first one behind the last; `after` may be filtered out."""
    place = func.row_number().over(order_by=order_of(order)).label("place")
    holds = or_(and_(true(), *conditions_of(wanted)), col(Alert.id) == after)
    ranked = select(col(Alert.id).label("id"), place).where(holds).subquery()
    here = select(ranked.c.place).where(ranked.c.id == after).scalar_subquery()
    behind = case((ranked.c.place > func.coalesce(here, 0), 0), else_=1)
    query = select(ranked.c.id).where(ranked.c.id != after).order_by(behind, ranked.c.place).limit(1)
    return session.execute(query).scalar_one_or_none()


def queue_counts(session: Session) -> QueueCounts:
    """Counts over the whole queue, in two queries."""
    states: Counter[AlertState] = Counter()
    severities: Counter[Severity] = Counter()
    urgent = 0
    grouped = select(col(Alert.state), col(Alert.severity), col(Alert.lane), func.count()).group_by(
        col(Alert.state), col(Alert.severity), col(Alert.lane)
    )
    for state, severity, lane, number in session.execute(grouped):
        states[state] += number
        if state in UNDECIDED:
            severities[severity] += number
            urgent += number if lane == Lane.URGENT else 0
    oldest = select(func.min(col(Alert.raised_at))).where(col(Alert.state).in_(UNDECIDED))
    return QueueCounts(dict(states), dict(severities), urgent, session.execute(oldest).scalar_one())


def queue_sources(session: Session) -> tuple[str, ...]:
    """Every source that an alert rests on, in order of name."""
    query = select(col(Advert.source)).join(AlertAdvert, col(AlertAdvert.advert_id) == col(Advert.id)).distinct()
    return tuple(sorted(session.execute(query).scalars()))


def _adverts_of(session: Session, alert_ids: Sequence[int | None]) -> dict[int | None, Counter[str]]:
    found: dict[int | None, Counter[str]] = defaultdict(Counter)
    query = (
        select(col(AlertAdvert.alert_id), col(Advert.source), func.count())
        .join(Advert, col(Advert.id) == col(AlertAdvert.advert_id))
        .where(col(AlertAdvert.alert_id).in_(alert_ids))
        .group_by(col(AlertAdvert.alert_id), col(Advert.source))
    )
    for alert_id, source, number in session.execute(query):
        found[alert_id][source] += number
    return found


def _row(alert: Alert, recruiter: str, assignee: str, adverts: Counter[str], unsure: frozenset[str]) -> QueueRow:
    return QueueRow(
        id=alert.id or 0,
        recruiter=recruiter,
        state=alert.state,
        severity=alert.severity,
        urgent=alert.lane is Lane.URGENT,
        grounds=tuple(shown_grounds(str(ground) for ground in alert.grounds)),
        unsure=unsure,
        adverts=adverts.total(),
        sources=tuple(sorted(adverts)),
        raised_on=alert.raised_on,
        assignee=assignee,
        snoozed_until=alert.snoozed_until,
        disposition=alert.disposition,
        version=alert.version,
    )
