"""Which stretches of adverts are like labelled sentences; apart because each different one is read once.

People say one thing in more ways than any list holds. Words alone tell which stretches are worth a second look; the
concepts they name are looked for only there, each stretch as a text of its own.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Hit, Matcher, moved
from risk_model.phrases.place_arrays import Mask, Places
from risk_model.phrases.unit_page import Saying, UnitPage, saying
from risk_model.sentences.labelled import Hints
from risk_model.sentences.likeness import (
    MEANT,
    RATHER_STATED,
    SOME,
    STATED_APART,
    STRONG,
    SURE_ALONE,
    Likeness,
    like_enough,
    may_be_like,
    strongest,
    strongest_named,
)
from risk_model.sentences.scores import SentenceScores, Sums
from risk_model.sentences.stretches import Said, Stretch, somewhat_like
from risk_model.sentences.telling import Telling, telling
from risk_model.words.advert_text import BREAK

WORTH_A_LOOK = 0.1
_WORTH_A_LOOK_ODDS = math.log(WORTH_A_LOOK / (1 - WORTH_A_LOOK))
TRIED = 8  # stretches of a rule, the likest first, until one stands
MOST_LETTERS = 20_000_000  # of stretches that are remembered
MOST_WEIGHED = 50_000
_LIKENESS, _APART = 0, 1
# By reader: how sure words alone have to be for concepts not to be looked for.
_LOOKED_BELOW = np.array([MEANT, SURE_ALONE])


class Like(NamedTuple):
    """A label that a stretch is like, how sure, the words that say so most with their places in the stretch, and
    whether it names what the label stands for and is told apart surely."""

    label: int
    sure: float
    telling: Telling
    plain: bool

    def at(self, where: Stretch) -> Likeness:
        """The likeness of the stretch where it stands in a text."""
        parts = tuple(moved(part, where.start) for parts in self.telling.values() for part in parts)
        return Likeness(Hit(where.start, where.end, parts), round(self.sure, 3), tuple(self.telling), self.plain)


class Sure(NamedTuple):
    """How like the sentences labelled with a rule a stretch is, and how surely told apart from others about it."""

    like: float
    apart: float


class LikenessReader:
    """Tells what stretches are like; what it found of one is kept, for boards repeat each other's sentences."""

    def __init__(self, hints: Hints, automaton: PhraseAutomaton) -> None:
        self._hints, self._automaton = hints, automaton
        self._readers = (hints.likeness, hints.apart)  # by _LIKENESS and _APART
        self._known: dict[Saying, tuple[Like, ...]] = {}
        self._letters = 0
        self._weighed: dict[Saying, NDArray[np.float64]] = {}

    def read(self, page: UnitPage) -> list[dict[str, list[Likeness]]]:
        """For each text of a page, by label, the stretches that are like enough, the likest first."""
        found: list[dict[str, list[Likeness]]] = [{} for _ in page.texts]
        said = somewhat_like(page.texts, self._hints.likeness, least=_WORTH_A_LOOK_ODDS)
        like = [
            (where.text, one.label, -one.sure, at, where, one)
            for at, (where, alike) in enumerate(zip(said.where, self._alike(page, said), strict=True))
            for one in alike
        ]
        # By text and label; stretches that are as like as each other in their order.
        for text, label, _, _, where, one in sorted(like, key=itemgetter(0, 1, 2, 3)):
            listed = found[text].setdefault(str(self._hints.likeness.classes_[label]), [])
            if len(listed) < TRIED:
                listed.append(one.at(where))
        return found

    def sureness(self, page: UnitPage, where: Sequence[Stretch], rules: Sequence[str]) -> list[float]:
        """How like the sentences labelled with a rule each stretch of a page is, a rule a stretch; 1 for rules without.

        Where the words alone are not unlike them, concepts are not looked for.
        """
        return self._sure(page, where, rules, of=[_LIKENESS])[0]

    def told_apart(self, page: UnitPage, where: Sequence[Stretch], rules: Sequence[str]) -> list[float]:
        """How sure each stretch states its rule, told from sentences that are about it and do not; 1 for rules without.

        Where the words alone say so, concepts are not looked for.
        """
        return self._sure(page, where, rules, of=[_APART])[0]

    def both(self, page: UnitPage, where: Sequence[Stretch], rules: Sequence[str]) -> list[Sure]:
        """Of each stretch `sureness` and whether it is `told_apart`; concepts are looked for once."""
        return list(map(Sure, *self._sure(page, where, rules, of=[_LIKENESS, _APART])))

    def _sure(
        self, page: UnitPage, where: Sequence[Stretch], rules: Sequence[str], *, of: list[int]
    ) -> list[list[float]]:
        """What some of the readers make of each stretch: readers by stretches."""
        labels = {str(label): place for place, label in enumerate(self._hints.likeness.classes_)}
        column = np.array([labels.get(rule, -1) for rule in rules], dtype=np.intp)
        said = [_said(page.texts[text].words[start:end]) for text, start, end in where]
        alone = [self._readers[one].predict_proba(said)[np.arange(len(column)), column] for one in of]
        sure = np.where(column < 0, 1.0, alone)
        doubtful = sure < _LOOKED_BELOW[of, None]
        few = np.flatnonzero(doubtful.any(axis=0))
        weighed = self._weighed_of(page, [where[at] for at in few.tolist()])
        told = [one[of, label] for one, label in zip(weighed, column[few].tolist(), strict=True)]
        sure[:, few] = np.where(doubtful[:, few], np.reshape(told, (-1, len(of))).T, sure[:, few])
        return [list(map(float, one)) for one in sure]

    def _weighed_of(self, page: UnitPage, where: Sequence[Stretch]) -> list[NDArray[np.float64]]:
        """What each reader makes of stretches by words and concepts: readers by labels."""
        sayings = [saying(page.texts[one.text], one.start, one.end) for one in where]
        if len(self._weighed) > MOST_WEIGHED:
            self._weighed.clear()
        fresh = {one: at for at, one in enumerate(sayings) if one not in self._weighed}
        for places, apart in self._apart(page, where, list(fresh.values())):
            self._weighed.update(zip((sayings[at] for at in places), self._weigh(apart), strict=True))
        return [self._weighed[one] for one in sayings]

    def _weigh(self, page: UnitPage) -> NDArray[np.float64]:
        """What each reader makes of the texts of a page: texts by readers by labels."""
        marks = self._hints.marks
        possible, certain = marks.possible(page)
        texts = np.arange(len(page.texts))
        named = marks.named(page, texts, possible, certain)
        return np.stack([self._read_by(one, page, texts, named) for one in self._readers], axis=1)

    def _read_by(self, reader: SentenceScores, page: UnitPage, texts: Places, named: Mask) -> NDArray[np.float64]:
        """What a reader makes of some texts of a page by their words and the concepts `named`: texts by labels."""
        said = [_said(page.texts[at].words) for at in texts.tolist()]
        words = reader.sums(said).plus(reader.pair_sums(said))
        return reader.sureness(words.plus(Sums.named(named, reader.unscaled_scores(self._hints.marks.names))))

    def _apart(
        self, page: UnitPage, where: Sequence[Stretch], places: Sequence[int]
    ) -> Iterator[tuple[list[int], UnitPage]]:
        """Some of the stretches as texts of their own, with their places; whole sentences keep what the page knows."""
        whole = [at for at in places if page.is_whole(*where[at])]
        if whole:
            yield whole, page.part([where[at] for at in whole])
        if rest := sorted({*places} - {*whole}):
            words = (page.texts[text].alone(start, end) for text, start, end in (where[at] for at in rest))
            yield rest, self._automaton.page(list(words))

    def _alike(self, page: UnitPage, said: Said) -> list[tuple[Like, ...]]:
        """What each stretch is like."""
        sayings = [saying(page.texts[where.text], where.start, where.end) for where in said.where]
        if self._letters > MOST_LETTERS:
            self._known.clear()
            self._letters = 0
        fresh = {one: at for at, one in enumerate(sayings) if one not in self._known}
        self._letters += sum(len(quote) for quote, _, _ in fresh)
        for places, apart in self._apart(page, said.where, list(fresh.values())):
            of = [said.saying[at] for at in places]
            told = self._look(apart, said.sums.of(np.array(of, dtype=np.intp)))
            self._known.update(zip((sayings[at] for at in places), told, strict=True))
        return [self._known[one] for one in sayings]

    def _look(self, page: UnitPage, words: Sums) -> list[tuple[Like, ...]]:
        """What the texts of a page are like by their words and the concepts that they name."""
        hints, marks = self._hints, self._hints.marks
        words = words.plus(hints.likeness.pair_sums(_said(text.words) for text in page.texts))
        possible, certain = marks.possible(page)
        adds = hints.likeness.unscaled_scores(marks.names)
        chosen = may_be_like(
            words,
            Sums.named(certain, adds),
            Sums.named(possible & ~certain, np.maximum(adds, 0.0)),
            hints.likeness,
            least=hints.least,
            named=hints.named,
        )
        named = marks.named(page, chosen, possible, certain)
        concepts = Sums.named(named, adds)
        found = like_enough(words.of(chosen), concepts, hints.likeness, least=hints.least, named=hints.named)
        told: list[tuple[Like, ...]] = [()] * len(page.texts)
        for place, likes in groupby(self._stated(page, chosen, named, found), key=itemgetter(0)):
            _, labels, sure, plain = zip(*likes, strict=True)
            at, here = int(chosen[place]), [marks.names[one] for one in np.flatnonzero(named[place])]
            told[at] = tuple(map(Like, labels, sure, telling(Matcher(page, at), here, labels, hints=hints), plain))
        return told

    def _stated(
        self, page: UnitPage, texts: Places, named: Mask, found: Sequence[tuple[int, int, float]]
    ) -> list[tuple[int, int, float, bool]]:
        """Which labels some texts, `found` to be like them, rather state than speak of, and whether plainly.

        `found` counts `texts`, and `named` are the concepts of each.
        """
        adds = self._hints.likeness.unscaled_scores(self._hints.marks.names)
        places, labels = (np.array([one[part] for one in found], dtype=np.intp) for part in (0, 1))
        few, of = np.unique(places, return_inverse=True)
        apart = self._read_by(self._hints.apart, page, texts[few], named[few])[of, labels]
        weighs, most = strongest_named(named, adds, places, labels), strongest(adds)[labels]
        stated = (apart >= RATHER_STATED) & (weighs >= SOME * most)
        plain = (apart >= STATED_APART) & (weighs >= STRONG * most)
        return [(*one, plainly) for one, so, plainly in zip(found, stated, plain.tolist(), strict=True) if so]


def _said(words: Sequence[str]) -> list[str]:
    return [word for word in words if word is not BREAK]
