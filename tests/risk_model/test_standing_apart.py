"""A denial or a warning spares what it speaks of, and not what is asked for in the next breath."""

from datetime import date

import pytest

from registry.law.rulebook import Rulebook, load_rulebook
from registry.observation import Observation
from risk_model.indicators import find_indicators

ON = date(2026, 11, 18)


@pytest.fixture(scope="module")
def kenya() -> Rulebook:
    return load_rulebook("ke")


def told(rule_id: str, text: str, kenya: Rulebook) -> Observation:
    return next(one for one in find_indicators(text, rulebook=kenya, on=ON) if one.rule_id == rule_id)


@pytest.mark.parametrize(
    ("rule_id", "text", "beside"),
    [
        (
            "pay_before_interview",
            "Cooks, Doha\nBeware of conmen on Facebook, with us you send 3,000 for the interview slot before you are "
            "called.",
            "Beware",
        ),
        (
            "pay_before_interview",
            "Cooks, Doha\nMadalali ni wezi, tuma 2,500 ya interview kabla ya kuitwa.",
            "wezi",
        ),
        (
            "passport_collected",
            "Housemaids, Oman\nWe are not those agents who beat people, and the madam keeps your passport in her safe "
            "until the two years are over.",
            "are not those",
        ),
        (
            "visit_visa_for_work",
            "Drivers, Poland\nHatudanganyi mtu, mnaingia na tourist visa halafu mnaanza kazi wiki hiyo hiyo.",
            "Hatudanganyi",
        ),
    ],
)
def test_what_is_asked_in_a_clause_of_its_own_stands_and_tells_what_is_beside_it(
    rule_id: str, text: str, beside: str, kenya: Rulebook
) -> None:
    one = told(rule_id, text, kenya)
    assert one.counts
    assert one.explanation.endswith(f"”, although “{beside}” stands near it.")
    start, end = one.facts["despite"]
    assert text[start:end] == beside


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        # The same demand as somebody else's words ...
        (
            "pay_before_interview",
            "Cooks, Doha\nBeware of conmen, they say you send 3,000 for the interview slot before you are called.",
        ),
        (
            "pay_before_interview",
            "Cooks, Doha\nMadalali ni wezi, wanasema utume 2,500 ya interview kabla ya kuitwa.",
        ),
        # ... in a notice that warns throughout ...
        (
            "pay_before_interview",
            "Public notice\nThe ministry warns the public against fake agents. Conmen are about, send 2,500 for the "
            "interview slot before you are called, that is their line. Report to the police.",
        ),
        # ... and denied in its own clause, whatever stands before.
        (
            "passport_collected",
            "Housemaids, Oman\nWe never mistreat anybody, and no madam keeps your passport until the two years are "
            "over.",
        ),
    ],
)
def test_what_is_denied_or_told_of_others_is_spared_as_before(rule_id: str, text: str, kenya: Rulebook) -> None:
    one = told(rule_id, text, kenya)
    assert not one.counts
    assert "despite" not in one.facts
