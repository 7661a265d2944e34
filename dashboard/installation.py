"""Which installation a command works on: its settings, its database and its clock; the doors open one and no one else.

A home that the demo made is marked by `demo.json` in it, so that every later command finds the demo's sources and law,
shows the banner, and takes the fictional week for now. Demo data never mixes with a real installation's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import Engine, inspect
from sqlmodel import Session, select

from registry.database import is_reachable, open_database
from registry.errors import InvalidInput
from registry.law.rulebook import Rulebook, load_rulebook
from registry.records import Account, Advert, RegisterImport, Subscriber
from registry.schema import upgrade
from registry.settings import Settings, load_settings

DEMO_MARK = "demo.json"
DEMO_DUTY_OFFICER = "duty.officer@demo.example"
# One week of the demo has to bring enough lawful recruiters before an officer for a model to learn from decisions.
DEMO_CONTROL_SHARE = 0.4
# The whole working day of the last day of the week is over, in every time zone the demo knows.
DEMO_HOUR = time(18, 0, tzinfo=UTC)
EVENING = time(21, 0)
DEMO_EVENING = timedelta(hours=2)


@dataclass(frozen=True)
class DemoClock:
    """The time inside the demo: it starts on the evening of `on` when the home was made, and never leaves that evening.

    It runs with the real clock at first and ever slower later, so that what happens after something else is also
    dated after it, however many days the demo is kept.
    """

    on: date
    began: datetime

    def now(self, real: datetime) -> datetime:
        """The demo's instant at the real instant `real`."""
        passed = max(0.0, (real - self.began).total_seconds())
        longest = DEMO_EVENING.total_seconds()
        return datetime.combine(self.on, DEMO_HOUR) + timedelta(seconds=longest * passed / (longest + passed))


@dataclass(frozen=True)
class Installation:
    """Settings and an engine on a migrated database."""

    settings: Settings
    engine: Engine
    demo: DemoClock | None = None

    def rulebook(self, jurisdiction: str | None = None) -> Rulebook:
        """The law of `jurisdiction`, by default the installation's own."""
        code, settings = jurisdiction or self.settings.jurisdiction, self.settings
        return load_rulebook(code, extra_dir=settings.jurisdictions_dir, kept_in=settings.cache_dir)

    def now(self) -> datetime:
        """The present: of the clock, or inside the demo an instant of the last evening of its week."""
        real = datetime.now(UTC)
        return real if self.demo is None else self.demo.now(real)

    def instant(self, on: date | None) -> datetime:
        """`on`'s evening, where the law applies, when a day is replayed, else now."""
        return datetime.combine(on, EVENING, tzinfo=self._zone).astimezone(UTC) if on else self.now()

    def day_of(self, at: datetime) -> date:
        """The day it is at `at` where the law applies: in Nairobi a day begins three hours before it does in UTC."""
        return at.astimezone(self._zone).date()

    def today(self) -> date:
        """The present day where the law applies."""
        return self.day_of(self.now())

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.rulebook().jurisdiction.time_zone)


def demo_mark(home: Path) -> dict[str, Any] | None:
    """What the demo wrote about itself in `home`, or None for a real installation."""
    file = home / DEMO_MARK
    if not file.is_file():
        return None
    try:
        mark = orjson.loads(file.read_bytes())
        _clock(mark)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise InvalidInput(
            f"{file} is damaged; remove the folder {home}, and `wakala run --demo` makes the demo anew."
        ) from error
    return dict(mark)


def _clock(mark: Mapping[str, Any]) -> DemoClock:
    return DemoClock(date.fromisoformat(mark["on"]), datetime.fromisoformat(mark["began"]))


def settings_here() -> tuple[Settings, DemoClock | None]:
    """The settings of this home (the demo's sources and law where the demo made it) and the demo's clock."""
    settings = load_settings()
    mark = demo_mark(settings.home)
    if mark is None:
        return settings, None
    changes: dict[str, Any] = {
        "demo": True,
        "sources_dir": settings.sources_dir or settings.home / "sources",
        "duty_email": settings.duty_email or DEMO_DUTY_OFFICER,
        "jurisdictions_dir": settings.jurisdictions_dir or settings.home / "jurisdictions",
    }
    if "control_sample_share" not in settings.model_fields_set:
        changes["control_sample_share"] = DEMO_CONTROL_SHARE
    return settings.model_copy(update=changes), _clock(mark)


def holds_work(settings: Settings) -> bool:
    """Whether somebody works here: a source file of their own, an account, a reader, a list or an advert on file.

    Nothing is made in order to look.
    """
    # A demo that was stopped while it was laid out leaves files of its own behind, and no mark yet.
    if any(not file.stem.startswith("demo_") for file in (settings.home / "sources").glob("*.yml")):
        return True
    if not settings.database_url and not (settings.home / "wakala.sqlite3").exists():
        return False
    engine = open_database(settings.database)
    if trouble := is_reachable(engine):
        raise InvalidInput(trouble)
    known = set(inspect(engine).get_table_names())
    with Session(engine) as session:
        tables = [one for one in (Account, Subscriber, RegisterImport, Advert) if one.__tablename__ in known]
        return any(session.exec(select(one).limit(1)).first() is not None for one in tables)


def open_installation() -> Installation:
    """The installation the environment points at, its database migrated; InvalidInput where it cannot be used."""
    settings, demo = settings_here()
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInput(
            f"{settings.home} cannot be this installation's folder ({error.strerror}); set WAKALA_HOME to another."
        ) from error
    engine = open_database(settings.database)
    upgrade(engine)
    return Installation(settings, engine, demo)
