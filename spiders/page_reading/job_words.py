"""The words by which a text of this trade is told from any other: a page of the trade says at least two of them."""

from spiders.page_reading.page_words import anywhere

_TRADE, _HIRING, _SEEKING, _POSTS = (anywhere(key) for key in ("trade", "hiring", "seeking", "posts"))

LONGEST_POST = 8


def job_words(text: str) -> set[str]:
    """The different words of the trade that `text` uses."""
    return {word.lower().rstrip("s") for word in _TRADE.findall(text[:20_000])}


def says_hiring(heading: str) -> bool:
    """Whether a heading says that somebody is sought."""
    return bool(_HIRING.search(heading))


def names_post(heading: str) -> bool:
    """Whether a heading says what a post is called, whatever its trade: "Café Manager"."""
    return bool(_POSTS.search(heading)) and len(heading.split()) <= LONGEST_POST


def seeks_workers(text: str) -> bool:
    """Whether a text asks for workers, or tells them how to be taken."""
    return bool(_SEEKING.search(text[:20_000]))
