"""Which words a text must hold before a phrase can be in it; apart because asking a set is far cheaper than searching.

A phrase's needs are groups of words: of each group the text must hold at least one. A phrase without groups may be
in any text.
"""

import re
from collections.abc import Callable, Iterable

from registry.law.phrase_language import Choice, InTitle, Near, Node, Ref, Sequence, Word

Needs = tuple[frozenset[str], ...]
_WORD = re.compile(r"\w+")
# What a search without regard to case takes for a plain letter, and lower case does not.
_PLAIN = {0x130: "i", 0x131: "i", 0x17F: "s"}
_APART = {code: " " for code in range(128) if not _WORD.match(chr(code))}


def words_of(text: str) -> frozenset[str]:
    """Every word of `text` in lower case."""
    if text.isascii():
        return frozenset(text.translate(_APART).lower().split())
    return frozenset(_WORD.findall(text.translate(_PLAIN).lower()))


def needs_of(node: Node, named: Callable[[str], Iterable[Node]]) -> Needs:
    """The groups of words that `node` needs, the most telling first; `named` gives the phrases of a concept."""
    return tuple(sorted(_needs(node, named), key=lambda group: (len(group), -max(map(len, group)))))


def _needs(node: Node, named: Callable[[str], Iterable[Node]]) -> set[frozenset[str]]:
    match node:
        case Word(text, form):
            return {frozenset({word}) for word in _WORD.findall(text)} if form == "exact" else set()
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


def _any_of(options: Iterable[Node], named: Callable[[str], Iterable[Node]]) -> set[frozenset[str]]:
    """One group: of each option the group that tells most; none where an option needs nothing."""
    groups = [needs_of(option, named) for option in options]
    if not groups or not all(groups):
        return set()
    return {frozenset().union(*(group[0] for group in groups))}
