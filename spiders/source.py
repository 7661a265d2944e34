"""Finding and reading source files: which folders, which file wins, and a sentence for whatever cannot be read."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from registry.errors import InvalidInput, NotFound
from registry.settings import Settings
from registry.strict_yaml import read_strict
from spiders.source_schema import Source

__all__ = [
    "NAME", "SHIPPED", "Source", "find_source", "load_source", "readable_sources", "source_folders", "source_paths",
]  # fmt: skip

SHIPPED = Path(__file__).parent / "sources"
NAME = re.compile(r"[a-z][a-z0-9_]{1,60}")


def source_folders(settings: Settings) -> list[Path]:
    """Where source files live, later ones winning: shipped, `WAKALA_SOURCES_DIR`, and `sources` in the home."""
    if settings.sources_dir is not None and not settings.sources_dir.is_dir():
        raise InvalidInput(f"WAKALA_SOURCES_DIR points at {settings.sources_dir}, which is not a folder; create it.")
    home = settings.home / "sources"
    return [SHIPPED, *([settings.sources_dir] if settings.sources_dir else []), *([home] if home.is_dir() else [])]


def source_paths(folders: Iterable[Path]) -> dict[str, Path]:
    """Every source's file by name, in order of name; a later folder's file replaces an earlier one's."""
    found = {file.stem: file for folder in folders for file in sorted(folder.glob("*.yml"))}
    return dict(sorted(found.items()))


def load_source(path: Path) -> Source:
    """The source in `path`; InvalidInput names the file, the line, the key and what to do."""
    if not NAME.fullmatch(path.stem):
        raise InvalidInput(
            f"{path} is named by its file: rename it to small letters, digits and _, such as my_board.yml."
        )
    source = read_strict(path, Source)
    if source.name:
        raise InvalidInput(f"{path}: remove the key 'name'; a source is named by its file, {path.stem!r} here.")
    return source.model_copy(update={"name": path.stem})


def readable_sources(folders: Sequence[Path]) -> tuple[dict[str, Source], dict[str, str]]:
    """Every source of `folders` that can be used, by name, and one sentence on each file that cannot."""
    sources, broken = {}, {}
    for name, path in source_paths(folders).items():
        try:
            sources[name] = load_source(path)
        except InvalidInput as error:
            broken[name] = str(error)
    return sources, broken


def find_source(name: str, folders: Sequence[Path]) -> Source:
    """The source called `name`, reading no other file; NotFound suggests the nearest names."""
    paths = source_paths(folders)
    if name not in paths:
        near = ", ".join(get_close_matches(name, paths, 3)) or ", ".join(paths) or "none yet"
        raise NotFound(f"There is no source {name!r}; there are: {near}.")
    return load_source(paths[name])
