"""The few phrases of law are found as they are written, and nowhere else."""

import pytest

from registry.law.phrase_reading import PhraseFinder
from registry.law.rule_schema import Phrases


@pytest.mark.parametrize(
    ("phrase", "text", "quote"),
    [
        ("our client", "We seek cooks for OUR  client in Kisumu.", "OUR  client"),
        ("our client", "Your client list is safe.", None),
        ("our client", "It is our. Client meetings follow.", None),
        ("we ... recruit", "We also gladly recruit nurses.", "We also gladly recruit"),
        ("we ... recruit", "We are here. They recruit.", None),
        ("(place|post) workers", "We post workers abroad.", "post workers"),
        ("recruit* nurses", "Recruiting nurses now", "Recruiting nurses"),
        ("source :", "Source : the ministry", "Source :"),
        ("jobs [in] abroad", "jobs abroad", "jobs abroad"),
        ("<them> hire", "our partners hire", "our partners hire"),
        ("@title(beware)", "Beware of this\nbody", "Beware"),
        ("@title(beware)", "Cook\nbeware of this", None),
    ],
)
def test_a_phrase_is_found_as_written(phrase: str, text: str, quote: str | None) -> None:
    found = PhraseFinder([phrase], concepts={"them": Phrases(en=("our partners",))}).find(text)
    assert (found.quote if found else None) == quote
    assert found is None or text[found.start : found.end] == found.quote


def test_no_phrases_find_nothing() -> None:
    assert PhraseFinder([]).find("anything") is None
