"""Which concepts a text names, as words beside its own: they carry what was learned over to wording nobody labelled."""

from collections.abc import Iterable, Sequence

import numpy as np

from risk_model.advert_text import BREAK
from risk_model.phrase_automaton import PhraseAutomaton
from risk_model.phrase_matching import MOST, Compiled, Hit, Matcher, Part
from risk_model.phrase_page import Page
from risk_model.place_arrays import Mask, Places

Stretch = tuple[int, int, int]  # a text of a page, first and past-last word
LONGEST_WORD = 40  # letters of a word that count
NAMED = "<"  # begins the name of a concept, and no word of a text


class ConceptMarks:
    """A country's concepts ready to be looked for; to be made before the automaton matches its first text."""

    def __init__(self, automaton: PhraseAutomaton, concepts: Iterable[str]) -> None:
        self._automaton = automaton
        self._nodes: dict[str, Compiled] = {f"{NAMED}{name}>": automaton.concept(name) for name in concepts}

    def marked(self, matcher: Matcher) -> list[str]:
        """The text's words and after them its concepts, each once."""
        words = [word for word in matcher.words.words if word is not BREAK]
        return words + [name for name, node in self._nodes.items() if matcher.hits(node)]

    @property
    def names(self) -> list[str]:
        """Every concept's name, in the order of `possible`."""
        return list(self._nodes)

    def possible(self, page: Page, stretches: Places) -> Mask:
        """Stretches (rows of text, first and past-last word) by concepts: which may be named there.

        A quick look over the whole page, that may say yes too often and never no.
        """
        offsets = np.array(page.offsets, dtype=np.intp)[stretches[:, 0]]
        firsts, ends = offsets + stretches[:, 1], offsets + stretches[:, 2]
        found = np.zeros((len(stretches), len(self._nodes)), dtype=np.bool_)
        for concept, node in enumerate(self._nodes.values()):
            traces = page.traces(node)
            if traces is not None:
                # Stretches are in order and overlap with the next at most, so that a place is in two of them or fewer.
                first = np.searchsorted(ends, traces.starts, "right")
                last = np.searchsorted(firsts, traces.starts, "right") - 1
                inside = first <= last
                found[first[inside], concept] = True
                found[last[inside], concept] = True
        return found

    def within(self, page: Page, stretches: Sequence[Stretch], possible: Mask) -> list[dict[str, Hit]]:
        """For each stretch the concepts named by its words alone, each with its first place, among those `possible`."""
        looked_for: dict[int, Mask] = {}
        for (text, _, _), able in zip(stretches, possible, strict=True):
            looked_for[text] = looked_for[text] | able if text in looked_for else able
        nodes = list(self._nodes.items())
        few = {text: [nodes[at] for at in np.flatnonzero(able).tolist()] for text, able in looked_for.items()}
        known = {text: _places(Matcher(page, text), listed) for text, listed in few.items()}
        # Where a concept is named more often than is ever listed, stretches are read as texts of their own.
        apart = [(text, start, end) for text, start, end in stretches if known[text] is None]
        parts = self._automaton.match(page.texts[text].part(start, end) for text, start, end in apart)
        alone = {
            one: _places(matcher, self._nodes.items(), by=one[1]) for one, matcher in zip(apart, parts, strict=True)
        }
        return [_inside(known[one[0]] or alone.get(one) or [], one[1], one[2]) for one in stretches]


def _places(
    matcher: Matcher, nodes: Iterable[tuple[str, Compiled]], by: int | None = None
) -> list[tuple[str, Hit]] | None:
    """Every place of the concepts, moved `by` words; None where one has as many as are ever listed."""
    found = [(name, hits) for name, node in nodes if (hits := matcher.hits(node))]
    if by is None and any(len(hits) >= MOST for _, hits in found):
        return None
    return [(name, _moved(hit, by) if by else hit) for name, hits in found for hit in hits]


def _inside(listed: Iterable[tuple[str, Hit]], start: int, end: int) -> dict[str, Hit]:
    """The first place of each concept that lies in a stretch with all its parts."""
    found: dict[str, Hit] = {}
    for name, where in listed:
        within = start <= where.start and where.end <= end
        if within and name not in found and all(start <= a and b <= end for a, b, _ in where.parts):
            found[name] = where
    return found


def _moved(where: Hit, by: int) -> Hit:
    parts = (
        Part(part.start + by, part.end + by, tuple((first + by, last + by) for first, last in part.gaps))
        for part in where.parts
    )
    return Hit(where.start + by, where.end + by, tuple(parts))
