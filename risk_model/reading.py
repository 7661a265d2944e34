"""Adverts and bare texts as a judge sees them: their words observed under the law of their own date."""

from collections.abc import Sequence
from datetime import date

from registry.facts import AdvertFacts
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from registry.records import Advert
from risk_model.indicators import find_many
from risk_model.judge import AdvertReading
from risk_model.merging import law_date, merge


def advert_text(advert: Advert) -> str:
    """Title, newline, description: the text that spans count characters of."""
    return f"{advert.title}\n{advert.description}"


def observe_words(adverts: Sequence[Advert], *, rulebook: Rulebook) -> list[tuple[Observation, ...]]:
    """What each advert's own words state, in order; no register, identity or network fact among it."""
    raise NotImplementedError


def observe_all(facts: Sequence[AdvertFacts], *, rulebook: Rulebook) -> list[tuple[Observation, ...]]:
    """What stands on each advert, in order: facts of registers, identity and networks, and its own words."""
    rules = {rule.id: rule for rule in rulebook.jurisdiction.rules}
    words = observe_words([one.advert for one in facts], rulebook=rulebook)
    return [
        merge((*one.observations, *said), rules=rules, on=law_date(one.advert))
        for one, said in zip(facts, words, strict=True)
    ]


def read_texts(texts: Sequence[str], *, rulebook: Rulebook, on: date) -> list[AdvertReading]:
    """Bare texts as readings, in order, under the law of `on`."""
    raise NotImplementedError
