"""Every Kenyan rule found by its wording carries enough examples of its own, and none that merely repeats a phrase."""

import pytest

from registry.law.rule_schema import Rule
from registry.law.rulebook import load_rulebook
from registry.vocabulary import Severity
from risk_model.words.reading import read_words

WORDED = [rule for rule in load_rulebook("ke").jurisdiction.rules if rule.kind in ("phrase", "money", "pay", "contact")]


@pytest.mark.parametrize("rule", WORDED, ids=[rule.id for rule in WORDED])
def test_a_rule_has_four_sentences_of_each_kind_and_a_critical_one_five(rule: Rule) -> None:
    least = 5 if rule.severity is Severity.CRITICAL else 4
    assert len(set(rule.must_flag)) >= least
    assert len(set(rule.must_not_flag)) >= least


@pytest.mark.parametrize("rule", WORDED, ids=[rule.id for rule in WORDED])
def test_no_sentence_that_a_rule_must_flag_is_one_of_its_phrases(rule: Rule) -> None:
    listed = {tuple(read_words(phrase).words) for phrase in rule.phrases.all()}
    assert not [sentence for sentence in rule.must_flag if tuple(read_words(sentence.rstrip(".")).words) in listed]
