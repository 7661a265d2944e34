"""Comparing names is symmetric, explained, and never calls a different rare word a match."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity.matching import compare_names
from registry.identity.name_comparing.alignment import Vocabulary
from registry.identity.name_comparing.comparison import NameRelation, compare

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
    "t/a",
    "النور",
    "للتوظيف",
    "明珠僱傭",
    "Байкал",
    "KTR",
    "2004",
    "bank",
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
    pair = ("Oasis Afya Placement", "Bahari Afya Placement")
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


def test_scores_fall_in_the_order_of_trust() -> None:
    listed = "Tembo Ridge Placement Ltd"
    names = (
        "Tembo Ridge Placement",
        "Ridge Tembo Placement",
        "Tembo Ridge",
        "Tembo Valley Placement",
        "Nyota Bakery",
    )
    scores = [compare_names(name, listed).score for name in names]
    assert scores == sorted(scores, reverse=True)
    assert scores[2] >= 0.8 > scores[3] + 0.1


def test_a_differing_number_weighs_more_than_all_words_that_agree() -> None:
    assert compare_names("Zawadi Pwani Mortgage Loan Trust 2004", "Zawadi Pwani Mortgage Loan Trust 2005").score <= 0.6


def test_initials_stand_for_a_whole_name_in_either_script_of_reasons() -> None:
    compared = compare("KAHT Kenya", "Kupanda Against Human Trade")
    assert compared.relation is NameRelation.SHORTENED
    assert ("acronym", "kaht") in [(it.kind, it.claimed) for it in compared.reasons]
    assert compare("KZS", "Kilele Zawadi Staffing").relation is NameRelation.DIFFERENT  # three letters are anybody's
    assert compare_names("KZS", "Kilele Zawadi Staffing").score > compare_names("KZT", "Kilele Zawadi Staffing").score


@pytest.mark.parametrize(
    ("other_script", "latin"),
    [
        ("شركة النور للاستقدام", "Al Noor Recruitment"),
        ("مصرف الكيفارو", "Kifaru Bank"),
        ("明珠僱傭有限公司", "Mingzhu Employment Ltd"),
        ("ООО Байкал Персонал", "Baikal Personnel LLC"),
    ],
    ids=["arabic", "arabic_bank", "chinese", "russian"],
)
def test_a_name_in_another_script_is_known_by_its_sound_and_its_trade_words(other_script: str, latin: str) -> None:
    assert compare(other_script, latin).same_firm
    assert compare_names(other_script, latin).score >= 0.8
    assert compare(other_script, "Tembo Ridge Placement").relation is NameRelation.DIFFERENT


def test_two_names_in_one_are_each_compared() -> None:
    both = "Kilele Bahari Ltd t/a Zawadi Pwani Staffing"
    assert compare(both, "Zawadi Pwani Staffing").relation is NameRelation.EXACT
    assert compare("Kilele Bahari", both).relation is NameRelation.EXACT
    assert compare(both, "Tembo Ridge Placement").relation is NameRelation.DIFFERENT


def test_another_kind_of_body_in_one_country_is_less_sure_than_another_countrys_form() -> None:
    assert compare_names("Zawadi AG", "Zawadi GmbH").score < compare_names("Zawadi LLC", "Zawadi Ltd").score
