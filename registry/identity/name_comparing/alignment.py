"""Two names' words laid against each other: the same, joined, misspelt, or left over on one side."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz.distance import OSA

from registry.identity.folding import stem
from registry.identity.name_comparing.initials import BODY_LETTERS, FEWEST, MOST, initials
from registry.identity.name_comparing.parts import NameWords
from registry.identity.name_comparing.resemblance import Likeness, Resemblance, resemblance
from registry.identity.name_comparing.transliteration import sound

JOINED = 0.98
_LONGEST_RUN = 4
_LONG = 8  # letters of a joined word in which one slip still leaves no other word


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


class Hearing(IntEnum):
    """What can be heard of a transliterated name: nothing to hear, its consonants, or all its letters."""

    NOT = 0
    CONSONANTS = 1
    LETTERS = 2


# How near the letters of two words that sound alike have to be.
_HEARD = {Hearing.CONSONANTS: 0.3, Hearing.LETTERS: 0.75}


@dataclass(frozen=True, slots=True)
class Respelling:
    """A word (or words in a row) of one name, what stands for it in the other, how far they agree, and as what."""

    one: str
    other: str
    score: float
    likeness: Likeness


@dataclass(frozen=True)
class Alignment:
    """The words that agree, those that agree but for how they are written, and what is left."""

    same: tuple[str, ...]
    respelt: tuple[Respelling, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    def has(self, *likenesses: Likeness) -> bool:
        """Whether any words agree in one of these ways."""
        return bool(self.respelt) and any(one.likeness in likenesses for one in self.respelt)


def align(
    a: NameWords, b: NameWords, vocabulary: Vocabulary = NO_VOCABULARY, *, hearing: Hearing = Hearing.NOT
) -> Alignment:
    """The words of two names laid against each other, each used once; `hearing` where one was transliterated."""
    left, right, same = list(a.stems), list(b.stems), []
    for one in a.stems:
        if one in right:
            left.remove(one)
            right.remove(one)
            same.append(one)
    if not left or not right:
        return Alignment(tuple(same), (), tuple(left), tuple(right))
    respelt = [*_joined(left, right)]
    lone = not any(one in a.rare and one in b.rare for one in same)
    for found in sorted(_pairs(left, right, vocabulary, hearing), key=_surest_first):
        score, one, other, how = found
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            likeness = Likeness.NEAR if lone and how.needs_company else how.likeness
            respelt.append(Respelling(one, other, score, likeness))
    respelt += _acronyms(a, b, left, right)
    return Alignment(tuple(same), tuple(respelt), tuple(left), tuple(right))


def _joined(left: list[str], right: list[str]) -> Iterator[Respelling]:
    """Words in a row on one side that are one of the other; taken off both sides."""
    for parts, wholes, turned in ((left, right, False), (right, left, True)):
        if len(parts) < 2:
            continue
        for whole in [*wholes]:
            run = _run_of(whole, parts)
            if not run:
                continue
            wholes.remove(whole)
            for part in run:
                parts.remove(part)
            words_apart, together = " ".join(run), "".join(run)
            pair = (whole, words_apart) if turned else (words_apart, whole)
            slipped = whole not in (together, stem(together))
            yield Respelling(*pair, JOINED - 0.05 * slipped, Likeness.SLIP if slipped else Likeness.JOINED)


def _run_of(whole: str, parts: list[str]) -> list[str]:
    """The neighbours in `parts` that make up `whole` when written together, in a long word with one slip."""
    for start, first in enumerate(parts):
        if whole[0] != first[0] or len(first) >= len(whole):
            continue
        begins, together = whole.startswith(first), first
        for end in range(start + 1, min(start + _LONGEST_RUN, len(parts))):
            together += parts[end]
            if begins and whole in (together, stem(together)):
                return parts[start : end + 1]
            # One slip is in the first word or after it.
            near = len(whole) > _LONG and abs(len(together) - len(whole)) < 2 and (begins or whole.endswith(parts[end]))
            if near and OSA.distance(whole, together, score_cutoff=1) <= 1:
                return parts[start : end + 1]
    return []


_Pair = tuple[float, str, str, Resemblance]


def _surest_first(found: _Pair) -> tuple[float, str, str]:
    return -found[0], found[1], found[2]


def _pairs(left: list[str], right: list[str], vocabulary: Vocabulary, hearing: Hearing) -> Iterator[_Pair]:
    for one in left:
        for other in right:
            if not (hearing or one[0] == other[0] or one[-3:] == other[-3:]):
                continue  # most pairs: one slip leaves the start or the end of a word as it was
            how = resemblance(one, other)
            if how is None and hearing:
                how = _sounds_alike(one, other, hearing)
            if how is not None and not (vocabulary.knows(one) and vocabulary.knows(other)):
                yield how.score, one, other, how


def _sounds_alike(one: str, other: str, hearing: Hearing) -> Resemblance | None:
    """The same consonants in the same order, and the vowels too where both scripts write them."""
    heard, said = sound(one), sound(other)
    if heard != said and len(heard) != len(said):  # the Arabic article is written in one script and not in the other
        heard, said = heard.removeprefix("l"), said.removeprefix("l")
    if len(heard) < 2 or heard != said or OSA.normalized_similarity(one, other) < _HEARD[hearing]:
        return None
    return Resemblance(0.9, Likeness.SOUND if len(heard) > 2 else Likeness.NEAR)


def _acronyms(a: NameWords, b: NameWords, left: list[str], right: list[str]) -> Iterator[Respelling]:
    """Initials on one side for all words of the other; taken off both sides."""
    for short, long, spelt, turned in ((left, right, b, False), (right, left, a, True)):
        if not short or len(spelt.stems) < 3 or not long:
            continue
        starts = (spelt.stems[0][0], long[0][0])
        if not any(one[0] in starts and FEWEST <= len(one) <= MOST and one.isalpha() for one in short):
            continue
        of_left = "".join(one[0] for one in long)
        known = {
            start + end for start in (initials(spelt), of_left) if len(start) >= FEWEST for end in ("", *BODY_LETTERS)
        }
        found = next((one for one in short if FEWEST <= len(one) <= MOST and one.isalpha() and one in known), None)
        if found is None:
            continue
        pair = (" ".join(long), found) if turned else (found, " ".join(long))
        short.remove(found)
        long.clear()
        yield Respelling(*pair, 0.85, Likeness.ACRONYM)
