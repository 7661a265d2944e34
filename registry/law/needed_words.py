"""Which words a text must hold before a phrase can be in it; apart because asking a set is far cheaper than searching.

A phrase's needs are groups of words: of each group the text must hold at least one. What ends in a star is how a word
begins. A phrase that needs none needs the empty word, which every text has: it is looked for in each stretch once, too,
if it stays in one.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from registry.law.phrase_language import Choice, InTitle, Near, Node, Ref, Sequence, Word

Needs = tuple[frozenset[str], ...]
_WORD = re.compile(r"\w+")
_BEGINS = "*"
_ANY_TEXT: Needs = (frozenset({""}),)
_SHORT = 4
_STRETCH = re.compile(r"[^.!?\n]+")
_CROSSES = re.compile(r"[\s.!?-]")
# What a search without regard to case takes for a plain letter, and lower case does not.
_PLAIN = {0x130: "i", 0x131: "i", 0x17F: "s"}
_MOST_KEPT = 20_000
LONGEST_KEPT = 500  # characters of a stretch that is remembered: hostile texts have no end


def words_of(text: str) -> frozenset[str]:
    """Every word of `text` in lower case, and the empty one."""
    return frozenset((*_WORD.findall((text if text.isascii() else text.translate(_PLAIN)).lower()), ""))


class KeptWords:
    """The words of texts with the beginnings that some phrases need, worked out once for what is said repeatedly."""

    def __init__(self, needs: Iterable[Needs]) -> None:
        """`needs` are those of every phrase that will be looked for."""
        needed = {word for groups in needs for group in groups for word in group}
        self._begun = {word.removesuffix(_BEGINS) for word in needed if word.endswith(_BEGINS)}
        self._sizes = sorted({len(begun) for begun in self._begun})
        self._heads = {begun[: self._sizes[0]] for begun in self._begun}
        self._kept = lru_cache(maxsize=_MOST_KEPT)(self._read)

    def __call__(self, text: str) -> frozenset[str]:
        """Every word of `text` in lower case, and each beginning of one that a phrase needs, with a star."""
        return self._kept(text) if len(text) <= LONGEST_KEPT else self._read(text)

    def _read(self, text: str) -> frozenset[str]:
        words = words_of(text)
        if not self._begun:
            return words
        begun, shortest = self._begun, self._sizes[0]
        few = [word for word in words if word[:shortest] in self._heads]
        return words.union(
            f"{start}{_BEGINS}" for word in few for size in self._sizes if (start := word[:size]) in begun
        )


@dataclass(frozen=True)
class Said:
    """A text with its words, told once for all that is searched in it; `words_of` knows what all of that needs."""

    text: str
    words_of: KeptWords

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the text."""
        return frozenset().union(*(self.words_of(stretch) for _, _, stretch in self.stretches))

    @cached_property
    def stretches(self) -> list[tuple[int, int, str]]:
        """The text between one stop or line's end and the next: first and past-last character, and what it says."""
        return [(*one.span(), one[0]) for one in _STRETCH.finditer(self.text)]


def stays_in_stretch(node: Node, named: Callable[[str], Iterable[Node]]) -> bool:
    """Whether no hit of `node` can cross a stop or a line's end."""
    match node:
        case Word(text):
            return _CROSSES.search(text) is None
        case Sequence(steps):
            return all(stays_in_stretch(step.node, named) for step in steps)
        case Near(left, right):
            return stays_in_stretch(left, named) and stays_in_stretch(right, named)
        case InTitle():
            return False
        case Choice(options):
            return all(stays_in_stretch(option, named) for option in options)
        case Ref(name, _):
            return all(stays_in_stretch(one, named) for one in named(name))


def needs_of(node: Node, named: Callable[[str], Iterable[Node]]) -> Needs:
    """The groups of words that `node` needs, the most telling first; `named` gives the phrases of a concept."""
    return tuple(sorted(_needs(node, named), key=_commonness)) or _ANY_TEXT


def _commonness(group: frozenset[str]) -> tuple[bool, int, int]:
    """Most texts have one of the words of three letters and fewer."""
    return min(map(len, group)) < _SHORT, len(group), -max(map(len, group))


def _needs(node: Node, named: Callable[[str], Iterable[Node]]) -> set[frozenset[str]]:
    match node:
        case Word():
            return {frozenset({word}) for word in _words_needed(node)}
        case Sequence(steps):
            return set().union(*(_needs(step.node, named) for step in steps if not step.optional))
        case Near(left, right, absent=absent):
            return _needs(left, named) | (set() if absent else _needs(right, named))
        case InTitle(inner):
            return _needs(inner, named)
        case Choice(options):
            return _any_of(options, named)
        case Ref(name, _):
            return _any_of(named(name), named)


def _words_needed(word: Word) -> list[str]:
    """The words of one that is written out, or but for how its last one ends."""
    words = _WORD.findall(word.text)
    if word.form == "prefix" and words and word.text.endswith(words[-1]):
        return [*words[:-1], words[-1] + _BEGINS]
    return words if word.form == "exact" else []


def _any_of(options: Iterable[Node], named: Callable[[str], Iterable[Node]]) -> set[frozenset[str]]:
    """One group: of each option the group that tells most; none where an option needs nothing."""
    groups = [needs_of(option, named) for option in options]
    if not groups or _ANY_TEXT in groups:
        return set()
    return {frozenset().union(*(group[0] for group in groups))}
