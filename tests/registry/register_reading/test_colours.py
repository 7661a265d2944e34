"""Colours are compared as a person would name them."""

import pytest

from registry.register_reading.colours import canonical, family


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("Red", "#ff0000"),
        ("#F00", "#ff0000"),
        ("#ff0000ff", "#ff0000"),
        ("rgba(255,0,0,.5)", "#ff0000"),
        (" maroon !important", "#800000"),
        ("inherit", None),
        ("var(--x)", None),
        ("", None),
    ],
)
def test_every_spelling_of_a_colour_is_one_colour(printed: str, wanted: str | None) -> None:
    assert canonical(printed) == wanted


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#000000", "black"),
        ("#111111", "black"),
        ("#333333", "black"),
        ("#888888", "grey"),
        ("#ffffff", "white"),
        ("#cc0000", "red"),
        ("#8b0000", "red"),
        ("#dc143c", "red"),
        ("#ff8c00", "orange"),
        ("#008000", "green"),
        ("#0000ff", "blue"),
        ("#800080", "purple"),
    ],
)
def test_a_shade_belongs_to_the_colour_it_would_be_called(colour: str, name: str) -> None:
    assert family(colour) == name
