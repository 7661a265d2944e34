"""An assessment's reasons: what moved the score, then what was set aside, the ILO reading, and what the number is."""

from collections.abc import Sequence

from registry.law.rule_schema import Rule
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from risk_model.ilo import read_dimensions
from risk_model.judge import Judge, Reason, ReasonKind, Score
from risk_model.points import PointsTable


def points_of(observed: Sequence[Sequence[Observation]], *, rulebook: Rulebook) -> list[tuple[float, ...]]:
    """The scorecard's points of each observation, also under a learned judge; a rule's points go to its first place."""
    table = PointsTable(rulebook.jurisdiction.rules)
    awarded = table.award(table.counted(observed))
    shared: list[tuple[float, ...]] = []
    for row, observations in zip(awarded, observed, strict=True):
        given: set[str] = set()
        points = []
        for observation in observations:
            first = observation.counts and observation.rule_id not in given
            points.append(float(row[table.columns[observation.rule_id]]) if first else 0.0)
            if first:
                given.add(observation.rule_id)
        shared.append(tuple(points))
    return shared


def all_reasons(
    scores: Sequence[Score], observed: Sequence[Sequence[Observation]], *, judge: Judge, rulebook: Rulebook
) -> list[tuple[Reason, ...]]:
    """Per advert: the score's own reasons, largest first, then context without points, last what the number is."""
    rules = {rule.id: rule for rule in rulebook.jurisdiction.rules}
    dimensions = _Dimensions(rules)
    note = Reason(ReasonKind.NOTE, judge.version, "What this number is", 0.0, judge.says)
    reasons = []
    for score, observations in zip(scores, observed, strict=True):
        counted = frozenset([observation.rule_id for observation in observations if observation.counts])
        aside = _set_aside(observations, counted, rules)
        reasons.append((*score.reasons, *aside, *dimensions[counted], note))
    return reasons


def _set_aside(observations: Sequence[Observation], counted: frozenset[str], rules: dict[str, Rule]) -> list[Reason]:
    aside = {
        observation.rule_id: Reason(
            ReasonKind.CONTEXT,
            observation.rule_id,
            rules[observation.rule_id].title,
            0.0,
            f"Set aside: {observation.cancelled_by}.",
        )
        for observation in observations
        if observation.cancelled_by and observation.rule_id not in counted
    }
    return list(aside.values())


class _Dimensions(dict[frozenset[str], tuple[Reason, ...]]):
    """The ILO reading of rules that count together, made once for all adverts for which the same ones do."""

    def __init__(self, rules: dict[str, Rule]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, counted: frozenset[str]) -> tuple[Reason, ...]:
        readings = read_dimensions(map(self._rules.__getitem__, counted))
        self[counted] = found = tuple(
            Reason(ReasonKind.CONTEXT, f"ilo.{reading.dimension}", f"ILO: {reading.title}", 0.0, reading.text)
            for reading in readings
        )
        return found
