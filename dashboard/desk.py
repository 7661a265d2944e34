"""The one place where screens and web routes meet the database: a screen asks `look` or `act`, never a session."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session

from dashboard.installation import Installation, open_installation
from registry.database import unit_of_work
from registry.law.rulebook import Rulebook
from registry.settings import Settings, load_settings

P = ParamSpec("P")
T = TypeVar("T")


def installation() -> Installation:
    """The installation the environment points at, opened once a process."""
    settings = load_settings()
    return _open(settings.home.absolute(), settings.database)


@lru_cache(maxsize=4)
def _open(_home: Path, _database: str) -> Installation:
    return open_installation()


def settings() -> Settings:
    """This installation's settings."""
    return installation().settings


def rulebook(jurisdiction: str | None = None) -> Rulebook:
    """The law of `jurisdiction`, by default the installation's own."""
    return installation().rulebook(jurisdiction)


def now() -> datetime:
    """The present for everything an officer does or reads; in the demo, the last evening of its week."""
    return installation().now()


def clock() -> datetime:
    """The real time, by which sign-ins and locks end also in the demo; nothing that is put on record is dated by it."""
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """The time zone that people here read times in."""
    return ZoneInfo(rulebook().jurisdiction.time_zone)


def today() -> date:
    """The calendar day here."""
    return now().astimezone(zone()).date()


def look(read: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `read` returns, from a session that writes nothing."""
    with Session(installation().engine, expire_on_commit=False) as session:
        return read(session, *args, **kwargs)


def act(write: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `write` returns, committed once; nothing is kept when it raises."""
    with unit_of_work(installation().engine) as session:
        return write(session, *args, **kwargs)
