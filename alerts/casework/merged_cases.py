"""One case per recruiter, also after two recruiters turned out to be one: their undecided alerts become one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from alerts.accountability import SYSTEM
from alerts.casework.history import number_of, write_down
from alerts.casework.holding import held
from alerts.casework.justification import gravest
from registry.bulk import in_pieces
from registry.records import Alert, AlertAdvert, Recruiter
from registry.vocabulary import AlertState, Disposition, Lane, TriageAction

MOST_PRESSING_FIRST = (Lane.URGENT, Lane.ORDINARY, Lane.CONTROL, Lane.LEARNING)


def more_pressing(left: Lane, right: Lane) -> Lane:
    """The lane that reaches a person sooner."""
    return min(left, right, key=MOST_PRESSING_FIRST.index)


def gather_merged(session: Session, *, at: datetime) -> list[Alert]:
    """Undecided alerts of merged recruiters moved to the recruiter that holds the adverts now.

    Returns those that changed. Where that one has an undecided alert too, the older takes over adverts and grounds and
    the younger is closed as its duplicate, in the system's name: no label comes of it, and it can be reopened once the
    merge is undone.
    """
    holders = _holders_of_strays(session)
    groups: dict[int, list[Alert]] = defaultdict(list)
    for piece in in_pieces({*holders, *holders.values()}):
        query = select(Alert).where(col(Alert.recruiter_id).in_(piece), Alert.state != AlertState.DECIDED)
        for alert in held(session, query.order_by(col(Alert.id))):
            groups[holders.get(alert.recruiter_id, alert.recruiter_id)].append(alert)
    moving = {holder: found for holder, found in groups.items() if any(one.recruiter_id != holder for one in found)}
    return [alert for holder, alerts in sorted(moving.items()) for alert in _make_one(session, holder, alerts, at=at)]


def _holders_of_strays(session: Session) -> dict[int, int]:
    """Each merged recruiter that has an undecided alert, to the one that holds its adverts now."""
    query = (
        select(Alert.recruiter_id, Recruiter.merged_into_id)
        .join(Recruiter, col(Recruiter.id) == col(Alert.recruiter_id))
        .where(Alert.state != AlertState.DECIDED, col(Recruiter.merged_into_id).is_not(None))
    )
    return {stray: _holder(session, into) for stray, into in session.exec(query) if into is not None}


def _holder(session: Session, recruiter_id: int) -> int:
    passed: set[int] = set()
    while recruiter_id not in passed:
        passed.add(recruiter_id)
        recruiter = session.get_one(Recruiter, recruiter_id)
        if recruiter.merged_into_id is None:
            break
        recruiter_id = recruiter.merged_into_id
    return recruiter_id


def _make_one(session: Session, holder: int, alerts: Sequence[Alert], *, at: datetime) -> list[Alert]:
    kept, *others = sorted(alerts, key=lambda alert: alert.id or 0)
    for other in others:
        _take_over(session, kept, other, at=at)
    session.flush()  # the others must be closed before `kept` may stand under the same recruiter
    kept.recruiter_id = holder
    kept.updated_at, kept.version = at, kept.version + 1
    session.flush()
    return [kept, *others]


def _take_over(session: Session, kept: Alert, other: Alert, *, at: datetime) -> None:
    kept.severity = gravest((kept.severity, other.severity))
    kept.lane = more_pressing(kept.lane, other.lane)
    kept.score, kept.propensity = max(kept.score, other.score), max(kept.propensity, other.propensity)
    kept.grounds = list(dict.fromkeys([*kept.grounds, *other.grounds]))
    known = set(session.exec(select(AlertAdvert.advert_id).where(AlertAdvert.alert_id == kept.id)))
    for row in session.exec(select(AlertAdvert).where(AlertAdvert.alert_id == other.id)).all():
        if row.advert_id not in known:
            copy = row.model_dump(exclude={"id", "alert_id"})
            session.add(AlertAdvert(alert_id=number_of(kept), **copy))
    _close_as_duplicate(session, other, of=kept, at=at)


def _close_as_duplicate(session: Session, other: Alert, *, of: Alert, at: datetime) -> None:
    reason = f"The recruiters of cases {of.id} and {other.id} turned out to be one; its adverts are on case {of.id}."
    before, other.state = other.state, AlertState.DECIDED
    other.disposition = Disposition.DUPLICATE
    other.updated_at, other.version = at, other.version + 1
    write_down(
        session,
        other,
        TriageAction.DECIDE,
        officer=SYSTEM,
        reason=reason,
        at=at,
        before=before,
        after=AlertState.DECIDED,
        disposition=Disposition.DUPLICATE,
        detail={"disposition": Disposition.DUPLICATE.value, "kept": str(of.id)},
    )
