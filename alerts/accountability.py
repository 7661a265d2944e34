"""Every act has somebody who answers for it: a named officer and a reason, or the system under its own name."""

from registry.errors import InvalidInput

SYSTEM = "wakala"
# What marks a decision of the demo; every screen and mail tells such a one apart.
SIMULATED = "Simulated decision of the demo; no person looked at this."
MIN_REASON = 5
MAX_REASON = 2_000


def checked_officer(officer: str) -> str:
    """The officer's e-mail address, trimmed and in small letters; raises InvalidInput for nobody or for the system."""
    named = officer.strip().lower()
    if not named or named == SYSTEM:
        raise InvalidInput(
            "No officer was named: every act on a case needs the account of the person who answers for it."
        )
    return named


def checked_reason(reason: str) -> str:
    """The reason, trimmed; raises InvalidInput when it is too short to explain anything later, or too long to store."""
    given = reason.strip()
    if not given:
        raise InvalidInput(f"Write the reason first: at least {MIN_REASON} characters that explain the act.")
    if len(given) < MIN_REASON:
        raise InvalidInput(
            f"The reason {given!r} is too short: write at least {MIN_REASON} characters that explain the act."
        )
    if len(given) > MAX_REASON:
        raise InvalidInput(f"The reason has {len(given):,} characters; shorten it to {MAX_REASON:,} at most.")
    return given
