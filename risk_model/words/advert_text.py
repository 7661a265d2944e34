"""One advert's text as words with their places in the original; apart because every finder reads the same words."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date

BREAK = "\x00"
LONGEST_TITLE = 16  # words
A_SENTENCE, A_LINE = 1, 2  # what an end counts; the title's counts as a sentence's, since it speaks of every line


@dataclass(frozen=True)
class AdvertText:
    """What one advert says and the circumstances its wording is read in.

    `text` is title, newline, description: findings' spans count its characters. `destination` is the country the
    advert is known to recruit for (ISO 3166-1), `sender_domains` the hosts it speaks from.
    """

    text: str
    on: date
    destination: str | None = None
    sender_domains: tuple[str, ...] = ()


@dataclass(slots=True)
class Words:
    """The words of a text in order, sentence ends among them as BREAK, and where each stands in the original.

    `breaks` counts for each word what has ended up to it, A_SENTENCE or A_LINE each time.
    """

    original: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)
    title_end: int = 0
    folded: str = ""
    places: list[int] | None = None
    links: bool = False
    numbers: list[int] = field(default_factory=list)

    @property
    def title(self) -> int:
        """Past-last word of what may be its title: a forward pasted as one long line has none but its beginning."""
        return min(self.title_end, LONGEST_TITLE)

    def broken(self, start: int, end: int) -> bool:
        """Whether a sentence ends between word `start` and word `end`."""
        return self.breaks[end] != self.breaks[start]

    def sentence(self, index: int) -> tuple[int, int]:
        """First and past-last word of the sentence that word `index`, which is no BREAK, stands in."""
        ended = self.breaks[index]
        start = bisect_left(self.breaks, ended)
        end = min(bisect_right(self.breaks, ended, start), len(self.words))
        return start + (self.words[start] is BREAK), end

    def alone(self, start: int, end: int) -> "Words":
        """Words `start` to before `end` as a text of their own, as if nothing stood around them."""
        first, last = self.starts[start], self.ends[end - 1]
        low, high, places = first, last, None
        if self.places is not None:
            low, high = bisect_left(self.places, first), bisect_left(self.places, last)
            places = [place - first for place in self.places[low:high]]
        return Words(
            self.original[first:last],
            words=self.words[start:end],
            starts=[place - first for place in self.starts[start:end]],
            ends=[place - first for place in self.ends[start:end]],
            breaks=self.breaks[start : end + 1],
            listed={at - start for at in self.listed if start <= at < end},
            title_end=min(max(0, self.title_end - start), end - start),
            folded=self.folded[low:high],
            places=places,
            links=self.links,
            numbers=[at - start for at in self.numbers if start <= at < end],
        )

    def quote(self, start: int, end: int) -> str:
        """The original characters from word `start` to before word `end`."""
        return self.original[self.starts[start] : self.ends[end - 1]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Character positions of words `start` to before `end` in the original."""
        return self.starts[start], self.ends[end - 1]

    def at_place(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that cover characters `start` to `end` of the folded text; None if there are none."""
        first, last = self.original_place(start), self.original_place(end - 1)
        places = range(bisect_right(self.ends, first), bisect_right(self.starts, last))
        covered = [place for place in places if self.words[place] is not BREAK]
        return (covered[0], covered[-1] + 1) if covered else None

    def original_place(self, place: int) -> int:
        """Where character `place` of the folded text stands in the original."""
        return place if self.places is None else self.places[place]
