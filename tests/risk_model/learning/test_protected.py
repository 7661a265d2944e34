"""The lists of what no model learns, held against what others list and against the forms that people write."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from risk_model.estimator import RiskClassifier
from risk_model.learning.protected import protected_in
from risk_model.learning.unlearnt_words import KEPT_OUT, is_protected, protected_words

OTHERS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "told_by_others.yml").read_text(encoding="utf-8")
)
# What adverts say of the work: never kept out, however much it looks like a people.
ORDINARY = """
    balozi barua cashier chakula chef deni deposit english java kampuni kazi keshia kinga kongo mahindi mateso
    mlango mpole mshahara mwanga passport rangi registration salary saudi somaliland uarabuni uganda ujerumani urusi
    visa virusi wewe yao
"""


class Columns:
    """A fitted model with these words for columns."""

    def __init__(self, words: list[str]) -> None:
        self.words = words

    def get_feature_names_out(self) -> list[str]:
        return [f"words__{word}" for word in self.words]


@pytest.mark.parametrize("kind", OTHERS)
def test_what_others_list_is_found_when_a_model_is_stored(kind: str) -> None:
    assert protected_in(Columns(OTHERS[kind])) == OTHERS[kind]


@pytest.mark.parametrize(
    "forms",
    [
        "mgikuyu wagikuyu gikuyu agikuyu mkikuyu kikuyu ugikuyu ukikuyu kigikuyu kikuyuni",
        "mwarabu mwarabu muarabu waarabu warabu kiarabu",
        "mwislamu muislamu mislamu waislamu wislamu kiislamu kislamu uislamu mwisilamu",
        "mkristo wakristo kikristo ukristo mkristu wakristu mkiristo",
        "mluo mjaluo wajaluo waluo kiluo kijaluo",
        "mluhya waluhya kiluhya baluhya abaluhya mluhyia mluyia omuluhya",
        "mkamba wakamba kikamba akamba ukambani mkalenjin wakalenjin kikalenjin",
        "mmeru wameru kimeru ameru mmaasai wamasai kimasai mpokot wapokot kipokot mturkana waturkana",
        "mzungu muzungu wazungu bazungu kizungu mjungu msomali wasomali kisomali usomali",
        "mhindu wahindu uhindu msabato wasabato kisabato mkatoliki wakatoliki ukatoliki mkorino wakorino",
        "mjapani wajapani kijapani mghana waghana mpakistani wapakistani mmisri wamisri kirusi mrusi",
        "mchungaji wachungaji uchungaji mhubiri wahubiri mhabesha mlebanon wasudan wanyeri mkiambu kambaland mkikuyus",
        "gĩkũyũ mũgĩkũyũ abagusii omogusii ekegusii",
    ],
)
def test_every_form_of_a_stem_is_protected(forms: str) -> None:
    assert [word for word in forms.split() if not is_protected(word)] == []


def test_words_that_only_look_alike_and_countries_may_be_learnt() -> None:
    assert [word for word in ORDINARY.split() if is_protected(word)] == []


@pytest.mark.parametrize("file", sorted(KEPT_OUT.glob("*.yml")), ids=lambda file: file.stem)
def test_the_files_hold_words_as_texts_are_read(file: Path) -> None:
    """A word in capitals, with a space or taken for a number or truth value would never be met in a text."""
    told: dict[str, list[Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    odd = [word for words in told.values() for word in words if not (isinstance(word, str) and word.isalpha())]
    assert odd == []
    assert [word for words in told.values() for word in words if word != word.lower()] == []
    assert {*told} <= {"words", "stems"}


def test_a_model_fitted_on_texts_full_of_them_learns_none() -> None:
    chance = np.random.default_rng(3)
    said = [word for words in OTHERS.values() for word in words] + list(protected_words()[:2_000])
    labels = np.arange(400) % 3 == 0
    texts = [
        f"Cleaner wanted\n{'send money' if label else 'apply by letter'} {' '.join(chance.choice(said, 80))}"
        for label in labels
    ]
    model = RiskClassifier(strengths=(100.0,), folds=2).fit(pd.DataFrame({"text": texts}), labels)
    assert {*model.words_.terms.tolist()} == {"apply", "cleaner", "letter", "money", "send", "wanted"}
    assert protected_in(model) == []


def test_whose_people_somebody_is_of_moves_no_score() -> None:
    """Half of the adverts that say they are Agikuyu are cases, none of those that say they are Pokot."""
    said = [
        (f"Cleaner wanted in Doha number {place}. Sisi ni {people}, send your documents today", case)
        for place in range(40)
        for people, case in (("Mgikuyu", place % 2 == 0), ("Mpokot", False))
    ]
    frame = pd.DataFrame({"text": [text for text, _ in said]})
    model = RiskClassifier(strengths=(100.0,), folds=2).fit(frame, np.array([case for _, case in said]))
    asked = pd.DataFrame({"text": [said[0][0], said[1][0], said[0][0].replace("Sisi ni Mgikuyu, ", "")]})
    one, other, none = model.decision_function(asked).tolist()
    assert one == other
    assert abs(one - none) < 0.2
