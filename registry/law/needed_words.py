"""Which words a text must hold before a phrase can be in it; apart because asking a set is far cheaper than searching.

A phrase's needs are groups of words: of each group the text must hold at least one. What ends in a star is how a word
begins. A phrase that needs none needs the empty word, which every text has: it is looked for in each stretch once, too,
if it stays in one.
"""

import re
from collections.abc import Callable, Iterable
from itertools import chain

from registry.law.phrase_language import Choice, InTitle, Near, Node, Ref, Sequence, Word
from registry.lower_case import as_searched

Needs = tuple[frozenset[str], ...]
_WORD = re.compile(r"\w+")
_BEGINS = "*"
_ANY_TEXT: Needs = (frozenset({""}),)
_SHORT = 4
_CROSSES = re.compile(r"[\s.!?-]")
_MOST_KEPT = 20_000


class NeededWords(dict[str, tuple[str, ...]]):
    """Of each written word what phrases need of it, worked out once: most words are none of those."""

    def __init__(self, needs: Iterable[Needs]) -> None:
        """`needs` are those of every phrase that will be looked for."""
        super().__init__()
        needed = {word for groups in needs for group in groups for word in group}
        self._begun = {word.removesuffix(_BEGINS) for word in needed if word.endswith(_BEGINS)}
        self._sizes = sorted({len(begun) for begun in self._begun})
        self._whole = needed - {begun + _BEGINS for begun in self._begun}

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) > _MOST_KEPT:  # hostile texts may hold any number of words
            self.clear()
        begun = (f"{start}{_BEGINS}" for size in self._sizes if (start := word[:size]) in self._begun)
        self[word] = told = (*((word,) if word in self._whole else ()), *dict.fromkeys(begun))
        return told

    def among(self, text: str) -> frozenset[str]:
        """The words of `text` that phrases need, in lower case, beginnings of some with a star, and the empty one."""
        written = _WORD.findall(as_searched(text))
        return frozenset(("", *chain.from_iterable(map(self.__getitem__, written))))


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
