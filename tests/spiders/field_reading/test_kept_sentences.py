"""Sentences that are read once, and those that are too long to be kept."""

from spiders.field_reading.kept_sentences import LONGEST_KEPT, kept


def test_a_sentence_is_read_once_and_one_without_end_each_time() -> None:
    met: list[str] = []

    @kept
    def first_word(sentence: str) -> str:
        met.append(sentence)
        return sentence.split(maxsplit=1)[0]

    short, long = "cooks wanted", "cooks " * LONGEST_KEPT
    assert [first_word(one) for one in (short, short, long, long)] == ["cooks"] * 4
    assert met == [short, long, long]
