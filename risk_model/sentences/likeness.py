"""What a sentence is like, where no phrase of a rule was found in it: a hint, or as good as one (decision 17)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from registry.law.rule_schema import OfficialSender, Rule
from registry.observation import SET_ASIDE, Observation
from risk_model.phrases.matching import Hit
from risk_model.phrases.place_arrays import Mask
from risk_model.sentences.scores import SentenceScores, Sums
from risk_model.speech.contexts import Turn
from risk_model.speech.saying import stated, turned
from risk_model.words.advert_text import Words

# What is so like labelled sentences has a "no" in it that is about something else ("no visa needed, you go as ...").
SURE_DESPITE_A_DENIAL = 0.95
# Of sentences in which writers who were left out of the fitting state a rule by a phrase two in a hundred are less like
# what was labelled so, of ordinary lines that a phrase meets near half are (decision 30).
UNLIKE = 0.3
# Told from sentences about a rule that do not state it, by writers who were left out of the fitting: some one in
# a hundred that state it by a phrase are less sure, of those that deny it, warn or say what is lawful nearly half.
TOLD_APART = 0.3
RATHER_STATED = 0.5  # what no phrase found, or only words of several sentences, has to be likelier than not to state it
# Between those and these a phrase is no more than a hint (decision 32).
MEANT, TOLD_SURELY = 0.7, 0.58
SURE_ALONE = 0.8  # words that, taken alone, state a rule so surely do so among whatever other words
# What no phrase found is as good as one only where it is told apart so surely, and names a concept that weighs at least
# so much of what the label's third strongest does, and a hint only where one weighs a little less: in long sentences
# many weak ones add up (decision 36).
STATED_APART, STRONG, SOME, STRONGEST = 0.8, 0.5, 0.3, 3
ROUNDING = 1e-9  # what is merely estimated may be so much less
LONGEST_STATED = 60  # words: no labelled sentence is longer, and a page without full stops is a little like anything


@dataclass(frozen=True)
class Likeness:
    """A stretch of an advert that is like sentences labelled with a rule; `words` say so most, strongest first.

    It is `plain` where it names what the rule is about and is told apart surely from sentences that merely speak of it.
    """

    where: Hit
    sure: float
    words: tuple[str, ...]
    plain: bool

    def facts(self) -> dict[str, object]:
        """What is kept of it."""
        return {"likeness": self.sure, "words": list(self.words)}


def like_enough(
    words: Sums,
    concepts: Sums,
    reader: SentenceScores,
    *,
    least: float | NDArray[np.float64],
    named: float | NDArray[np.float64],
) -> list[tuple[int, int, float]]:
    """Sentences that are like a label by what their words and concepts add: sentence, label, how sure.

    They are so by `least`, and concepts add `named` of log-odds at least: words alone also resemble by letters.
    """
    whole = words.plus(concepts)
    sure, by_concepts = reader.sureness(whole), Sums(concepts.scores, whole.counts).scaled()
    found = np.argwhere((sure >= least) & (by_concepts >= named))
    return [(at, label, float(sure[at, label])) for at, label in found.tolist()]


def may_be_like(
    words: Sums,
    concepts: Sums,
    others: Sums,
    reader: SentenceScores,
    *,
    least: NDArray[np.float64],
    named: NDArray[np.float64],
) -> NDArray[np.intp]:
    """Sentences that `like_enough` may find, which name `concepts` for certain and `others` perhaps, their place.

    `others` adds up what speaks for a label alone. The more words there are the less each counts, so the most that a
    sum comes to is at one end.
    """

    def most(scores: NDArray[np.float64]) -> NDArray[np.float64]:
        fewest = words.counts + concepts.counts
        return np.maximum(Sums(scores, fewest).scaled(), Sums(scores, fewest + others.counts).scaled())

    by_concepts = concepts.scores + others.scores
    odds = reader.start + most(words.scores + by_concepts)
    likely = (odds >= np.log(least / (1 - least)) - ROUNDING) & (most(by_concepts) >= named - ROUNDING)
    return np.flatnonzero(likely.any(axis=1))


def strongest(adds: NDArray[np.float64]) -> NDArray[np.float64]:
    """By label what its third strongest concept adds, unscaled; `adds` are concepts by labels."""
    place = min(STRONGEST, len(adds))
    found = -np.partition(-adds, place - 1, axis=0)[place - 1] if place else np.zeros(adds.shape[1])
    return np.asarray(np.maximum(found, 0.0))


def strongest_named(
    named: Mask, adds: NDArray[np.float64], sentences: NDArray[np.intp], labels: NDArray[np.intp]
) -> NDArray[np.float64]:
    """What the strongest concept `named` in a sentence adds to a label, 0 at least, for each sentence and label."""
    weighs = np.zeros(len(sentences))
    for label in np.unique(labels):
        at = np.flatnonzero(labels == label)
        weighs[at] = np.where(named[sentences[at]], adds[:, label], 0.0).max(axis=1, initial=0.0)
    return weighs


def withstands(one: Likeness, turn: Turn) -> bool:
    """Whether a stretch is too like labelled ones for a "no" before some of its words, or a duty, to turn it around.

    What is written for one rule, and what speaks for a whole advert, knows better; so do warnings and other denials.
    """
    context = turn.context
    if one.sure < SURE_DESPITE_A_DENIAL or context.scope == "advert" or len(context.cancels) == 1:
        return False
    return context.reading in ("duties", "lawful_payment") or (context.reading, context.scope) == ("denial", "before")


def say_likeness(
    words: Words,
    rule: Rule,
    listed: Sequence[Likeness],
    turns: Sequence[Turn | None],
    *,
    sender: OfficialSender | None,
) -> Observation:
    """The likest stretch that stands, else the likest with what turns it around; `turns` has one entry a stretch."""
    best, turn = next((both for both in zip(listed, turns, strict=True) if both[1] is None), (listed[0], turns[0]))
    if turn is not None:
        told = turned(words, rule, best.where, turn)
        return replace(told, likeness=best.sure, hint=True, facts={**told.facts, **best.facts()})
    hint = not _is_as_good_as_a_phrase(rule, best)
    # The words that say so most are kept as facts only: out of their sentence they are often "until" and "with us".
    said = (
        f"{rule.title}: no phrase of this rule stands here, but as a whole the sentence reads "
        f"{'like' if hint else 'very much like'} sentences that people labelled so ({best.sure:.1%} sure)."
    ) + (" Read it and judge for yourself: it raises nothing alone." if hint else "")
    whole = stated(words, rule, best.where, said=said, facts=best.facts(), sender=sender)
    return replace(whole, likeness=best.sure, hint=hint)


def say_unlike(words: Words, rule: Rule, where: Hit, sure: float, *, apart: bool = False) -> Observation:
    """What a phrase found where nothing is like a labelled sentence, or like those that are about the rule and do not
    state it (`apart`): shown, and set aside."""
    told = stated(words, rule, where)
    if apart:
        rather = "the words around it read like sentences that speak of this without stating it"
        why = f"but {rather}: a denial, a warning, what is lawful, or another matter ({sure:.1%} sure that it is meant)"
    else:
        why = f"but nothing here is like what was labelled so ({sure:.1%})"
    return replace(
        told,
        explanation=f"{rule.title}: “{told.quote}”, {why}.",
        facts={"apart" if apart else "unlike": round(sure, 3)},
        cancelled_by=SET_ASIDE,
    )


def say_unsure(words: Words, rule: Rule, where: Hit, sure: float, *, sender: OfficialSender | None) -> Observation:
    """What a phrase found where the readers are not sure that it is meant: a hint."""
    told = stated(words, rule, where, facts={"unsure": round(sure, 3)}, sender=sender)
    said = (
        f"{rule.title}: “{told.quote}”, but it is not sure that this is meant ({sure:.1%}, by labelled sentences). It "
        "raises nothing alone."
    )
    return replace(told, explanation=said, likeness=sure, hint=True)


def _is_as_good_as_a_phrase(rule: Rule, one: Likeness) -> bool:
    if rule.stated_from is None or one.sure < rule.stated_from or not one.plain:
        return False
    return one.where.end - one.where.start <= LONGEST_STATED
