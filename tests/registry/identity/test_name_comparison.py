"""Comparing names is symmetric, explained, and never calls a different rare word a match."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from registry.identity.matching import compare_names
from registry.identity.name_alignment import Vocabulary
from registry.identity.name_comparison import NameRelation, compare

WORDS = [
    "tembo",
    "tembos",
    "ridge",
    "bridge",
    "placement",
    "agency",
    "africa",
    "safaris",
    "al",
    "noor",
    "nour",
    "4",
    "four",
    "Ltd",
    "LLC",
]
NAMES = st.one_of(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join), st.text(max_size=30))


@given(NAMES, NAMES)
def test_comparison_is_symmetric_and_bounded(a: str, b: str) -> None:
    one, other = compare_names(a, b), compare_names(b, a)
    assert one.score == other.score
    assert 0.0 <= one.score <= 1.0
    assert [(it.kind, it.claimed, it.registered) for it in one.reasons] == [
        (it.kind, it.registered, it.claimed) for it in other.reasons
    ]


@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    compared = compare(name, name)
    assert compared.relation in (NameRelation.EXACT, NameRelation.DIFFERENT)
    assert compared.score in (1.0, 0.0)  # 0: nothing in it can be compared


def test_reasons_carry_the_words_that_differ() -> None:
    reasons = compare_names("Tembo Valley Placement", "Tembo Ridge Placement").reasons
    assert [(it.kind, it.claimed, it.registered) for it in reasons] == [("rare_word", "valley", "ridge")]


def test_a_word_the_register_uses_is_not_a_misspelling() -> None:
    pair = ("Tembo Heights Agency", "Tembo Weights Agency")
    assert compare("Tembo Hights Agency", "Tembo Heights Agency").relation is NameRelation.MISSPELT
    used = Vocabulary(Counter(["hight", "height"]), names=2)
    assert compare("Tembo Hights Agency", "Tembo Heights Agency", vocabulary=used).relation is NameRelation.LOOK_ALIKE
    assert compare(*pair).relation is NameRelation.LOOK_ALIKE  # the first letter is hardly ever slipped


def test_a_word_that_many_firms_use_makes_nobody_look_alike() -> None:
    pair = ("Oasis Afya", "Bahari Afya")
    assert compare(*pair).relation is NameRelation.LOOK_ALIKE
    many = Vocabulary(Counter({"afya": 12}), names=500)
    assert compare(*pair, vocabulary=many).relation is NameRelation.DIFFERENT


def test_what_impostors_do_to_a_name_is_told_from_what_its_owner_leaves_out() -> None:
    listed = "Tembo Ridge Placement Ltd"
    dressed = ("Tembo Ridge Placement Official", "Tembo Ltd Ridge Placement", "Tembo Rigde Placement")
    assert all(compare(name, listed).imitates for name in dressed)
    plain = ("Tembo Ridge", "Tembo Ridge Placement Ltd Kenya", "Tembo Ridge Placement International")
    assert not any(compare(name, listed).imitates for name in plain)
    assert not compare(listed, "Tembo Ridge Placement Online").imitates


def test_a_word_in_the_middle_is_forgiven_only_where_the_register_is_full_of_it() -> None:
    pair = ("Mlima Bank", "Mlima Investment Bank")
    assert compare(*pair).relation is NameRelation.LOOK_ALIKE
    many = Vocabulary(names=50, others=Counter({"investment": 9}))
    assert compare(*pair, vocabulary=many).relation is NameRelation.SHORTENED
