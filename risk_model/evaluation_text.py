"""An evaluation in sentences, for cards and terminals."""

from typing import TYPE_CHECKING

from risk_model.learning.held_apart import HeldApart
from risk_model.learning.near_templates import NEAR
from risk_model.measuring.figures import WHO_COULD_BE_LOOKED_AT, Figures, Office
from risk_model.trials.leakage import COSINE, LOWER_COSINE, Leakage

if TYPE_CHECKING:
    from risk_model.evaluation import Evaluation

# What no split divides, on what adverts figures hold by row, and what one group is.
_WHOLE = {
    HeldApart.DECISIONS: "groups (near-template, recruiter, campaign) are never divided",
    HeldApart.FILE: "groups (near-template, contact, firm or profile named by a column, dup_group) are never divided",
    HeldApart.PUBLISHED: f"by the published protocol near-templates (cosine {NEAR}) and dup_group are never divided, "
    "and nothing else is kept together",
}
_UNSEEN = {
    HeldApart.DECISIONS: "Adverts of recruiters and templates never seen",
    HeldApart.FILE: "Adverts of near-templates and contacts never seen (who recruits is not known from a file: another "
    "text of a recruiter that was seen may be among them)",
    HeldApart.PUBLISHED: "Adverts of near-templates never seen, by the published protocol (a contact or company "
    "profile may have been seen: counted under Leakage)",
}
_ONE = {
    HeldApart.DECISIONS: "a recruiter or template",
    HeldApart.FILE: "a group",
    HeldApart.PUBLISHED: "a near-template",
}


def evaluation_sentences(evaluation: "Evaluation") -> list[str]:
    """Every figure of an evaluation, one matter a sentence, the honest ones first."""
    intervals = evaluation.intervals
    sentences = [
        f"{evaluation.folds} held-out parts, {len(evaluation.seeds)} seeds, figures and intervals of all of them; "
        f"{_WHOLE[evaluation.apart]}; strength and calibration were chosen inside the training rows."
        f"{_in_part(evaluation)}",
        _figures(_UNSEEN[evaluation.apart], evaluation.rows, intervals["rows"]),
        _figures(f"The same, {_ONE[evaluation.apart]} at a time", evaluation.groups, intervals["groups"]),
    ]
    if evaluation.later:
        sentences.append(_figures("The latest decisions, from the earlier ones", evaluation.later, {}))
    else:
        sentences.append("Nothing could be held out by time: no order of decisions with both answers before and after.")
    return [
        *sentences,
        _restated(evaluation.rows, evaluation.groups, evaluation.office, apart=evaluation.apart),
        _leakage(evaluation),
        _looked_for(evaluation.leakage),
        _calibration(evaluation),
        _reliability(evaluation),
        *(
            f"Band {band.band}: {band.share:.0%} of adverts ({band.count}), {band.positive_share:.0%} of them positive."
            for band in evaluation.bands
            if band.positive_share is not None
        ),
        *_scarcity(evaluation),
        *_weighted(evaluation),
    ]


def _in_part(evaluation: "Evaluation") -> str:
    if evaluation.rows.count == evaluation.leakage.rows:
        return ""
    return " Of each seed's parts one was scored, another each time, because there are many adverts."


def slice_sentences(evaluation: "Evaluation") -> list[str]:
    """One sentence a slice: counts, false alarms, ranking."""
    return [
        f"{one.slice}, {one.value}: {one.count:,} adverts, {one.positive:,} positive"
        + ("" if one.false_alarm_rate is None else f", {one.false_alarm_rate:.1%} of the lawful ones raise an alarm")
        + ("" if one.average_precision is None else f", average precision {one.average_precision:.3f}")
        + "."
        for one in evaluation.slices
    ]


def _restated(rows: Figures, groups: Figures, office: Office, *, apart: HeldApart) -> str:
    """Precision where positives are as rare as they are out there."""
    if rows.precision_at_prevalence is None or groups.precision_at_prevalence is None:
        return "No advert reached the score of an alarm, so nothing is known of false alarms."
    one = "recruiter" if apart is HeldApart.DECISIONS else "group"
    return (
        f"Where {rows.prevalence:.0%} of adverts and {groups.prevalence:.0%} of {one}s deserve a case "
        f"({office.prevalence_from}), {rows.precision_at_prevalence:.1%} of alarms would be right counted by advert, "
        f"{groups.precision_at_prevalence:.1%} counted by {one}."
    )


def in_words(figure: float | None) -> str:
    """A figure to three digits, or that nothing can be said where one of the classes is missing."""
    return "not measurable" if figure is None else f"{figure:.3f}"


def _figures(on_what: str, figures: Figures, intervals: dict[str, tuple[float, float]]) -> str:
    return (
        f"{on_what}: {figures.count:,} ({figures.positive:,} positive, {figures.positive_share:.0%}), average "
        f"precision {in_words(figures.average_precision)}{_range(intervals.get('average_precision'))}, ROC AUC "
        f"{in_words(figures.roc_auc)}{_range(intervals.get('roc_auc'))}, F1 {figures.f1:.3f} (always yes: "
        f"{figures.f1_always_yes:.3f}), precision among the first {figures.capacity} "
        f"{figures.precision_at_capacity:.2f} ({figures.positive_share:.2f} by chance, recall "
        f"{figures.recall_at_capacity:.2f}), Brier {figures.brier:.3f}, calibration error "
        f"{figures.calibration_error:.3f}."
    )


def _range(interval: tuple[float, float] | None) -> str:
    return f" ({interval[0]:.3f} to {interval[1]:.3f})" if interval else ""


def _leakage(evaluation: "Evaluation") -> str:
    leakage = evaluation.leakage
    return (
        f"Groups: {leakage.groups:,}, the largest of {leakage.largest_group:,} of the {leakage.rows:,} adverts; "
        f"{leakage.divided_groups} are divided, {leakage.test_rows_with_a_twin} test adverts have a near-copy in "
        "training, as the groups are made. A random split would put a near-copy of "
        f"{leakage.random_test_rows_with_a_twin:.0%} of test adverts into training and claim average precision "
        f"{evaluation.random_average_precision:.3f}: that is leakage."
    )


def _looked_for(leakage: Leakage) -> str:
    """What was found by other means than the groups were made by."""
    common = (
        f" {leakage.common} contacts, names or profiles stand on over a tenth of the adverts and count as nobody's."
        if leakage.common
        else ""
    )
    return (
        f"Leakage looked for by other means: of {leakage.looked_at:,} test adverts drawn at random "
        f"{leakage.with_a_like_text:,} have in training a text of cosine {COSINE} or more (words weighed by rarity), "
        f"{leakage.with_a_rather_like_text:,} one of {LOWER_COSINE}; of all {leakage.rows:,} adverts "
        f"{leakage.with_a_contact:,} share a contact with one in training, {leakage.with_a_firm:,} the firm's name, "
        f"{leakage.with_a_profile:,} the company profile.{common}"
    )


def _calibration(evaluation: "Evaluation") -> str:
    calibration = evaluation.calibration
    low, mean, high = calibration.perfect
    counted = ", decisions counted by the chance that each was looked at" if evaluation.weighted else ""
    return (
        f"Calibration over all seeds{counted}: error {calibration.error:.3f}{_range(calibration.interval)}; scores "
        f"that are exactly right would show {mean:.3f} ({low:.3f} to {high:.3f}) at this size. Brier skill "
        f"{calibration.brier_skill:.3f}."
    )


def _reliability(evaluation: "Evaluation") -> str:
    told = ", ".join(f"{said:.2f}: {seen:.2f}" for said, seen, _ in evaluation.calibration.reliability)
    return f"Reliability, mean score of each tenth and the share of positives in it: {told}."


def _scarcity(evaluation: "Evaluation") -> list[str]:
    told = ", ".join(
        f"{one.labels}: {one.average_precision:.3f}{_range(one.average_precision_range)}" for one in evaluation.scarcity
    )
    return [f"Average precision by number of labels, with the least and most of a few draws: {told}."] if told else []


def _weighted(evaluation: "Evaluation") -> list[str]:
    weighted = evaluation.weighted
    if weighted is None:
        return []
    precision = "unknown" if weighted.precision is None else f"{weighted.precision:.2f}"
    chosen = (
        f"; {weighted.left_out} that were chosen to learn from, or by an officer, left out" if weighted.left_out else ""
    )
    return [
        f"Restated for {WHO_COULD_BE_LOOKED_AT} by the chance that each was looked at ({weighted.control} of "
        f"{weighted.count} from the control sample{chosen}): {weighted.positive_share:.1%} positive, precision "
        f"{precision}, recall {weighted.recall:.2f} at the score of an alarm."
    ]
