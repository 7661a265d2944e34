"""Where a thought ends inside a sentence; apart because what is denied, and what stands beside it, hang on it alike."""

from dataclasses import dataclass

from risk_model.phrases.matching import Compiled, Hit, Matcher
from risk_model.words.advert_text import BREAK, Words

LONGEST = 60  # words to either side: what goes on longer has no clauses
_MARKS = frozenset(",;:()–—")
_DASHES = ("..", " - ")
_SPEAKING = frozenset(":(\"“”„«‘'")


@dataclass(frozen=True)
class Clauses:
    """Tells clauses by words such as "but", by words such as "we" after a comma, and by marks.

    What is asked ends with a word that `turns`, or with a mark, unless something `further` is listed after it.
    """

    breaks: Compiled
    starts: Compiled
    turns: Compiled
    further: Compiled

    def ends_between(self, matcher: Matcher, start: int, end: int) -> bool:
        """Whether a clause ends between word `start` and word `end` of one sentence."""
        if any(start < one.start <= end for one in matcher.hits(self.breaks)):
            return True
        return any(start < one.start <= end and _after_comma(matcher.words, one) for one in matcher.hits(self.starts))

    def around(self, matcher: Matcher, start: int, end: int) -> tuple[int, int]:
        """First and past-last word of all between the marks around words `start` to before `end`."""
        words, turning = matcher.words, self._turning(matcher)
        first, last = max(0, start - LONGEST), min(len(words.words), end + LONGEST)
        while start > first and not _parted(words, start) and start not in turning:
            start -= 1
        while end < last and not _parted(words, end) and end not in turning:
            end += 1
        return start, end

    def asked_from(self, matcher: Matcher, start: int) -> int:
        """Past-last word of what is asked from word `start` on."""
        ends: dict[int, int] = matcher.notes.setdefault("asked", {})
        if start not in ends:
            ends[start] = self._asked_from(matcher, start)
        return ends[start]

    def _asked_from(self, matcher: Matcher, start: int) -> int:
        words, last = matcher.words, min(len(matcher.words.words), start + LONGEST)
        turning, further = ({one.start for one in matcher.hits(node)} for node in (self.turns, self.further))
        for place in range(start, last):
            listed = place in further and not words.broken(place - 1, place)
            if place in turning or (_parted(words, place) and not listed):
                return place
        return last

    def _turning(self, matcher: Matcher) -> set[int]:
        turning: set[int] | None = matcher.notes.get("turning")
        if turning is None:
            turning = matcher.notes["turning"] = {one.start for one in matcher.hits(self.breaks)}
        return turning


def holds_a_mark(words: Words, start: int, end: int) -> bool:
    """Whether a clause's end is marked inside words `start` to before `end`."""
    return any(_parted(words, place) for place in range(start + 1, end))


def is_spoken(words: Words, start: int) -> bool:
    """Whether a colon, a bracket or a quotation mark opens what begins at word `start`."""
    return start > 0 and not _SPEAKING.isdisjoint(_between(words, start))


def question_before(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """First and past-last word of the question that words `start` to before `end` answer with nothing beside them."""
    last = _said_before(words, start, end)
    if not last or "?" not in words.original[words.ends[last - 1] : words.starts[start]]:
        return None
    return words.sentence(last - 1)[0], last


def sentence_before(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """First and past-last word of what words `start` to before `end` follow, after a stop or colon and alone."""
    last = _said_before(words, start, end)
    if not last or (last == start and ":" not in _between(words, start)):
        return None
    return words.sentence(last - 1)[0], last


def _said_before(words: Words, start: int, end: int) -> int:
    """Past-last word of what is said before words that stand alone; 0 where they do not, or nothing is."""
    if end < len(words.words) and not _parted(words, end) and "?" not in _between(words, end):
        return 0
    while start and words.words[start - 1] is BREAK:  # a short question ends no sentence, one on a line of its own two
        start -= 1
    return start


def _after_comma(words: Words, one: Hit) -> bool:
    return one.start > 0 and "," in _between(words, one.start)


def _parted(words: Words, place: int) -> bool:
    """Whether a mark, or a sentence's end, stands before word `place`."""
    if BREAK in words.words[place - 1 : place + 1]:
        return True
    between = _between(words, place)
    return not _MARKS.isdisjoint(between) or any(dash in between for dash in _DASHES)


def _between(words: Words, place: int) -> str:
    """What is printed between word `place` and the one before it."""
    return words.original[words.ends[place - 1] : words.starts[place]]
