"""One advert's text as words with their places in the original; apart because every finder reads the same words."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

BREAK = "\x00"
_ABBREVIATIONS = frozenset(
    {"no", "ksh", "kshs", "kes", "sh", "shs", "tel", "mr", "mrs", "ms", "dr", "st", "vs", "approx", "max", "min", "yrs"}
)
_LINK_ENDS = (
    "com|org|net|info|biz|co|ke|go|tz|ug|ae|sa|qa|uk|us|ru|io|app|site|online|xyz|link|gle|ly|me|cc|gd|at|ee|gy|rw|za"
    "|ink|gov|edu|ac|int|shop|jobs|work|live|example"
)
_TOKEN = re.compile(
    r"(?P<link>[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s<>()]+"
    rf"|[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:{_LINK_ENDS})(?:/[^\s<>()]*)?(?![a-z0-9]))"
    r"|(?P<spaced>(?<![^\W_])(?:[^\W\d_][ .*_-]){2,}[^\W\d_](?![^\W_]))"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<sign>/=|/-|[$£€₽฿+%])"
    r"|(?P<line>\n[\s*•●▪►➤·–—>✓√-]*(?:\d{1,2}[.)](?=\s))?)"
    r"|(?P<stop>[.!?;|•●▪►➤✅✔☑⭐🔥📌📍👉➡◆■·…]+(?=\s|$|\w)|[\U0001F300-\U0001FAFF\u2600-\u27BF])"
)
_LINK, _SPACED, _WORD, _NUMBER, _, _LINE, _ = range(1, 8)  # the groups above, in order
_SPACES = re.compile(r"[ .*_-]")
_LEET = re.compile(r"(?<=[a-z])(?<!sh)(?<!kes)(?<!usd)(?<!sar)(?<!aed)(?:[0135]|55|00)(?=[a-z]{2})")
_LEET_LETTERS = str.maketrans("0135", "oies")
_GLUED = re.compile(r"(?<=[a-z]{3})[a-z](?=[A-Z][a-z]{3})")
_SHORT_QUESTION = 6
_CONFUSABLE = str.maketrans("аеорсухіѕοαεν’‘`´ʼ", "aeopcyxisoaev'''''")
_DROPPED = frozenset("\u20e3\ufe0f\ufe0e\u200b\u200c\u200d\u2060\ufeff\u00ad")


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
    """The words of a text in order, sentence ends among them as BREAK, and where each stands in the original."""

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

    def broken(self, start: int, end: int) -> bool:
        """Whether a sentence ends between word `start` and word `end`."""
        return self.breaks[end] != self.breaks[start]

    def sentence(self, index: int) -> tuple[int, int]:
        """First and past-last word of the sentence that word `index` stands in."""
        start = end = index
        while start > 0 and self.words[start - 1] is not BREAK:
            start -= 1
        while end < len(self.words) and self.words[end] is not BREAK:
            end += 1
        return start, end

    def quote(self, start: int, end: int) -> str:
        """The original characters from word `start` to before word `end`."""
        return self.original[self.starts[start] : self.ends[end - 1]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Character positions of words `start` to before `end` in the original."""
        return self.starts[start], self.ends[end - 1]

    def at_place(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that cover characters `start` to `end` of the folded text; None if there are none."""
        first, last = self.original_place(start), self.original_place(end - 1)
        covered = [i for i, (s, e) in enumerate(zip(self.starts, self.ends, strict=True)) if s <= last and e > first]
        covered = [i for i in covered if self.words[i] is not BREAK]
        return (covered[0], covered[-1] + 1) if covered else None

    def original_place(self, place: int) -> int:
        """Where character `place` of the folded text stands in the original."""
        return place if self.places is None else self.places[place]


def read_words(text: str) -> Words:
    """The words of `text`, folded (case, accents, look-alike letters, emoji digits, spaced and disguised letters)."""
    folded, places = _fold(text)
    if _LEET.search(folded):
        folded = _LEET.sub(lambda found: found[0].translate(_LEET_LETTERS), folded)
    words = Words(text, folded=folded, places=places)
    glued = places is None and _GLUED.search(text) is not None
    add, starts, ends, breaks = words.words.append, words.starts.append, words.ends.append, words.breaks.append
    broken = 0
    for found in _TOKEN.finditer(folded):
        kind, word, (start, end) = found.lastindex, found[0], found.span()
        if kind == _WORD:
            if "'" in word:
                word = word.replace("'", "")
            if glued and (apart := _GLUED.search(text, start, end)):
                broken = _split(words, start, apart.start() + 1, broken)
                start = apart.start() + 1
                word = folded[start:end]
        elif kind is not None and kind >= _LINE:
            if not _ends_sentence(words, folded, found):
                continue
            broken += 1
            _note_line(words, found)
            word = BREAK
        else:
            word = _other(words, word, kind)
        add(word)
        starts(start if places is None else places[start])
        ends(end if places is None else places[end - 1] + 1)
        breaks(broken)
    breaks(broken)
    words.title_end = words.title_end or len(words.words)
    return words


def _note_line(words: Words, found: "re.Match[str]") -> None:
    """Where the title ends, and which lines are items of a list."""
    if found.lastindex != _LINE:
        return
    if not words.title_end:
        words.title_end = len(words.words) or 1
    if found[0].strip():
        words.listed.add(len(words.words) + 1)


def _other(words: Words, word: str, kind: int | None) -> str:
    """A number, an address or spaced letters as it is compared."""
    if kind == _NUMBER:
        words.numbers.append(len(words.words))
        return word.replace(",", "")
    if kind == _LINK:
        words.links = True
        return word.rstrip(".,;:!?")
    return _SPACES.sub("", word) if kind == _SPACED else word


def _split(words: Words, start: int, end: int, broken: int) -> int:
    """Take "skillsSalary" as two lines that lost their break; returns the number of breaks so far."""
    for word, first, last, breaks in (
        (words.folded[start:end], start, end, broken),
        (BREAK, end, end, broken + 1),
    ):
        words.words.append(word)
        words.starts.append(first)
        words.ends.append(last)
        words.breaks.append(breaks)
    return broken + 1


def _ends_sentence(words: Words, folded: str, found: "re.Match[str]") -> bool:
    """A full stop after an abbreviation, and a line that merely wraps, end nothing."""
    if not words.words or words.words[-1] is BREAK:
        return found.lastindex == _LINE and not words.title_end
    if found.lastindex != _LINE:
        if found[0].startswith("?") and _words_since_break(words) <= _SHORT_QUESTION:
            return False  # "No passport? We process one" is one thought
        glued = found[0] == "." and found.end() < len(folded) and not folded[found.end()].isspace()
        return not (found[0] == "." and (words.words[-1] in _ABBREVIATIONS or (glued and words.words[-1].isdigit())))
    if not words.title_end or "\n" in found[0][1:] or found[0].strip():
        return True
    line_start = folded.rfind("\n", 0, found.start()) + 1
    wrapped = found.start() - line_start > 50 and folded[found.start() - 1] not in ":.!?"
    after = words.original[words.original_place(found.end()) :][:1] if found.end() < len(folded) else ""
    return not (wrapped and after.islower())


def _words_since_break(words: Words) -> int:
    for count, word in enumerate(reversed(words.words)):
        if word is BREAK:
            return count
    return len(words.words)


def _fold(text: str) -> tuple[str, list[int] | None]:
    if text.isascii():
        return text.lower(), None
    pieces = [_fold_character(one) for one in text]
    if all(len(piece) == 1 for piece in pieces):
        return "".join(pieces), None
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), places


@lru_cache(maxsize=4096)
def _fold_character(one: str) -> str:
    if one in _DROPPED:
        return ""
    plain = unicodedata.normalize("NFKD", one)
    plain = "".join(part for part in plain if not unicodedata.combining(part)).lower()
    return plain.translate(_CONFUSABLE)
