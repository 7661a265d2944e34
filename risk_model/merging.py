"""Observations of every kind brought together for one advert: the rules in force on its date, once each, in order."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from registry.law.rule_schema import Rule
from registry.observation import Observation
from registry.vocabulary import Stated

# A text that repeats one phrase a thousand times is evidence once; the screen shows a few places.
PLACES_A_RULE = 5


def merge(observations: Iterable[Observation], *, rules: dict[str, Rule], on: date) -> tuple[Observation, ...]:
    """What stands against or for an advert under `rules` in force on `on`: what counts first, then by rule and place.

    Rules this jurisdiction does not have say nothing here; silence is not an observation; at most five places a rule.
    """
    kept: list[Observation] = []
    places: defaultdict[str, int] = defaultdict(int)
    seen: set[tuple[object, ...]] = set()
    for observation in sorted(observations, key=_order):
        rule = rules.get(observation.rule_id)
        key = (observation.rule_id, observation.stated, observation.span, observation.explanation)
        if rule is None or not rule.in_force.on(on) or observation.stated is Stated.SILENT or key in seen:
            continue
        seen.add(key)
        places[observation.rule_id] += 1
        if places[observation.rule_id] <= PLACES_A_RULE:
            kept.append(observation)
    return tuple(kept)


def _order(observation: Observation) -> tuple[bool, str, tuple[int, int], str]:
    return not observation.counts, observation.rule_id, observation.span or (-1, -1), observation.explanation
