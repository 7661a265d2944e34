"""What a compiled phrase can be: words, choices, runs, things near each other; each finds its own hits in a text."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from registry.law.phrase_language import ANYWHERE
from risk_model.phrase_matching import MOST, Compiled, Hit, Matcher, Part, hit

WIDE = 60
FEW = 8


def rarest(needs: Iterable[frozenset[int]]) -> frozenset[int]:
    """The needed set that is least likely to be met: the smallest."""
    return min(needs, key=len, default=frozenset())


@dataclass(slots=True, kw_only=True)
class Nothing(Compiled):
    """Never found: a slot or a concept that this country does not fill."""

    needs: tuple[frozenset[int], ...] = (frozenset(),)

    def find(self, _matcher: Matcher) -> Iterable[Hit]:
        return []


@dataclass(slots=True, kw_only=True)
class AnyAtom(Compiled):
    """One of many fixed runs of words."""

    atoms: frozenset[int] = frozenset()

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        there = self.atoms & matcher.present
        return [hit(start, end) for atom in there for start, end in matcher.atoms[atom]] if there else ()


@dataclass(slots=True, kw_only=True)
class AnyNode(Compiled):
    """One of several phrases, fixed runs of words first."""

    fixed: AnyAtom | None = None
    others: tuple[Compiled, ...] = ()
    by_atom: dict[int, list[Compiled]] = field(default_factory=dict)

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        found = list(matcher.hits(self.fixed)) if self.fixed else []
        for other in self._candidates(matcher):
            if other.possible(matcher):
                found += matcher.hits(other)
        return found

    def _candidates(self, matcher: Matcher) -> Iterable[Compiled]:
        """Only those whose rarest words are there, once there are many to choose from."""
        if len(self.others) <= FEW:
            return self.others
        if not self.by_atom:
            for other in self.others:
                for atom in rarest(other.needs):
                    self.by_atom.setdefault(atom, []).append(other)
        there = self.by_atom.keys() & matcher.present
        return {other.number: other for atom in there for other in self.by_atom[atom]}.values()


@dataclass(slots=True, kw_only=True)
class SlotNode(Compiled):
    """A slot: money, telephone, age and the like."""

    name: str = ""
    argument: str = ""

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        return matcher.slot(self.name, self.argument)


@dataclass(slots=True, kw_only=True)
class TitleNode(Compiled):
    """What is found in the first line only."""

    inner: Compiled

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

    def find(self, matcher: Matcher) -> Iterable[Hit]:
        lefts = matcher.hits(self.left)
        if not lefts:
            return []
        rights = matcher.hits(self.right) if self.right.possible(matcher) else []
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
