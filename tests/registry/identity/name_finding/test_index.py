"""The array door: slips, joins and order are seen through, and no answer depends on its company."""

import numpy as np
import pytest

from registry.identity.name_finding.bulk_names import normalise_names
from registry.identity.name_finding.index import NameIndex, _best_first

REGISTER = [
    "Tembo Ridge Placement Ltd",
    "Kifaru Manpower Agency",
    "Mwangaza Careers Limited",
    "Bluepeak Recruitment",
    "Zawadi Gulf Travel Agency",
    "الهدى للتوظيف",
    "Simba",
]
INDEX = NameIndex(normalise_names(REGISTER))


def first(name: str) -> str | None:
    ids, _ = INDEX.candidates([name], top=3)
    return None if ids[0, 0] < 0 else REGISTER[ids[0, 0]]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("TEMBO RIDGE PLACEMENT", "Tembo Ridge Placement Ltd"),
        ("Ridge Placement Tembo L.L.C.", "Tembo Ridge Placement Ltd"),
        ("Kifru Manpower", "Kifaru Manpower Agency"),
        ("Kiffaru Manpwoer Agency", "Kifaru Manpower Agency"),
        ("Mwangazacareers", "Mwangaza Careers Limited"),
        ("Blue Peak Recruiters", "Bluepeak Recruitment"),
        ("Zawadi Travel", "Zawadi Gulf Travel Agency"),
        ("الهدى للتوظيف ذ.م.م", "الهدى للتوظيف"),
        ("Simba Ltd", "Simba"),
        ("", None),
        ("!!!", None),
        ("Qqqq", None),
    ],
)
def test_the_firm_that_is_meant_comes_first(asked: str, meant: str | None) -> None:
    assert first(asked) == meant


def test_the_same_words_score_one_and_others_less() -> None:
    _, scores = INDEX.candidates(["Placement Ridge Tembo", "Tembo Ridge"], top=2)
    assert scores[0, 0] == 1.0
    assert 0 < scores[1, 0] < 1


def test_an_answer_does_not_depend_on_what_else_is_asked() -> None:
    chance = np.random.default_rng(1)
    syllables = ["ka", "ri", "mo", "tem", "bo", "si", "lu", "wa"]
    names = [" ".join("".join(chance.choice(syllables, 3)) for _ in range(3)) for _ in range(3_000)]
    index = NameIndex(names)
    asked = [f"{name[:4]}{name[5:]} Ltd" for name in names]
    ids, scores = index.candidates(asked, top=5)
    turned, turned_scores = index.candidates(asked[::-1], top=5)
    assert np.array_equal(ids, turned[::-1])
    assert np.array_equal(scores, turned_scores[::-1])
    alone, alone_scores = index.candidates(asked[7:8], top=5)
    assert np.array_equal(ids[7:8], alone)
    assert np.array_equal(scores[7:8], alone_scores)
    assert np.mean(ids[:, 0] == np.arange(3_000)) > 0.95


def test_the_order_of_the_register_does_not_matter() -> None:
    turned = REGISTER[::-1]
    index = NameIndex(normalise_names(turned))
    asked = ["Kifru Manpower", "Blue Peak Recruiters", "Zawadi Travel", "Mwangazacareers"]
    ids, scores = index.candidates(asked, top=1)
    before, scores_before = INDEX.candidates(asked, top=1)
    assert [turned[at] for at in ids[:, 0]] == [REGISTER[at] for at in before[:, 0]]
    assert np.array_equal(scores, scores_before)


def test_more_candidates_may_be_asked_for_than_there_are_names() -> None:
    ids, scores = INDEX.candidates(["Tembo Agency"], top=50)
    assert ids.shape == (1, 50)
    assert np.all((scores > 0) == (ids >= 0))
    assert np.all(np.diff(scores) <= 0)


def test_two_firms_of_one_name_both_answer() -> None:
    index = NameIndex(["tembo ridge", "kifaru", "ridge tembo"])
    ids, scores = index.candidates(["Tembo Ridge Ltd"], top=4)
    assert ids.tolist() == [[0, 2, -1, -1]]
    assert scores.tolist() == [[1, 1, 0, 0]]


def test_an_empty_register_and_hostile_names_are_answered() -> None:
    ids, _ = NameIndex([]).candidates(["Tembo"], top=2)
    assert ids.tolist() == [[-1, -1]]
    ids, _ = INDEX.candidates(["Tembo\nRidge\x00Placement", "x" * 100_000, "\ud800 Simba", " a" * 5_000], top=1)
    assert ids[0, 0] == 0
    assert ids[2, 0] == 6


def test_a_name_found_with_nothing_in_common_stays_with_its_own_question() -> None:
    # Two hashes that happen to be one: the name found shares no letter with what was asked.
    row, found, score = _best_first(np.array([0, 1]), np.array([7, 5]), np.array([0.0, 0.5], dtype=np.float32))
    assert (row.tolist(), found.tolist(), score.round(3).tolist()) == ([0, 1], [7, 5], [0.0, 0.5])
