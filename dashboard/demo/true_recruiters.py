"""Joins the truth to what the system raised: true recruiters on one side, alerts with their adverts on the other."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from dashboard.demo.kinds import Kinds
from dashboard.demo.truth import TruthRow, read_truth
from registry.errors import InvalidInput
from registry.records import Advert, Alert, AlertAdvert
from registry.vocabulary import Lane


@dataclass(frozen=True)
class TrueRecruiter:
    """One recruiter of the truth."""

    id: str
    offender: bool
    typology: str
    held: bool


@dataclass(frozen=True)
class RaisedAlert:
    """One alert: its lane, its grounds, and the true recruiters whose adverts it rests on."""

    id: int
    lane: Lane
    grounds: frozenset[str]
    recruiters: frozenset[str]


@dataclass(frozen=True)
class Truth:
    """The true recruiters by id, and whose each advert is."""

    recruiters: dict[str, TrueRecruiter]
    owner: dict[str, str]


def load_truth(file: Path, kinds: Kinds) -> Truth:
    """The truth of a file; raises InvalidInput for a kind that `kinds` does not list."""
    recruiters: dict[str, TrueRecruiter] = {}
    owner: dict[str, str] = {}
    for row in read_truth(file):
        known = kinds.typologies if row.offender else kinds.innocents
        if row.typology not in known:
            label = "offender" if row.offender else "innocent"
            raise InvalidInput(f"{file}: {row.typology!r} is no kind of {label}; known are {', '.join(known)}.")
        recruiters[row.recruiter] = _merge(recruiters.get(row.recruiter), row, file)
        owner[row.advert_url] = row.recruiter
    return Truth(recruiters, owner)


def raised_alerts(session: Session, truth: Truth) -> list[RaisedAlert]:
    """Every alert, decided or not, that rests on at least one advert of the truth."""
    owners: dict[int, set[str]] = defaultdict(set)
    pairs = select(AlertAdvert.alert_id, Advert.url).join(Advert, col(Advert.id) == col(AlertAdvert.advert_id))
    for alert_id, url in session.exec(pairs):
        if url in truth.owner:
            owners[alert_id].add(truth.owner[url])
    query = select(Alert.id, Alert.lane, Alert.grounds).order_by(col(Alert.id))
    return [
        RaisedAlert(alert_id, Lane(lane), frozenset(grounds), frozenset(owners[alert_id]))
        for alert_id, lane, grounds in session.exec(query)
        if alert_id is not None and alert_id in owners
    ]


def _merge(known: TrueRecruiter | None, row: TruthRow, file: Path) -> TrueRecruiter:
    fresh = TrueRecruiter(row.recruiter, row.offender, row.typology, row.held)
    if known is not None and known != fresh:
        raise InvalidInput(
            f"{file}: recruiter {row.recruiter!r} has two labels; give one recruiter one label and typology."
        )
    return fresh
