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


def told(rule_id: str, text: str, kenya: Rulebook, *, sender_domains: tuple[str, ...] = ()) -> Observation:
    found = find_indicators(text, rulebook=kenya, on=ON, sender_domains=sender_domains)
    return next(one for one in found if one.rule_id == rule_id)


@pytest.mark.parametrize(
    ("rule_id", "text", "beside"),
    [
        (
            "pay_before_interview",
            "Cooks, Doha\nBeware of conmen on Facebook, with us you send 3,000 for the interview slot before you are "
            "called.",
            "Beware of conmen on Facebook",
        ),
        (
            "pay_before_interview",
            "Cooks, Doha\nMadalali ni wezi, tuma 2,500 ya interview kabla ya kuitwa.",
            "Madalali ni wezi",
        ),
        (
            "passport_collected",
            "Housemaids, Oman\nWe are not those agents who beat people, and the madam keeps your passport in her safe "
            "until the two years are over.",
            "We are not those agents who beat people",
        ),
        (
            "visit_visa_for_work",
            "Drivers, Poland\nHatudanganyi mtu, mnaingia na tourist visa halafu mnaanza kazi wiki hiyo hiyo.",
            "Hatudanganyi mtu",
        ),
    ],
)
def test_what_is_asked_in_a_clause_of_its_own_stands_and_tells_what_is_beside_it(
    rule_id: str, text: str, beside: str, kenya: Rulebook
) -> None:
    one = told(rule_id, text, kenya)
    assert one.counts
    assert one.explanation.endswith(f"”, although the same sentence says “{beside}”.")
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
        (
            "pay_before_interview",
            "Cooks, Doha\nBeware of conmen, their message reads: send 3,000 for the interview slot before you are "
            "called.",
        ),
        # ... with the judgement after it, or what came of it ...
        (
            "passport_collected",
            "Housemaids, Oman\nKataa kabisa, madam anakaa na passport yako mpaka miaka miwili iishe, hiyo ni makosa.",
        ),
        (
            "pay_before_interview",
            "Cooks, Doha\nMatapeli wapo, unatuma 2,000 ya interview kabla ya kuitwa halafu wanakublock.",
        ),
        # ... as a point of a list of what not to do ...
        (
            "pay_before_interview",
            "Cooks, Doha\nNever accept:\n1. a contract nobody has read to you\n2. pay 3,000 for the interview slot "
            "before you are called",
        ),
        # ... with a second warning in its own clause ...
        (
            "pay_before_interview",
            "Cooks, Doha\nBeware, a scam is going round where you send 3,000 for the interview slot before you are "
            "called.",
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


def test_a_ministry_that_warns_is_not_taken_at_its_word(kenya: Rulebook) -> None:
    text = "Wapishi, Doha\nMadalali ni wezi, tuma 2,500 ya interview kabla ya kuitwa."
    domain = next(one for sender in kenya.jurisdiction.official_senders for one in sender.domains)
    assert not told("pay_before_interview", text, kenya, sender_domains=(domain,)).counts
    assert told("pay_before_interview", text, kenya, sender_domains=("jobs.example",)).counts


def test_what_nothing_speaks_against_is_quoted_before_what_a_denial_stands_beside(kenya: Rulebook) -> None:
    text = (
        "Cooks, Doha\nMadalali ni wezi, tuma 2,500 ya interview kabla ya kuitwa na meneja wa kampuni.\n"
        "You pay 3,000 before the interview."
    )
    one = told("pay_before_interview", text, kenya)
    assert one.counts
    assert "3,000" in one.quote
    assert "despite" not in one.facts
