"""Every legal form of the data file is recognised where the file says that it stands, and leaves the name whole."""

import pytest

from registry.identity.data_files import read_yaml
from registry.identity.name_words import LEGAL_FORMS
from registry.identity.names import normalise, normalise_name

LAW = read_yaml(LEGAL_FORMS)
SPELT = [(one, written) for one in LAW["forms"] for written in one["written"]]
IDS = [f"{one['form']} {at}" for at, (one, _) in enumerate(SPELT)]


@pytest.mark.parametrize(("entry", "written"), SPELT, ids=IDS)
def test_a_form_comes_off_where_it_stands(entry: dict[str, str], written: str) -> None:
    stands = entry.get("stands", "end")
    printed = {
        "end": [f"Kijani Zawadi {written}", f"KIJANI ZAWADI {written.upper()}."],
        "start": [f"{written} Kijani Zawadi"],
        "both": [f"Kijani Zawadi {written}", f"{written} Kijani Zawadi"],
        "glued": [f"明珠{written}"],
    }[stands]
    assert {normalise_name(name) for name in printed} == {"明珠" if stands == "glued" else "kijani zawadi"}
    assert all(normalise(name).legal_form for name in printed)


def test_groups_name_forms_that_exist() -> None:
    known = {one["form"] for one in LAW["forms"]}
    assert {form for group in LAW["groups"] for form in group} <= known


@pytest.mark.parametrize("name", ["Cooperation Kijani", "Companion Kijani", "Kijani Point", "Kijani Publishers"])
def test_a_word_that_is_nearly_a_form_stays(name: str) -> None:
    assert normalise_name(name) == name.lower()


def test_a_name_that_is_nothing_but_a_form_is_kept() -> None:
    assert normalise_name("Limited") == "limited"
    assert normalise_name("有限公司") == "有限公司"
