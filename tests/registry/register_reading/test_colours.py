"""Colours are compared as a person would name them."""

import pytest

from registry.register_reading.colours import background_family, canonical, family


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("Red", "#ff0000"),
        ("#F00", "#ff0000"),
        ("#ff0000ff", "#ff0000"),
        ("rgba(255,0,0,.5)", "#ff0000"),
        (" maroon !important", "#800000"),
        ("rgb(255 0 0 / 50%)", "#ff0000"),
        ("rgb(100%, 0%, 0%)", "#ff0000"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("hsla(0deg 100% 50% / .4)", "#ff0000"),
        ("LightCoral", "#f08080"),
        ("rgba(255,0,0,0)", None),
        ("transparent", None),
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


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#f8d7da", "red"),
        ("#ffebee", "red"),
        ("#d4edda", "green"),
        ("#e8f5e9", "green"),
        ("#8b0000", "red"),
        ("#fff3cd", "yellow"),
        ("#ffffff", None),
        ("#f8f9fa", None),
        ("#eeeeee", None),
        ("#212529", None),
    ],
)
def test_a_pale_background_counts_as_its_colour(colour: str, name: str | None) -> None:
    assert background_family(colour) == name
