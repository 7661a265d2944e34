"""Names keep what distinguishes them in every script, and normalising is settled after one go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity.names import normalise, normalise_name

PIECES = st.sampled_from(
    [
        "al",
        "el",
        "the",
        "and",
        "na",
        "&",
        "(k)",
        "forty",
        "two",
        "a",
        "b.",
        "l.l.c",
        "Ltd",
        "Tembo",
        "النور",
        "有限公司",
        "n",
        "co",
        "pt",
        "4",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=8).map(" ".join)))
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise_name(raw)
    assert normalise_name(once) == once


@given(st.text(max_size=40))
def test_a_name_with_a_letter_is_never_folded_to_nothing(raw: str) -> None:
    if any(char.isalpha() and char.isprintable() for char in raw):
        assert normalise_name(raw)


@pytest.mark.parametrize(
    ("raw", "normalised", "form"),
    [
        ("The Al-Noor Manpower W.L.L.", "alnoor manpower", "WLL"),
        ("Samaki Overseas (Pvt) Ltd", "samaki overseas", "Pvt Ltd"),
        ("PT Samaki Bahari", "samaki bahari", "PT"),
        ("Kijani FZ-LLC", "kijani", "FZ-LLC"),
        ("期柏有限公司", "期柏", "Ltd"),
        ("شركة النور ذ.م.م", "النور", "LLC"),
        ("Limited", "limited", ""),
        ("Kijani Co. Co. Co. Co. Co. Ltd", "kijani", "Ltd"),
        ("नमस्ते सेवा", "नमस्ते सेवा", ""),
        ("JSC Kijani Joint Stock Compan", "kijani", "JSC"),
        ("Kijani Sp. z o.o.", "kijani", "Sp z oo"),
        ("Kijani Limitde", "kijani", "Ltd"),
        ("U.S. Kijani III", "united states kijani 3", ""),
        ("Xi Kijani", "xi kijani", ""),
        ("Bjørn & the Łódź Staffing", "bjorn lodz staffing", ""),
    ],
)
def test_legal_form_stands_beside_the_name(raw: str, normalised: str, form: str) -> None:
    name = normalise(raw)
    assert (name.raw, name.normalised, name.legal_form) == (raw, normalised, form)
    assert name.tokens == tuple(normalised.split())
