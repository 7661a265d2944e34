"""The words by which a text of this trade is told from any other: a page of the trade says at least two of them."""

from spiders.page_reading.page_words import anywhere

_TRADE, _HIRING, _SEEKING = anywhere("trade"), anywhere("hiring"), anywhere("seeking")


def job_words(text: str) -> set[str]:
    """The different words of the trade that `text` uses."""
    return {word.lower().rstrip("s") for word in _TRADE.findall(text[:20_000])}


def says_hiring(heading: str) -> bool:
    """Whether a heading says that somebody is sought."""
    return bool(_HIRING.search(heading))


def seeks_workers(text: str) -> bool:
    """Whether a text asks for workers, or tells them how to be taken."""
    return bool(_SEEKING.search(text[:20_000]))
