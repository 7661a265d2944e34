"""Weeks as the office lives them: Monday to Sunday in the jurisdiction's time zone, named by their ISO number."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SEVEN_DAYS = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """One ISO week; `starts` is its first instant and `ends` the first instant after it, both in UTC."""

    monday: date
    zone: ZoneInfo

    @property
    def key(self) -> str:
        """Its name, as in `2026-W47`."""
        return week_of(self.monday)

    @property
    def starts(self) -> datetime:
        """Monday's midnight."""
        return self._midnight(self.monday)

    @property
    def ends(self) -> datetime:
        """The next Monday's midnight."""
        return self._midnight(self.monday + SEVEN_DAYS)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> "Week":
        """The week before it."""
        return Week(self.monday - SEVEN_DAYS, self.zone)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=self.zone).astimezone(UTC)


def week_of(on: date) -> str:
    """The ISO week of a day, as in `2026-W47`."""
    year, week, _ = on.isocalendar()
    return f"{year}-W{week:02d}"


def monday_of(on: date) -> date:
    """The Monday of the week of a day."""
    return on - timedelta(days=on.weekday())


def week_with(day: date, *, time_zone: str) -> Week:
    """The week that `day` falls in."""
    return Week(monday_of(day), ZoneInfo(time_zone))


def last_whole_week(at: datetime, *, time_zone: str) -> Week:
    """The last week that was over at `at`."""
    return week_with(at.astimezone(ZoneInfo(time_zone)).date(), time_zone=time_zone).before
