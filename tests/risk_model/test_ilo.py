"""The ILO-style aggregation, at each of its edges, and that nobody takes it for checked."""

import pytest

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


def test_it_names_its_rules_and_says_it_is_unverified() -> None:
    (reading,) = read_dimensions([an_ilo_rule("fee_debt", "medium"), an_ilo_rule("false_pay", "strong")])
    assert "strong: false_pay" in reading.text
    assert "medium: fee_debt" in reading.text
    assert UNVERIFIED in reading.text
