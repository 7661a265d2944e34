"""What a reader must know before trusting a model: written once when it is trained, kept beside it, never edited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from registry.law.rulebook import Rulebook
from registry.records import ModelVersion
from risk_model.evaluation_text import evaluation_sentences, slice_sentences
from risk_model.features import PROTECTED_RULES, SENTENCES
from risk_model.learning.held_apart import HeldApart
from risk_model.learning.unlearnt_words import protected, protected_words
from risk_model.measuring.figures import WHO_COULD_BE_LOOKED_AT

if TYPE_CHECKING:
    from risk_model.evaluation import Evaluation

_NAMES = {
    "positive": "positive adverts",
    "negative": "negative adverts",
    "positive_groups": "groups with a positive advert",
    "negative_groups": "groups with a negative advert",
    "mixed_groups": "groups with both, counted twice above and as positive below",
    "outside": "decided by somebody outside this office",
}


@dataclass(frozen=True)
class LabelCounts:
    """How many labelled adverts of each class, in how many independent groups; `mixed_groups` hold both and are counted
    under both, and are positive where figures are taken a group at a time."""

    positive: int
    negative: int
    positive_groups: int
    negative_groups: int
    mixed_groups: int = 0


def write_card(
    counts: LabelCounts,
    evaluation: "Evaluation",
    *,
    rulebook: Rulebook,
    origin: Mapping[str, Any],
    outside: bool,
    by: str,
    at: datetime,
) -> dict[str, Any]:
    """The card of a new model, as plain values: heading to sentence, list of sentences, or counts."""
    return {
        "what": "Single words of the text and of the title, and named features, in one linear model under a sigmoid. "
        "Each reason it gives is one addend of its log-odds; nothing is approximated.",
        "intended_use": "To order a queue that people read. It never decides, and never sends mail by itself.",
        "learnt_from": {**origin, **asdict(counts), "outside": outside, "rulebook": rulebook.version},
        "trained": f"By {by} at {at.isoformat()}.",
        "figures": evaluation_sentences(evaluation),
        "slices": slice_sentences(evaluation),
        "limits": [
            _labels_from(evaluation),
            _holds_for(evaluation),
            "A slice with few adverts says little; those beyond the twelve largest of a kind are counted together.",
        ],
        "features": list(SENTENCES.values()),
        "never_features": [
            "Facts of registers, identities and networks: they decide by rule.",
            f"Rules {', '.join(sorted(PROTECTED_RULES))}.",
            *(
                f"{len(words):,} words and forms of {kind}, among them {', '.join(words[:4])}."
                for kind, words in protected().items()
            ),
            "A name or word that these lists lack may have been learnt: whoever finds one adds it and trains again.",
            "Checked when the model was stored: none of its columns is one of these rules or one of these "
            f"{len(protected_words()):,} words and forms; nothing else was checked.",
        ],
    }


def _labels_from(evaluation: "Evaluation") -> str:
    if evaluation.apart is HeldApart.DECISIONS:
        return "Labels come from alerts that people looked at: what no alert showed, no model learnt."
    told = (
        "Labels come from a file: who recruits is not known from it, so figures may owe something to recruiters seen."
    )
    if evaluation.apart is HeldApart.PUBLISHED:
        return f"{told} Its published protocol keeps near-templates together, not contacts and company profiles."
    return told


def _holds_for(evaluation: "Evaluation") -> str:
    if evaluation.weighted is None:
        return "The probability holds for the mix it was trained on."
    return (
        f"The probability holds for {WHO_COULD_BE_LOOKED_AT}, which these decisions were drawn from, each counted by "
        f"one over the chance that it was looked at ({evaluation.weighted.control} adverts by lot): the fewer, the "
        "less sure. Of recruiters without any reason, which were never drawn, it says nothing."
    )


def card_text(model: ModelVersion, *, zone: tzinfo = UTC) -> str:
    """A model's card as plain text, for a file or a terminal, its times in `zone`."""
    card = card_of(model)
    if "trained" in card:
        card["trained"] = f"By {model.trained_by} at {_moment(model.trained_at, zone)}."
    lines = [f"Model {model.id} ({model.state.value}), file {model.file}, SHA-256 {model.sha256}"]
    if model.promoted_by and model.promoted_at:
        lines.append(f"Promoted by {model.promoted_by} at {_moment(model.promoted_at, zone)}: {model.promotion_reason}")
    for heading, said in card.items():
        lines += ["", heading.replace("_", " ").capitalize()]
        lines += [f"  {line}" for line in _lines(said)]
    return "\n".join(lines) + "\n"


def card_lines(model: ModelVersion, heading: str) -> list[str]:
    """What a model's card says under one heading."""
    return _lines(model.card.get(heading, [])) if isinstance(model.card, dict) else []


def card_of(model: ModelVersion) -> dict[str, Any]:
    """A model's card, heading to sentence, list of sentences, or counts by name; both in words."""
    card = model.card if isinstance(model.card, dict) else {}
    return {
        heading: {_name(name): _plain(value) for name, value in said.items()} if isinstance(said, dict) else said
        for heading, said in card.items()
    }


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def _name(name: str) -> str:
    return _NAMES.get(name, name.replace("_", " "))


def _lines(said: object) -> list[str]:
    if isinstance(said, dict):
        return [f"{_name(name)}: {_plain(value)}" for name, value in said.items()]
    return [str(line) for line in said] if isinstance(said, list) else [str(said)]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(f"{name} {count}" for name, count in value.items()) if isinstance(value, dict) else str(value)
