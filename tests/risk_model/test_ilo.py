"""The ILO-style aggregation, at each of its edges, and that nobody takes it for checked."""

import pytest

from registry.law.rulebook import load_rulebook
from risk_model.ilo import UNVERIFIED, read_dimensions
from tests.risk_model.factory import a_rule, an_ilo_rule


@pytest.mark.parametrize(
    ("strengths", "counts"),
    [
        ("strong strong", True),
        ("strong medium", True),
        ("strong weak", True),
        ("medium medium medium", True),
        ("medium medium weak", True),
        ("strong", False),
        ("medium medium", False),
        ("medium weak weak weak", False),
        ("weak weak weak weak", False),
        ("strong context context", False),
        ("medium medium context", False),
    ],
)
def test_when_a_dimension_counts(strengths: str, counts: bool) -> None:
    rules = [an_ilo_rule(f"rule_{place}", strength) for place, strength in enumerate(strengths.split())]
    (reading,) = read_dimensions(rules)
    assert reading.counts is counts


def test_dimensions_do_not_help_one_another() -> None:
    rules = [an_ilo_rule("one", "strong"), an_ilo_rule("two", "strong", "exploitation"), a_rule("silent_on_it")]
    assert [(reading.dimension, reading.counts) for reading in read_dimensions(rules)] == [
        ("deceptive_recruitment", False),
        ("exploitation", False),
    ]


def test_one_rule_found_twice_is_one_reading() -> None:
    (reading,) = read_dimensions([an_ilo_rule("one", "strong"), an_ilo_rule("one", "strong")])
    assert not reading.counts


def test_what_is_mere_context_is_named_with_a_dimension_and_makes_none() -> None:
    free_mail = an_ilo_rule("free_mail", "context")
    assert read_dimensions([free_mail]) == ()
    (reading,) = read_dimensions([free_mail, an_ilo_rule("false_pay", "strong")])
    assert "context: free_mail" in reading.text


def test_every_kenyan_indicator_speaks_to_a_dimension() -> None:
    assert not [rule.id for rule in load_rulebook("ke").jurisdiction.rules if rule.ilo is None]


def test_it_names_its_rules_and_says_it_is_unverified() -> None:
    (reading,) = read_dimensions([an_ilo_rule("fee_debt", "medium"), an_ilo_rule("false_pay", "strong")])
    assert "strong: false_pay" in reading.text
    assert "medium: fee_debt" in reading.text
    assert UNVERIFIED in reading.text
