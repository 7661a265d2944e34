"""Finished archives are sent to the time-stamp authority that is configured, a digest each, over HTTP (RFC 3161)."""

from urllib.error import URLError
from urllib.request import Request, urlopen

from sqlmodel import Session

from registry.errors import InvalidInput
from registry.settings import Settings
from registry.time_stamps import LONGEST_ANSWER, Stamped, stamp_archives

SECONDS = 20.0


def stamp_what_is_finished(session: Session, settings: Settings) -> Stamped:
    """What was stamped; nothing where no authority is configured, and what waits where it does not answer."""
    authority = settings.timestamp_url
    if not authority:
        return Stamped()
    if not authority.startswith(("http://", "https://")):
        raise InvalidInput(f"WAKALA_TIMESTAMP_URL {authority!r} is not a web address; write http://... or https://...")

    def ask(request: bytes) -> bytes:
        post = Request(authority, data=request, headers={"Content-Type": "application/timestamp-query"})  # noqa: S310
        try:
            with urlopen(post, timeout=SECONDS) as answer:  # noqa: S310  (the operator's own setting, http or https)
                return bytes(answer.read(LONGEST_ANSWER))
        except URLError as error:
            raise OSError(f"{authority} does not answer: {error.reason}") from error

    return stamp_archives(session, settings.evidence_dir, authority=authority, ask=ask)
