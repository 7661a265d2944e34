"""Which words of a stretch say most that it is like a label; apart because that is asked of few stretches only."""

from collections.abc import Sequence
from operator import itemgetter

from risk_model.phrases.matching import Matcher, Part
from risk_model.sentences.concept_marks import as_read
from risk_model.sentences.labelled import Hints
from risk_model.words.advert_text import BREAK

LONGEST_QUOTE = 80
TELLING_WORDS = 4
Telling = dict[str, tuple[Part, ...]]


def telling(matcher: Matcher, named: Sequence[str], labels: Sequence[int], *, hints: Hints) -> list[Telling]:
    """For each label what says so most, strongest first, and where, so that a "never" elsewhere turns it around.

    A concept that is `named` is told by the words that name it.
    """
    places: dict[str, int] = {}
    for place, word in enumerate(matcher.words.words):
        if word is not BREAK:
            places.setdefault(as_read(word), place)
    said = [*places, *named]

    def parts(word: str) -> tuple[Part, ...]:
        place = places.get(word)
        return hints.marks.place(matcher, word).parts if place is None else (Part(place, place + 1),)

    def strongest(scores: Sequence[float]) -> Telling:
        told: Telling = {}
        for score, word in sorted(zip(scores, said, strict=True), key=itemgetter(0), reverse=True):
            if score <= 0 or len(told) == TELLING_WORDS:
                break
            where = parts(word)
            quote = " … ".join(matcher.words.quote(part.start, part.end) for part in where)
            told.setdefault(quote[:LONGEST_QUOTE].lower(), where)
        return told

    return [strongest(scores) for scores in hints.likeness.unscaled_scores(said)[:, labels].T.tolist()]
