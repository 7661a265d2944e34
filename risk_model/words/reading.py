"""A text taken apart into words; apart because what is one word, and where a sentence ends, is decided here alone."""

import re
from itertools import accumulate, chain, compress
from typing import NamedTuple

from risk_model.words.advert_text import A_LINE, A_SENTENCE, BREAK, Words
from risk_model.words.folding import fold

_ABBREVIATIONS = frozenset(
    {"no", "ksh", "kshs", "kes", "sh", "shs", "tel", "mr", "mrs", "ms", "dr", "st", "vs", "approx", "max", "min", "yrs"}
)
# A full stop after these ends nothing where a number follows ("SAR.1,500", "SR. 1500", "Dhs. 900").
_MONEY = frozenset(
    {
        *("sar", "sr", "srs", "aed", "dhs", "dh", "qar", "qr", "kwd", "kd", "omr", "bhd", "bd", "jod", "jd", "usd"),
        *("eur", "gbp", "cad", "aud", "zl", "pln", "rm", "rs", "tsh", "ush", "ugx", "tzs"),
    }
)
_LINK_ENDS = (
    "com|org|net|info|biz|co|ke|go|tz|ug|ae|sa|qa|uk|us|ru|io|app|site|online|xyz|link|gle|ly|me|cc|gd|at|ee|gy|rw|za"
    "|ink|gov|edu|ac|int|shop|jobs|work|live|example"
)
_MARKS = ".!?;|✅✔☑⭐🔥📌📍👉➡◆■…"
# Marks that begin no stop begin none at a later one of them either: a page of "????" is walked over once. A bullet
# before may be the line's.
_NOT_AGAIN = f"(?<![{_MARKS}])"
# In this order: what a token is, the first that fits says.
_KINDS = {
    "link": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s<>()]+"
    rf"|[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:{_LINK_ENDS})(?:/[^\s<>()]*)?(?![a-z0-9])",
    # Letters apart by spaces, or by marks and words by spaces: "f e e", "f.e.e n.o.w".
    "spaced": r"(?<![^\W_])(?:(?:[^\W\d_] ){2,}|(?:[^\W\d_][.*_-]){2,})[^\W\d_](?![^\W_])",
    "word": r"[^\W\d_]+(?:'[^\W\d_]+)*",
    # "K s h  1 0 0 0", "1 0 0 0  b o b"; digits with spaces beside no such letters are several numbers.
    "digits": r"(?:(?<=[a-z] [a-z] )|(?<=[a-z] [a-z] {2}))(?:\d ){2,}\d(?!\w)"
    r"|(?:\d ){2,}\d(?= {1,2}[a-z] [a-z](?![^\W_]))",
    "number": r"\d+(?:[.,]\d+)*",
    "sign": r"/=|/-|[$£€₽฿₹¥₱₦₺₪+%]",
    "line": r"\n[\s*•●▪►➤·–—>✓√-]*(?:\d{1,2}[.)](?=\s))?",
    "stop": rf"{_NOT_AGAIN}[{_MARKS}•●▪►➤·]++(?=\s|$|\w)|[\U0001F300-\U0001FAFF\u2600-\u27BF]",
}
# Most words are letters up to a space: they can be nothing else, and nothing else needs to be tried; nor anywhere that
# no token begins.
_TOKEN = re.compile(rf"([a-z]{{2,}}+(?![^\s,;)!?(])|(?=[^ ,:()])(?:{'|'.join(_KINDS.values())}))")
_KIND = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _KINDS.items()))
_PLAIN, _QUOTED, _SPACED, _NUMBER, _LINK, _LINE, _STOP, _SEAM = range(8)
_NUMBER_OF = {"spaced": _SPACED, "number": _NUMBER, "link": _LINK, "stop": _STOP}
_MOST_KINDS = 100_000
# A line's end begins nothing but itself, and nothing reaches over it.
_LINE_END = re.compile(f"({_KINDS['line']})")
_LONGEST_KEPT, _MOST_LETTERS = 300, 2_000_000  # of lines that are remembered
_SPACES = re.compile(r"[ .*_-]")
_GLUED = re.compile(r"[A-Z](?<=[a-z]{4}.)(?=[a-z]{3})")
_SHORT_QUESTION = 6
_GLUE = frozenset("💰💵💴💶💷💸💲🤑💳🪙")  # pictures of money that part a word from the next


class _Same(dict[str, str]):
    """Equal tokens as one object: a page of texts then takes a fraction of the memory, and of the time to walk it."""

    def __missing__(self, token: str) -> str:
        if len(self) > _MOST_KINDS:
            self.clear()
        self[token] = token
        return token


class _Kinds(dict[str, int]):
    """What each token is, worked out once: the same few thousand make up most texts."""

    def __missing__(self, token: str) -> int:
        if len(self) > _MOST_KINDS:
            self.clear()
        self[token] = kind = _kind_of(token)
        return kind


class _Line(NamedTuple):
    """The tokens of a line, or its end, what each is, and how long they are, and in turns what stands between them."""

    tokens: list[str]
    kinds: list[int]
    sizes: list[int]


class _Lines(dict[str, _Line]):
    """Lines and their ends taken apart, each once: boards repeat each other's."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = 0

    def __missing__(self, line: str) -> _Line:
        is_end = line[:1] == "\n"
        pieces = [line] if is_end else _TOKEN.split(line)
        tokens = list(map(_same.__getitem__, pieces if is_end else pieces[1::2]))
        apart = _Line(tokens, list(map(_kinds.__getitem__, tokens)), list(map(len, pieces)))
        if len(line) <= _LONGEST_KEPT:
            if self._letters > _MOST_LETTERS:
                self.clear()
                self._letters = 0
            self._letters += len(line)
            self[line] = apart
        return apart


def _kind_of(token: str) -> int:
    if token[0] == "\n":
        return _LINE
    if token[0].isdigit() and " " in token:
        return _NUMBER
    found = _KIND.fullmatch(token)
    if found is None or found.lastgroup == "word":
        return _QUOTED if "'" in token else _PLAIN
    return _NUMBER_OF.get(str(found.lastgroup), _PLAIN)


_same, _kinds, _lines = _Same(), _Kinds(), _Lines()


def read_words(text: str) -> Words:
    """The words of `text`, folded (case, accents, look-alike letters, emoji digits, spaced and disguised letters)."""
    folded, places = fold(text)
    tokens, kinds, bounds = tokens_of(folded)
    words = Words(text, tokens, bounds[0:-1:2], bounds[1::2], folded=folded, places=places)
    if places is None and _GLUED.search(text):
        _part_glued(words, kinds)
    _read_marks(words, kinds)
    words.title_end = words.title_end or len(words.words)
    if places is not None:
        words.starts = [places[start] for start in words.starts]
        words.ends = [places[end - 1] + 1 for end in words.ends]
    return words


def tokens_of(folded: str) -> tuple[list[str], list[int], list[int]]:
    """The tokens of a folded text, what each is, and where each begins and ends, then where the text does."""
    lines = map(_lines.__getitem__, _LINE_END.split(folded))
    tokens, kinds, sizes = map(chain.from_iterable, zip(*lines, strict=True))
    return list(tokens), list(kinds), list(accumulate(sizes))


def _part_glued(words: Words, kinds: list[int]) -> None:
    """Take words that are two lines which lost their break ("skillsSalary") as those two."""
    for at in range(len(kinds) - 1, -1, -1):
        start, end = words.starts[at], words.ends[at]
        if kinds[at] <= _QUOTED and (seam := _GLUED.search(words.original, start, end)):
            middle, folded = seam.start(), words.folded
            words.words[at : at + 1] = folded[start:middle], BREAK, folded[middle:end]
            words.starts[at : at + 1] = start, middle, middle
            words.ends[at : at + 1] = middle, middle, end
            kinds[at : at + 1] = kinds[at], _SEAM, kinds[at]


def _read_marks(words: Words, kinds: list[int]) -> None:
    """Put BREAK where a sentence ends, leave out what ends none, and write the other special tokens as compared."""
    tokens, left_out = words.words, list[int]()
    last_break = -1
    flags = [0] * (len(tokens) + 1)
    for at in compress(range(len(kinds)), kinds):
        kind, here = kinds[at], at - len(left_out)
        if kind < _LINE:
            tokens[at] = _compared(words, tokens[at], kind, here)
            continue
        in_body, since = words.title_end > 0, here - last_break - 1
        if not since and kind != _SEAM and (in_body or kind != _LINE):
            # Nothing is left to end; a line's end after a sentence's makes that one a line's.
            if kind == _LINE and words.title_end < here:
                flags[last_break] = A_LINE
            left_out.append(at)
            continue
        if (kind == _LINE and in_body and _wraps(words, at)) or (
            kind == _STOP and not _stops(words, at, tokens[_last_kept(at, left_out)], since)
        ):
            left_out.append(at)
            continue
        if kind == _LINE:
            _note_line(words, tokens[at], here)
        tokens[at], last_break = BREAK, here
        flags[here] = A_LINE if in_body and kind in (_LINE, _SEAM) else A_SENTENCE
    for at in reversed(left_out):
        del tokens[at], words.starts[at], words.ends[at], flags[-1]
    words.breaks = list(accumulate(flags))


def _last_kept(at: int, left_out: list[int]) -> int:
    """The token before `at` that stays."""
    at -= 1
    for one in reversed(left_out):
        if one != at:
            break
        at -= 1
    return at


def _note_line(words: Words, token: str, here: int) -> None:
    """Where the title ends, and which lines are items of a list."""
    words.title_end = words.title_end or here or 1
    if token.strip():
        words.listed.add(here + 1)


def _compared(words: Words, token: str, kind: int, here: int) -> str:
    """A word with an apostrophe, a number, an address or spaced letters as it is compared."""
    if kind == _NUMBER:
        words.numbers.append(here)
        return token.replace(",", "").replace(" ", "")
    if kind == _LINK:
        words.links = True
        return token.rstrip(".,;:!?")
    return _SPACES.sub("", token) if kind == _SPACED else token.replace("'", "")


def _stops(words: Words, at: int, before: str, since: int) -> bool:
    """Whether a mark ends a sentence; a full stop after an abbreviation does not.

    `before` is the word before, `since` how many there are since the last end.
    """
    folded, mark, start, end = words.folded, words.words[at], words.starts[at], words.ends[at]
    glued = end < len(folded) and not folded[end].isspace()
    if glued and _joins(folded, mark, start, end, before):
        return False
    if mark[0] == "?" and since <= _SHORT_QUESTION:
        return False  # "No passport? We process one" is one thought
    if mark != ".":
        return True
    if before in _MONEY:
        return not folded[end : end + 2].lstrip()[:1].isdigit()
    short = before in _ABBREVIATIONS and not (before == "no" and _answers(folded, start))
    return not (short or (glued and before.isdigit()))


def _wraps(words: Words, at: int) -> bool:
    """Whether a line's end is no sentence's: a long line that goes on in the next."""
    folded, mark, start, end = words.folded, words.words[at], words.starts[at], words.ends[at]
    if "\n" in mark[1:] or mark.strip() or end >= len(folded):
        return False
    if start - (folded.rfind("\n", 0, start) + 1) <= 50 or folded[start - 1] in ":.!?":
        return False
    return words.original[words.original_place(end) :][:1].islower()


def _answers(folded: str, end: int) -> bool:
    """Whether the "no" that ends at a character follows a question: "A fee? No. Pay ..." is no "Fee No. 5"."""
    return folded[max(0, end - 6) : end - 2].rstrip().endswith("?")


def _joins(folded: str, mark: str, start: int, end: int, before: str) -> bool:
    """Whether a mark between two letters parts no sentences: "VISA💵FEE", "p.m"."""
    if not (start and folded[start - 1].isalpha() and folded[end : end + 1].isalpha()):
        return False
    return mark[0] in _GLUE or (mark == "." and len(before) == 1 and not folded[end + 1 : end + 2].isalpha())
