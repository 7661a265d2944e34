"""Which beginnings, endings and verbs of a rulebook a written word fits; apart because every new word is asked all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from risk_model.words.forms import verb_form, voices_form

_VERBS = {"verb": verb_form, "voices": voices_form}
Fits = Callable[[str], object]
# Of longer words, which are no words, each piece is looked for.
LONGEST_WORD = 60


class WordPatterns:
    """Forms of single words ("process*", "~lip"), each with its atom."""

    def __init__(self, patterns: Iterable[tuple[str, str, int]]) -> None:
        """`patterns` are form (prefix, suffix, infix, verb or voices), text and atom."""
        listed = sorted(patterns, key=lambda one: one[0] in _VERBS)
        self._atoms = [atom for _, _, atom in listed]
        self._fits: list[Fits] = []
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for place, (form, text, _) in enumerate(listed):
            pieces, fits = _form(form, text)
            self._fits.append(fits)
            for piece in pieces:
                self._having[piece].append(place)
        self._lengths = sorted({len(piece) for piece in self._having})

    def fitting(self, word: str) -> list[int]:
        """The atoms of every form that `word` fits."""
        near = {place for piece in self._pieces_of(word) for place in self._having[piece]}
        return [self._atoms[place] for place in sorted(near) if self._fits[place](word)]

    def _pieces_of(self, word: str) -> Iterator[str]:
        """The pieces that `word` has: whatever fits it has one of them."""
        having, size = self._having, len(word)
        if size > LONGEST_WORD:
            yield from (piece for piece in having if piece in word)
            return
        for length in self._lengths:
            for start in range(size - length + 1):
                if (piece := word[start : start + length]) in having:
                    yield piece


def _form(form: str, text: str) -> tuple[tuple[str, ...], Fits]:
    """Pieces of which one is in every word that fits, and whether a word that has one does."""
    match form:
        case "prefix":
            return (text,), lambda word: word.startswith(text)
        case "suffix":
            return (text,), lambda word: word.endswith(text)
        case "infix":
            return (text,), lambda word: text in word
        case _:
            roots, pattern = _VERBS[form](text)
            return roots, pattern.fullmatch
