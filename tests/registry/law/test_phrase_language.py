"""The phrase language says what it was asked, and refuses what it cannot read with the place."""

import pytest

from registry.law.phrase_language import (
    ANYWHERE,
    Choice,
    Near,
    PhraseError,
    Ref,
    Sequence,
    Step,
    Word,
    parse_phrase,
    references,
)


def test_words_gaps_and_choices_keep_their_order() -> None:
    assert parse_phrase("pay ... before (interview|usaili)") == Sequence(
        (
            Step(Word("pay")),
            Step(Word("before"), gap=6),
            Step(Choice((Word("interview"), Word("usaili")))),
        )
    )


def test_an_optional_word_and_a_long_gap_are_marked() -> None:
    assert parse_phrase("hold [the] ...12 passport") == Sequence(
        (Step(Word("hold")), Step(Word("the"), optional=True), Step(Word("passport"), gap=12))
    )


@pytest.mark.parametrize(
    ("operator", "within", "absent", "sentence"),
    [
        ("&", 25, False, False),
        ("&8", 8, False, False),
        ("&&", ANYWHERE, False, False),
        ("&.", ANYWHERE, False, True),
        ("&!", 25, True, False),
        ("&!3", 3, True, False),
        ("&&!", ANYWHERE, True, False),
        ("&!.", ANYWHERE, True, True),
    ],
)
def test_each_way_of_standing_near_is_read(operator: str, within: int, absent: bool, sentence: bool) -> None:
    assert parse_phrase(f"visa {operator} work") == Near(Word("visa"), Word("work"), within, absent, sentence)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("process*", "prefix"),
        ("*@gmail.com", "suffix"),
        ("*kopesh*", "infix"),
        ("~lip", "verb"),
        ("~~lip", "voices"),
        ("fee", "exact"),
    ],
)
def test_a_word_says_by_its_marks_how_it_is_compared(written: str, form: str) -> None:
    word = parse_phrase(written)
    assert isinstance(word, Word)
    assert word.form == form


def test_slots_are_told_from_concepts() -> None:
    assert parse_phrase("<age:<18>") == Ref("age", "<18")
    assert references(parse_phrase("<fee> & (<money>|<document> [of <employer>])")) == {"fee", "document", "employer"}


@pytest.mark.parametrize("phrase", ["(pay", "pay |send", "... pay", "[please]", "visa &", "pay ...", "<fee:big>", ""])
def test_what_cannot_be_read_is_refused_with_the_phrase(phrase: str) -> None:
    if phrase == "... pay":
        assert parse_phrase(phrase) == Word("pay")
        return
    with pytest.raises(PhraseError, match="near character"):
        parse_phrase(phrase)
