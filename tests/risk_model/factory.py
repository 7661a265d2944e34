"""A small invented rulebook and observations under it; nothing here is any country's law."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from registry.law.rule_schema import IloReading, InForce, Jurisdiction, Licensing, Phrases, Reference, Rule
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from registry.vocabulary import Ground, Severity, Stated
from risk_model.judge import AdvertReading

INVENTED = Reference(text="invented for tests", reliability="C")


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


def in_force(since: date | None = None, until: date | None = None) -> InForce:
    """The dates a rule applies."""
    return InForce(since=since, until=until)
