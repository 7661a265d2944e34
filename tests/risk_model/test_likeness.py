"""Sentences nobody listed are hinted at by what they are like; such a hint raises nothing alone and says why."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from registry.law.rulebook import Rulebook, load_rulebook
from registry.observation import Observation
from registry.vocabulary import Band, Severity, Stated
from risk_model.assessment_rows import Draft, finding_rows
from risk_model.indicators import find_indicators
from risk_model.judge import Score
from risk_model.likeness import fit_reader
from risk_model.sentence_reader import SentenceReader

ON = date(2026, 11, 18)
PAPERS = [
    ["boss", "anaweka", "pasipoti"],
    ["madam", "keeps", "the", "passport"],
    ["pasipoti", "inabaki", "kwa", "boss"],
    ["bring", "a", "copy", "of", "your", "certificate"],
    ["good", "pay", "and", "meals"],
    ["lunch", "is", "served", "at", "work"],
]
LABELS = ["kept", "kept", "kept", "", "", ""]


@pytest.fixture(scope="module")
def kenya() -> Rulebook:
    return load_rulebook("ke")


def by_likeness(text: str, kenya: Rulebook) -> dict[str, Observation]:
    found = find_indicators(text, rulebook=kenya, on=ON)
    return {one.rule_id: one for one in found if one.likeness is not None}


def test_a_sentence_is_likelier_the_more_of_its_words_say_so() -> None:
    reader = SentenceReader().fit(PAPERS, LABELS)
    sure, unsure = reader.predict_proba([["madam", "anaweka", "passport"], ["meals", "at", "work"]])[:, 0]
    assert sure > unsure


def test_what_words_add_is_the_whole_score() -> None:
    reader = SentenceReader().fit(PAPERS, LABELS)
    sentence = ["the", "boss", "keeps", "the", "passport"]
    (alone,), (probability,) = reader.predict_proba([[]])[0:1, 0], reader.predict_proba([sentence])[0:1, 0]
    start = np.log(alone / (1 - alone))
    assert np.log(probability / (1 - probability)) == pytest.approx(start + reader.word_scores(sentence)[:, 0].sum())


def test_every_labelled_rule_is_one_of_the_rulebook(kenya: Rulebook) -> None:
    reader = fit_reader(kenya.jurisdiction)
    assert reader is not None
    assert set(reader.classes_) <= {rule.id for rule in kenya.jurisdiction.rules}
    assert fit_reader(load_rulebook("zz").jurisdiction) is None


def test_a_hint_names_its_words_and_marks_its_sentence(kenya: Rulebook) -> None:
    text = (
        "Waiters\nGood hotel. At the airport nobody must hear of the restaurant: "
        "you are sightseeing, and the visa says so."
    )
    hint = by_likeness(text, kenya).get("visit_visa_for_work")
    assert hint is not None
    assert hint.stated is Stated.STATED
    assert "raises nothing alone" in hint.explanation
    assert set(hint.facts["words"]) <= set(re.findall(r"\w+", text.lower()))
    assert hint.span is not None
    assert "sightseeing" in text[slice(*hint.span)]


def test_what_a_phrase_finds_is_not_hinted_at_again(kenya: Rulebook) -> None:
    assert "visit_visa_for_work" not in by_likeness("You travel on a visit visa and convert it after arrival.", kenya)


def test_ordinary_adverts_are_like_nothing(kenya: Rulebook) -> None:
    text = (
        "Accountant\nPrepare monthly accounts and VAT returns.\nCPA part II, three years in a busy office.\n"
        "Pay: KES 60,000. Apply by 5 December with copies of your certificates."
    )
    assert by_likeness(text, kenya) == {}


def test_a_hint_is_neither_hard_nor_grave(kenya: Rulebook) -> None:
    rule = kenya.rule("visit_visa_for_work")
    by_words = Observation(rule.id, Stated.STATED, "a phrase")
    facts = SimpleNamespace(advert=SimpleNamespace(id=1))
    rows = [
        finding_rows(
            Draft(facts, (one,), (5.0,), Score(0.5, Band.UNSURE, ()), ()),  # type: ignore[arg-type]
            rules={rule.id: rule},
            assessment_id=1,
        )[0]
        for one in (by_words, replace(by_words, likeness=0.9))
    ]
    assert [(row["hard"], row["severity"]) for row in rows] == [(True, Severity.CRITICAL), (False, Severity.MEDIUM)]


HINTED = "At the airport nobody must hear of the restaurant: you are sightseeing, and the visa says so."


def test_a_warning_hides_no_other_sentence(kenya: Rulebook) -> None:
    text = f"Waiters\nGood hotel. {HINTED}\nBeware of agents who say: {HINTED}"
    hint = by_likeness(text, kenya)["visit_visa_for_work"]
    assert hint.counts
    assert hint.span is not None
    assert text[slice(*hint.span)].startswith("Good hotel")


def test_a_hint_is_found_behind_any_number_of_other_sentences(kenya: Rulebook) -> None:
    text = "Waiters\n" + "We pay on time every month here.\n" * 500 + f"Good hotel. {HINTED}"
    assert "visit_visa_for_work" in by_likeness(text, kenya)


def test_a_word_of_any_length_is_read(kenya: Rulebook) -> None:
    text = "Waiters\n" + "a" * 200_000 + f" hotel. {HINTED}"
    hint = by_likeness(text, kenya)["visit_visa_for_work"]
    assert len(hint.explanation) < 1_000
