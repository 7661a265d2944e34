"""The words of identity are YAML beside this file and out of code, for people who are no programmers to review."""

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


def read_yaml(file: Path) -> dict[str, Any]:
    """The mapping in one of this package's own data files."""
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded
