"""The one way people's YAML files are read: YAML's guesses refused, and every error with its file, line and remedy."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from registry.errors import InvalidInput

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]

MAX_BYTES = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 40

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_GUESSED_NUMBER = re.compile(r"[-+]?0\d+|[-+]?\d+(:[0-5]?\d)+(\.\d*)?")
_SHOULD = re.compile(r"^(?:Input|String|Value|List|Tuple|Set|Dictionary|Datetime|Date|Number|URL|Decimal) should ")
_QUOTE = "put it in quotes"


def read_strict(file: Path, model: type[Model]) -> Model:
    """The file as a validated `model`; raises InvalidInput naming file, line and what to do."""
    return parse_strict(read_bounded(file), model, name=str(file))


def read_bounded(file: Path, limit: int = MAX_BYTES) -> bytes:
    """The file's bytes; raises InvalidInput when it is missing, unreadable, empty or over `limit` bytes."""
    try:
        if file.is_dir():
            raise InvalidInput(f"{file} is a folder; name a file in it.")
        with file.open("rb") as stream:
            body = stream.read(limit + 1)
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read ({error.strerror}); check the path and its permissions.") from error
    if len(body) > limit:
        raise InvalidInput(f"{file} is larger than {limit:,} bytes; it is not a configuration file.")
    if not body.strip():
        raise InvalidInput(f"{file} is empty; write it or remove it.")
    return body


class PlacedError(ValueError):
    """What a validator of a whole file says is wrong, with the place in it that is at fault."""

    def __init__(self, said: str, place: Place) -> None:
        super().__init__(said)
        self.place = place


@dataclass(frozen=True)
class Written:
    """What a file says, not yet validated, and for each place in it the file and line where that is written."""

    name: str
    value: Any
    places: dict[Place, tuple[str, int]]

    def where(self, place: Place) -> str:
        """The file and line of `place`, or of what it would stand in."""
        while place and place not in self.places:
            place = place[:-1]
        name, line = self.places.get(place, (self.name, 1))
        return f"{name}, line {line}"


def parse_strict(body: bytes, model: type[Model], *, name: str) -> Model:
    """`body` as a validated `model`; `name` is how errors call it."""
    return validated(written(body, name=name), model)


def validated(said: Written, model: type[Model]) -> Model:
    """What is written as a `model`; raises InvalidInput with the file and line at fault and what to do."""
    try:
        return model.model_validate(said.value)
    except ValidationError as error:
        # A misspelt key is also a missing one; the misspelling is what its writer can see.
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        cause = first.get("ctx", {}).get("error")
        place = cause.place if isinstance(cause, PlacedError) else tuple(first["loc"])
        raise InvalidInput(f"{said.where(place)}: {_sentence(first)}") from error


def written(body: bytes, *, name: str) -> Written:
    """`body` read without YAML's guesses; raises InvalidInput where it is not YAML or says something twice."""
    lines: dict[Place, int] = {}
    value = _value(body, name, lines)
    return Written(name, value, {place: (name, line) for place, line in lines.items()})


def _value(body: bytes, name: str, lines: dict[Place, int]) -> Any:
    try:
        loader = _Loader(body.decode("utf-8-sig"))
        try:
            root = loader.get_single_node()
            if root is None:
                raise InvalidInput(f"{name} holds no value; write it or remove it.")
            _check(root, (), name, lines)
            return loader.construct_document(root)
        finally:
            loader.dispose()
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{name} is not UTF-8 text; save it as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise InvalidInput(f"{name}, line {line}: not YAML ({error.problem}); correct the line.") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InvalidInput(f"{name} is not YAML ({_one_line(error)}); correct it.") from error


def _check(node: Node, place: Place, name: str, lines: dict[Place, int]) -> None:
    line = node.start_mark.line + 1
    lines[place] = line
    if len(lines) > MAX_NODES or len(place) > MAX_DEPTH:
        raise InvalidInput(f"{name}, line {line}: too many or too deeply nested values; simplify the file.")
    if isinstance(node, MappingNode):
        _check_mapping(node, place, name, lines)
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            _check(item, (*place, index), name, lines)
    elif isinstance(node, ScalarNode):
        _check_guess(node, name)


def _check_mapping(node: MappingNode, place: Place, name: str, lines: dict[Place, int]) -> None:
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        _check_guess(key, name)
        if key.tag != "tag:yaml.org,2002:str":
            raise InvalidInput(f"{name}, line {line}: the key {key.value!r} is read as another type; {_QUOTE}.")
        if key.value in seen:
            raise InvalidInput(f"{name}, line {line}: the key {key.value!r} is written twice; keep one.")
        seen.add(key.value)
        _check(value, (*place, key.value), name, lines)
        lines[(*place, key.value)] = line


def _check_guess(node: Node, name: str) -> None:
    """Refuse what YAML reads as something its writer did not write: NO, on, 0555, 12:30."""
    if not isinstance(node, ScalarNode):
        return
    guessed_bool = node.tag == "tag:yaml.org,2002:bool" and node.value.lower() not in ("true", "false")
    guessed_number = node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
    if guessed_bool or (guessed_number and _GUESSED_NUMBER.fullmatch(node.value)):
        line = node.start_mark.line + 1
        raise InvalidInput(f"{name}, line {line}: YAML reads {node.value} as another value; {_QUOTE}.")


def _sentence(error: Any) -> str:
    """One sentence for one pydantic error, with the remedy where it is known."""
    where = ".".join(str(part) for part in error["loc"] if part != "[key]") or "the file"
    kind = error["type"]
    if kind == "extra_forbidden":
        return f"{error['loc'][-1]!r} is not a key that is known here; remove it or correct its spelling."
    if kind == "missing":
        return f"{where} is missing; add it."
    if kind == "value_error":
        return f"{_one_line(error['ctx']['error'])}."
    if kind == "string_type":
        return f"{where} must be text but {error['input']!r} is not; {_QUOTE}."
    said = f"{where} {must}" if (must := _SHOULD.sub("must ", _one_line(error["msg"]))).startswith("must ") else ""
    said = said or f"{where}: {_one_line(error['msg'])}"
    if "[key]" in error["loc"]:
        # What is at fault is what stands before the colon.
        return f"{said.replace(f'{where} must be', 'the key must be', 1)}; it is {str(error['input'])[:80]!r}."
    return f"{said}; it says {str(error['input'])[:80]!r}."


def _one_line(error: object) -> str:
    return " ".join(str(error).split()).rstrip(".")
