"""The files that a jurisdiction is written in: its own, and the parts it names, read as if they were one."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from registry.errors import InvalidInput
from registry.strict_yaml import Place, Written, read_bounded, written

SHIPPED = Path(__file__).parent / "jurisdictions"
PARTS = "parts"
_PART = re.compile(r"(?:[a-z0-9_]+/)*[a-z0-9_]+\.yml")

Read = tuple[Path, bytes]


def folders(extra_dir: Path | None) -> tuple[Path, ...]:
    """Where jurisdictions are looked for, the installation's own folder first; InvalidInput where it is not there."""
    if extra_dir is None:
        return (SHIPPED,)
    if not extra_dir.is_dir():
        raise InvalidInput(f"The jurisdictions folder {extra_dir} does not exist; correct WAKALA_JURISDICTIONS_DIR.")
    return (extra_dir, SHIPPED)


def read_files(main: Path, looked_in: Sequence[Path]) -> tuple[Read, ...]:
    """The file and its parts, each from the first folder that has it, with their bytes."""
    body = read_bounded(main)
    parts = []
    for name, where in _named(main, body):
        file = next((folder / name for folder in looked_in if (folder / name).is_file()), None)
        if file is None:
            raise InvalidInput(f"{where}: there is no file {name!r} beside {main.name}; write it or correct its name.")
        parts.append((file, read_bounded(file)))
    return ((main, body), *parts)


def joined(files: Sequence[Read]) -> Written:
    """What the files say together: lists follow one another, mappings are joined, and nothing may be said twice."""
    (main, body), *parts = files
    first = written(body, name=str(main))
    if not isinstance(first.value, dict):
        return first
    value = {key: said for key, said in first.value.items() if key != PARTS}
    places = {place: where for place, where in first.places.items() if place[:1] != (PARTS,)}
    for file, said in parts:
        _add(written(said, name=str(file)), value, places)
    return Written(str(main), value, places)


@lru_cache(maxsize=16)
def _named(main: Path, body: bytes) -> tuple[tuple[str, str], ...]:
    """The parts a file names, each with the file and line where it does."""
    said = written(body, name=str(main))
    listed = said.value.get(PARTS, []) if isinstance(said.value, dict) else []
    if not isinstance(listed, list):
        raise InvalidInput(f"{said.where((PARTS,))}: {PARTS} must be a list of files.")
    for at, name in enumerate(listed):
        where = said.where((PARTS, at))
        if not isinstance(name, str) or not _PART.fullmatch(name):
            raise InvalidInput(f"{where}: {name!r} is no part; write a file's name such as {main.stem}/words.yml.")
        if name in listed[:at]:
            raise InvalidInput(f"{where}: {name!r} is listed twice; keep one.")
    return tuple((name, said.where((PARTS, at))) for at, name in enumerate(listed))


def _add(part: Written, value: dict[str, object], places: dict[Place, tuple[str, int]]) -> None:
    if not isinstance(part.value, dict):
        raise InvalidInput(f"{part.where(())}: a part holds keys such as rules and concepts; write one.")
    for key, said in part.value.items():
        before, first = value.get(key), 0
        if key not in value:
            value[key] = said
        elif isinstance(before, list) and isinstance(said, list):
            first, value[key] = len(before), [*before, *said]
        elif isinstance(before, dict) and isinstance(said, dict):
            twice = next((one for one in said if one in before), None)
            if twice is not None:
                raise InvalidInput(_twice(part, (key, twice), places))
            value[key] = {**before, **said}
        else:
            raise InvalidInput(_twice(part, (key,), places))
        for place, where in part.places.items():
            if place[:1] == (key,):
                places.setdefault(_moved(place, first), where)


def _moved(place: Place, first: int) -> Place:
    """Where an item of a list stands once those of earlier files go before it."""
    if first and len(place) > 1 and isinstance(place[1], int):
        return (place[0], place[1] + first, *place[2:])
    return place


def _twice(part: Written, place: Place, places: dict[Place, tuple[str, int]]) -> str:
    name, line = places[place]
    return f"{part.where(place)}: {place[-1]!r} is written twice, also in {Path(name).name}, line {line}; keep one."
