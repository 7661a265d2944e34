"""A template is known again though names, places and a word here and there were exchanged; strangers stay apart."""

import numpy as np
import pytest

from risk_model.learning.grouping import connected
from risk_model.learning.like_templates import like_template_groups
from risk_model.learning.near_templates import near_template_groups
from risk_model.learning.word_sketches import BESIDES, LIKE

LETTERS = ("ba", "che", "da", "fi", "gu", "ha", "ji", "ko", "lu", "me", "ni", "pa")
WORDS = [f"{one}{two}{three}" for one in LETTERS for two in LETTERS for three in LETTERS[:6]]


def invented(count: int, *, words: int = 60, seed: int = 7) -> list[list[str]]:
    chance = np.random.default_rng(seed)
    return [chance.choice(WORDS, size=words).tolist() for _ in range(count)]


def exchanged(text: list[str], share: float, chance: np.random.Generator) -> str:
    return " ".join(str(chance.choice(WORDS)) if chance.random() < share else word for word in text)


def test_firm_town_person_and_telephone_exchanged_break_no_template() -> None:
    templates = invented(6)
    firms = [("Kilota Travel", "Mombo", "Pesha"), ("Shaneza Links", "Riwasa", "Moraa"), ("Tumo Agency", "Gisu", "Kito")]
    texts = [
        f"Workers wanted {firm}\n{' '.join(said[:30])} {firm} in {town} {' '.join(said[30:])} Call {who} 07{n}1234567"
        for said in templates
        for n, (firm, town, who) in enumerate(firms)
    ]
    assert like_template_groups(texts).tolist() == [number for number in range(6) for _ in firms]
    assert len(np.unique(near_template_groups(texts))) == len(texts)  # which is why there are two criteria


def test_one_word_in_eight_exchanged_breaks_no_template() -> None:
    chance = np.random.default_rng(3)
    texts = [exchanged(said, 0.12, chance) for said in invented(20) for _ in range(5)]
    assert like_template_groups(texts).tolist() == [number for number in range(20) for _ in range(5)]


def test_groups_are_those_of_every_pair_compared() -> None:
    chance = np.random.default_rng(5)
    texts = [exchanged(said, share, chance) for said in invented(40) for share in (0.0, 0.1, 0.2, 0.3, 0.4)]
    sets = [set(text.split()) for text in texts]
    near = [
        [
            ("pair", min(one, other), max(one, other))
            for other in range(len(texts))
            if len(sets[one] & sets[other]) >= LIKE * len(sets[one] | sets[other]) + BESIDES
        ]
        for one in range(len(texts))
    ]
    expected = connected(near)
    assert 40 < len(np.unique(expected)) < 200
    assert like_template_groups(texts).tolist() == expected.tolist()


def test_a_thousand_strangers_do_not_chain() -> None:
    assert len(np.unique(like_template_groups([" ".join(said) for said in invented(1_000)]))) == 1_000


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ([], []),
        (["", " ", "cook", ""], [0, 0, 1, 0]),
        (["Cook wanted in town", "Cook needed in town", "COOK wanted, in town 7!"], [0, 1, 0]),
    ],
    ids=["none", "empty", "short ones only where equal"],
)
def test_short_texts(texts: list[str], groups: list[int]) -> None:
    assert like_template_groups(texts).tolist() == groups
