"""Every shipped rule is found in the sentences it says it must flag, and in none of those it must not."""

from datetime import date

import pytest

from registry.law.rulebook import available_jurisdictions, load_rulebook
from risk_model.indicators import find_indicators

ON = date(2026, 11, 18)
RULEBOOKS = {code: load_rulebook(code) for code in available_jurisdictions()}
EXAMPLES = [
    pytest.param(code, rule.id, sentence, expected, id=f"{code}-{rule.id}-{'flags' if expected else 'spares'}-{place}")
    for code, rulebook in RULEBOOKS.items()
    for rule in rulebook.jurisdiction.rules
    for expected, sentences in ((True, rule.flagged), (False, rule.spared))
    for place, sentence in enumerate(sentences)
]


@pytest.mark.parametrize(("code", "rule_id", "sentence", "expected"), EXAMPLES)
def test_a_rule_reads_its_own_examples(code: str, rule_id: str, sentence: str, expected: bool) -> None:
    observations = find_indicators(sentence, rulebook=RULEBOOKS[code], on=ON)
    # A rule must find its own examples by its phrases, and spare the others however they are read.
    counting = {one.rule_id for one in observations if one.counts and not (expected and one.likeness is not None)}
    assert (rule_id in counting) is expected, [one for one in observations if one.rule_id == rule_id]
