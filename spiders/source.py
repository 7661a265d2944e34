"""Finding and reading source files: which folders, which file wins, and a sentence for whatever cannot be read."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from registry.errors import InvalidInput, NotFound
from registry.settings import Settings
from spiders.source_schema import Source

__all__ = ["SHIPPED", "Source", "find_source", "load_source", "load_sources", "source_folders", "source_paths"]

SHIPPED = Path(__file__).parent / "sources"


class _OnceOnly(yaml.SafeLoader):
    """Safe YAML in which a key that stands twice is an error and not a silent overwrite."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {key.value!r} stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


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
    """The source in `path`; InvalidInput names the file, the key and what to do."""
    given = _read(path)
    if "name" in given:
        raise InvalidInput(f"{path}: remove the key `name`; a source is named by its file, {path.stem!r} here.")
    try:
        return Source.model_validate({**given, "name": path.stem})
    except ValidationError as error:
        raise InvalidInput(f"{path}: {_sentence(error)}") from error


def load_sources(folders: Sequence[Path]) -> dict[str, Source]:
    """Every source of `folders` by name; the first file that cannot be used raises InvalidInput."""
    return {name: load_source(path) for name, path in source_paths(folders).items()}


def find_source(name: str, folders: Sequence[Path]) -> Source:
    """The source called `name`, reading no other file; NotFound suggests the nearest names."""
    paths = source_paths(folders)
    if name not in paths:
        near = ", ".join(get_close_matches(name, paths, 3)) or ", ".join(paths)
        raise NotFound(f"There is no source {name!r}; there are: {near}.")
    return load_source(paths[name])


def _read(path: Path) -> dict[str, Any]:
    try:
        given = yaml.load(path.read_text("utf-8"), _OnceOnly)  # noqa: S506 (a SafeLoader)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read ({error.strerror}); check the path.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise InvalidInput(f"{path} is not valid YAML: {reason}. Correct that line.") from error
    if not isinstance(given, dict):
        raise InvalidInput(f"{path} should be a mapping of keys such as `title:` and `start:`.")
    return given


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    if first["type"] == "extra_forbidden":
        near = get_close_matches(str(first["loc"][-1]), _known_keys(first["loc"][:-1]), 1)
        hint = f"did you mean `{near[0]}`?" if near else "remove it."
        return f"unknown key `{where}`; {hint}"
    if first["type"] == "missing":
        return f"the key `{where}` is missing; add it."
    return f"`{where}`: {first['msg'].removeprefix('Value error, ')}. Correct it."


def _known_keys(where: tuple[int | str, ...]) -> list[str]:
    model: Any = Source
    for part in where:
        field = model.model_fields.get(str(part))
        kinds = getattr(field.annotation, "__args__", (field.annotation,)) if field else ()
        model = next((one for one in kinds if isinstance(one, type) and issubclass(one, BaseModel)), None)
        if model is None:
            return []
    return [field.alias or name for name, field in model.model_fields.items() if name != "name"]
