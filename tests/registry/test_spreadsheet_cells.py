"""A spreadsheet runs no cell of ours, and numbers stay numbers."""

import pytest

from registry.spreadsheet_cells import cell


@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK(1)",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|x",
        "@sum",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1+1",
        "+A1",
        "=1",
    ],
)
def test_what_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "--",
        "+254700000001",
        "+254 (0)20 211-1222 / 33",
        "-1",
        "-1,200.50",
        "Tembo = Ltd",
        "a@b.example",
        "0700 000 001",
    ],
)
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert cell(text) == text
