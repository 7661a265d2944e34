"""A rulebook's points as arrays, so that a hundred thousand adverts are added up in one pass."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from registry.law.rule_schema import Rule
from registry.observation import Observation
from registry.vocabulary import Severity

# 98 % of ordinary adverts for migrants carry at least one indicator (doi 10.1007/s12117-019-09376-5): a second soft one
# of the same ground says little that the first did not, and context (severity L) never amounts to much.
SOFT_DECAY = 0.5
LOW_CAP = 1.0
# All hints together weigh like one grave sign that is no breach by itself: with a finding of medium weight of another
# ground they reach an inspector, never alone and never with context.
HINTS_CAP = 3.96
# A sentence that is only just like labelled ones weighs this part of one that is nearly as good as a phrase.
FAINTEST = 0.6


class Counted(NamedTuple):
    """Adverts by rules: what words (or registers) state, and, where they do not, how much a hint by likeness weighs."""

    by_words: NDArray[np.bool_]
    hinted: NDArray[np.float64]


class PointsTable:
    """The rules of one rulebook as columns, and how observations under them add up to points."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: (_family(rule), -rule.points, rule.id)))
        self.columns = {rule.id: place for place, rule in enumerate(self.rules)}
        self._base = np.array([rule.points for rule in self.rules])
        self._low = np.array([rule.severity is Severity.LOW for rule in self.rules], dtype=bool)
        self._soft = [
            np.flatnonzero([_family(rule) == family for rule in self.rules])
            for family in sorted({_family(rule) for rule in self.rules if not rule.hard})
        ]

    def counted(self, observed: Sequence[Sequence[Observation]]) -> Counted:
        """What counts of each advert's observations (stated, and nothing lawful cancels it); a hint in (0, 1]."""
        words = np.zeros((len(observed), len(self.rules)), dtype=bool)
        hinted = np.zeros(words.shape)
        for row, observations in enumerate(observed):
            for observation in observations:
                column = self.columns.get(observation.rule_id)
                if column is None or not observation.counts:
                    continue
                if observation.hint:
                    hinted[row, column] = max(hinted[row, column], _part(self.rules[column], observation))
                else:
                    words[row, column] = True
        return Counted(words, hinted * ~words)

    def award(self, counted: Counted) -> NDArray[np.float64]:
        """Adverts by rules: the points each rule adds; another finding never lowers a row's sum.

        Within one ground the second soft rule counts half, the third a quarter; all L rules together add at most 1.
        Hints dilute nothing, weigh more the liker they are, and add at most HINTS_CAP together.
        """
        by_words = counted.by_words
        points: NDArray[np.float64] = by_words * self._base
        for columns in self._soft:
            rank = by_words[:, columns].cumsum(axis=1) - 1.0
            points[:, columns] *= SOFT_DECAY**rank
        low = points[:, self._low].sum(axis=1)
        points[:, self._low] *= (LOW_CAP / np.maximum(low, LOW_CAP))[:, None]
        hints = counted.hinted * np.minimum(self._base, HINTS_CAP)
        points += hints * (HINTS_CAP / np.maximum(hints.sum(axis=1), HINTS_CAP))[:, None]
        return points


def _family(rule: Rule) -> tuple[bool, bool, str]:
    """Rules that dilute one another: soft ones of one ground, context kept apart so that it never dilutes more."""
    return rule.hard, rule.severity is Severity.LOW, rule.ground.value


def _part(rule: Rule, observation: Observation) -> float:
    """What part of its points a hint weighs: FAINTEST where it is just like enough, all where it is almost stated."""
    least, most = rule.hint_from, rule.stated_from or 1.0
    if observation.likeness is None or least is None or least >= most:
        return 1.0
    return FAINTEST + (1 - FAINTEST) * min(max(observation.likeness - least, 0.0) / (most - least), 1.0)
