"""Ways of speaking that no rule lists are found under the rule they state; ordinary adverts state nothing hard.

`paraphrases.csv` holds a rule and a sentence a row, without a rule an ordinary advert ("\\n" is a new line). The
sentences were written after the rules, in rounds, and those missed led to changes of concepts: they guard against
losing what was gained and do not measure recall in the field.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from registry.law.rulebook import load_rulebook
from risk_model.indicators import find_indicators

KE = load_rulebook("ke")
with Path(__file__).with_name("paraphrases.csv").open(encoding="utf-8", newline="") as lines:
    CASES = [(row["rule_id"], row["text"].replace("\\n", "\n")) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("rule_id", "text"), [case for case in CASES if case[0]])
def test_a_paraphrase_is_found(rule_id: str, text: str) -> None:
    assert rule_id in {one.rule_id for one in find_indicators(text, rulebook=KE, on=date(2026, 11, 18)) if one.counts}


@pytest.mark.parametrize("text", [text for rule_id, text in CASES if not rule_id])
def test_an_ordinary_advert_raises_nothing_alone(text: str) -> None:
    found = find_indicators(text, rulebook=KE, on=date(2026, 11, 18))
    counting = [one for one in found if one.counts and one.likeness is None]
    assert [one.rule_id for one in counting if KE.rule(one.rule_id).hard] == []
    assert sum(KE.rule(one.rule_id).points for one in counting) < 5
