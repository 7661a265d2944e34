"""The strict shape of a jurisdiction file: an unknown key, or a rule without examples, stops the load."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from registry.law.phrase_language import parse_phrase, references
from registry.vocabulary import Ground, LicenceScope, LicenceStatus, Severity

RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{2,60}$")]
ConceptName = Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,40}$")]


class Strict(BaseModel):
    """Frozen, and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InForce(Strict):
    """When a rule applies; `until` is exclusive and null while it still holds."""

    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether the rule applies on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Reference(Strict):
    """Where a rule comes from; while `verified_by` is null every screen shows "unconfirmed reference"."""

    text: str
    reliability: Literal["A", "B", "C"]
    verified_by: str | None = None
    verified_on: date | None = None

    @property
    def confirmed(self) -> bool:
        """Whether a named person has checked the reference."""
        return self.verified_by is not None


class IloReading(Strict):
    """The ILO operational-indicator dimension a rule speaks to, and how strongly (unverified until checked)."""

    dimension: Literal["deceptive_recruitment", "coercive_recruitment", "abuse_of_vulnerability", "exploitation"]
    strength: Literal["strong", "medium", "weak"]


class Phrases(Strict):
    """What states the point, per language, in the language of `registry.law.phrase_language`."""

    en: tuple[str, ...] = ()
    sw: tuple[str, ...] = ()
    sheng: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every phrase of every language."""
        return self.en + self.sw + self.sheng


class Condition(Strict):
    """What must also hold for a text rule to be read as stated."""

    abroad: bool | None = None
    destinations: tuple[str, ...] = ()
    any_of: Phrases = Phrases()
    unless: Phrases = Phrases()


class Rule(Strict):
    """One indicator: what states it, how grave it is, what it rests on, and its own examples.

    `kind` says which code finds it: `phrase` by its phrases; `money`, `pay`, `register`, `identity`, `network` by the
    function of that name in risk_model or registry, which reads amounts and bands from this file.
    """

    id: RuleId
    kind: Literal["phrase", "money", "pay", "contact", "register", "identity", "network"]
    title: str
    ground: Ground
    severity: Severity
    hard: bool = False
    urgent: bool = False
    soft_context: bool = True
    points: Annotated[float, Field(ge=0, le=10)]
    in_force: InForce = InForce()
    reference: Reference
    ilo: IloReading | None
    false_positives: str = ""
    phrases: Phrases = Phrases()
    requires: Condition = Condition()
    must_flag: tuple[str, ...] = ()
    must_not_flag: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _carries_examples(self) -> "Rule":
        if self.kind in ("phrase", "money", "pay", "contact") and not (self.must_flag and self.must_not_flag):
            raise ValueError(f"rule {self.id} needs sentences it must flag and sentences it must not flag")
        if self.kind == "phrase" and not self.phrases.all():
            raise ValueError(f"rule {self.id} is of kind phrase but lists no phrases")
        return self


class StatusReading(Strict):
    """How this jurisdiction's registers word or colour a status."""

    words: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    status: LicenceStatus


class Plausibility(Strict):
    """Bounds against a register's own past: an import outside them is held back."""

    rows_change: Annotated[float, Field(gt=0, le=1)] = 0.3
    valid_share_change: Annotated[float, Field(gt=0, le=1)] = 0.2


class Licensing(Strict):
    """Licence rules: statuses, scope words, number pattern (never invented: null where unknown)."""

    statuses: tuple[StatusReading, ...]
    scope_words: dict[str, LicenceScope]
    number_pattern: str | None
    number_pattern_note: str = ""
    revoked: tuple[LicenceStatus, ...]
    recruits_for_others: Phrases
    direct_employer: Phrases
    agency_words: tuple[str, ...] = ()
    attribution: Phrases = Phrases()
    plausibility: Plausibility = Plausibility()
    reference: Reference

    @field_validator("number_pattern")
    @classmethod
    def _pattern_is_one(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ValueError(f"number_pattern is no regular expression ({error})") from error
        return value


class FeeBand(Strict):
    """An amount a worker might be asked for, in the jurisdiction's currency, and how to read it."""

    name: str
    minimum: float
    maximum: float | None = None
    reading: str
    reference: Reference


class PayBand(Strict):
    """A dated plausible range (and floor, where one is in force) of monthly pay for a role and destination."""

    occupation: str
    isco: str
    destination: str
    currency: str
    floor: float | None = None
    usual_minimum: float
    usual_maximum: float
    in_force: InForce = InForce()
    reference: Reference


class Destination(Strict):
    """A destination, its names, the regions phrases may name it by (`<country:gulf>`), and its dated risk note."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    names: tuple[str, ...]
    regions: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    note: str = ""
    agreement: Literal["signed", "unsigned", "unknown"]
    in_force: InForce = InForce()
    reference: Reference


class Currency(Strict):
    """How a currency is written, and what one unit was worth in the home currency, for comparing amounts only."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    words: tuple[str, ...]
    worth: Annotated[float, Field(gt=0)]
    reference: Reference


class Numerals(Strict):
    """Numbers in words and slang: `words` are numbers, `multipliers` stand before or after one ("elfu tano", "15k").

    `days` says how many days a unit of time has ("wiki": 7).
    """

    words: dict[str, float] = {}
    multipliers: dict[str, float] = {}
    days: dict[str, float] = {}


class OfficialSender(Strict):
    """Who may lawfully use words that would otherwise be indicators: matched on domain, never on name alone."""

    name: str
    domains: tuple[str, ...]
    cancels: tuple[RuleId, ...]


class LawfulContext(Strict):
    """A way of speaking that turns an indicator around: a denial, a warning, a lawful payment, a job's duties.

    `scope` says what it reaches: the finding right after or right `before` it (named from the context's own place),
    its `clause`, its `sentence`, or the whole `advert`. Without `cancels` it speaks to every rule found by wording. A
    denial contradicts the rules it `answers` also where nothing else in the advert raises them.
    """

    id: RuleId
    reading: Literal["denial", "warning", "lawful_payment", "duties"]
    scope: Literal["before", "after", "clause", "sentence", "advert"] = "sentence"
    phrases: Phrases
    cancels: tuple[RuleId, ...] = ()
    answers: tuple[RuleId, ...] = ()


class Jurisdiction(Strict):
    """One country's law, lists and wording, as one file."""

    code: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    name: str
    time_zone: str
    currency: str
    phone_region: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    languages: tuple[str, ...]
    licensing: Licensing
    paybill_digits: tuple[int, int]
    till_digits: tuple[int, int]
    fee_bands: tuple[FeeBand, ...]
    pay_bands: tuple[PayBand, ...]
    destinations: tuple[Destination, ...]
    official_senders: tuple[OfficialSender, ...]
    lawful_contexts: tuple[LawfulContext, ...]
    travel_words: tuple[str, ...] = ()
    maritime_words: tuple[str, ...] = ()
    currencies: tuple[Currency, ...] = ()
    numerals: Numerals = Numerals()
    high_pay: Annotated[float, Field(gt=0)] = 100_000
    known_words: tuple[str, ...] = ()
    concepts: dict[ConceptName, Phrases] = {}
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _phrases_can_be_read(self) -> "Jurisdiction":
        trees = {name: [parse_phrase(phrase) for phrase in listed.all()] for name, listed in self.concepts.items()}
        using = {name: frozenset().union(*map(references, nodes)) for name, nodes in trees.items()}
        _refuse_circles(using)
        for where, listed in self._phrase_lists():
            for phrase in listed.all():
                unknown = references(parse_phrase(phrase)) - using.keys()
                if unknown:
                    raise ValueError(f"{where} names a concept that is not listed: {', '.join(sorted(unknown))}")
        return self

    def _phrase_lists(self) -> Iterator[tuple[str, Phrases]]:
        yield from ((f"concept {name}", listed) for name, listed in self.concepts.items())
        yield from ((f"lawful context {context.id}", context.phrases) for context in self.lawful_contexts)
        for rule in self.rules:
            yield f"rule {rule.id}", rule.phrases
            yield f"rule {rule.id}, requires any_of", rule.requires.any_of
            yield f"rule {rule.id}, requires unless", rule.requires.unless

    @model_validator(mode="after")
    def _cancelled_rules_exist(self) -> "Jurisdiction":
        known = {rule.id for rule in self.rules}
        named = [one for context in self.lawful_contexts for one in context.cancels + context.answers]
        named += [one for sender in self.official_senders for one in sender.cancels]
        unknown = sorted(set(named) - known)
        if unknown:
            raise ValueError(
                f"lawful contexts or official senders cancel rules that are not listed: {', '.join(unknown)}"
            )
        return self

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Jurisdiction":
        ids = [rule.id for rule in self.rules]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"rule ids used twice: {', '.join(twice)}")
        return self

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; KeyError if this jurisdiction has none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


def _refuse_circles(using: Mapping[str, frozenset[str]]) -> None:
    """A concept may name others, never itself by any way round."""
    left = dict(using)
    while left:
        free = [name for name, names in left.items() if not (names & left.keys())]
        if not free:
            raise ValueError(f"concepts name each other in a circle: {', '.join(sorted(left))}")
        for name in free:
            del left[name]
