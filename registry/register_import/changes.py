"""What a change of licence means: renewed, lapsed, suspended or revoked; pure, because events are read in court."""

from collections.abc import Iterator, Sequence
from datetime import date

from registry.vocabulary import LicenceScope, LicenceStatus, RegisterChange

Facts = tuple[str | None, LicenceStatus, LicenceScope, date | None, date | None]


def licence_events(
    before: Sequence[Facts], now: Facts, *, revoked: Sequence[LicenceStatus]
) -> Iterator[tuple[RegisterChange, str, str]]:
    """The change from the licence rows that were open to `now`, with both values; none for a holder without any."""
    if not before:
        return
    _, was, _, _, was_until = before[-1]
    _, status, _, _, until = now
    ended, ends = f"{was.value} until {was_until or 'not stated'}", f"{status.value} until {until or 'not stated'}"
    if status is not was:
        if status in revoked:
            yield RegisterChange.REVOKED, ended, ends
        elif status is LicenceStatus.SUSPENDED:
            yield RegisterChange.SUSPENDED, ended, ends
        elif status is LicenceStatus.EXPIRED:
            yield RegisterChange.LAPSED, ended, ends
        elif status is LicenceStatus.VALID:
            yield RegisterChange.RENEWED, ended, ends
    elif status is LicenceStatus.VALID and until and was_until and until > was_until:
        yield RegisterChange.RENEWED, ended, ends
