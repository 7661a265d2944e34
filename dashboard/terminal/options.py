"""The options that several verbs share, written once so that they mean the same everywhere."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from registry.errors import InvalidInput

# Weeks and time zones are counted beyond a day, so neither end of the calendar can be a day to replay.
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
# What an id can be in every database.
LARGEST_ID = 2**31 - 1


def _a_country(given: str) -> str:
    if given and not re.fullmatch(r"[a-z]{2}", given):
        raise InvalidInput(f"--jurisdiction {given[:40]!r} is no country code; give its two small letters, such as ke.")
    return given


def _a_case(given: str) -> int:
    """The number of a case given as itself or as screens and mails print it, such as W-000022."""
    told = re.fullmatch(r"\s*(?:w-?)?(\d{1,10})\s*", given, re.IGNORECASE | re.ASCII)
    number = int(told[1]) if told else 0
    if not 1 <= number <= LARGEST_ID:
        raise InvalidInput(f"{given[:40]!r} is no case; give its number or reference, such as 22 or W-000022.")
    return number


CaseId = Annotated[int, typer.Argument(metavar="ALERT_ID", parser=_a_case, show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
By = Annotated[str, typer.Option("--by", metavar="EMAIL", help="The account that answers for this act.")]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="Replay this day (YYYY-MM-DD); default: now.")]
Jurisdiction = Annotated[
    str,
    typer.Option(
        "--jurisdiction",
        metavar="CC",
        callback=_a_country,
        help="Country code of the law and registers; default: WAKALA_JURISDICTION.",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Accept what is proposed without asking.")]
InputFile = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]


def a_date(given: str, flag: str) -> date | None:
    """The date given to `flag`, None when empty; raises InvalidInput when it is no date."""
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise InvalidInput(
            f"{flag} {given!r} is not a date; write it as YYYY-MM-DD, for example 2026-11-22."
        ) from error
    return _within_reach(day, given, flag)


def _within_reach(day: date, given: str, flag: str) -> date:
    if not EARLIEST <= day <= LATEST:
        raise InvalidInput(f"{flag} {given!r} is out of reach; give a day from {EARLIEST} to {LATEST}.")
    return day


def an_instant(given: str, flag: str) -> datetime | None:
    """The aware instant given to `flag`, None when empty; raises InvalidInput when it is none or lacks a time zone."""
    if not given:
        return None
    try:
        instant = datetime.fromisoformat(given)
    except ValueError as error:
        raise InvalidInput(f"{flag} {given!r} is not an instant; write it like 2026-11-22T18:00:00+03:00.") from error
    if instant.tzinfo is None:
        raise InvalidInput(f"{flag} {given!r} lacks a time zone; add one, for example +03:00 or Z.")
    _within_reach(instant.date(), given, flag)
    return instant
