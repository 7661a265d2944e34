"""What a reader must know before trusting a model: written once when it is trained, kept beside it, never edited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from registry.law.rulebook import Rulebook
from registry.records import ModelVersion
from risk_model.estimator import PROTECTED_WORDS
from risk_model.evaluation import Evaluation, Figures
from risk_model.features import PROTECTED_RULES, SENTENCES


@dataclass(frozen=True)
class LabelCounts:
    """How many labelled adverts of each class, in how many independent groups."""

    positive: int
    negative: int
    positive_groups: int
    negative_groups: int


def write_card(
    counts: LabelCounts,
    evaluation: Evaluation,
    *,
    rulebook: Rulebook,
    origin: Mapping[str, Any],
    outside: bool,
    by: str,
    at: datetime,
) -> dict[str, Any]:
    """The card of a new model, as plain values: heading to sentence, list of sentences, or counts."""
    return {
        "what": "Words, alone and in pairs, and named features, in one linear model under a sigmoid.",
        "intended_use": "To order a queue that people read. It never decides, and never sends mail by itself.",
        "learnt_from": {**origin, **asdict(counts), "outside": outside, "rulebook": rulebook.version},
        "trained": f"By {by} at {at.isoformat()}.",
        "figures": [
            _figures("Adverts of recruiters and templates never seen", evaluation.rows),
            _figures("The same, a recruiter or template at a time", evaluation.groups),
            *([_figures("The latest decisions, from the earlier ones", evaluation.later)] if evaluation.later else []),
            f"A random split would claim average precision {evaluation.random_average_precision:.3f}: that is leakage.",
        ],
        "limits": [
            "Labels come from alerts that people looked at: what no alert showed, no model learnt.",
            f"The probability holds for the mix it was trained on. {_restated(evaluation.rows)}",
            "It has not been checked by language, source or destination.",
        ],
        "features": list(SENTENCES.values()),
        "never_features": [
            "Facts of registers, identities and networks: they decide by rule.",
            f"Rules {', '.join(sorted(PROTECTED_RULES))}, and the words {', '.join(PROTECTED_WORDS)}.",
        ],
    }


def card_text(model: ModelVersion) -> str:
    """A model's card as plain text, for a file or a terminal."""
    card = model.card if isinstance(model.card, dict) else {}
    lines = [f"Model {model.id} ({model.state.value}), file {model.file}, SHA-256 {model.sha256}"]
    for heading, said in card.items():
        lines += ["", heading.replace("_", " ").capitalize()]
        lines += [f"  {line}" for line in _lines(said)]
    return "\n".join(lines) + "\n"


def _lines(said: object) -> list[str]:
    if isinstance(said, dict):
        return [f"{name.replace('_', ' ')}: {value}" for name, value in said.items()]
    return [str(line) for line in said] if isinstance(said, list) else [str(said)]


def _figures(on_what: str, figures: Figures) -> str:
    return (
        f"{on_what}: {figures.count} ({figures.positive} positive), average precision "
        f"{figures.average_precision:.3f}, ROC AUC {figures.roc_auc:.3f}, precision among the first "
        f"{figures.capacity} {figures.precision_at_capacity:.2f}, calibration error {figures.calibration_error:.3f}."
    )


def _restated(figures: Figures) -> str:
    if figures.precision_at_prevalence is None:
        return "No advert reached the score of an alarm, so nothing is known of false alarms."
    return (
        f"Where {figures.prevalence:.0%} of adverts deserve a case (an assumption), "
        f"{figures.precision_at_prevalence:.1%} of its alarms would be right."
    )
