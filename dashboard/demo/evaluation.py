"""Compares what was raised with the truth: recall per typology, flagged innocents, and the share of false alerts."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from sqlmodel import Session

from dashboard.demo.kinds import Kinds, read_kinds
from dashboard.demo.true_recruiters import RaisedAlert, TrueRecruiter, Truth, load_truth, raised_alerts
from registry.vocabulary import Lane

PICKED = (Lane.CONTROL, Lane.LEARNING)


class TypologyFigures(TypedDict):
    """`found` by the typology's own grounds, `found_any` by whichever; a recall over nobody is null."""

    planted: int
    found: int
    found_any: int
    recall: float | None
    recall_held: float | None


class InnocentFigures(TypedDict):
    """How many innocents of a kind an alert rests on."""

    planted: int
    flagged: int


class Evaluation(TypedDict):
    """The document of `wakala demo evaluate --json`."""

    seed: int | None
    typologies: dict[str, TypologyFigures]
    innocents: dict[str, InnocentFigures]
    alerts: int
    false_alerts: int
    false_share: float
    control: int
    learning: int


def evaluate(session: Session, truth_file: Path, *, seed: int | None) -> Evaluation:
    """How the alerts on file compare with `truth_file`; the unit is the true recruiter (docs/demo-country.md).

    Alerts of the control sample, and those chosen to learn from, are counted apart and find nothing; alerts on adverts
    that the truth does not know are left out, since nobody can say whether they are right. `seed` is only repeated.
    """
    kinds = read_kinds()
    truth = load_truth(truth_file, kinds)
    alerts = raised_alerts(session, truth)
    counted = [alert for alert in alerts if alert.lane not in PICKED]
    false = sum(not any(truth.recruiters[one].offender for one in alert.recruiters) for alert in counted)
    grounds = _grounds_by_recruiter(counted)
    return {
        "seed": seed,
        "typologies": {key: _typology(key, truth, grounds, kinds) for key in kinds.typologies if _planted(truth, key)},
        "innocents": {key: _innocent(key, truth, grounds) for key in kinds.innocents if _planted(truth, key)},
        "alerts": len(counted),
        "false_alerts": false,
        "false_share": round(false / len(counted), 4) if counted else 0.0,
        "control": sum(alert.lane is Lane.CONTROL for alert in alerts),
        "learning": sum(alert.lane is Lane.LEARNING for alert in alerts),
    }


def _grounds_by_recruiter(alerts: Iterable[RaisedAlert]) -> dict[str, frozenset[str]]:
    """For every true recruiter with an alert, the grounds of all its alerts."""
    grounds: dict[str, frozenset[str]] = {}
    for alert in alerts:
        for recruiter in alert.recruiters:
            grounds[recruiter] = grounds.get(recruiter, frozenset()) | alert.grounds
    return grounds


def _typology(key: str, truth: Truth, grounds: dict[str, frozenset[str]], kinds: Kinds) -> TypologyFigures:
    planted = _planted(truth, key)
    own = kinds.typologies[key].grounds
    found = [one for one in planted if grounds.get(one.id, frozenset()) & own]
    held = [one for one in planted if one.held]
    return {
        "planted": len(planted),
        "found": len(found),
        "found_any": sum(one.id in grounds for one in planted),
        "recall": _share(len(found), len(planted)),
        "recall_held": _share(sum(one.held for one in found), len(held)),
    }


def _innocent(key: str, truth: Truth, grounds: dict[str, frozenset[str]]) -> InnocentFigures:
    planted = _planted(truth, key)
    return {"planted": len(planted), "flagged": sum(one.id in grounds for one in planted)}


def _planted(truth: Truth, key: str) -> list[TrueRecruiter]:
    return [one for one in truth.recruiters.values() if one.typology == key]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
