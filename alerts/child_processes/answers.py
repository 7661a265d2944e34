"""What a child process of the spiders has to say when it ended: its one JSON document, or why there is none."""

from typing import Any

import orjson

from alerts.child_processes.running import ChildOutcome
from registry.errors import InvalidInput
from registry.settings import Settings

BAD_INPUT = 2


def answer_of(ended: ChildOutcome, settings: Settings) -> dict[str, Any] | None:
    """The child's JSON object, None when it gave none; raises InvalidInput, in the child's words, for bad input."""
    if ended.code == BAD_INPUT:
        raise InvalidInput(why_none(ended, settings))
    try:
        given = orjson.loads(ended.output)
    except orjson.JSONDecodeError:
        return None
    return given if isinstance(given, dict) else None


def why_none(ended: ChildOutcome, settings: Settings) -> str:
    """One sentence on a child that gave no answer, and where to read more."""
    if ended.code == BAD_INPUT and ended.said:
        return ended.said[-1]
    log = settings.home / "logs" / "spiders.log"
    if ended.code is None:
        return (
            f"The spiders were stopped because they took too long; what they had stored is kept, and {log} says more."
        )
    last = f" ({ended.said[-1]})" if ended.said else ""
    return f"The spiders ended with code {ended.code} and no result{last}; {log} says more."
