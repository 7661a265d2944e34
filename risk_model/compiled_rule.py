"""One rule with what its phrases and conditions look for, ready to be put to adverts."""

from dataclasses import dataclass

from registry.law.rule_schema import Rule
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its phrases and conditions ready to match."""

    rule: Rule
    phrases: Compiled
    any_of: Compiled | None
    unless: Compiled | None
    destinations: Compiled | None


def compiled_rule(rule: Rule, automaton: PhraseAutomaton) -> CompiledRule:
    """The rule's phrases and conditions as nodes of an automaton."""
    compile_, requires = automaton.compile, rule.requires
    any_of, unless = requires.any_of.all(), requires.unless.all()
    countries = [f"<country:{code}>" for code in requires.destinations]
    return CompiledRule(
        rule,
        phrases=compile_(rule.phrases.all()),
        any_of=compile_(any_of) if any_of else None,
        unless=compile_(unless) if unless else None,
        destinations=compile_(countries) if countries else None,
    )
