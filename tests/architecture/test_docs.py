"""The documents cannot rot: every command, flag and setting, and every kind that the demo plants, is named in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from dashboard.cli import app
from dashboard.demo.kinds import read_kinds
from registry.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]
PLACE = re.compile(r"`((?:alerts|dashboard|registry|risk_model|spiders|tests|benchmarks)/[\w./-]+)`")


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    if hasattr(command, "commands"):
        for name, below in command.commands.items():
            yield from _commands(below, (*path, name))
    else:
        yield " ".join(path), command


COMMANDS = dict(_commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_its_flags_and_has_help(name: str) -> None:
    command = COMMANDS[name]
    text = (DOCS / "commands.md").read_text()
    assert f"`wakala {name}" in text
    section = text[text.index(f"`wakala {name}") :].split("\n## ")[0]
    flags = [flag for option in command.params for flag in option.opts if flag.startswith("-")]
    assert [flag for flag in flags if f"`{flag}`" not in section] == []
    assert command.help


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`WAKALA_{name.upper()}`" in (DOCS / "settings.md").read_text()


def test_every_kind_of_the_demo_is_documented_with_its_grounds() -> None:
    rows = [line.split("|") for line in (DOCS / "demo-country.md").read_text().splitlines() if line.startswith("| `")]
    told = {row[1].strip(" `"): {one.strip(" `") for one in row[2].split(",")} for row in rows}
    assert told == {key: set(kind.grounds) for key, kind in read_kinds().typologies.items()}
    assert [key for key in read_kinds().innocents if f"`{key}`" not in (DOCS / "demo-country.md").read_text()] == []


def test_every_decision_is_in_the_index_under_its_title() -> None:
    index = (DOCS / "decisions" / "README.md").read_text()
    for page in (DOCS / "decisions").glob("0*.md"):
        number, title = page.read_text().splitlines()[0].removeprefix("# ").split(". ", 1)
        assert f"* {number}. [{title}]({page.name})" in index


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_place_in_the_code_that_a_page_names_is_there(page: Path) -> None:
    assert [place for place in PLACE.findall(page.read_text()) if not (ROOT / place).exists()] == []
