"""A small invented rulebook and observations under it; nothing here is any country's law."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from registry.law.rule_schema import IloReading, InForce, Jurisdiction, Licensing, Phrases, Reference, Rule
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from registry.vocabulary import Ground, Severity, Stated
from risk_model.estimator import RiskClassifier
from risk_model.judge import AdvertReading
from risk_model.learning.examples import Example
from risk_model.learning.frames import frame_of
from tests.factory import NOON

INVENTED = Reference(text="invented for tests", reliability="C")
SYLLABLES = ("ka", "mo", "ri", "lu", "sa", "te", "no", "ba", "du", "fi")


def a_rule(rule_id: str, **given: Any) -> Rule:
    """A register rule (they need no phrases) of 3 points on fees, unless told otherwise."""
    values: dict[str, Any] = {
        "id": rule_id,
        "kind": "register",
        "title": f"Title of {rule_id}",
        "ground": Ground.FEES,
        "severity": Severity.MEDIUM,
        "points": 3,
        "reference": INVENTED,
        "ilo": None,
    }
    return Rule(**{**values, **given})


def a_phrase_rule(rule_id: str, *phrases: str, **given: Any) -> Rule:
    """A rule found by English phrases, with the examples it needs to load."""
    return a_rule(
        rule_id,
        kind="phrase",
        phrases=Phrases(en=phrases),
        must_flag=(f"Here we {phrases[0]} gladly.",),
        must_not_flag=("A quiet sentence.",),
        **given,
    )


def an_ilo_rule(rule_id: str, strength: str, dimension: str = "deceptive_recruitment") -> Rule:
    """A rule that speaks to an ILO dimension."""
    return a_rule(rule_id, ilo=IloReading(dimension=dimension, strength=strength))  # type: ignore[arg-type]


def a_rulebook(rules: Sequence[Rule], version: str = "test-1") -> Rulebook:
    """A fictional country with these rules."""
    licensing = Licensing(
        statuses=(),
        scope_words={},
        number_pattern=None,
        revoked=(),
        recruits_for_others=Phrases(),
        direct_employer=Phrases(),
        reference=INVENTED,
    )
    jurisdiction = Jurisdiction(
        code="zz",
        country="ZZ",
        name="Zedland",
        time_zone="Africa/Nairobi",
        currency="KES",
        phone_region="KE",
        languages=("en",),
        licensing=licensing,
        paybill_digits=(5, 7),
        till_digits=(5, 7),
        fee_bands=(),
        pay_bands=(),
        destinations=(),
        official_senders=(),
        lawful_contexts=(),
        rules=tuple(rules),
    )
    return Rulebook(jurisdiction=jurisdiction, version=version)


def seen(rule_id: str, **given: Any) -> Observation:
    """An observation that states the rule's point."""
    values: dict[str, Any] = {"stated": Stated.STATED, "explanation": f"The advert says {rule_id}."}
    return Observation(rule_id=rule_id, **{**values, **given})


def a_reading(*observations: Observation, text: str = "Housekeeper\nA hotel seeks a housekeeper.") -> AdvertReading:
    """A reading of a plain text with these observations."""
    return AdvertReading(text, observations)


def a_fitted_model() -> RiskClassifier:
    """A model that learnt to tell two short texts apart."""
    said = (
        "Cleaner abroad\nYour visa is certain, send money number {}",
        "Cleaner in town\nApply at the office number {}",
    )
    readings = [a_reading(text=text.format(number)) for text in said for number in range(30)]
    return RiskClassifier().fit(frame_of(readings, rulebook=a_rulebook([a_rule("any_rule")])), np.arange(60) < 30)


def in_force(since: date | None = None, until: date | None = None) -> InForce:
    """The dates a rule applies."""
    return InForce(since=since, until=until)


def own_words(number: int, count: int = 10) -> str:
    """Invented words that hardly any other number has: what makes texts of one pattern no copies of one another."""
    chance = np.random.default_rng(number)
    return " ".join("".join(chance.choice(SYLLABLES, size=3)) for _ in range(count))


def some_examples(count: int = 160) -> list[Example]:
    """Half of each class; one word in three tells which, the rest is noise; ten adverts are copies of one."""
    chance = np.random.default_rng(3)
    words = ["".join(chance.choice(SYLLABLES, size=3)) for _ in range(120)]
    made = []
    for number in range(count):
        positive = number % 2 == 0
        said = list(chance.choice(words, size=24))
        if chance.random() < 0.7:
            said += ["fee", "urgent", "abroad"] if positive else ["office", "papers", "town"]
        text = "Cook wanted\n" + (" ".join(said) if number >= 10 or positive else "the same text again and again")
        weight = {1: 100.0, 3: math.nan}.get(number % 8, 1.0)  # drawn by lot, chosen to learn from, raised
        made.append(
            Example(
                AdvertReading(text),
                positive,
                (("recruiter", number // 2 if number < 20 else number),),
                decided_at=NOON,
                weight=weight,
                slices={"language": "sw" if number % 4 < 2 else "en"},
            )
        )
    return made
