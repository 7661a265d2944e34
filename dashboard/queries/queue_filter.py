"""Which alerts the queue shows and in which order, as conditions and columns for the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlmodel import col

from registry.records import Advert, Alert, AlertAdvert, CaseLook, Finding
from registry.vocabulary import AlertState, Ground, Lane, Severity, Stated


class QueueOrder(StrEnum):
    """What comes first in the queue."""

    SEVERITY = "severity"
    OLDEST = "oldest"
    NEWEST = "newest"
    SCORE = "score"
    ADVERTS = "adverts"


@dataclass(frozen=True)
class QueueFilter:
    """Which alerts to show; an empty tuple or None asks for all.

    `unseen_by` is an officer: alerts that are new to them, or that changed since they looked.
    """

    states: tuple[AlertState, ...] = (AlertState.OPEN, AlertState.ESCALATED)
    severities: tuple[Severity, ...] = ()
    grounds: tuple[Ground, ...] = ()
    sources: tuple[str, ...] = ()
    assignee: str | None = None
    urgent_only: bool = False
    unseen_by: str | None = None


def conditions_of(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    """What a row of `Alert` must fulfil to be among them."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.states:
        conditions.append(col(Alert.state).in_(wanted.states))
    if wanted.severities:
        conditions.append(col(Alert.severity).in_(wanted.severities))
    if wanted.urgent_only:
        conditions.append(col(Alert.lane) == Lane.URGENT)
    if wanted.assignee is not None:
        mine = col(Alert.assignee) == wanted.assignee
        conditions.append(mine if wanted.assignee else or_(col(Alert.assignee).is_(None), mine))
    if wanted.grounds:
        conditions.append(_rests_on_ground(wanted.grounds))
    if wanted.sources:
        conditions.append(_rests_on_source(wanted.sources))
    if wanted.unseen_by is not None:
        conditions.append(~_looked_at_as_it_is(wanted.unseen_by))
    return conditions


def _rests_on_ground(grounds: Iterable[Ground]) -> ColumnElement[bool]:
    return (
        select(col(AlertAdvert.id))
        .join(Finding, col(Finding.assessment_id) == col(AlertAdvert.assessment_id))
        .where(col(AlertAdvert.alert_id) == col(Alert.id), col(Finding.ground).in_(list(grounds)))
        .where(col(Finding.stated) == Stated.STATED, col(Finding.cancelled_by) == "")
        .exists()
    )


def _rests_on_source(sources: Iterable[str]) -> ColumnElement[bool]:
    return (
        select(col(AlertAdvert.id))
        .join(Advert, col(Advert.id) == col(AlertAdvert.advert_id))
        .where(col(AlertAdvert.alert_id) == col(Alert.id), col(Advert.source).in_(list(sources)))
        .exists()
    )


def _looked_at_as_it_is(email: str) -> ColumnElement[bool]:
    return (
        select(col(CaseLook.alert_id))
        .where(col(CaseLook.alert_id) == col(Alert.id), col(CaseLook.email) == email)
        .where(col(CaseLook.version) == col(Alert.version))
        .exists()
    )


def order_of(order: QueueOrder) -> tuple[ColumnElement[Any], ...]:
    """The columns to sort alerts by."""
    gravity = case({severity: place for place, severity in enumerate(Severity)}, value=col(Alert.severity))
    urgent_first = case((col(Alert.lane) == Lane.URGENT, 0), else_=1)
    oldest = (col(Alert.raised_at).asc(), col(Alert.id).asc())
    if order is QueueOrder.OLDEST:
        return oldest
    if order is QueueOrder.NEWEST:
        return (
            col(Alert.raised_at).desc(),
            col(Alert.id).desc(),
        )
    if order is QueueOrder.SCORE:
        return (
            col(Alert.score).desc(),
            *oldest,
        )
    if order is QueueOrder.ADVERTS:
        number = (
            select(func.count()).where(col(AlertAdvert.alert_id) == col(Alert.id)).correlate(Alert).scalar_subquery()
        )
        return (
            number.desc(),
            *oldest,
        )
    return (
        urgent_first,
        gravity,
        *oldest,
    )
