"""Champion and challenger on the same held-out weeks, and what the promotion rule says of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from registry.errors import InvalidInput
from registry.law.rulebook import Rulebook
from registry.records import ModelVersion
from risk_model import metrics, model_store
from risk_model.examples import Example, examples_from
from risk_model.figures import OFFICE, Figures, Office, by_group, figures
from risk_model.grouping import Split, weeks_split
from risk_model.held_out import LATER_SHARE, can_split
from risk_model.labels import labels_of
from risk_model.linear_blocks import Floats
from risk_model.material import Material, fit_rows, material_of
from risk_model.promotion import live_model
from risk_model.promotion_rule import objections
from risk_model.scorecard import Scorecard
from risk_model.slices import SliceFigures, slice_figures


@dataclass(frozen=True)
class Comparison:
    """Both contenders' figures, per recruiter, on the same held-out weeks; `objections` empty means: may be promoted.

    `champion` is a model's id, None for the scorecard. A contender is `refitted` where it had been trained on those
    weeks. `interval` is of the difference in average precision, 95 %.
    """

    challenger: int
    champion: int | None
    decided_from: datetime
    decided_until: datetime
    adverts: int
    challenger_figures: Figures
    champion_figures: Figures
    challenger_refitted: bool
    champion_refitted: bool
    difference: float
    interval: tuple[float, float]
    slices: list[SliceFigures]
    champion_slices: list[SliceFigures]
    objections: list[str]

    def as_json(self) -> dict[str, Any]:
        """The comparison as plain values, as stored in `ModelVersion.figures`."""
        plain = asdict(self)
        return {**plain, "decided_from": self.decided_from.isoformat(), "decided_until": self.decided_until.isoformat()}


def compare(
    session: Session, challenger: ModelVersion, *, rulebook: Rulebook, folder: Path, office: Office = OFFICE
) -> Comparison:
    """The comparison with whatever is promoted now, stored with the challenger.

    Raises InvalidInput where the decisions made here cannot be cut into earlier and later ones of both kinds.
    """
    examples = examples_from(session, labels_of(session).labels, rulebook=rulebook)
    champion = live_model(session)
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
    material, split = _held_out_weeks(examples, rulebook)
    arena = _Arena(examples, material, split, rulebook, folder)
    ours, ours_again = arena.scores(challenger)
    theirs, theirs_again = arena.scores(champion)
    test = split[1]
    labels, groups = material.labels[test], material.groups[test]
    truth, our_highest = by_group(labels, ours, groups)
    _, their_highest = by_group(labels, theirs, groups)
    slices = {name: values[test] for name, values in material.slices.items() if name != "queue"}
    our_figures, their_figures = (figures(truth, one, office=office) for one in (our_highest, their_highest))
    our_slices, their_slices = (
        slice_figures(labels, one, slices, threshold=office.threshold) for one in (ours, theirs)
    )
    moments = [moment for moment in material.rows(test).decided if moment is not None]
    return Comparison(
        challenger=challenger.id or 0,
        champion=champion.id if champion else None,
        decided_from=min(moments),
        decided_until=max(moments),
        adverts=len(test),
        challenger_figures=our_figures,
        champion_figures=their_figures,
        challenger_refitted=ours_again,
        champion_refitted=theirs_again,
        difference=our_figures.average_precision - their_figures.average_precision,
        interval=_interval(truth, our_highest, their_highest),
        slices=our_slices,
        champion_slices=their_slices,
        objections=objections(
            our_figures,
            their_figures,
            slices=our_slices,
            champion_slices=their_slices,
            champion_is_calibrated=champion is not None,
        ),
    )


@dataclass(frozen=True)
class _Arena:
    """The held-out weeks, and what both contenders may be fitted on."""

    examples: Sequence[Example]
    material: Material
    split: Split
    rulebook: Rulebook
    folder: Path

    def scores(self, model: ModelVersion | None) -> tuple[Floats, bool]:
        """A contender's scores of the held-out adverts, and whether it had to be fitted again without them."""
        train, test = self.split
        if model is None:
            return self._judged(Scorecard()), False
        if model.outside_labels or model.trained_at < self._begins():
            return self._judged(model_store.load(model, folder=self.folder)), False
        known = [moment is not None and moment <= model.trained_at for moment in self.material.rows(train).decided]
        rows = train[np.array(known, dtype=bool)]
        if not can_split(self.material, rows, test):
            raise InvalidInput(f"Too few decisions before the held-out weeks to fit model {model.id} again on them.")
        fitted = fit_rows(self.material, rows, seed=1)
        return fitted.predict_proba(self.material.counted.rows(test))[:, 1], True

    def _judged(self, judge: Any) -> Floats:
        readings = [self.examples[row].reading for row in self.split[1].tolist()]
        return np.array([score.probability for score in judge.score_many(readings, rulebook=self.rulebook)])

    def _begins(self) -> datetime:
        return min(moment for moment in self.material.rows(self.split[1]).decided if moment is not None)


def _held_out_weeks(examples: Sequence[Example], rulebook: Rulebook) -> tuple[Material, Split]:
    decided = [example.decided_at for example in examples if example.decided_at is not None]
    if not examples or len(decided) < len(examples):
        raise InvalidInput("There are no decisions to compare models on; decide alerts first.")
    material = material_of(examples, rulebook=rulebook)
    split = weeks_split(decided, material.groups, share=LATER_SHARE)
    if not can_split(material, *split):
        raise InvalidInput(
            f"The {len(examples)} decided adverts cannot be cut into earlier and later ones of both kinds; decide more "
            "alerts before comparing."
        )
    return material, split


def _interval(truth: NDArray[np.bool_], ours: Floats, theirs: Floats) -> tuple[float, float]:
    return metrics.group_interval(
        lambda rows: (
            metrics.average_precision(truth[rows], ours[rows]) - metrics.average_precision(truth[rows], theirs[rows])
        ),
        truth,
        np.arange(len(truth), dtype=np.intp),
        seed=1,
    )
