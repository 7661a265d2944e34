"""Why a page could not be fetched, as one sentence that needs no knowledge of Scrapy."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders.safe_fetching import AddressRefused

_TOO_LARGE = "A page was larger than this source's `politeness.max_bytes` and was not read."


def failure_sentence(failure: Failure) -> str:
    """What went wrong with a request, alike for alike causes so that they can be counted together."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"A page answered {error.response.status}."
    if isinstance(error, AddressRefused):
        return f"An address was refused: {error}."
    if isinstance(error, IgnoreRequest) and "DOWNLOAD_MAXSIZE" in str(error):
        return _TOO_LARGE
    if isinstance(error, IgnoreRequest):
        return f"A page was not fetched: {str(error) or 'refused'}."
    known = {
        DownloadCancelledError: _TOO_LARGE,
        DownloadTimeoutError: "A page did not arrive in time.",
        DownloadConnectionRefusedError: "The site refused the connection.",
        CannotResolveHostError: "The site's name cannot be found.",
    }
    return next(
        (text for kind, text in known.items() if isinstance(error, kind)),
        f"A page could not be fetched ({type(error).__name__}).",
    )


def status_of(failure: Failure) -> int | None:
    """The HTTP status behind a failure, where the server answered."""
    error = failure.value
    return int(error.response.status) if isinstance(error, HttpError) else None
