"""Every Kenyan rule found by its wording has enough examples, by others too, and each shows what it is there for."""

import pytest

from registry.law.rule_schema import Rule
from registry.law.rulebook import load_rulebook
from registry.vocabulary import Severity
from risk_model.words.reading import read_words
from tests.risk_model.bare_phrases import BarePhrases

KE = load_rulebook("ke").jurisdiction
WORDED = [rule for rule in KE.rules if rule.kind in ("phrase", "money", "pay", "contact")]
each_rule = pytest.mark.parametrize("rule", WORDED, ids=[rule.id for rule in WORDED])


@pytest.fixture(scope="module")
def bare() -> BarePhrases:
    return BarePhrases(KE)


@each_rule
def test_a_rule_has_four_sentences_of_each_kind_and_a_critical_one_five(rule: Rule) -> None:
    least = 5 if rule.severity is Severity.CRITICAL else 4
    assert len(set(rule.flagged)) >= least
    assert len(set(rule.must_not_flag)) >= least


@each_rule
def test_half_of_what_a_rule_must_flag_is_by_people_who_did_not_see_its_phrases(rule: Rule) -> None:
    assert len(set(rule.must_flag_by_others) - set(rule.must_flag)) * 2 >= len(set(rule.flagged))


@each_rule
def test_no_sentence_that_a_rule_must_flag_is_one_of_its_phrases(rule: Rule) -> None:
    listed = {tuple(read_words(phrase).words) for phrase in rule.phrases.all()}
    assert not [sentence for sentence in rule.flagged if tuple(read_words(sentence.rstrip(".")).words) in listed]


@each_rule
def test_the_words_of_a_rule_alone_would_hit_each_sentence_it_must_spare(rule: Rule, bare: BarePhrases) -> None:
    assert not [sentence for sentence in rule.must_not_flag if not bare.hits(rule, sentence)]
