"""What a compiled phrase can be: words, choices, runs, things near each other; each finds its own hits in a text."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from registry.law.phrase_language import ANYWHERE
from risk_model.phrase_matching import MOST, Compiled, Hit, Matcher, Part, hit
from risk_model.phrase_page import Page, Traces, exactly
from risk_model.place_arrays import NO_PLACES, Mask, Places, around, merged, places_of

WIDE = 60
SlotFinder = Callable[[Matcher, str, str], list[Hit]]


@dataclass(slots=True, kw_only=True)
class Nothing(Compiled):
    """Never found: a slot or a concept that this country does not fill."""

    def screen(self, _page: Page) -> Traces | None:
        return None

    def find(self, _matcher: Matcher) -> Iterable[Hit]:
        return []


@dataclass(slots=True, kw_only=True)
class AnyAtom(Compiled):
    """One of many fixed runs of words."""

    atoms: frozenset[int] = frozenset()

    def screen(self, page: Page) -> Traces | None:
        by_length: dict[int, list[Places]] = {}
        for atom in self.atoms & page.present:
            length, starts = page.atoms[atom]
            by_length.setdefault(length, []).extend(starts)
        return exactly({length: merged(starts) for length, starts in by_length.items()})

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        return _exact_hits(self, matcher)


@dataclass(slots=True, kw_only=True)
class AnyNode(Compiled):
    """One of several phrases, fixed runs of words first."""

    fixed: AnyAtom | None = None
    others: tuple[Compiled, ...] = ()

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

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        found = list(matcher.hits(self.fixed)) if self.fixed else []
        for other in matcher.page.live_in(matcher.index, self.number, self.others):
            found += matcher.hits(other)
        return found


@dataclass(slots=True, kw_only=True)
class SlotNode(Compiled):
    """A slot: money, telephone, age and the like."""

    name: str = ""
    argument: str = ""
    anchor: str = "numeral"
    finder: SlotFinder

    def screen(self, page: Page) -> Traces | None:
        by_length: dict[int, list[int]] = {}
        for index in page.anchored(self.anchor):
            offset = page.offsets[index]
            for one in self.finder(Matcher(page, index), self.name, self.argument):
                by_length.setdefault(one.end - one.start, []).append(offset + one.start)
        return exactly({length: places_of(starts) for length, starts in by_length.items()})

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        return _exact_hits(self, matcher)


@dataclass(slots=True, kw_only=True)
class TitleNode(Compiled):
    """What is found in the first line only."""

    inner: Compiled

    def screen(self, page: Page) -> Traces | None:
        inner = page.traces(self.inner)
        if inner is None:
            return None
        titles = np.array([at + text.title_end for at, text in zip(page.offsets, page.texts, strict=True)])
        starts = inner.starts[inner.starts < titles[page.text_at[inner.starts]]]
        return Traces(starts, loose=(starts, inner.ends()), span=inner.span, wide=inner.wide) if len(starts) else None

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        return [one for one in matcher.hits(self.inner) if one.end <= matcher.words.title_end]


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

    def screen(self, page: Page) -> Traces | None:
        texts = self._texts(page)
        if texts is None:
            return None
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

    def _texts(self, page: Page) -> Mask | None:
        """The texts that have every step that may not be missing; None where there is none."""
        texts: Mask | None = None
        for node in self.needed:
            here = page.mask(node)
            if here is None:
                return None
            texts = here if texts is None else texts & here
        return texts if texts is not None and texts.any() else None

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        first, *rest = self.steps
        reached = [_Reached(one.start, one.end, _gaps(one)) for one in matcher.hits(first.node)]
        if first.optional:
            reached = self._without_first(matcher, reached)
            rest = rest[1:]
        for step in rest:
            if not reached:
                return []
            reached = _extend(matcher, reached, step)
        return [Hit(one.start, one.end, (Part(one.start, one.end, one.gaps),)) for one in reached]

    def _without_first(self, matcher: Matcher, reached: "list[_Reached]") -> "list[_Reached]":
        """A run that may lack its first step starts at its second too."""
        second = self.steps[1]
        alone = [_Reached(one.start, one.end, _gaps(one)) for one in matcher.hits(second.node)]
        return _extend(matcher, reached, second) + alone


@dataclass(slots=True)
class _Reached:
    start: int
    end: int
    gaps: tuple[tuple[int, int], ...]
    slack: int = 0


def _extend(matcher: Matcher, reached: list[_Reached], step: CompiledStep) -> list[_Reached]:
    following = matcher.hits(step.node)
    starts = [one.start for one in following]
    longer: list[_Reached] = []
    for one in reached:
        limit = one.end + step.gap + one.slack
        for place in range(bisect_left(starts, one.end), len(following)):
            after = following[place]
            if after.start > limit or matcher.words.broken(one.end - 1, after.start):
                break
            gap = ((one.end, after.start),) if after.start > one.end else ()
            longer.append(_Reached(one.start, after.end, one.gaps + gap + _gaps(after)))
        if step.optional:
            longer.append(_Reached(one.start, one.end, one.gaps, one.slack + step.gap))
    return longer[: MOST * 2]


def _gaps(one: Hit) -> tuple[tuple[int, int], ...]:
    return tuple(gap for part in one.parts for gap in part.gaps)


@dataclass(slots=True, kw_only=True)
class NearNode(Compiled):
    """Two things near each other in either order, or one that must stand alone."""

    left: Compiled
    right: Compiled
    within: int = 0
    absent: bool = False
    sentence: bool = False

    def screen(self, page: Page) -> Traces | None:
        left, right = page.traces(self.left), page.traces(self.right)
        if left is None or self.absent:
            return left
        if right is None:
            return None
        lanes, apart = page.lanes(wide=not self.sentence), min(self.within, page.length)
        near = around(left.starts, right.starts, lanes, before=apart + left.span, after=apart + right.span)
        lefts = left.starts[near]
        if not len(lefts):
            return None
        near = around(right.starts, lefts, lanes, before=apart + right.span, after=apart + left.span)
        starts = merged((lefts, right.starts[near]))
        span = max(left.span, min(WIDE, self.within + left.span + right.span))
        ends = merged((left.ends(), right.ends()))
        return Traces(starts, loose=(starts, ends), span=span, wide=not self.sentence)

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        lefts = matcher.hits(self.left)
        if not lefts:
            return []
        rights = matcher.hits(self.right)
        if self.absent:
            return [one for one in lefts if not any(self._meet(matcher, one, other) for other in rights)]
        return [self._joined(one, other) for one in lefts for other in self._nearest(matcher, one, rights)]

    def _meet(self, matcher: Matcher, one: Hit, other: Hit) -> bool:
        if self.sentence and matcher.words.broken(min(one.start, other.start), max(one.end, other.end) - 1):
            return False
        return _distance(one, other) <= self.within

    def _nearest(self, matcher: Matcher, one: Hit, others: list[Hit]) -> list[Hit]:
        near = [other for other in others if self._meet(matcher, one, other)]
        return sorted(near, key=lambda other: _distance(one, other))[:3]

    def _joined(self, one: Hit, other: Hit) -> Hit:
        parts = one.parts + other.parts
        if (self.within >= ANYWHERE and not self.sentence) or max(one.end, other.end) - min(
            one.start, other.start
        ) > WIDE:
            return Hit(one.start, one.end, parts)
        return Hit(min(one.start, other.start), max(one.end, other.end), parts)


def _distance(one: Hit, other: Hit) -> int:
    """Words between two hits; none when they touch or overlap."""
    return max(other.start - one.end, one.start - other.end, 0)


def _exact_hits(node: Compiled, matcher: Matcher) -> list[Hit]:
    return [hit(start, end) for start, end in matcher.page.exact_in(matcher.index, node)]
