"""The demo week's calendar: everything in the fictional country happens from Monday 16 to Sunday 22 November 2026."""

from datetime import UTC, date, datetime, timedelta

MONDAY = date(2026, 11, 16)
DEMO_ON = date(2026, 11, 22)
SERVED_AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
DAYS = tuple(MONDAY + timedelta(days=day) for day in range(7))
DAY_WEIGHTS = (19, 18, 17, 16, 15, 9, 6)
