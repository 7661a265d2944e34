"""Two things near each other, or one that stands alone: apart because it is what may reach over a sentence's end."""

from dataclasses import dataclass
from operator import itemgetter

from registry.law.phrase_language import ANYWHERE
from risk_model.phrases.matching import NO_HITS, Compiled, Hit, Matcher
from risk_model.phrases.page import Page, Traces
from risk_model.phrases.place_arrays import around, merged
from risk_model.phrases.text_sets import NO_TEXTS, TextSet
from risk_model.words.advert_text import A_SENTENCE

WIDE = 60
NEAREST = 3


@dataclass(slots=True, kw_only=True)
class NearNode(Compiled):
    """Two things near each other in either order, or one that must stand alone."""

    left: Compiled
    right: Compiled
    within: int = 0
    absent: bool = False
    sentence: bool = False

    def __post_init__(self) -> None:
        self.local = self.sentence and self.left.local and self.right.local

    def texts(self, page: Page) -> TextSet:
        if self.absent:
            return page.texts_with(self.left)
        if self.within < ANYWHERE or self.sentence:
            found = page.traces(self)
            return page.texts_at(found.starts) if found else NO_TEXTS
        return self._with_both(page)

    def _with_both(self, page: Page) -> TextSet:
        texts = page.texts_with(self.left)
        return texts & page.texts_with(self.right) if texts else NO_TEXTS

    def screen(self, page: Page) -> Traces | None:
        if self.absent:
            return page.traces(self.left)
        texts = self._with_both(page)
        if not texts:
            return None
        if page.are_few(texts, wide=not self.sentence):
            return self.screen_few(page, texts, wide=not self.sentence)
        left, right = page.traces(self.left), page.traces(self.right)
        if left is None or right is None:
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

    def find(self, matcher: Matcher) -> list[Hit]:
        lefts = matcher.found(self.left)  # it may be wherever this may
        rights = matcher.hits(self.right) if lefts else NO_HITS
        if not rights:
            return lefts if self.absent else NO_HITS
        if self.absent:
            near = self._beside if self.sentence else self._near
            return [one for one in lefts if not near(matcher, one, rights)]
        return [self._joined(one, other) for one in lefts for other in self._nearest(matcher, one, rights)]

    def _near(self, matcher: Matcher, one: Hit, others: list[Hit]) -> list[tuple[int, Hit]]:
        """Those of the others that are near enough, each after the words between (none where they touch or overlap)."""
        start, end, _ = one
        within, breaks, near, most = self.within, matcher.words.breaks, [], self._breaks_between()
        for other in others:
            first, last, _ = other
            apart = first - end if first > end else start - last if start > last else 0
            if apart <= within and (
                breaks[(end if end > last else last) - 1] - breaks[start if start < first else first] <= most
            ):
                near.append((apart, other))
        return near

    def _beside(self, matcher: Matcher, one: Hit, others: list[Hit]) -> bool:
        """Whether one of the others stands in a sentence of any part: what is joined over a sentence's end has two."""
        breaks = matcher.words.breaks
        sentences = [(breaks[part.start], breaks[part.end - 1]) for part in one.parts]
        return any(
            low <= breaks[first] and breaks[last - 1] <= high for first, last, _ in others for low, high in sentences
        )

    def _breaks_between(self) -> int:
        """How much may end between the two: nothing within a sentence, anything where distance does not count or where
        the one must stand alone, else one sentence, for the lines of a list have nothing to do with each other."""
        if self.sentence:
            return 0
        return A_SENTENCE if self.within < ANYWHERE and not self.absent else ANYWHERE

    def _nearest(self, matcher: Matcher, one: Hit, others: list[Hit]) -> list[Hit]:
        near = self._near(matcher, one, others)
        return [other for _, other in (sorted(near, key=itemgetter(0))[:NEAREST] if len(near) > 1 else near)]

    def _joined(self, one: Hit, other: Hit) -> Hit:
        start, end, parts = one
        first, last, more = other
        low, high = min(start, first), max(end, last)
        if (self.within >= ANYWHERE and not self.sentence) or high - low > WIDE:
            return Hit(start, end, parts + more)
        return Hit(low, high, parts + more)
