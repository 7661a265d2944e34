"""Names normalised together come out as each would alone."""

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from registry.identity.name_finding.bulk_names import normalise_names
from registry.identity.name_words import words
from registry.identity.names import normalise_name

CASES = Path(__file__).parents[2] / "matching_cases.csv"
_FORMS = sorted(" ".join(form) for form in (*words().trailing_forms, *words().leading_forms))
_PARTS = st.sampled_from(
    [
        *_FORMS,
        *sorted(words().rewritten),
        *"&'.-/()\n\t",
        "W.L.L.",
        "L.L.C",
        "(K)",
        "M/s",
        "A",
        "7",
        "Svcs",
        "Intl",
        "limten",
        "pvt",
        "Noor",
        "tembo",
        "مكتب",
    ]
)


def test_names_of_every_kind_come_out_as_they_would_alone() -> None:
    with CASES.open(encoding="utf-8", newline="") as stream:
        names = [cell for row in csv.DictReader(stream) for cell in row.values() if cell]
    assert normalise_names(names) == [normalise_name(name) for name in names]


@given(st.lists(st.lists(_PARTS, max_size=7).map(" ".join) | st.text(max_size=30), max_size=6))
def test_no_name_is_read_otherwise_for_its_company(names: list[str]) -> None:
    assert normalise_names(names) == [normalise_name(name) for name in names]


def test_a_short_form_is_written_in_full_and_a_slip_counts_before_a_legal_form_only() -> None:
    names = ["Noor Svcs W.L.L.", "Intl HR Noor Limten", "Limten Noor Ltd", "Noor Limten Ltd", "Svcs", "Noor Privte Ltd"]
    alone = [normalise_name(name) for name in names]
    assert normalise_names(names) == alone
    assert alone[:3] == ["noor services", "international human resources noor", "limten noor"]
