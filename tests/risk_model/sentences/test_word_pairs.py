"""Readers of sentences heed which word stands near which, exactly and for many sentences at once."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_model.sentences.fitting import PAIR_OFTEN, SentenceReader
from risk_model.sentences.kept_reader import Readers, keep, load
from risk_model.sentences.scores import scale_of
from risk_model.sentences.word_pairs import WordPairs, pairs_of

ASKED, GIVEN = ["you", "pay", "us", "money"], ["us", "pay", "you", "money"]
WEIGHTS = {"you pay": 3.0, "pay us": 2.0, "you us": 0.5, "us pay": -4.0, "pay you": -1.0}
PAIRS = WordPairs(list(WEIGHTS), np.array([[weight, -weight] for weight in WEIGHTS.values()]))


@pytest.fixture(scope="module")
def reader() -> SentenceReader:
    return SentenceReader().fit([ASKED, GIVEN] * PAIR_OFTEN, ["asked", ""] * PAIR_OFTEN)


def test_the_same_words_in_another_order_say_another_thing(reader: SentenceReader) -> None:
    asked, paid = reader.predict_proba([ASKED, GIVEN])[:, 0]
    assert asked > 0.6
    assert paid < 0.4


def test_a_pair_is_two_beginnings_of_words_next_to_each_other_or_one_apart() -> None:
    assert pairs_of(["utalipia", "mapema", "kwanza", "<fee>"]) == ["utali mapem", "mapem kwanz", "utali kwanz"]


@given(st.lists(st.lists(st.sampled_from(["you", "pay", "us", "unheard"]), max_size=7), max_size=6))
def test_sums_are_those_of_each_sentences_own_pairs_each_counted_once(sentences: list[list[str]]) -> None:
    expected = [sum(WEIGHTS.get(pair, 0.0) for pair in pairs_of(one)) for one in sentences]
    assert PAIRS.sums(sentences)[:, 0].tolist() == expected


def test_words_and_pairs_are_the_whole_score(reader: SentenceReader) -> None:
    sentence = ["you", "pay", "money", "you", "pay"]
    (alone,), (said,) = (reader.predict_proba([one])[:, 0] for one in ([], sentence))
    added = reader.unscaled_scores(set(sentence))[:, 0].sum() + reader.pair_sums([sentence]).scores[0, 0]
    start = np.log(alone / (1 - alone))
    assert np.log(said / (1 - said)) == pytest.approx(start + added * scale_of(sentence))


def test_a_reader_without_pairs_reads_words(reader: SentenceReader) -> None:
    few = SentenceReader().fit([ASKED, GIVEN], ["asked", ""])
    assert few.predict_proba([ASKED]) == pytest.approx(few.predict_proba([GIVEN]))


def test_kept_readers_weigh_pairs_as_they_were_fitted(reader: SentenceReader, tmp_path: Path) -> None:
    keep(Readers(reader, reader), tmp_path / "sentences-zz-1.npz")
    kept = load(tmp_path / "sentences-zz-1.npz")
    assert kept is not None
    assert np.array_equal(kept.likeness.predict_proba([ASKED, GIVEN]), reader.predict_proba([ASKED, GIVEN]))
