"""What a compiled phrase can be: words, choices, runs, things near each other; each finds its own hits in a text."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from registry.law.phrase_language import ANYWHERE
from risk_model.phrase_matching import MOST, Compiled, Hit, Matcher, Part, hit
from risk_model.phrase_page import Page, Traces, exactly, row_of, set_bits, union

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
        by_length: dict[int, int] = {}
        known = page.atom_rows
        for atom in self.atoms & page.atoms.keys():
            length, starts = known.get(atom) or page.atom(atom)
            by_length[length] = by_length.get(length, 0) | starts
        return exactly(by_length.items())

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
            union(one.starts for one in whole),
            exact=fixed.exact if fixed else (),
            loose=(union(one.starts for one in others), union(one.ends() for one in others)),
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
        anchors = {"link": page.links, "number": page.numbers, "numeral": page.numerals}[self.anchor]()
        by_length: dict[int, list[int]] = {}
        for index in page.texts_of(anchors):
            offset = page.offsets[index]
            for one in self.finder(Matcher(page, index), self.name, self.argument):
                by_length.setdefault(one.end - one.start, []).append(offset + one.start)
        return exactly((length, row_of(starts)) for length, starts in by_length.items())

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        return _exact_hits(self, matcher)


@dataclass(slots=True, kw_only=True)
class TitleNode(Compiled):
    """What is found in the first line only."""

    inner: Compiled

    def screen(self, page: Page) -> Traces | None:
        inner = page.traces(self.inner)
        starts = inner.starts & page.titles() if inner else 0
        if not inner or not starts:
            return None
        return Traces(starts, loose=(starts, inner.ends()), span=inner.span, wide=inner.wide)

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
        for node in self.needed:
            if page.traces(node) is None:
                return None
        first, *rest = self.steps
        traces = page.traces(first.node)
        starts, reached, span, wide = (
            (traces.starts, traces.ends(), traces.span, traces.wide) if traces else (0, 0, 0, False)
        )
        if first.optional and (second := page.traces(rest[0].node)):
            starts |= second.starts
        for place, step in enumerate(rest):
            here = page.traces(step.node)
            after = page.reach(here, page.ahead(reached & page.words, step.gap)) if here else 0
            if step.optional:
                after |= reached | page.ahead(reached & page.words, step.gap)
            if first.optional and place == 0 and here:
                after |= here.ends()
            if not after:
                return None
            reached, span = after, span + step.gap + (here.span if here else 0)
            wide = wide or (here is not None and here.wide)
        starts &= page.back(reached >> 1, min(span, page.length), wide=wide)
        return Traces(starts, loose=(starts, reached), span=span, wide=wide) if starts else None

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
        wide = not self.sentence
        apart = min(self.within, page.length)
        near = page.ahead(right.starts, apart + right.span, wide=wide)
        lefts = left.starts & (near | page.back(right.starts, apart + left.span, wide=wide))
        if not lefts:
            return None
        near = page.ahead(lefts, apart + left.span, wide=wide) | page.back(lefts, apart + right.span, wide=wide)
        rights = right.starts & near
        starts = lefts | rights
        span = max(left.span, min(WIDE, self.within + left.span + right.span))
        return Traces(starts, loose=(starts, left.ends() | right.ends()), span=span, wide=wide)

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
    traces = matcher.page.traces(node)
    return [
        hit(place, place + length)
        for length, starts in (traces.exact if traces else ())
        for place in set_bits(matcher.own(starts))
    ]
