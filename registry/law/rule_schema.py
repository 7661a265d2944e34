"""The strict shape of a jurisdiction file: an unknown key, or a rule without examples, stops the load."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from registry.law.licensing_schema import Licensing, Plausibility, StatusReading
from registry.law.money_schema import FeeBand, FeeCap, PayBand, PayFloor
from registry.law.wording_schema import (
    ConceptName,
    Condition,
    Currency,
    InForce,
    LawfulContext,
    Numerals,
    OfficialSender,
    Phrases,
    Reference,
    RuleId,
    Strict,
    check_phrases,
)
from registry.strict_yaml import Place, PlacedError
from registry.vocabulary import ContactKind, Ground, Severity

__all__ = [
    "Condition",
    "Currency",
    "Destination",
    "FeeBand",
    "FeeCap",
    "Home",
    "IloReading",
    "InForce",
    "Jurisdiction",
    "LawfulContext",
    "Licensing",
    "Numerals",
    "OfficialSender",
    "PayBand",
    "PayFloor",
    "Phrases",
    "Plausibility",
    "Reference",
    "Rule",
    "StatusReading",
    "Strict",
]


class IloReading(Strict):
    """The ILO operational-indicator dimension a rule speaks to, and how strongly (unverified until checked).

    Of strength `context` is what speaks to it in too many lawful adverts to add up to anything.
    """

    dimension: Literal["deceptive_recruitment", "coercive_recruitment", "abuse_of_vulnerability", "exploitation"]
    strength: Literal["strong", "medium", "weak", "context"]


class Rule(Strict):
    """One indicator: what states it, how grave it is, what it rests on, and its own examples.

    `kind` says which code finds it: `phrase` by its phrases; `money`, `pay`, `register`, `identity`, `network` by the
    function of that name in risk_model or registry, which reads amounts and bands from this file. `missing_contact` is
    what a rule that tells an absence looks for: an advert that gives such a contact lacks nothing. `hint_from` is how
    like the rule's labelled sentences another must be for a hint (decision 17); None: no hints. From `stated_from` on
    it is stated as by a phrase; None: never. `hint_named` is the least that concepts must add to its log-odds.
    `must_flag_by_others` were written by people who had not seen the phrases. What `must_not_flag` holds has the words
    of a phrase and is spared by what stands around them; `near_misses` sound alike without those words.
    """

    id: RuleId
    kind: Literal["phrase", "money", "pay", "contact", "register", "identity", "network"]
    title: str
    ground: Ground
    severity: Severity
    hard: bool = False
    urgent: bool = False
    answered_by_own_licence: bool = False
    tells_absence: bool = False
    missing_contact: ContactKind | None = None
    points: Annotated[float, Field(ge=0, le=10)]
    in_force: InForce = InForce()
    reference: Reference
    ilo: IloReading | None
    false_positives: str = ""
    hint_from: Annotated[float, Field(gt=0.5, lt=1)] | None = None
    stated_from: Annotated[float, Field(gt=0.5, lt=1)] | None = None
    hint_named: Annotated[float, Field(ge=0, le=10)] = 2.0
    phrases: Phrases = Phrases()
    requires: Condition = Condition()
    must_flag: tuple[str, ...] = ()
    must_flag_by_others: tuple[str, ...] = ()
    must_not_flag: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()

    @property
    def flagged(self) -> tuple[str, ...]:
        """Every sentence that states the point, whoever wrote it."""
        return self.must_flag + self.must_flag_by_others

    @property
    def spared(self) -> tuple[str, ...]:
        """Every sentence that does not state the point, with or without the words of a phrase."""
        return self.must_not_flag + self.near_misses

    @model_validator(mode="after")
    def _carries_examples(self) -> "Rule":
        if self.kind in ("phrase", "money", "pay", "contact") and not (self.flagged and self.spared):
            raise ValueError(f"rule {self.id} needs sentences it must flag and sentences it must not flag")
        if self.kind == "phrase" and not self.phrases.all():
            raise ValueError(f"rule {self.id} is of kind phrase but lists no phrases")
        if self.stated_from is not None and (self.hint_from is None or self.stated_from < self.hint_from):
            raise ValueError(f"rule {self.id} has a stated_from but no hint_from below it")
        return self


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


class Home(BaseModel):
    """Of a jurisdiction's file only what readers of adverts need: whose numbers stand without more."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    phone_region: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    licensing: Licensing
    paybill_digits: tuple[int, int]
    till_digits: tuple[int, int]


class Jurisdiction(Strict):
    """One country's law, lists and wording, however many files they are written in.

    `travel_hints` tell a travel firm by its name where no recruiter's word stands in it, `travel_words` in any name.
    Ships' jobs are told by two `maritime_words`, by one in the headline, or by one of the `maritime_offers`.
    """

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
    fee_caps: tuple[FeeCap, ...] = ()
    pay_bands: tuple[PayBand, ...]
    pay_floors: tuple[PayFloor, ...] = ()
    destinations: tuple[Destination, ...]
    official_senders: tuple[OfficialSender, ...]
    lawful_contexts: tuple[LawfulContext, ...]
    travel_words: tuple[str, ...] = ()
    civic_words: tuple[str, ...] = ()
    travel_hints: tuple[str, ...] = ()
    maritime_words: tuple[str, ...] = ()
    maritime_offers: Phrases = Phrases()
    currencies: tuple[Currency, ...] = ()
    numerals: Numerals = Numerals()
    high_pay: Annotated[float, Field(gt=0)] = 100_000
    known_words: tuple[str, ...] = ()
    spellings: dict[str, str] = Field(default_factory=dict)
    concepts: dict[ConceptName, Phrases] = Field(default_factory=dict)
    ways_of_speaking: tuple[ConceptName, ...] = ()
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _phrases_can_be_read(self) -> "Jurisdiction":
        check_phrases(self.concepts, self._phrase_lists())
        of_licensing = ((name, one) for name, one in self.licensing if isinstance(one, Phrases))
        check_phrases(
            self.licensing_concepts,
            ((f"licensing, {name}", ("licensing", name), phrases) for name, phrases in of_licensing),
        )
        if unlisted := sorted({*self.ways_of_speaking} - self.concepts.keys()):
            raise PlacedError(f"{', '.join(unlisted)}: no concept is called so", ("ways_of_speaking",))
        return self

    @property
    def licensing_concepts(self) -> dict[str, Phrases]:
        """What the phrases of `licensing` may name: the concepts, and its own lists."""
        return {**self.concepts, **self.licensing.lists}

    def _phrase_lists(self) -> Iterator[tuple[str, Place, Phrases]]:
        for name, listed in self.concepts.items():
            yield f"concept {name}", ("concepts", name), listed
        for at, context in enumerate(self.lawful_contexts):
            yield f"lawful context {context.id}", ("lawful_contexts", at, "phrases"), context.phrases
        for at, rule in enumerate(self.rules):
            yield f"rule {rule.id}", ("rules", at, "phrases"), rule.phrases
            for key, listed in (("any_of", rule.requires.any_of), ("unless", rule.requires.unless)):
                yield f"rule {rule.id}, requires {key}", ("rules", at, "requires", key), listed

    @model_validator(mode="after")
    def _caps_name_what_is_listed(self) -> "Jurisdiction":
        places = {one.country for one in self.destinations}
        for cap in self.fee_caps:
            if unknown := sorted({*cap.destinations} - places):
                raise ValueError(f"fee_caps name destinations that are not listed: {', '.join(unknown)}")
            if unknown := sorted({*cap.occupation_concepts} - self.concepts.keys()):
                raise ValueError(f"fee_caps name occupations without a concept: {', '.join(unknown)}")
        return self

    @model_validator(mode="after")
    def _cancelled_rules_exist(self) -> "Jurisdiction":
        known = {rule.id for rule in self.rules}
        named = [one for context in self.lawful_contexts for one in context.cancels + context.answers]
        named += [one for sender in self.official_senders for one in sender.cancels]
        if unknown := sorted(set(named) - known):
            raise ValueError(
                f"lawful contexts or official senders cancel rules that are not listed: {', '.join(unknown)}"
            )
        return self

    @model_validator(mode="after")
    def _register_facts_stand(self) -> "Jurisdiction":
        facts = {rule.id for rule in self.rules if rule.kind == "register"}
        if cancelled := sorted({one for sender in self.official_senders for one in sender.cancels if one in facts}):
            raise ValueError(f"official senders cancel no fact of a register: {', '.join(cancelled)}")
        return self

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Jurisdiction":
        ids = [rule.id for rule in self.rules]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"rule ids used twice: {', '.join(twice)}")
        return self

    def name_of(self, country: str) -> str:
        """What a country is called here: by its code where this jurisdiction names no such destination."""
        if country == self.country:
            return self.name
        return next((one.names[0] for one in self.destinations if one.country == country), country)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; KeyError if this jurisdiction has none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)
