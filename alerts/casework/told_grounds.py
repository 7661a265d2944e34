"""The grounds of a case as people are told them: what was found first, and what only hints say marked as unsure."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from alerts.casework.justification import counts
from alerts.plain_words import ground_in_words, shown_grounds
from registry.bulk import in_pieces
from registry.law.rulebook import Rulebook
from registry.records import AlertAdvert, Finding

PERHAPS = "perhaps: "


def unsure_grounds(session: Session, alert_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Rule ids, by alert, that hints alone speak of (decision 32) and nothing in its adverts states; most have none."""
    found: dict[int, set[str]] = defaultdict(set)
    sure = case((col(Finding.hint), 0), else_=1)
    for piece in in_pieces(alert_ids):
        query = (
            select(col(AlertAdvert.alert_id), col(Finding.rule_id))
            .join(Finding, col(Finding.assessment_id) == col(AlertAdvert.assessment_id))
            .where(col(AlertAdvert.alert_id).in_(piece), *counts())
            .group_by(col(AlertAdvert.alert_id), col(Finding.rule_id))
            .having(func.max(sure) == 0)
        )
        for alert_id, rule_id in session.execute(query):
            found[alert_id].add(rule_id)
    return {alert_id: frozenset(rules) for alert_id, rules in found.items()}


def told_grounds(grounds: Iterable[str], rulebook: Rulebook, *, unsure: Collection[str] = ()) -> list[str]:
    """The grounds in words and in their order, the `unsure` ones last and each as `perhaps: ...`."""
    shown = shown_grounds(str(one) for one in grounds)
    found = [ground_in_words(one, rulebook) for one in shown if one not in unsure]
    return found + [perhaps(ground_in_words(one, rulebook)) for one in shown if one in unsure]


def perhaps(said: str) -> str:
    """A ground in words, told as what is not sure; initials keep their capitals."""
    goes_on = said[1:2].islower() or said[1:2].isspace()
    return PERHAPS + (said[:1].lower() if goes_on else said[:1]) + said[1:]
