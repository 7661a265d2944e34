"""A country's rules compiled and put to one advert: phrases, fees and pay brought together as observations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from registry.law.rule_schema import Jurisdiction, Rule
from registry.observation import Observation
from registry.vocabulary import Stated
from risk_model.advert_text import AdvertText, Words, read_words
from risk_model.contexts import Contexts, Turn, official
from risk_model.fees import Fee, FeeReader, stages
from risk_model.pay import PayReader
from risk_model.phrase_automaton import PhraseAutomaton
from risk_model.phrase_matching import Compiled, Hit, Matcher
from risk_model.slots import ATOMS, SlotReader

MOST_QUOTED = 300
MOST_PLACES = 5
_STAGED = "staged_payment_escalation"
_REASONS = {"warning": "said in a warning", "lawful_payment": "this is lawful", "duties": "among the job's duties"}


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its phrases and conditions ready to match."""

    rule: Rule
    phrases: Compiled
    any_of: Compiled | None
    unless: Compiled | None


class Wording:
    """Everything compiled that one jurisdiction's wording needs."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._jurisdiction = jurisdiction
        self._slots = SlotReader(jurisdiction)
        self._automaton = _automaton(jurisdiction, self._slots)
        self._slots.use(self._automaton)
        self._rules = [self._compile(rule) for rule in jurisdiction.rules if rule.phrases.all()]
        self._by_id = {rule.id: rule for rule in jurisdiction.rules}
        self._contexts = Contexts(jurisdiction, self._automaton)
        self._fees = FeeReader(jurisdiction, self._automaton, self._slots)
        self._pay = PayReader(jurisdiction, self._automaton, self._slots)
        self._country = self._automaton.compile(["<country>"])
        self._abroad = self._automaton.concept("abroad")

    def observe(self, advert: AdvertText) -> tuple[Observation, ...]:
        """What the advert states or denies; one observation a rule, the best founded one."""
        matcher = self._matcher(advert.text)
        found = {rule.id: self._best(matcher, advert, rule, hits) for rule, hits in self._found(matcher, advert)}
        fees = self._fees.read(matcher)
        _add_fees(found, fees)
        for observation in self._from_amounts(matcher, advert, fees):
            found.setdefault(observation.rule_id, observation)
        for rule_id, turn in self._contexts.answers(matcher):
            if rule_id in self._by_id and self._by_id[rule_id].in_force.on(advert.on):
                found.setdefault(rule_id, _observation(matcher.words, self._by_id[rule_id], turn.by, turn))
        return tuple(found.values())

    def fees(self, text: str) -> tuple[Fee, ...]:
        """The amounts asked in a text."""
        return self._fees.read(self._matcher(text))

    def _matcher(self, text: str) -> Matcher:
        matcher = self._automaton.match(read_words(text))
        self._slots.note(matcher)
        return matcher

    def _compile(self, rule: Rule) -> CompiledRule:
        compile_ = self._automaton.compile
        any_of, unless = rule.requires.any_of.all(), rule.requires.unless.all()
        return CompiledRule(
            rule,
            compile_(rule.phrases.all()),
            compile_(any_of) if any_of else None,
            compile_(unless) if unless else None,
        )

    def _found(self, matcher: Matcher, advert: AdvertText) -> Iterator[tuple[Rule, list[Hit]]]:
        for one in self._rules:
            if one.phrases.possible(matcher) and one.rule.in_force.on(advert.on):
                hits = matcher.hits(one.phrases)
                if hits and self._holds(matcher, advert, one):
                    yield one.rule, hits

    def _holds(self, matcher: Matcher, advert: AdvertText, one: CompiledRule) -> bool:
        """Whether what the rule requires beside its phrases is there."""
        if one.any_of is not None and not matcher.hits(one.any_of):
            return False
        if one.unless is not None and matcher.hits(one.unless):
            return False
        requires = one.rule.requires
        if requires.abroad is not None and requires.abroad != self._is_abroad(matcher, advert):
            return False
        return not requires.destinations or self._goes_to(matcher, advert, requires.destinations)

    def _is_abroad(self, matcher: Matcher, advert: AdvertText) -> bool:
        if advert.destination is not None:
            return advert.destination != self._jurisdiction.country
        return bool(matcher.hits(self._country) or matcher.hits(self._abroad))

    def _goes_to(self, matcher: Matcher, advert: AdvertText, countries: Iterable[str]) -> bool:
        if advert.destination is not None:
            return advert.destination in countries
        return any(matcher.hits(self._automaton.compile([f"<country:{code}>"])) for code in countries)

    def _best(self, matcher: Matcher, advert: AdvertText, rule: Rule, hits: list[Hit]) -> Observation:
        """The first hit that stands; else the first that a context turns around."""
        read = [(one, self._contexts.turn(matcher, rule, one)) for one in hits]
        standing = [one for one, turn in read if turn is None]
        if not standing:
            one, turn = read[0]
            return _observation(matcher.words, rule, one, turn)
        best = max(standing, key=lambda one: (min(one.end - one.start, 12), -one.start))
        sender = official(self._jurisdiction.official_senders, advert.sender_domains, rule)
        places = [list(matcher.words.span(one.start, one.end)) for one in standing[:MOST_PLACES]]
        return _observation(matcher.words, rule, best, None, sender=sender.name if sender else "", places=places)

    def _from_amounts(self, matcher: Matcher, advert: AdvertText, fees: tuple[Fee, ...]) -> Iterator[Observation]:
        """What amounts alone state: pay outside its range, and several fees of different purposes."""
        for finding in self._pay.read(matcher, on=advert.on, destination=advert.destination):
            rule = self._by_id.get(finding.rule_id)
            if rule is not None and rule.in_force.on(advert.on):
                yield self._of_amount(matcher, advert, rule, finding.where, finding.explanation, dict(finding.facts))
        staged, rule = stages(fees), self._by_id.get(_STAGED)
        if staged and rule is not None and rule.in_force.on(advert.on):
            first = staged[0]
            said = f"{rule.title}: {', '.join(f'{fee.quote} ({fee.purpose})' for fee in staged)}."
            facts = {"fees": [fee.facts() for fee in staged]}
            sender = official(self._jurisdiction.official_senders, advert.sender_domains, rule)
            yield Observation(
                rule.id,
                Stated.STATED,
                said,
                first.span,
                first.quote,
                facts,
                cancelled_by=_sent_by(sender and sender.name),
            )

    def _of_amount(
        self, matcher: Matcher, advert: AdvertText, rule: Rule, where: Hit, said: str, facts: dict[str, object]
    ) -> Observation:
        turn = self._contexts.turn(matcher, rule, where)
        if turn is not None:
            return _observation(matcher.words, rule, where, turn)
        sender = official(self._jurisdiction.official_senders, advert.sender_domains, rule)
        quote = matcher.words.quote(where.start, where.end)
        span = matcher.words.span(where.start, where.end)
        return Observation(
            rule.id, Stated.STATED, said, span, quote, facts, cancelled_by=_sent_by(sender and sender.name)
        )


def _automaton(jurisdiction: Jurisdiction, slots: SlotReader) -> PhraseAutomaton:
    def places(argument: str) -> Iterator[str]:
        for one in jurisdiction.destinations:
            unsigned = argument == "unsigned" and one.agreement == "unsigned"
            if not argument or argument == one.country or argument in one.regions or unsigned:
                yield from one.names

    lists = [rule.phrases for rule in jurisdiction.rules] + list(jurisdiction.concepts.values())
    return PhraseAutomaton(
        concepts={name: listed.all() for name, listed in jurisdiction.concepts.items()},
        slots=ATOMS,
        places=places,
        find_slot=slots,
        english=[phrase for listed in lists for phrase in listed.en],
        known_words=jurisdiction.known_words,
    )


def _observation(
    words: Words, rule: Rule, where: Hit, turn: Turn | None, *, sender: str = "", places: list[list[int]] | None = None
) -> Observation:
    span, quote = words.span(where.start, where.end), words.quote(where.start, where.end)[:MOST_QUOTED]
    facts = {"places": places} if places and len(places) > 1 else {}
    if turn is None:
        return Observation(
            rule.id, Stated.STATED, f"{rule.title}: “{quote}”.", span, quote, facts, cancelled_by=_sent_by(sender)
        )
    by = words.quote(turn.by.start, turn.by.end)[:MOST_QUOTED]
    turned = {"turned_by": list(words.span(turn.by.start, turn.by.end))}
    if turn.context.reading == "denial":
        said = f"{rule.title}: the advert denies it (“{by}”)."
        return Observation(rule.id, Stated.CONTRADICTED, said, span, quote, turned)
    reason = _REASONS[turn.context.reading]
    said = f"{rule.title}: “{quote}”, but {reason} (“{by}”)."
    return Observation(rule.id, Stated.STATED, said, span, quote, turned, cancelled_by=turn.context.id)


def _sent_by(name: str | None) -> str:
    return f"official_sender: {name}" if name else ""


def _add_fees(found: dict[str, Observation], fees: tuple[Fee, ...]) -> None:
    """Put the amounts read inside a finding's words into its facts."""
    for rule_id, one in list(found.items()):
        inside = [fee.facts() for fee in fees if one.span and one.span[0] <= fee.span[0] and fee.span[1] <= one.span[1]]
        if inside:
            found[rule_id] = Observation(
                one.rule_id, one.stated, one.explanation, one.span, one.quote, {**one.facts, "fees": inside},
                one.similarity, one.cancelled_by,
            )  # fmt: skip
