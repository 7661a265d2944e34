"""Where phrases of a page state a rule (no agency's standing), and how sure a reader of sentences is of each place."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from registry.law.rule_schema import Rule
from risk_model.phrases.matching import Hit
from risk_model.phrases.unit_page import UnitPage
from risk_model.sentences.stretches import Stretch
from risk_model.speech.contexts import Turn

Answer = TypeVar("Answer")
Ask = Callable[[UnitPage, Sequence[Stretch], Sequence[str]], list[Answer]]


class Found(NamedTuple):
    """Where an advert states a rule by its phrases, and what turns each place around."""

    rule: Rule
    hits: list[tuple[Hit, Turn | None]]


class Standing(NamedTuple):
    """A hit of a rule in a text of the page."""

    text: int
    rule: str
    hit: Hit


def sureness_of(
    page: UnitPage, near: Mapping[Standing, Sequence[Stretch]], ask: Ask[Answer]
) -> dict[Standing, list[Answer]]:
    """For each place how sure `ask` is of each stretch near it, in their order; equal questions are asked once."""
    questions = {place: [(one, place.rule) for one in few] for place, few in near.items()}
    different = list(dict.fromkeys(one for few in questions.values() for one in few))
    told = ask(page, [one for one, _ in different], [rule for _, rule in different])
    sure = dict(zip(different, told, strict=True))
    return {place: [sure[one] for one in few] for place, few in questions.items()}
