"""Sentences nobody listed are met by what they are like: a hint raises nothing alone, and what is surer is stated."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from registry.law.rulebook import Rulebook, load_rulebook
from registry.observation import SET_ASIDE, Observation
from registry.vocabulary import Band, Severity, Stated
from risk_model.assessment_rows import Draft, finding_rows
from risk_model.indicators import find_indicators, find_many, wording_of
from risk_model.judge import Score
from risk_model.phrases.matching import Hit, Part
from risk_model.sentences.fitting import SentenceReader
from risk_model.sentences.labelled import labelled_texts
from risk_model.sentences.likeness import (
    LONGEST_STATED,
    TOLD_APART,
    Likeness,
    like_enough,
    say_likeness,
    say_unlike,
    strongest,
    strongest_named,
)
from risk_model.sentences.likeness_reader import LikenessReader
from risk_model.sentences.scores import scale_of
from risk_model.sentences.stretches import Stretch
from risk_model.words.advert_text import AdvertText
from risk_model.words.reading import read_words

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


def stated_in(text: str, rulebook: Rulebook) -> set[str]:
    return {one.rule_id for one in find_indicators(text, rulebook=rulebook, on=ON) if one.counts and not one.hint}


def by_likeness(text: str, kenya: Rulebook) -> dict[str, Observation]:
    found = find_indicators(text, rulebook=kenya, on=ON)
    return {one.rule_id: one for one in found if one.likeness is not None}


def test_a_sentence_is_likelier_the_more_of_its_words_say_so() -> None:
    reader = SentenceReader().fit(PAPERS, LABELS)
    sure, unsure = reader.predict_proba([["madam", "anaweka", "passport"], ["meals", "at", "work"]])[:, 0]
    assert sure > unsure


def test_what_words_add_is_the_whole_score() -> None:
    reader = SentenceReader().fit(PAPERS, LABELS)
    sentence = ["the", "boss", "keeps", "the", "passport"]  # "the" counts once
    (alone,), (probability,) = reader.predict_proba([[]])[0:1, 0], reader.predict_proba([sentence])[0:1, 0]
    start, added = np.log(alone / (1 - alone)), reader.unscaled_scores(set(sentence))[:, 0].sum() * scale_of(sentence)
    assert np.log(probability / (1 - probability)) == pytest.approx(start + added)


def test_a_concept_counts_as_it_stands_and_tells_two_labels_apart_from_neither_only() -> None:
    told = [[*words, "<keeps>"] if label else words for words, label in zip(PAPERS, LABELS, strict=True)]
    asked = [["madam", "keeps", "your", "passport", "<keeps>"], ["boss", "anaweka", "pasipoti", "<keeps>"]]
    reader = SentenceReader().fit([*told, *asked], [*LABELS, "asked", "asked"])
    named = reader.unscaled_scores(["unheard", "<keeps>"])
    assert named[0].tolist() == [0, 0]
    assert (named[1] > 0).all(), "what says one thing speaks against no other"


def test_what_may_say_a_thing_all_the_same_is_no_example_against_it() -> None:
    sentences, labels = [*PAPERS, ["madam", "keeps", "papers"]], [*LABELS, ""]
    against = SentenceReader().fit(sentences, labels)
    spared = SentenceReader().fit(sentences, labels, also=[*([()] * len(PAPERS)), {"kept"}])
    said = [["madam", "keeps", "papers"]]
    assert against.predict_proba(said)[0, 0] < spared.predict_proba(said)[0, 0]


def test_a_label_is_told_apart_from_what_is_about_it_alone() -> None:
    denied = ["the", "passport", "stays", "with", "you"]
    sentences, labels = [*PAPERS, denied], [*LABELS, ""]
    apart = SentenceReader().fit(sentences, labels, about=[*([()] * len(PAPERS)), {"kept"}])
    kept, stays, other = apart.predict_proba([PAPERS[1], denied, ["lunch", "meals", "work"]])[:, 0]
    assert kept > stays
    assert apart.unscaled_scores(["lunch", "meals"]).tolist() == [[0], [0]], "lines about other things teach it nothing"
    assert other > stays


def test_where_nothing_is_about_a_label_nothing_is_told_from_it() -> None:
    apart = SentenceReader().fit(PAPERS, LABELS, about=[()] * len(PAPERS))
    assert (apart.predict_proba(PAPERS) > 0.99).all()


def test_every_labelled_rule_of_kenya_says_from_where_it_is_hinted_at(kenya: Rulebook) -> None:
    labelled = {one.rule for one in labelled_texts(kenya.jurisdiction) if one.rule}
    assert labelled == {rule.id for rule in kenya.jurisdiction.rules if rule.hint_from is not None}
    assert labelled_texts(load_rulebook("zz").jurisdiction) == []


def test_nothing_is_learnt_from_how_a_thing_is_said(kenya: Rulebook) -> None:
    marks = wording_of(kenya).marks.names
    assert "<passport>" in marks
    assert not {f"<{name}>" for name in kenya.jurisdiction.ways_of_speaking} & set(marks)


def test_words_alone_give_no_hint_where_they_name_no_concept(kenya: Rulebook) -> None:
    hints = wording_of(kenya).hints
    assert hints is not None
    said = ["passports", "surrendered", "locked", "madam", "drawer"]
    label = hints.likeness.classes_.tolist().index("passport_collected")
    assert hints.likeness.predict_proba([said])[0, label] > hints.least[label]
    words, concepts = hints.likeness.sums([said]), hints.likeness.sums([[]])
    found = like_enough(words, concepts, hints.likeness, least=hints.least, named=hints.named)
    assert label not in [one for _, one, _ in found]


def test_a_hint_names_its_words_and_marks_its_sentence(kenya: Rulebook) -> None:
    text = f"Waiters\nGood hotel. {HINTED}"
    hint = by_likeness(text, kenya).get("visit_visa_for_work")
    assert hint is not None
    assert hint.stated is Stated.STATED
    assert all(part in text.lower() for quote in hint.facts["words"] for part in quote.split(" … "))
    assert hint.span is not None
    assert "the sights" in text[slice(*hint.span)]


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
        for one in (by_words, replace(by_words, likeness=0.9, hint=True))
    ]
    assert [(row["hard"], row["severity"]) for row in rows] == [(True, Severity.CRITICAL), (False, Severity.MEDIUM)]


HINTED = "Your entry is for seeing the sights; the kitchen is what you are really there for."


def test_a_warning_hides_no_other_sentence(kenya: Rulebook) -> None:
    text = f"Waiters\nGood hotel. {HINTED}\nBeware of agents who say: {HINTED}"
    hint = by_likeness(text, kenya)["visit_visa_for_work"]
    assert hint.counts
    assert hint.span is not None
    assert hint.span[0] < text.index("Beware")


def test_a_hint_is_found_behind_any_number_of_other_sentences(kenya: Rulebook) -> None:
    text = "Waiters\n" + "We pay on time every month here.\n" * 500 + f"Good hotel. {HINTED}"
    assert "visit_visa_for_work" in by_likeness(text, kenya)


def test_a_word_of_any_length_is_read(kenya: Rulebook) -> None:
    text = "Waiters\n" + "a" * 200_000 + f" hotel. {HINTED}"
    hint = by_likeness(text, kenya)["visit_visa_for_work"]
    assert len(hint.explanation) < 1_000


def test_what_is_as_sure_as_a_phrase_is_stated_and_hard(kenya: Rulebook) -> None:
    rule = kenya.rule("visit_visa_for_work")
    words = read_words(f"Waiters\nGood hotel. {HINTED}")

    def said(sure: float, upto: int = 5, *, plain: bool = True) -> Observation:
        alike = [Likeness(Hit(1, upto, (Part(1, 5),)), sure, ("kitchen",), plain)]
        return say_likeness(words, rule, alike, [None], sender=None)

    assert rule.stated_from is not None
    hint, stated = said(rule.stated_from - 0.01), said(rule.stated_from)
    assert (hint.hint, stated.hint) == (True, False)
    assert ["raises nothing alone" in one.explanation for one in (hint, stated)] == [True, False]
    assert said(0.99, upto=len(words.words)).hint is (len(words.words) > LONGEST_STATED)
    assert said(0.99, plain=False).hint


def test_the_third_strongest_concept_of_a_label_is_what_others_are_held_against() -> None:
    adds = np.array([[10.0, -1.0], [8.0, 3.0], [6.0, 2.0], [2.0, 1.0]])
    assert strongest(adds).tolist() == [6.0, 1.0]
    assert strongest(adds[:1]).tolist() == [10.0, 0.0]
    assert strongest(adds[:0]).tolist() == [0.0, 0.0]


def test_of_a_sentence_and_a_label_the_strongest_concept_named_there_weighs() -> None:
    adds, named = np.array([[5.0, -1.0], [8.0, 3.0]]), np.array([[True, True], [True, False], [False, False]])
    sentences, labels = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 0, 1, 0])
    assert strongest_named(named, adds, sentences, labels).tolist() == [8.0, 3.0, 5.0, 0.0, 0.0]


def test_asked_of_both_readers_at_once_a_stretch_is_what_each_says_of_it(kenya: Rulebook) -> None:
    wording = wording_of(kenya)
    assert wording.hints is not None
    reader = LikenessReader(wording.hints, wording.automaton)
    words = read_words("The madam keeps your passport in her safe. Meals are free.")
    asked = [Stretch(0, 0, 8), Stretch(0, 2, 5), Stretch(0, 9, 12), Stretch(0, 0, 8)]
    rules = ["passport_collected", "passport_collected", "passport_collected", "no_such_rule"]
    page = wording.automaton.page([words])
    each = zip(reader.sureness(page, asked, rules), reader.told_apart(page, asked, rules), strict=True)
    assert LikenessReader(wording.hints, wording.automaton).both(page, asked, rules) == list(each)


def test_the_talk_of_boards_is_not_stated_by_the_weight_of_many_weak_words(kenya: Rulebook) -> None:
    text = (
        "Investment partner\nForward-looking investors seek to put money into growing firms with sound plans. He "
        "or she benefits not only from the returns, but also from the satisfaction of sharing exciting ideas."
    )
    assert "sexualised_work" not in stated_in(text, kenya)


def test_what_a_lawful_context_turns_around_is_never_more_than_a_hint(kenya: Rulebook) -> None:
    found = by_likeness(f"Waiters\nGood hotel. Beware of agents who say: {HINTED}", kenya)
    assert all(one.hint and not one.counts for one in found.values())


def test_a_no_about_something_else_does_not_hide_what_a_sentence_is_very_like(kenya: Rulebook) -> None:
    text = (
        "House helps for Jeddah\nThe house girl signs that her salary of the first seven months is not hers, it is the "
        "office's until the ticket is covered."
    )
    assert "salary_deduction_recovery" in stated_in(text, kenya)


@pytest.mark.parametrize(
    "text",
    [
        "House helps for Jeddah\nNo wages are taken back from anybody for the ticket.",
        "House helps for Jeddah\nHakuna mshahara unaokatwa kwa sababu ya tiketi.",
        "Waiters\nNobody pays before the interview, not even for the form.",
    ],
)
def test_a_plain_denial_stays_one_however_like_its_words_are(text: str, kenya: Rulebook) -> None:
    assert not [
        one for one in find_indicators(text, rulebook=kenya, on=ON) if one.counts and kenya.rule(one.rule_id).hard
    ]


def test_a_warning_about_others_spares_no_other_line_that_is_very_like(kenya: Rulebook) -> None:
    text = (
        "House helps for Jeddah\nBeware of agents who deduct the ticket from your salary.\n"
        "The house girl signs that her salary of the first seven months is not hers, it is the office's until the "
        "ticket is covered."
    )
    assert "salary_deduction_recovery" in stated_in(text, kenya)


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        ("fee_registration", "Nurse\nRegistration with the nursing board, KES 64,500."),
        ("minor_targeted", "Electrician, Manama\nGrade I, miaka minne, departure imepangwa February."),
        ("fee_medical_training", "Teller\nDiploma in banking, KES 37,000 and SACCO medical scheme."),
    ],
)
def test_a_phrase_in_a_sentence_unlike_labelled_ones_is_shown_and_set_aside(
    rule_id: str, text: str, kenya: Rulebook
) -> None:
    found = {one.rule_id: one for one in find_indicators(text, rulebook=kenya, on=ON)}
    assert found[rule_id].cancelled_by == SET_ASIDE
    assert not found[rule_id].counts


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        (
            "passport_collected",
            "Hotel staff, Doha\nHotel policy inasema boss akishikilia passport ya mfanyakazi ni gross misconduct.",
        ),
        (
            "fee_processing_visa",
            'Cooks, Manama\nHakuna kitu inaitwa "processing fee" kwetu, client wa Manama hutulipa commission.',
        ),
        (
            "pay_before_interview",
            "Cooks, Manama\nFees before the interview are asked by strangers in our name, not here.",
        ),
    ],
)
def test_a_phrase_in_a_sentence_like_those_about_its_rule_is_shown_and_set_aside(
    rule_id: str, text: str, kenya: Rulebook
) -> None:
    (one,) = (one for one in find_indicators(text, rulebook=kenya, on=ON) if one.rule_id == rule_id)
    assert one.cancelled_by == SET_ASIDE
    assert "read like sentences that speak of this without stating it" in one.explanation
    assert one.facts["apart"] < TOLD_APART


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        ("passport_collected", "Housemaids, Oman\nThe madam keeps the passport until the contract is over."),
        ("fee_processing_visa", "Cooks, Manama\nProcessing fee is 35,000, lipa kabla ya interview."),
        ("visit_visa_for_work", "Teachers, Muscat\nUtaenda kama mtalii kisha ubadilishe viza huko, usijali."),
    ],
)
def test_what_states_its_rule_stands_beside_those_that_are_about_it(rule_id: str, text: str, kenya: Rulebook) -> None:
    assert rule_id in {one.rule_id for one in find_indicators(text, rulebook=kenya, on=ON) if one.counts}


def test_what_is_set_aside_says_how_unlike_it_is(kenya: Rulebook) -> None:
    rule = kenya.rule("fee_registration")
    words = read_words("Nurse aide\nRegistration with the council, KES 57,000.")
    aside = say_unlike(words, rule, Hit(3, 6, (Part(3, 6),)), 0.04)
    assert not aside.counts
    assert aside.stated is Stated.STATED
    assert "4.0%" in aside.explanation
    assert aside.facts == {"unlike": 0.04}


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        ("religion_tribe_filter", "Drivers, Qatar\nNeed Kalenjin guys only, no other tribe please."),
        ("travel_within_days", "Cleaners, Oman\nU fly in 7 dayz, everything is redy just ur body is needed."),
        ("passport_processing_offered", "Oman\nWasio na pasipoti tutawashughulikia, mje na kitambulisho tu."),
        ("excessive_hours", "House help, Jeddah\nWork starts at 5 am and ends at midnight, each day of the week."),
    ],
)
def test_soft_indicators_are_read_in_words_nobody_listed(rule_id: str, text: str, kenya: Rulebook) -> None:
    found = {one.rule_id: one for one in find_indicators(text, rulebook=kenya, on=ON)}
    assert rule_id in found
    assert found[rule_id].counts


def test_likeness_asks_for_what_the_rule_requires(kenya: Rulebook) -> None:
    text = "Beautician\nThe work itself is scrubbing the family's floors and minding three children."
    abroad, here = (find_indicators(text, rulebook=kenya, on=ON, destination=code) for code in ("SA", "KE"))
    assert "title_duties_mismatch" in {one.rule_id for one in abroad if one.counts}
    assert "title_duties_mismatch" not in {one.rule_id for one in here if one.counts}


def test_what_else_a_long_line_says_hides_no_grave_finding(kenya: Rulebook) -> None:
    besides = "good families two years contract leave ticket food allowance room medical cover office call or come"
    flagged = [
        (rule.id, text)
        for rule in kenya.jurisdiction.rules
        if rule.hard and rule.hint_from is not None
        for text in rule.must_flag
        if "\n" not in text
    ]
    lines = [f"{besides} {text[0].lower()}{text[1:].rstrip('.')} {besides}" for _, text in flagged]
    read = find_many([AdvertText(line, on=ON) for line in lines], rulebook=kenya)
    aside = [
        (rule_id, text)
        for (rule_id, text), found in zip(flagged, read, strict=True)
        if any(one.rule_id == rule_id and one.cancelled_by == SET_ASIDE for one in found)
    ]
    assert len(flagged) > 60
    assert aside == []


def test_what_is_set_aside_hides_no_hint_elsewhere(kenya: Rulebook) -> None:
    text = (
        "Hotel staff UAE\n✅ Visit visa 60 days (KES 35,000)\n✅ Job search when you land\n✅ Room shared 8 people\n"
        "✅ Salary KSh 60,000, visa and ticket provided."
    )
    assert "visit_visa_for_work" in {one.rule_id for one in find_indicators(text, rulebook=kenya, on=ON) if one.counts}


def test_what_a_harmless_sentence_may_say_besides_is_a_rule(kenya: Rulebook) -> None:
    rules = {rule.id for rule in kenya.jurisdiction.rules if rule.hint_from is not None}
    labelled = labelled_texts(kenya.jurisdiction)
    assert {rule for one in labelled for rule in one.also} <= rules
    assert rules <= {rule for one in labelled for rule in one.about}
    assert not any(one.about for one in labelled if one.rule)
