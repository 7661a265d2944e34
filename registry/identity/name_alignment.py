"""Two names' words laid against each other: the same, joined, misspelt, or left over on one side."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from registry.identity.name_parts import NameWords, spellings
from registry.identity.words import stem, words

JOINED = 0.98


@dataclass(frozen=True)
class Vocabulary:
    """How often the firms of a register use each distinguishing word, and each other word, among `names` names."""

    counts: Counter[str] = field(default_factory=Counter)
    names: int = 0
    others: Counter[str] = field(default_factory=Counter)

    def knows(self, word: str) -> bool:
        """Whether the register uses the word: then it is a word of its own and no misspelling of another."""
        return word in self.counts

    def is_common(self, word: str) -> bool:
        """Whether so many firms use the word that it hardly tells one from another."""
        return self.counts.get(word, 0) >= max(3, self.names / 1_000)

    def is_ornament(self, word: str) -> bool:
        """Whether so many firms use a trade word that it says nothing even in the middle of a name."""
        return self.others.get(word, 0) >= max(3, self.names / 100)


NO_VOCABULARY = Vocabulary()


@dataclass(frozen=True)
class Alignment:
    """The words that agree, those that agree but for spelling or spacing (with a score), and what is left."""

    same: tuple[str, ...]
    respelt: tuple[tuple[str, str, float], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def has_misspelling(self) -> bool:
        """Whether any pair of words agrees only but for its letters."""
        return any(score != JOINED for *_, score in self.respelt)


def align(a: NameWords, b: NameWords, vocabulary: Vocabulary = NO_VOCABULARY) -> Alignment:
    """The words of two names laid against each other, each used once."""
    left, right, same = list(a.stems), list(b.stems), []
    for one in a.stems:
        if one in right:
            left.remove(one)
            right.remove(one)
            same.append(one)
    respelt = [*_joined(left, right)]
    lone = not any(one in a.rare and one in b.rare for one in same)
    slips = sorted(_slips(left, right, vocabulary, lone=lone), key=lambda found: (-found[0], *found[1:]))
    for score, one, other in slips:
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            respelt.append((one, other, score))
    return Alignment(tuple(same), tuple(respelt), tuple(left), tuple(right))


def _joined(left: list[str], right: list[str]) -> Iterator[tuple[str, str, float]]:
    """Two words of one side that are one of the other; taken off both sides."""
    for parts, wholes, turned in ((left, right, False), (right, left, True)):
        if len(parts) < 2 or not wholes:
            continue
        for first, second in [*pairwise(parts)]:
            together = first + second
            whole = next((one for one in wholes if one == together or one == stem(together)), None)
            if whole is None or first not in parts or second not in parts:
                continue
            parts.remove(first)
            parts.remove(second)
            wholes.remove(whole)
            pair = f"{first} {second}"
            yield (whole, pair, JOINED) if turned else (pair, whole, JOINED)


def _slips(
    left: list[str], right: list[str], vocabulary: Vocabulary, *, lone: bool
) -> Iterator[tuple[float, str, str]]:
    for one in left:
        for other in right:
            both_known = vocabulary.knows(one) and vocabulary.knows(other)
            if not both_known and _may_be_misspelt(one, other, lone=lone):
                yield OSA.normalized_similarity(one, other), one, other


@lru_cache(maxsize=200_000)  # trade words meet each other in almost every pair of names
def _may_be_misspelt(one: str, other: str, *, lone: bool) -> bool:
    generic = words().generic
    mine, yours = spellings(one), spellings(other)
    if one in generic or other in generic:
        # Trade words tell so little that a slip in one is forgiven freely, and they are long.
        return any(_is_slip(left, right, shortest=6, edits=2) for left in mine for right in yours)
    if one[0] != other[0]:
        return False  # the first letter of a firm's own word is hardly ever slipped
    # Where no other word of its own carries the name, a short word or a second slip proves nothing.
    return _is_slip(one, other, shortest=6 if lone else 4, edits=1 if lone or max(len(one), len(other)) < 8 else 2)


def _is_slip(one: str, other: str, *, shortest: int, edits: int) -> bool:
    short = min(len(one), len(other))
    if short < shortest or abs(len(one) - len(other)) > edits or not (one.isalpha() and other.isalpha()):
        return False
    # The same letters in another order ("getaway", "gateway") are a slip even where two letters moved.
    allowed = 2 if short > 5 and len(one) == len(other) and sorted(one) == sorted(other) else edits
    return bool(OSA.distance(one, other, score_cutoff=allowed) <= allowed)
