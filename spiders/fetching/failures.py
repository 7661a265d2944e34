"""Why a page could not be fetched, as one sentence that needs no knowledge of Scrapy."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders.fetching.safe_fetching import AddressRefused

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


def refusal_of(failure: Failure) -> str:
    """The reason in one word, alike for alike causes, under which a crawl counts pages that it did not get."""
    error = failure.value
    if isinstance(error, HttpError):
        return "answered_with_an_error"
    if isinstance(error, AddressRefused):
        return "address_not_public"
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
        return "too_large"
    if isinstance(error, IgnoreRequest):
        return "robots_txt"
    return "too_slow" if isinstance(error, DownloadTimeoutError) else "no_answer"


def answer_of(failure: Failure) -> Response | None:
    """What the server answered, where it answered at all."""
    error = failure.value
    return error.response if isinstance(error, HttpError) else None
