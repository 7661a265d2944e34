"""Whether an advert that warns offers work beside it: impostors head and fill their offers with warnings too."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from registry.law.phrase_reading import PhraseFinder
from registry.law.rule_schema import Jurisdiction
from registry.law.stretches import Span

_OWN = ("own_offer", "own_demand")
# Sentences end so; of a headline also parts, "Beware of conmen - caregivers, Oman".
_ENDS = re.compile(r"[.!?;]+(?=\s|$)|\n+|\s[-–—|]+\s")
_REACHED = re.compile(r"(?:\+?\d[\s-]?){7,15}|[\w.+-]+@[\w-]+\.\w|\b(?:call|whatsapp|contact) us\b", re.IGNORECASE)
# What is told of others, and a help line, offers nothing.
_OF_OTHERS = re.compile(
    r"\b(?:they|them|their|him|promised|victims?|"
    r"who (?:calls?|asks?|claims?|promises?|uses?|takes?|took|says?|quotes?|sends?|pretends?)"
    r"|(?:do not|don't|never|not to) (?:call|contact|answer|trust|believe|reply|respond|deal|send|give|apply|go|use)"
    r"|no (?:such )?(?:jobs?|vacanc(?:y|ies))|(?:fake|false|bogus) \w+"
    r"|report (?:him|her|it|to the|any|such|cases?|fraud)|to report|to verify|legal (?:aid|help|advice)"
    r"|(?:help|hot)[ -]?lines?|toll[ -]free|wana(?!hitaji|takiwa|tafutwa)\w+|ali(?:ye|o)?ni\w+|wali(?:ni|o|ta)\w+"
    r"|(?:usi|msi)(?:pig|amini|amin|lip|tum|jib|end|danganyik|kubali)\w*|ripoti|waathirika|msaada wa)\b",
    re.IGNORECASE,
)


class OfferFinder:
    """Finds what an advert offers in the sentences that do not warn."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        concepts = jurisdiction.concepts
        own = [phrase for name in _OWN if name in concepts for phrase in concepts[name].all()]
        trades = [phrase for name in concepts if name.startswith("job_") for phrase in concepts[name].all()]
        self._own = PhraseFinder(own, concepts=concepts)
        self._trades = PhraseFinder(trades, concepts=concepts)
        self._work = PhraseFinder(jurisdiction.licensing.offers_work.all(), concepts=jurisdiction.licensing_concepts)

    def asks_itself(self, text: str) -> bool:
        """Whether the text asks its reader to apply, be it in a sentence that warns."""
        return self._own.stands_in(text)

    def stands_in(self, text: str, warnings: Iterable[Span], *, civic: bool) -> bool:
        """Whether sentences apart from `warnings` name work and how to reach who has it.

        A society (`civic`) speaks of work in general whatever it says: of it a trade must be named.
        """
        plain = [said for said in _sentences(text, sorted(warnings)) if not _OF_OTHERS.search(said)]
        if not any(map(_REACHED.search, plain)):
            return False
        return any(self._trades.stands_in(one) or (not civic and self._work.stands_in(one)) for one in plain)


def _sentences(text: str, warnings: list[Span]) -> Iterable[str]:
    """The sentences of a text in which no warning begins."""
    starts, begin = [first for first, _ in warnings], 0
    for end in (*((one.start(), one.end()) for one in _ENDS.finditer(text)), (len(text), len(text))):
        at = bisect_left(starts, begin)
        if begin < end[0] and not (at < len(starts) and starts[at] < end[0]):
            yield text[begin : end[0]]
        begin = end[1]
