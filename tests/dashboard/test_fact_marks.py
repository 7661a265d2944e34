"""The words that a register or network finding compared are marked where the advert prints them."""

import pytest

from dashboard.panels.fact_marks import printed_spans

TEXT = (
    "Baraka Horizon Ltd, licence zz/ea/0117, takes 40 drivers, 2,400 a month. Ring 0700 000 012 or write to "
    "hr@baraka.example. Upepo Court, 3rd Floor, Nyeri. Ask for Neema Wafula."
)
PRINTED = (("+254700000012", "0700 000 012"), ("hr@baraka.example", "hr@baraka.example"))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"contacts": [{"claimed": "+254700000012", "registered": "+254700000099"}]}, ["0700 000 012"]),
        ({"value": "+254700000012", "names": ["Baraka Horizon Ltd", "Upepo Ltd"]}, ["0700 000 012"]),
        ({"quoted": "ZZ/EA/0117", "claimed": "Baraka Horizon Ltd"}, ["zz/ea/0117"]),
        ({"links": [{"kind": "address", "value": "upepo court 3rd floor nyeri"}]}, ["Upepo Court, 3rd Floor, Nyeri"]),
        ({"advertised": 40, "approved": 12}, ["40"]),
        ({"person": "neema wafula"}, ["Neema Wafula"]),
        ({"agency": "Baraka Horizon Ltd", "licence_number": "ZZ/EA/9999"}, ["Baraka Horizon Ltd"]),
        ({"claimed": "Upepo Careers"}, []),
        ({"contacts": None, "links": ["?"], "value": "(", "quoted": "x"}, []),
        ({}, []),
    ],
)
def test_what_was_compared_is_marked_as_printed(facts: dict[str, object], words: list[str]) -> None:
    assert [TEXT[slice(*span)] for span in printed_spans(facts, TEXT, PRINTED)] == words
