"""Door: every source and how it stands (`python -m spiders.list_sources`), one JSON document."""

import argparse
from collections.abc import Sequence
from typing import Any

from registry.errors import InvalidInput
from registry.settings import load_settings
from spiders.doors import give, run_door
from spiders.source import load_source, source_folders, source_paths


def main(arguments: Sequence[str]) -> int:
    """List them; a file that cannot be read is listed with its error."""
    argparse.ArgumentParser(prog="python -m spiders.list_sources", description=__doc__).parse_args(arguments)
    paths = source_paths(source_folders(load_settings()))
    give({"sources": [_line(name, path) for name, path in paths.items()]})
    return 0


def _line(name: str, path: Any) -> dict[str, Any]:
    line: dict[str, Any] = {"name": name, "file": str(path)}
    try:
        source = load_source(path)
    except InvalidInput as error:
        return {**line, "error": str(error)}
    return {
        **line,
        "title": source.title,
        "kind": source.kind.value if source.kind else "register",
        "enabled": source.enabled,
        "verified_by": source.verified.by,
        "verified_on": source.verified.on.isoformat() if source.verified.on else None,
        "interval": source.interval,
        "start": list(source.start),
    }


if __name__ == "__main__":
    run_door(main)
