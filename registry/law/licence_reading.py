"""What one row of a list says of a licence on a day: valid, over, taken away, or not to be told, and why."""

from datetime import date

from registry.law.days import add_years, say
from registry.law.licence_book import LicenceRow
from registry.law.rule_schema import Licensing
from registry.vocabulary import LicenceStatus, StandingState

# Validity was one year under the regulations and may be two since September 2024: neither is ever assumed.
WINDOWS = (1, 2)
_SHOWN_AS = {
    LicenceStatus.SUSPENDED: StandingState.SUSPENDED,
    LicenceStatus.PENDING: StandingState.PENDING,
}


def read_licence(licence: LicenceRow, *, on: date, licensing: Licensing) -> tuple[StandingState, str]:
    """State and reason of one licence row on a day, scope apart."""
    printed, name = printed_on(licence), called(licence)
    if licence.status in licensing.revoked:
        return StandingState.REVOKED, f"{name} is shown as {licence.status.value} ({printed})"
    if licence.status is LicenceStatus.EXPIRED:
        return _expired(licence, on)
    if licence.status is LicenceStatus.VALID:
        return _valid(licence, on, licensing)
    shown = _SHOWN_AS.get(licence.status, StandingState.AMBIGUOUS)
    return shown, f"{name} is shown as {licence.status.value} ({printed})"


def _valid(licence: LicenceRow, on: date, licensing: Licensing) -> tuple[StandingState, str]:
    name, printed, expiry = called(licence), printed_on(licence), licence.expires_on
    if expiry is not None and expiry < on:
        return StandingState.EXPIRED, f"{name} expired on {say(expiry)} ({printed})"
    if expiry is None and licence.issued_on is not None and not licence.snapshot.presence_means_licensed:
        return StandingState.AMBIGUOUS, f"{name} prints no expiry date; {_windows(licence.issued_on, on)} ({printed})"
    if (age := stale_by(licence, on, licensing)) is not None:
        stale = f"{name} was valid on a list that is {age} days old on {say(on)} and prints no expiry date for it"
        return StandingState.AMBIGUOUS, f"{stale}: whether it still is cannot be told ({printed})"
    until = f"valid until {say(expiry)}" if expiry else "valid"
    return StandingState.LICENSED, f"{name} is {until} ({printed})"


def stale_by(licence: LicenceRow, on: date, licensing: Licensing) -> int | None:
    """The list's age in days where it vouches for a licence without an expiry date no more, else None."""
    bound, age = licensing.register_goes_stale_after_days, (on - licence.snapshot.as_of).days
    is_left_open = licence.status is LicenceStatus.VALID and licence.expires_on is None
    return age if is_left_open and bound is not None and age > bound else None


def _expired(licence: LicenceRow, on: date) -> tuple[StandingState, str]:
    """Shown as expired, a licence was still valid on days before the list that shows it, up to its expiry date."""
    name, printed, expiry = called(licence), printed_on(licence), licence.expires_on
    if expiry is None:
        return StandingState.EXPIRED, f"{name} is shown as expired, without a date ({printed})"
    if expiry < on:
        return StandingState.EXPIRED, f"{name} expired on {say(expiry)} ({printed})"
    if on < licence.from_on:
        return StandingState.LICENSED, f"{name} was valid until {say(expiry)} ({printed})"
    return StandingState.EXPIRED, f"{name} is shown as expired although it prints {say(expiry)} ({printed})"


def _windows(issued: date, on: date) -> str:
    ends = [(years, add_years(issued, years)) for years in WINDOWS]
    read = " and ".join(
        f"{'still valid' if on < end else 'over'} if granted for {years} year{'s' if years > 1 else ''} "
        f"(until {say(end)})"
        for years, end in ends
    )
    return f"issued on {say(issued)}, it is {read}"


def called(licence: LicenceRow) -> str:
    """The licence as sentences call it."""
    return f"licence {licence.number}" if licence.number else "the licence"


def printed_on(licence: LicenceRow) -> str:
    """The list that prints it, as sentences name it."""
    return f"register of {say(licence.snapshot.as_of)}"
