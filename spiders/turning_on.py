"""Switching a source on: its file in the home, with who saw its check pass and when."""

import re
from datetime import date
from pathlib import Path

import yaml

from registry.settings import Settings
from spiders.source import load_source, source_folders, source_paths

_ENABLED = re.compile(r"^enabled:.*\n", re.MULTILINE)
_VERIFIED = re.compile(r"^verified:.*\n(?:[ \t]+.*\n|\n)*", re.MULTILINE)


def turn_on(name: str, *, settings: Settings, by: str, on: date) -> Path:
    """The source's file as it now stands in the home's `sources`, its comments kept; it replaces the shipped one."""
    file = source_paths(source_folders(settings))[name]
    text = file.read_text("utf-8").rstrip("\n") + "\n"
    notes = load_source(file).verified.notes
    said = {"verified": {"by": by, "on": on, "notes": notes}, "enabled": True}
    bare = _VERIFIED.sub("", _ENABLED.sub("", text))
    target = settings.home / "sources" / f"{name}.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    written = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100)
    target.write_text(bare + re.sub(r"^  on:", '  "on":', written, flags=re.MULTILINE), "utf-8")
    load_source(target)
    return target
