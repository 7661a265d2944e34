"""Every alert with its adverts, in the form that `wakala alerts list --json` prints (docs/commands.md)."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import case
from sqlmodel import Session, col, select

from alerts.casework.told_grounds import unsure_grounds
from registry.bulk import in_pieces
from registry.records import Advert, Alert, AlertAdvert, Recruiter
from registry.vocabulary import AlertState, Lane, Severity


@dataclass(frozen=True)
class AlertedAdvert:
    """An advert that an alert rests on."""

    id: int
    url: str
    source: str


@dataclass(frozen=True)
class AlertLine:
    """One alert and what it rests on; the `unsure` of its grounds are told by hints alone."""

    id: int
    recruiter_id: int
    recruiter: str
    state: AlertState
    severity: Severity
    grounds: tuple[str, ...]
    unsure: tuple[str, ...]
    lane: Lane
    adverts: tuple[AlertedAdvert, ...]
    raised_at: datetime

    def as_json(self) -> dict[str, object]:
        """The line as plain values."""
        return asdict(self)


def alert_list(session: Session, *, state: AlertState | None = None) -> list[AlertLine]:
    """All alerts, or those in `state`: gravest first, then newest."""
    gravity = case({word: rank for rank, word in enumerate(Severity)}, value=col(Alert.severity))
    query = (
        select(Alert, Recruiter.name)
        .join(Recruiter, col(Recruiter.id) == col(Alert.recruiter_id))
        .order_by(gravity, col(Alert.id).desc())
    )
    found = session.exec(query.where(Alert.state == state) if state else query).all()
    adverts = _adverts(session, [alert.id or 0 for alert, _ in found])
    unsure = unsure_grounds(session, adverts)
    return [
        AlertLine(
            id=alert.id or 0,
            recruiter_id=alert.recruiter_id,
            recruiter=name,
            state=alert.state,
            severity=alert.severity,
            grounds=tuple(str(one) for one in alert.grounds),
            unsure=tuple(str(one) for one in alert.grounds if one in unsure.get(alert.id or 0, ())),
            lane=alert.lane,
            adverts=tuple(adverts[alert.id or 0]),
            raised_at=alert.raised_at,
        )
        for alert, name in found
    ]


def _adverts(session: Session, alert_ids: list[int]) -> dict[int, list[AlertedAdvert]]:
    found: dict[int, list[AlertedAdvert]] = defaultdict(list)
    for piece in in_pieces(alert_ids):
        query = (
            select(AlertAdvert.alert_id, Advert.id, Advert.url, Advert.source)
            .join(Advert, col(Advert.id) == col(AlertAdvert.advert_id))
            .where(col(AlertAdvert.alert_id).in_(piece))
            .order_by(col(AlertAdvert.id))
        )
        for alert_id, advert_id, url, source in session.exec(query):
            found[alert_id].append(AlertedAdvert(advert_id or 0, url, source))
    return found
