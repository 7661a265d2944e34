"""Which installation a command works on: its settings, its database and its clock; the doors open one and no one else.

A home that the demo made is marked by `demo.json` in it, so that every later command finds the demo's sources and law,
shows the banner, and takes the fictional week for now. Demo data never mixes with a real installation's.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import orjson
from sqlalchemy import Engine

from registry.database import open_database
from registry.errors import InvalidInput
from registry.law.rulebook import Rulebook, load_rulebook
from registry.schema import upgrade
from registry.settings import Settings, load_settings

DEMO_MARK = "demo.json"
DEMO_DUTY_OFFICER = "duty.officer@demo.example"
# The whole working day of the last day of the week is over, in every time zone the demo knows.
DEMO_HOUR = time(18, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Installation:
    """Settings and an engine on a migrated database."""

    settings: Settings
    engine: Engine
    demo_on: date | None = None

    def rulebook(self, jurisdiction: str | None = None) -> Rulebook:
        """The law of `jurisdiction`, by default the installation's own."""
        return load_rulebook(jurisdiction or self.settings.jurisdiction, extra_dir=self.settings.jurisdictions_dir)

    def now(self) -> datetime:
        """The present: of the clock, or inside the demo the last evening of its week, seconds running on."""
        real = datetime.now(UTC)
        if self.demo_on is None:
            return real
        evening = datetime.combine(self.demo_on, DEMO_HOUR)
        return evening.replace(minute=real.minute, second=real.second, microsecond=real.microsecond)

    def instant(self, on: date | None) -> datetime:
        """`on`'s evening when a day is replayed, else now."""
        return datetime.combine(on, DEMO_HOUR) if on else self.now()


def demo_mark(home: Path) -> dict[str, str | int] | None:
    """What the demo wrote about itself in `home`, or None for a real installation."""
    file = home / DEMO_MARK
    if not file.is_file():
        return None
    try:
        mark = orjson.loads(file.read_bytes())
        date.fromisoformat(mark["on"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise InvalidInput(
            f"{file} is damaged; delete it and run `wakala run --demo` to make the demo anew."
        ) from error
    return dict(mark)


def settings_here() -> tuple[Settings, date | None]:
    """The settings of this home (the demo's sources and law where the demo made it) and the demo's day."""
    settings = load_settings()
    mark = demo_mark(settings.home)
    if mark is None:
        return settings, None
    changes = {
        "demo": True,
        "sources_dir": settings.sources_dir or settings.home / "sources",
        "duty_email": settings.duty_email or DEMO_DUTY_OFFICER,
        "jurisdictions_dir": settings.jurisdictions_dir or settings.home / "jurisdictions",
    }
    return settings.model_copy(update=changes), date.fromisoformat(str(mark["on"]))


def open_installation() -> Installation:
    """The installation the environment points at, its database migrated; InvalidInput where it cannot be used."""
    settings, demo_on = settings_here()
    settings.home.mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database)
    upgrade(engine)
    return Installation(settings, engine, demo_on)
