"""Champion and challenger on the same held-out weeks, and what the promotion rule says of it."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from registry.errors import InvalidInput, NotAllowed
from registry.law.rulebook import Rulebook
from registry.records import ModelVersion
from registry.vocabulary import ModelState
from risk_model import model_store
from risk_model.labels import labels_of
from risk_model.learning.examples import Example, examples_from
from risk_model.learning.grouping import Split, later_or_parts
from risk_model.learning.linear_blocks import Floats
from risk_model.learning.material import Material, material_of
from risk_model.measuring import metrics
from risk_model.measuring.figures import OFFICE, Figures, Office, by_group, by_group_weight, figures, stands_for
from risk_model.measuring.paired import paired_alarms
from risk_model.measuring.prevalence import Unit, live_office, stored_office
from risk_model.measuring.slices import SliceFigures, slice_figures
from risk_model.models_on_file import live_model
from risk_model.promotion_rule import ENOUGH_LAWFUL, verdict
from risk_model.scorecard import Scorecard
from risk_model.trials.fitting import fit_rows
from risk_model.trials.held_out import LATER_SHARE, can_split

PARTS = 4  # as large a part is held out each time as of weeks


@dataclass(frozen=True)
class Comparison:
    """Both contenders' figures, per recruiter, on the same held-out weeks; `objections` empty means: may be promoted.

    `champion` is a model's id, None for the scorecard. A contender is `refitted` where it had been trained on those
    weeks. `interval` is of the difference in average precision, 95 %; both are None where all have the same answer.
    `parts` is 1 for weeks; where no decision was later than the others, all recruiters were held out in so many parts
    instead. False alarms are those of scores from `alarm_from` up; `alarms` says how many adverts each would mark at
    the office's own threshold. `lost_on` is the condition behind each objection (`promotion_rule.LostOn`); `watch` are
    kinds of advert with more false alarms than allowed where chance would show as much.
    """

    challenger: int
    champion: int | None
    decided_from: datetime
    decided_until: datetime
    adverts: int
    parts: int
    challenger_figures: Figures
    champion_figures: Figures
    challenger_refitted: bool
    champion_refitted: bool
    difference: float | None
    interval: tuple[float, float] | None
    alarm_from: float
    alarms: tuple[int, int]
    slices: list[SliceFigures]
    champion_slices: list[SliceFigures]
    objections: list[str]
    lost_on: list[str]
    watch: list[str]

    def as_json(self) -> dict[str, Any]:
        """The comparison as plain values, as stored in `ModelVersion.figures`."""
        plain = asdict(self)
        return {**plain, "decided_from": self.decided_from.isoformat(), "decided_until": self.decided_until.isoformat()}


def compare(
    session: Session, challenger: ModelVersion, *, rulebook: Rulebook, folder: Path, office: Office = OFFICE
) -> Comparison:
    """The comparison with whatever is promoted now, stored with the challenger.

    Raises InvalidInput where the decisions made here cannot be cut into earlier and later ones of both kinds, and
    NotAllowed for a model that is no candidate.
    """
    if challenger.state is not ModelState.CANDIDATE:
        raise NotAllowed(
            f"Model {challenger.id} is {challenger.state.value}; only a candidate can be compared with what judges now."
        )
    labels = labels_of(session).labels
    examples = examples_from(session, labels, rulebook=rulebook)
    champion = live_model(session)
    office = stored_office(challenger, live_office(office, labels), of=Unit.RECRUITERS)
    found = compare_on(examples, challenger, champion, rulebook=rulebook, folder=folder, office=office)
    stored = challenger.figures if isinstance(challenger.figures, dict) else {}
    challenger.figures = {**stored, "comparison": found.as_json()}
    session.add(challenger)
    session.flush()
    return found


def compare_on(
    examples: Sequence[Example],
    challenger: ModelVersion,
    champion: ModelVersion | None,
    *,
    rulebook: Rulebook,
    folder: Path,
    office: Office = OFFICE,
) -> Comparison:
    """The comparison on these decided examples, the scorecard as champion where that is None."""
    material, splits = _held_out_weeks(examples, rulebook)
    arena = _Arena(examples, material, splits, rulebook, folder)
    ours, ours_again = arena.scores(challenger)
    theirs, theirs_again = arena.scores(champion)
    test = arena.test
    labels, groups = material.labels[test], material.groups[test]
    truth, our_highest = by_group(labels, ours, groups)
    _, their_highest = by_group(labels, theirs, groups)
    slices = {name: values[test] for name, values in material.slices.items() if name != "queue"}
    weights = stands_for(truth, by_group_weight(material.weights[test], groups))
    our_figures, their_figures = (figures(truth, one, weights, office=office) for one in (our_highest, their_highest))
    alarm_from = office.threshold if champion else _as_many_alarms(ours, theirs, threshold=office.threshold)
    our_slices = slice_figures(labels, ours, slices, threshold=alarm_from)
    their_slices = slice_figures(labels, theirs, slices, threshold=office.threshold)
    alarms = paired_alarms(labels, ours >= alarm_from, theirs >= office.threshold, groups, slices, fewest=ENOUGH_LAWFUL)
    ruled = verdict(our_figures, their_figures, alarms=alarms, champion_is_calibrated=champion is not None)
    difference = _difference(our_figures, their_figures)
    moments = [moment for moment in material.rows(test).decided if moment is not None]
    return Comparison(
        challenger=challenger.id or 0,
        champion=champion.id if champion else None,
        decided_from=min(moments),
        decided_until=max(moments),
        adverts=len(test),
        parts=len(splits),
        challenger_figures=our_figures,
        champion_figures=their_figures,
        challenger_refitted=ours_again,
        champion_refitted=theirs_again,
        difference=difference,
        interval=None if difference is None else _interval(truth, our_highest, their_highest),
        alarm_from=alarm_from,
        alarms=(int((ours >= office.threshold).sum()), int((theirs >= office.threshold).sum())),
        slices=our_slices,
        champion_slices=their_slices,
        objections=[objection.text for objection in ruled.objections],
        lost_on=[objection.lost_on.value for objection in ruled.objections],
        watch=list(ruled.watch),
    )


@dataclass(frozen=True)
class _Arena:
    """The held-out decisions, and what both contenders may be fitted on."""

    examples: Sequence[Example]
    material: Material
    splits: Sequence[Split]
    rulebook: Rulebook
    folder: Path

    @cached_property
    def test(self) -> NDArray[np.intp]:
        """The held-out adverts, part after part."""
        return np.concatenate([test for _, test in self.splits])

    def scores(self, model: ModelVersion | None) -> tuple[Floats, bool]:
        """A contender's scores of the held-out adverts, and whether it had to be fitted again without them."""
        if model is None:
            return self._judged(Scorecard()), False
        if model.outside_labels or model.trained_at < self._begins():
            return self._judged(model_store.load(model, folder=self.folder)), False
        return np.concatenate([self._fitted_again(model, *split) for split in self.splits]), True

    def _fitted_again(self, model: ModelVersion, train: NDArray[np.intp], test: NDArray[np.intp]) -> Floats:
        known = [moment is not None and moment <= model.trained_at for moment in self.material.rows(train).decided]
        rows = train[np.array(known, dtype=bool)]
        if not can_split(self.material, rows, test):
            raise InvalidInput(f"Too few decisions beside the held-out ones to fit model {model.id} again on them.")
        scores: Floats = fit_rows(self.material, rows, seed=1).predict_proba(self.material.counted.rows(test))[:, 1]
        return scores

    def _judged(self, judge: Any) -> Floats:
        readings = [self.examples[row].reading for row in self.test.tolist()]
        return np.array([score.probability for score in judge.score_many(readings, rulebook=self.rulebook)])

    def _begins(self) -> datetime:
        return min(moment for moment in self.material.rows(self.test).decided if moment is not None)


def _held_out_weeks(examples: Sequence[Example], rulebook: Rulebook) -> tuple[Material, list[Split]]:
    decided = [example.decided_at for example in examples if example.decided_at is not None]
    if not examples or len(decided) < len(examples):
        raise InvalidInput("There are no decisions to compare models on; decide alerts first.")
    material = material_of(examples, rulebook=rulebook)
    splits = later_or_parts(decided, material.labels, material.groups, share=LATER_SHARE, parts=PARTS)
    if not all(can_split(material, *split) for split in splits):
        raise InvalidInput(
            f"The {len(examples)} decided adverts cannot be cut into earlier and later ones of both kinds; decide more "
            "alerts before comparing."
        )
    return material, splits


def _as_many_alarms(ours: Floats, theirs: Floats, *, threshold: float) -> float:
    """The score from which a challenger raises no more alarms than a champion whose number is points, not a chance."""
    alarms = int((theirs >= threshold).sum())
    lowest = np.append(np.sort(ours)[::-1], -math.inf)[alarms]  # the first that is one too many
    return float(np.nextafter(lowest, math.inf))


def _difference(ours: Figures, theirs: Figures) -> float | None:
    if ours.average_precision is None or theirs.average_precision is None:
        return None
    return ours.average_precision - theirs.average_precision


def _interval(truth: NDArray[np.bool_], ours: Floats, theirs: Floats) -> tuple[float, float]:
    return metrics.group_interval(
        lambda rows: (
            metrics.average_precision(truth[rows], ours[rows]) - metrics.average_precision(truth[rows], theirs[rows])
        ),
        truth,
        np.arange(len(truth), dtype=np.intp),
        seed=1,
    )
