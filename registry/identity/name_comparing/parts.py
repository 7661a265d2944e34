"""A name taken apart for comparing: stems, and which of them distinguish the firm."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from registry.identity.folding import stem
from registry.identity.name_words import words
from registry.identity.names import NormalisedName, normalise

# Scripts written without spaces: their trade words are found inside a run of signs.
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
_LONGEST = 6
# Words of these kinds say nothing on who a firm is, wherever they stand.
EMPTY_KINDS = frozenset({"form", "genuine", "particle"})


@dataclass(frozen=True)
class NameWords:
    """A name's words ready to compare: stems with the words they come from, and the stems that distinguish."""

    name: NormalisedName
    stems: tuple[str, ...]
    rare: frozenset[str]

    @cached_property
    def joined(self) -> str:
        """The name's words without the spaces between them."""
        return "".join(self.name.tokens)

    @cached_property
    def in_any_order(self) -> tuple[str, ...]:
        """The stems, sorted."""
        return tuple(sorted(self.stems))

    @cached_property
    def rare_key(self) -> str:
        """The distinguishing words, sorted: the same for "Tembo Ridge Placement" and "Ridge Tembo Agencies Ltd"."""
        return " ".join(sorted(self.rare))


@lru_cache(maxsize=200_000)
def words_of(raw: str) -> NameWords:
    """The words of the name `raw`; in a name of trade words alone, all of them distinguish."""
    return taken_apart(normalise(raw))


def taken_apart(name: NormalisedName) -> NameWords:
    """The words of a name already normalised, not remembered: for names that are asked for once."""
    stems = tuple(stem(token) for token in _read(name.tokens))
    stems = _without_own_acronym(stems)
    generic = words().generic
    rare = (
        frozenset(one for one in stems if one not in generic)
        or frozenset(one for one in stems if generic.get(one) not in EMPTY_KINDS)
        or frozenset(stems)
    )
    return NameWords(name, stems, rare)


def _read(tokens: tuple[str, ...]) -> Iterable[str]:
    """The words of a name, trade words of other scripts by their meaning: "明珠僱傭" is "明珠 employment"."""
    for token in tokens:
        if token.isascii():
            yield token
        elif token in (meanings := words().meanings):
            yield from meanings[token]
        elif _UNSPACED.search(token):
            yield from _parted(token)
        else:
            yield token


@lru_cache(maxsize=50_000)
def _parted(token: str) -> tuple[str, ...]:
    """A word of a script without spaces, cut where a known trade word stands in it."""
    meanings = words().meanings
    found: list[str] = []
    rest = ""
    while token:
        sign = next((token[:size] for size in range(min(len(token), _LONGEST), 1, -1) if token[:size] in meanings), "")
        if sign:
            found += [*([rest] if rest else []), *meanings[sign]]
            rest = ""
        else:
            rest += token[0]
        token = token[len(sign) or 1 :]
    return (*found, rest) if rest else tuple(found)


def _without_own_acronym(stems: tuple[str, ...]) -> tuple[str, ...]:
    """ "Awareness Against Trafficking (AAT)" carries its initials beside its words; they add nothing."""
    if len(stems) < 4 or not 2 < len(stems[-1]) <= len(stems):
        return stems
    initials = "".join(one[0] for one in stems[:-1])
    return stems[:-1] if stems[-1] == initials[: len(stems[-1])] else stems


def spellings(word: str) -> tuple[str, ...]:
    """A compared word and the forms it stands for: "recuiters" is a slip of "recruiters", not of "recruitment"."""
    return (word, *_replaced().get(word, ()))


@cache
def _replaced() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for short, full in words().abbreviations.items():
        if len(full) == 1 and len(short) > 4:
            found[stem(full[0])].append(stem(short))
    return {word: tuple(dict.fromkeys(forms)) for word, forms in found.items()}
