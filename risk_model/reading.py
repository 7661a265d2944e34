"""Adverts and bare texts as a judge sees them: their words observed under the law of their own day."""

from collections.abc import Sequence
from datetime import date

from registry.facts import AdvertFacts, judged_day
from registry.law.official import sender_domains
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from registry.records import Advert
from risk_model.indicators import find_many
from risk_model.judge import AdvertReading
from risk_model.learning.copies import distinct
from risk_model.listed_number import tell_listed
from risk_model.merging import merge
from risk_model.own_licence import answer
from risk_model.words.advert_text import AdvertText


def advert_text(advert: Advert) -> str:
    """Title, newline, description: the text that spans count characters of."""
    return f"{advert.title}\n{advert.description}"


def observe_all(facts: Sequence[AdvertFacts], *, rulebook: Rulebook) -> list[tuple[Observation, ...]]:
    """What stands on each advert, in order: facts of registers, identity and networks, and its own words."""
    rules = {rule.id: rule for rule in rulebook.jurisdiction.rules}
    region = rulebook.jurisdiction.phone_region
    words = _words([one.advert for one in facts], [one.judged_for for one in facts], rulebook=rulebook)
    known = [
        tell_listed(answer(said, one, rules=rules), one, region=region) for one, said in zip(facts, words, strict=True)
    ]
    return [
        merge((*one.observations, *said), rules=rules, on=one.judged_for)
        for one, said in zip(facts, known, strict=True)
    ]


def read_adverts(adverts: Sequence[Advert], *, rulebook: Rulebook) -> list[AdvertReading]:
    """Adverts by their words alone, in order, each under the law of its own day: what a model learns from."""
    rules = {rule.id: rule for rule in rulebook.jurisdiction.rules}
    days = [judged_day(advert, rulebook=rulebook, on=date.max) for advert in adverts]
    words = _words(adverts, days, rulebook=rulebook)
    return [
        AdvertReading(advert_text(advert), merge(said, rules=rules, on=day))
        for advert, day, said in zip(adverts, days, words, strict=True)
    ]


def read_texts(texts: Sequence[str], *, rulebook: Rulebook, on: date) -> list[AdvertReading]:
    """Bare texts as readings, in order, under the law of `on`; who sent them is not known. Copies share one reading."""
    rules = {rule.id: rule for rule in rulebook.jurisdiction.rules}
    different, places = distinct(texts)
    words = find_many([AdvertText(text, on=on) for text in different], rulebook=rulebook)
    readings = [
        AdvertReading(text, merge(said, rules=rules, on=on)) for text, said in zip(different, words, strict=True)
    ]
    return [readings[place] for place in places.tolist()]


def _words(adverts: Sequence[Advert], days: Sequence[date], *, rulebook: Rulebook) -> list[tuple[Observation, ...]]:
    texts = [
        AdvertText(advert_text(advert), on=day, destination=advert.destination, sender_domains=sender_domains(advert))
        for advert, day in zip(adverts, days, strict=True)
    ]
    return find_many(texts, rulebook=rulebook)
