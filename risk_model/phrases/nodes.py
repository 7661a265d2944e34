"""What a compiled phrase can be: words, choices, slots, runs; each finds its own hits in a text."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from risk_model.phrases.matching import NO_HITS, Compiled, Hit, Matcher, Part, hits_at
from risk_model.phrases.page import MOST, Page, Traces, exactly
from risk_model.phrases.place_arrays import NO_PLACES, Places, around, merged, places_of
from risk_model.phrases.text_sets import NO_TEXTS, TextSet

SlotFinder = Callable[[Matcher, str, str], list[Hit]]
TextsWith = Callable[[Page, str], Iterable[int]]


@dataclass(slots=True, kw_only=True)
class Nothing(Compiled):
    """Never found: a slot or a concept that this country does not fill."""

    def screen(self, _page: Page) -> Traces | None:
        return None

    def find(self, _matcher: Matcher) -> list[Hit]:
        return []


@dataclass(slots=True, kw_only=True)
class AnyAtom(Compiled):
    """One of many fixed runs of words."""

    atoms: frozenset[int] = frozenset()

    def screen(self, page: Page) -> Traces | None:
        present = self.atoms & page.present
        if len(present) == 1:
            (atom,) = present
            length, found = page.atoms[atom]
            alone = merged(found)
            return Traces(alone, exact=((length, alone),), span=length)
        by_length: dict[int, list[Places]] = {}
        for atom in present:
            length, found = page.atoms[atom]
            by_length.setdefault(length, []).extend(found)
        return exactly({length: merged(starts) for length, starts in by_length.items()})

    def texts(self, page: Page) -> TextSet:
        return reduce(or_, map(page.texts_with_atom, self.atoms & page.present), NO_TEXTS)

    def surely(self, page: Page) -> TextSet:
        return page.texts_with(self)

    def stands_in(self, _matcher: Matcher) -> bool:
        return True

    def find(self, matcher: Matcher) -> list[Hit]:
        page = matcher.page
        here = page.atoms_in(matcher.index)
        found = [(start, start + page.atoms[atom][0]) for atom in self.atoms.intersection(here) for start in here[atom]]
        return hits_at(found)


@dataclass(slots=True, kw_only=True)
class AnyNode(Compiled):
    """One of several phrases, fixed runs of words first."""

    fixed: AnyAtom | None = None
    others: tuple[Compiled, ...] = ()

    def __post_init__(self) -> None:
        self.local = all(other.local for other in self.others)

    def texts(self, page: Page) -> TextSet:
        return page.texts_with_any(self.others if self.fixed is None else (self.fixed, *self.others))

    def surely(self, page: Page) -> TextSet:
        return page.texts_with(self.fixed) if self.fixed else NO_TEXTS

    def screen(self, page: Page) -> Traces | None:
        fixed = page.traces(self.fixed) if self.fixed else None
        others = [one for other in page.live(self.number, self.others) if (one := page.traces(other))]
        if not others:
            return fixed
        whole = [fixed, *others] if fixed else others
        return Traces(
            merged(one.starts for one in whole),
            exact=fixed.exact if fixed else (),
            loose=(merged(one.starts for one in others), merged(one.ends() for one in others)),
            span=max(one.span for one in whole),
            wide=any(one.wide for one in others),
        )

    def stands_in(self, matcher: Matcher) -> bool:
        if self.fixed and matcher.has(self.fixed):
            return True
        return any(map(matcher.has, matcher.page.live_in(matcher.index, self.number, self.others)))

    def find(self, matcher: Matcher) -> list[Hit]:
        found = list(matcher.hits(self.fixed)) if self.fixed else []
        for other in matcher.page.live_in(matcher.index, self.number, self.others):
            found += matcher.found(other)
        return found


@dataclass(slots=True, kw_only=True)
class SlotNode(Compiled):
    """A slot: money, telephone, age and the like."""

    name: str = ""
    argument: str = ""
    texts_with: TextsWith
    finder: SlotFinder

    def screen(self, page: Page) -> Traces | None:
        by_length: dict[int, list[int]] = {}
        for index in self.texts_with(page, self.name):
            offset = page.offsets[index]
            for one in self.finder(Matcher(page, index), self.name, self.argument):
                by_length.setdefault(one.end - one.start, []).append(offset + one.start)
        return exactly({length: places_of(starts) for length, starts in by_length.items()})

    def find(self, matcher: Matcher) -> list[Hit]:
        return hits_at(matcher.page.exact_in(matcher.index, self))


@dataclass(slots=True, kw_only=True)
class TitleNode(Compiled):
    """What is found in the title only."""

    inner: Compiled

    def __post_init__(self) -> None:
        self.local = self.inner.local

    def screen(self, page: Page) -> Traces | None:
        inner = page.traces(self.inner)
        if inner is None:
            return None
        starts = inner.starts[inner.starts < page.titles[page.text_at[inner.starts]]]
        return Traces(starts, loose=(starts, inner.ends()), span=inner.span, wide=inner.wide) if len(starts) else None

    def find(self, matcher: Matcher) -> list[Hit]:
        return [one for one in matcher.hits(self.inner) if one.end <= matcher.words.title]


@dataclass(slots=True)
class CompiledStep:
    """One place of a run."""

    node: Compiled
    gap: int
    optional: bool


@dataclass(slots=True, kw_only=True)
class RunNode(Compiled):
    """Things in order inside one sentence, with the words allowed between."""

    steps: tuple[CompiledStep, ...] = ()
    needed: tuple[Compiled, ...] = ()

    def __post_init__(self) -> None:
        self.local = all(step.node.local for step in self.steps)

    def screen(self, page: Page) -> Traces | None:
        texts = self._with_all(page)
        if not texts:
            return None
        if page.are_few(texts, wide=False):
            return self.screen_few(page, texts, wide=not self.local)
        first, *rest = self.steps
        none = Traces(NO_PLACES)
        traces = [page.only_in(texts, page.traces(step.node) or none) for step in self.steps]
        starts, reached, span, slack = traces[0].starts, traces[0].ends(), traces[0].span, 0
        if first.optional:
            starts = merged((starts, traces[1].starts))
        for place, (step, here) in enumerate(zip(rest, traces[1:], strict=True)):
            after = page.reach(here, reached, step.gap + slack)
            if step.optional:
                after, slack = merged((after, reached)), slack + step.gap
            if first.optional and place == 0:
                after = merged((after, here.ends()))
            if not len(after):
                return None
            reached, span = after, span + step.gap + here.span
        wide = any(one.wide for one in traces)
        starts = starts[around(starts, reached - 1, page.lanes(wide=wide), before=span, after=0)]
        return Traces(starts, loose=(starts, reached), span=span, wide=wide) if len(starts) else None

    def _with_all(self, page: Page) -> TextSet:
        """The texts that have every step that may not be missing."""
        first, *rest = self.needed
        texts = page.texts_with(first)
        for node in rest:
            if not texts:
                break
            texts &= page.texts_with(node)
        return texts

    def find(self, matcher: Matcher) -> list[Hit]:
        first, *rest = self.steps
        reached = _begun(matcher.hits(first.node))
        if first.optional:  # then the run starts at its second step too
            second = rest.pop(0)
            reached = _extend(matcher, reached, second) + _begun(matcher.hits(second.node))
        for step in rest:
            if not reached:
                return NO_HITS
            reached = _extend(matcher, reached, step)
        return [Hit(start, end, (Part(start, end, gaps),)) for start, end, gaps, _ in reached]


# First and past-last word of what is matched so far, its gaps, and the words that missing steps leave to leap over.
_Reached = tuple[int, int, tuple[tuple[int, int], ...], int]


def _begun(hits: list[Hit]) -> list[_Reached]:
    return [(one[0], one[1], _gaps(one), 0) for one in hits]


def _extend(matcher: Matcher, reached: list[_Reached], step: CompiledStep) -> list[_Reached]:
    following = matcher.hits(step.node) if step.optional else matcher.found(step.node)
    breaks = matcher.words.breaks
    starts = [one[0] for one in following]
    longer: list[_Reached] = []
    for start, end, gaps, slack in reached:
        limit, sentence = end + step.gap + slack, breaks[end - 1]
        for place in range(bisect_left(starts, end), len(following)):
            after = following[place]
            first, last, _ = after
            if first > limit or breaks[first] != sentence:
                break
            between = ((end, first),) if first > end else ()
            longer.append((start, last, gaps + between + _gaps(after), 0))
        if step.optional:
            longer.append((start, end, gaps, slack + step.gap))
    return longer[: MOST * 2]


def _gaps(one: Hit) -> tuple[tuple[int, int], ...]:
    parts = one.parts
    return parts[0].gaps if len(parts) == 1 else tuple(gap for part in parts for gap in part.gaps)
