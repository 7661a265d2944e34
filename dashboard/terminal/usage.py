"""A command that was typed wrongly, answered in one sentence instead of Typer's three lines."""

from typing import Any

import typer

# Typer keeps its own copy of Click and exports only the narrowest of its errors.
TypedWrongly: type[Exception] = typer.BadParameter.__mro__[1]
# What checks values puts this before a message of ours.
_LEFT_OUT = "Value error, "


def run(app: typer.Typer) -> int:
    """The exit code of one command; raises TypedWrongly where it could not be begun."""
    code = app(standalone_mode=False)
    return code if isinstance(code, int) else 0


def usage_sentence(error: Any) -> str:
    """What is wrong and where to read how the command is typed; all of the help where only its name was given."""
    said = str(error.format_message()).strip()
    if "\n" in said or error.ctx is None:
        return said
    path = error.ctx.command_path
    return f"{path}: {said.replace(_LEFT_OUT, '').rstrip('.')}; `{path} --help` says how it is typed."
