"""Listed agencies that a stranger's advert names beside words of a licence: whose licence it works under, by name.

Numbers are seldom quoted by those who work under somebody else's licence: they name the agency, whose name applicants
find on the register.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from weakref import WeakKeyDictionary

from registry.identity.contact_reading.contact_words import contact_words, one_of
from registry.identity.matching import RegisterIndex
from registry.identity.name_comparing.comparison import NameRelation
from registry.identity.register_entries import Entry
from registry.noticing.phrase_book import PhraseBook
from registry.noticing.printed_names import as_printed, has_own_words
from registry.noticing.sentences import Sentences
from registry.noticing.surroundings import AdvertClaim
from registry.observation import Observation
from registry.vocabulary import LicenceStatus, MatchOutcome, Stated

RULE = "claims_under_other_licence"


class NamedAgencies:
    """The licensed agencies of one register by their names as texts print them; read only if a stranger advertises."""

    def __init__(self, index: RegisterIndex) -> None:
        """`index` is the register on the day."""
        self._index = index

    def observe(self, one: AdvertClaim) -> Iterator[Observation]:
        """At most one observation, for an advertiser of another name, whom neither register nor contact makes one."""
        if not one.claim.name or one.reposts or one.match.outcome is not MatchOutcome.UNLISTED:
            return
        text = one.text
        listed = _listed(self._index)
        named = list(listed.book.find(text))
        # Words of a licence, or like it, stand in most texts, and names in few.
        if not named or _standing_words().search(text) is None:
            return
        sentences = Sentences(text)
        for start, end, name in named:
            entry = listed.by_name[name]
            said = _around(sentences, start, end)
            if self._is_another(one, entry) and (word := _standing_words().search(text, *said)) is not None:
                yield _observation(one, entry, text[start:end], word[0], (start, end))
                return

    def _is_another(self, one: AdvertClaim, entry: Entry) -> bool:
        return self._index.compare(one.claim.name, entry.agency_id).relation is NameRelation.DIFFERENT


@dataclass(frozen=True)
class _Listed:
    """Licensed firms by their names without the legal form; names of trade words alone, or of several, are none."""

    by_name: dict[str, Entry]
    book: PhraseBook


# Many batches ask one register.
_listed_in: WeakKeyDictionary[RegisterIndex, _Listed] = WeakKeyDictionary()


def _listed(index: RegisterIndex) -> _Listed:
    if index not in _listed_in:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in index.entries:
            if entry.statuses <= {LicenceStatus.VALID}:
                for name in {as_printed(name) for name in entry.names if has_own_words(name)}:
                    found[name].append(entry)
        by_name = {name: those[0] for name, those in found.items() if len(those) == 1}
        _listed_in[index] = _Listed(by_name, PhraseBook(by_name))
    return _listed_in[index]


def named_in_text(one: AdvertClaim, index: RegisterIndex) -> AdvertClaim:
    """The claim of an advert that names nobody apart, with the name that its text gives the look-alike's holder.

    An advert may quote an agency's number and call itself by that agency's name in its first sentence only.
    """
    if one.claim.name or one.match.outcome is not MatchOutcome.LOOK_ALIKE or not one.match.candidates:
        return one
    entry = index.entry(one.match.candidates[0].agency_id)
    text = one.text
    names = [as_printed(name) for name in entry.names if has_own_words(name)] if entry is not None else []
    found = next(PhraseBook(names).find(text), None)
    return one if found is None else replace(one, claim=replace(one.claim, name=text[found[0] : found[1]]))


@cache
def _standing_words() -> re.Pattern[str]:
    """What is said of somebody whose licence, name or papers one works under."""
    return re.compile(rf"(?<![^\W_])(?:{one_of(contact_words()['licence']['worked_under'])})(?![^\W_])", re.IGNORECASE)


def _around(sentences: Sentences, start: int, end: int) -> tuple[int, int]:
    """The sentence that `start` to `end` stand in, and the one before it."""
    first, last = sentences.around(start, end)
    return sentences.before(first)[0], last


def _observation(one: AdvertClaim, entry: Entry, quote: str, word: str, span: tuple[int, int]) -> Observation:
    number = f" ({entry.number})" if entry.number else ""
    text = (
        f"{one.claim.name} is not on the register; its advert names {entry.name}{number}, which is, beside {word!r}. "
        "Nobody works under another's licence, and the agency may not know of it."
    )
    facts = {
        "claimed": one.claim.name,
        "registered": entry.name,
        "number": entry.number,
        "agency_id": entry.agency_id,
        "beside": word,
    }
    return Observation(RULE, Stated.STATED, text, span, quote, facts, similarity=0.8)
