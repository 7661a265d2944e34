"""A country's rules compiled and put to one advert: phrases, fees and pay brought together as observations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from registry.law.rule_schema import Jurisdiction, OfficialSender, Rule
from registry.observation import SET_ASIDE, Observation
from risk_model.compiled_rule import CompiledRule, compiled_rule
from risk_model.fee_caps import CapsOfAdvert, FeeCaps
from risk_model.fees import Fee, FeeReader, stages
from risk_model.pay import PayReader
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled, Hit, Matcher
from risk_model.phrases.slots import ANCHORS, SlotReader
from risk_model.sentences.concept_marks import ConceptMarks
from risk_model.sentences.labelled import Hints, fit_hints, plain_words
from risk_model.sentences.likeness import Likeness, say_likeness, say_unlike, say_unsure, withstands
from risk_model.sentences.likeness_reader import LikenessReader
from risk_model.sentences.stated_places import Found, Standing
from risk_model.sentences.stating_apart import StandingApart
from risk_model.sentences.weighing import Weighed, weigh
from risk_model.speech.contexts import Contexts, Turn, is_official, official
from risk_model.speech.saying import stated, turned
from risk_model.telling_fees import tell_caps, with_fees
from risk_model.words.advert_text import AdvertText, Words
from risk_model.words.reading import read_words

MOST_PLACES = 5
TELLING = 12
ALL_RULES = 0
STAGED = "staged_payment_escalation"


@dataclass(frozen=True)
class Reading:
    """One advert under the finders."""

    matcher: Matcher
    advert: AdvertText

    @property
    def words(self) -> Words:
        """The advert's words."""
        return self.matcher.words


class Wording:
    """Everything compiled that one jurisdiction's wording needs."""

    def __init__(self, jurisdiction: Jurisdiction, *, hints_file: Path | None = None) -> None:
        """What hints by labelled sentences is kept in `hints_file`, so that it need not be fitted again."""
        self._jurisdiction, self._hints_file = jurisdiction, hints_file
        self._slots = SlotReader(jurisdiction)
        self.automaton = _automaton(jurisdiction, self._slots)
        self._slots.use(self.automaton)
        self._rules = [compiled_rule(rule, self.automaton) for rule in jurisdiction.rules if rule.phrases.all()]
        self._nodes = [one.phrases for one in self._rules]
        self._by_node = {one.phrases.number: one for one in self._rules}
        self._compiled = {one.rule.id: one for one in self._rules}
        self._by_id = {rule.id: rule for rule in jurisdiction.rules}
        self._contexts = Contexts(jurisdiction, self.automaton)
        concept = self.automaton.concept
        self._apart = StandingApart(
            self._contexts,
            others_say=concept("others_say"),
            telling=concept("telling"),
            harm_told=concept("harm_told"),
        )
        self._fees = FeeReader(jurisdiction, self.automaton, self._slots, self._contexts)
        self._pay = PayReader(jurisdiction, self.automaton, self._slots)
        self._caps = FeeCaps(jurisdiction, self.automaton, self._pay)
        self._country = self.automaton.compile(["<country>"])
        self._abroad = self.automaton.concept("abroad")
        things = (name for name in jurisdiction.concepts if name not in jurisdiction.ways_of_speaking)
        self.marks = ConceptMarks(self.automaton, things)

    def observe_many(self, adverts: Sequence[AdvertText]) -> list[tuple[Observation, ...]]:
        """What each advert states or denies; one observation a rule, the best founded one."""
        coming = iter(adverts)
        observed = []
        for page in self.automaton.pages(read_words(advert.text) for advert in adverts):
            readings = [Reading(Matcher(page, index), next(coming)) for index in range(len(page.texts))]
            found = [[self._placed(one, rule, hits) for rule, hits in self._found(one)] for one in readings]
            official = {at for at, one in enumerate(readings) if self._is_official(one)}
            weighed = weigh(page, found, apart=self._apart, reader=self._likeness, official=official)
            for reading, places, like in zip(readings, found, weighed.alike, strict=True):
                observed.append(self._observe(reading, places, like, weighed))
        return observed

    def _placed(self, reading: Reading, rule: Rule, hits: list[Hit]) -> Found:
        return Found(rule, list(zip(hits, self._contexts.turns(reading.matcher, rule, hits), strict=True)))

    def _observe(
        self, reading: Reading, places: Sequence[Found], like: Mapping[str, list[Likeness]], weighed: Weighed
    ) -> tuple[Observation, ...]:
        fees = self._fees.read(reading.matcher, on=reading.advert.on, caps=self._caps_of(reading))
        read = (with_fees(self._best(reading, one, weighed), fees) for one in places)
        found: dict[str, Observation] = {}
        aside: dict[str, Observation] = {}
        for one in read:
            (aside if one.cancelled_by == SET_ASIDE else found)[one.rule_id] = one
        for one in self._from_amounts(reading, fees):
            found.setdefault(one.rule_id, one)
        for rule_id, turn in self._contexts.answers(reading.matcher):
            rule = self._by_id[rule_id]
            if rule.in_force.on(reading.advert.on):
                found.setdefault(rule_id, turned(reading.words, rule, turn.by, turn))
        for one in self._by_likeness(reading, like, found):
            found[one.rule_id] = one
        observed = tuple({**aside, **found}.values())
        return tell_caps(observed, fees, words=reading.words, rules=self._by_id)

    def _caps_of(self, reading: Reading) -> CapsOfAdvert:
        on, destination = reading.advert.on, reading.advert.destination
        return CapsOfAdvert(
            self._caps, reading.matcher, on=on, destination=destination, abroad=lambda: self._is_abroad(reading)
        )

    def _by_likeness(
        self, reading: Reading, like: Mapping[str, list[Likeness]], found: Mapping[str, Observation]
    ) -> Iterator[Observation]:
        """What sentences are like, under rules that no phrase states and no warning or usual denial settles."""
        for rule_id, listed in like.items():
            rule, known = self._by_id.get(rule_id), found.get(rule_id)
            if rule is None or not rule.in_force.on(reading.advert.on) or self._is_settled(known):
                continue
            compiled = self._compiled.get(rule_id)
            if compiled is not None and not self._allows(reading, compiled):
                continue
            turns = [self._turned(reading, rule, one) for one in listed]
            alike = say_likeness(reading.words, rule, listed, turns, sender=self._sender(reading, rule))
            # Words that make a short phrase sure make a hint sure too; what is stated so plainly needs none.
            if alike.hint and compiled is not None and not self._has_any(reading, compiled):
                continue
            if known is None or (alike.counts and not alike.hint):
                yield alike

    def _turned(self, reading: Reading, rule: Rule, one: Likeness) -> Turn | None:
        but = None if rule.id in self._contexts.answered else partial(withstands, one)
        return self._contexts.turn(reading.matcher, rule, one.where, but=but, whole=True)

    def _is_settled(self, known: Observation | None) -> bool:
        """Whether a phrase says enough: it stands, all around it warns, or it is what lawful adverts deny outright."""
        if known is None:
            return False
        spoken_for = known.rule_id in self._contexts.answered or known.cancelled_by in self._contexts.warnings
        return (known.counts and not known.hint) or spoken_for

    @cached_property
    def hints(self) -> Hints | None:
        """What hints at rules by labelled sentences; None where this country has none."""
        return fit_hints(self._jurisdiction, self.automaton, self.marks, kept=self._hints_file)

    @cached_property
    def _likeness(self) -> LikenessReader | None:
        return None if self.hints is None else LikenessReader(self.hints, self.automaton)

    def fees(self, text: str) -> tuple[Fee, ...]:
        """The amounts asked in a text."""
        (matcher,) = self.match([read_words(text)])
        return self._fees.read(matcher)

    def match(self, texts: Iterable[Words]) -> Iterator[Matcher]:
        """Each text with every fixed run of words found in it."""
        return self.automaton.match(texts)

    def compiled(self, rule_id: str) -> Compiled:
        """The phrases of a rule as one node; KeyError for a rule that is not found by its wording."""
        return self._compiled[rule_id].phrases

    def fixed_words(self) -> list[str]:
        """Every fixed run of words looked for, as compared (endings gone); for measuring."""
        return self.automaton.fixed_words()

    def _found(self, reading: Reading) -> Iterator[tuple[Rule, list[Hit]]]:
        matcher = reading.matcher
        for node in matcher.page.live_in(matcher.index, ALL_RULES, self._nodes):
            one = self._by_node[node.number]
            # What a rule requires is sooner told than where its phrases are.
            if one.rule.in_force.on(reading.advert.on) and self._holds(reading, one) and (hits := matcher.found(node)):
                yield one.rule, hits

    def _holds(self, reading: Reading, one: CompiledRule) -> bool:
        """Whether what the rule requires beside its phrases is there."""
        return self._has_any(reading, one) and self._allows(reading, one)

    def _has_any(self, reading: Reading, one: CompiledRule) -> bool:
        return one.any_of is None or reading.matcher.has(one.any_of)

    def _allows(self, reading: Reading, one: CompiledRule) -> bool:
        """Whether an advert that says as much is one of which the rule speaks, in whatever words it says so."""
        if one.unless is not None and reading.matcher.has(one.unless):
            return False
        if one.rule.requires.abroad is not None and one.rule.requires.abroad != self._is_abroad(reading):
            return False
        return not one.destinations or self._goes_to(reading, one)

    def _is_abroad(self, reading: Reading) -> bool:
        if reading.advert.destination is not None:
            return reading.advert.destination != self._jurisdiction.country
        return reading.matcher.has(self._country) or reading.matcher.has(self._abroad)

    def _goes_to(self, reading: Reading, one: CompiledRule) -> bool:
        if reading.advert.destination is not None:
            return reading.advert.destination in one.rule.requires.destinations
        return one.destinations is not None and reading.matcher.has(one.destinations)

    def _best(self, reading: Reading, found: Found, weighed: Weighed) -> Observation:
        """The hit that says most of those that stand; else the first that a context or its likeness turns around."""
        rule, words = found.rule, reading.words
        places = {one: Standing(reading.matcher.index, rule.id, one) for one, _ in found.hits}
        standing = [one for one, turn in found.hits if turn is None or places[one] in weighed.despite]
        if not standing:
            return turned(words, rule, *found.hits[0])
        asked = [(one, weighed.doubts.get(places[one])) for one in standing]
        standing = [one for one, doubt in asked if doubt is None]
        if not standing:
            doubted = [(doubt, one) for one, doubt in asked if doubt is not None]
            doubt, one = max(doubted, key=lambda both: (both[0].unsure, both[0].sure))
            if doubt.unsure:
                return say_unsure(words, rule, one, doubt.sure, sender=self._sender(reading, rule))
            return say_unlike(words, rule, one, doubt.sure, apart=doubt.apart)
        best = max(
            standing,
            key=lambda one: (places[one] not in weighed.despite, min(one.end - one.start, TELLING), -one.start),
        )
        spans = list(dict.fromkeys(words.span(one.start, one.end) for one in standing))[:MOST_PLACES]
        facts = {"places": [list(span) for span in spans]} if len(spans) > 1 else {}
        sender = self._sender(reading, rule)
        return stated(words, rule, best, facts=facts, sender=sender, despite=weighed.despite.get(places[best]))

    def _from_amounts(self, reading: Reading, fees: tuple[Fee, ...]) -> Iterator[Observation]:
        """What amounts alone state: pay outside its range, and several fees of different purposes."""
        for one in self._pay.read(reading.matcher, on=reading.advert.on, destination=reading.advert.destination):
            yield from self._amount(reading, one.rule_id, one.where, one.explanation, one.facts)
        staged = stages(fees)
        if staged:
            said = "Several payments are asked: " + ", ".join(f"{fee.quote} ({fee.purpose})" for fee in staged) + "."
            yield from self._amount(reading, STAGED, staged[0].where, said, {"fees": [fee.facts() for fee in staged]})

    def _amount(
        self, reading: Reading, rule_id: str, where: Hit, said: str, facts: Mapping[str, Any]
    ) -> Iterator[Observation]:
        rule = self._by_id.get(rule_id)
        if rule is None or not rule.in_force.on(reading.advert.on):
            return
        turn = self._contexts.turn(reading.matcher, rule, where)
        if turn is not None:
            yield turned(reading.words, rule, where, turn)
        else:
            yield stated(reading.words, rule, where, said=said, facts=facts, sender=self._sender(reading, rule))

    def _is_official(self, reading: Reading) -> bool:
        return is_official(self._jurisdiction.official_senders, reading.advert.sender_domains)

    def _sender(self, reading: Reading, rule: Rule) -> OfficialSender | None:
        return official(self._jurisdiction.official_senders, reading.advert.sender_domains, rule)


def _automaton(jurisdiction: Jurisdiction, slots: SlotReader) -> PhraseAutomaton:
    def places(argument: str) -> Iterator[str]:
        for one in jurisdiction.destinations:
            unsigned = argument == "unsigned" and one.agreement == "unsigned"
            if not argument or argument == one.country or argument in one.regions or unsigned:
                yield from one.names

    lists = [rule.phrases for rule in jurisdiction.rules] + list(jurisdiction.concepts.values())
    return PhraseAutomaton(
        concepts={name: listed.all() for name, listed in jurisdiction.concepts.items()},
        slots=ANCHORS,
        places=places,
        find_slot=slots,
        texts_with=slots.texts_with,
        numeral_words=slots.number_words,
        english=[phrase for listed in lists for phrase in listed.en],
        known_words=(*jurisdiction.known_words, *plain_words(jurisdiction)),
        spellings=jurisdiction.spellings,
    )
