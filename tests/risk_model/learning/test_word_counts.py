"""Words are counted as a plain counter would, however many texts there are and whatever alphabet they use."""

import re
import unicodedata
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from risk_model.learning.word_counts import Vocabulary, count_words
from risk_model.learning.word_hashes import hash_word, hash_words

TEXTS = [
    "Cooks wanted, cooks with papers",
    "Pay 500 before the interview! Pay now",
    "",
    "ﬁne wörk für Köche, 𝗘𝗮𝗿𝗻 now",
    "a b c 1 2 3",
    "وظائف في الرياض now",
    "Cooks",
]


def plain_words(text: str) -> Counter[str]:
    told = unicodedata.normalize("NFKC", text).lower()
    return Counter(re.findall(r"[^\W\d_]{2,}", told))


def counted(texts: list[str], *, minimum: int = 1) -> list[Counter[str]]:
    found = count_words(texts, minimum_texts=minimum)
    table = found.counts.toarray()
    return [
        Counter({term: int(n) for term, n in zip(found.terms.tolist(), row.tolist(), strict=True) if n})
        for row in table
    ]


def test_counts_are_those_of_a_plain_counter() -> None:
    assert counted(TEXTS) == [plain_words(text) for text in TEXTS]


def test_rare_words_are_left_out() -> None:
    assert counted(TEXTS, minimum=2)[0] == Counter({"cooks": 2})
    assert counted(TEXTS, minimum=3) == [Counter({"now": n}) if n else Counter() for n in (0, 1, 0, 1, 0, 1, 0)]


def test_a_vocabulary_finds_its_own_words_and_no_others() -> None:
    words = Vocabulary(np.array([hash_word("pay"), hash_word("cooks")], dtype=np.uint64))
    assert words.count(TEXTS).toarray()[:, :2].tolist() == [
        [0, 2],
        [2, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 1],
    ]


def test_many_texts_are_counted_as_each_alone() -> None:
    many = [f"{text} {number % 7 * 'again '}" for number, text in enumerate(TEXTS * 40)]
    words = Vocabulary(count_words(many, minimum_texts=1).hashes)
    together = words.count(many).toarray()
    alone = np.concatenate([words.count([text]).toarray() for text in many])
    assert np.array_equal(together, alone)


def test_no_texts_and_no_words_are_counted_too() -> None:
    assert count_words([], minimum_texts=1).counts.shape == (0, 0)
    assert Vocabulary(np.zeros(0, dtype=np.uint64)).count(TEXTS).shape == (len(TEXTS), 0)
    assert Vocabulary(count_words(TEXTS, minimum_texts=1).hashes).count([]).shape[0] == 0


@given(st.text(max_size=60))
def test_a_word_stands_where_it_is_said_to_stand(text: str) -> None:
    found = hash_words([text])
    letters = "".join(one if one.isalpha() else " " for one in found.joined)  # a numeral that is a letter is none here
    assert Counter(found.word(place) for place in range(len(found.hashes))) == Counter(
        word for word in letters.split() if len(word) > 1
    )


def test_long_words_differ_by_their_ends() -> None:
    assert hash_word("recruitmentagency") != hash_word("recruitmentagenc")
    assert hash_word("ab") != hash_word("ba")


def test_copies_are_kept_once_and_counted_each() -> None:
    found = count_words([*TEXTS, *TEXTS[:2], *TEXTS[:2]], minimum_texts=1)
    assert found.distinct.shape[0] == len(TEXTS)
    assert found.counts.toarray().tolist() == [
        *found.distinct.toarray().tolist(),
        *found.counts.toarray()[:2].tolist() * 2,
    ]
    assert found.rows(np.array([8, 1])).counts.toarray().tolist() == found.distinct.toarray()[[1, 1]].tolist()


def test_a_word_of_one_text_is_no_rare_word_where_the_text_stands_twice() -> None:
    assert "cooks" not in count_words(["cooks", "bakers"], minimum_texts=2).terms
    assert count_words(["cooks", "bakers", "cooks"], minimum_texts=2).terms.tolist() == ["cooks"]
