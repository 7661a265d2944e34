"""Which beginnings, endings and verbs of a rulebook a written word fits; apart because every new word is asked all."""

import re
from collections.abc import Iterable

from risk_model.word_forms import verb_form, voices_form

_VERBS = {"verb": verb_form, "voices": voices_form}


class WordPatterns:
    """Forms of single words ("process*", "~lip"), each with its atom."""

    def __init__(self, patterns: Iterable[tuple[str, str, int]]) -> None:
        """`patterns` are form (prefix, suffix, infix, verb or voices), text and atom."""
        listed = list(patterns)
        self._parts = [one for one in listed if one[0] not in _VERBS]
        self._verbs = [(*_VERBS[form](text), atom) for form, text, atom in listed if form in _VERBS]
        said = [text for _, text, _ in self._parts] + [root for roots, _, _ in self._verbs for root in roots]
        # Whatever fits has one of these in it: most words have none.
        self._any = re.compile("|".join(map(re.escape, sorted(set(said)))) or r"(?!)")

    def fitting(self, word: str) -> list[int]:
        """The atoms of every form that `word` fits."""
        if self._any.search(word) is None:
            return []
        found = [atom for form, text, atom in self._parts if text in word and _fits(word, form, text)]
        found += [
            atom
            for roots, pattern, atom in self._verbs
            if any(root in word for root in roots) and pattern.fullmatch(word)
        ]
        return found


def _fits(word: str, form: str, text: str) -> bool:
    match form:
        case "prefix":
            return word.startswith(text)
        case "suffix":
            return word.endswith(text)
        case _:
            return True
