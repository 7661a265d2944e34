"""Adverts that say themselves which firm they were: barred firms' names beside words of succession, as written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from registry.identity.matching import RegisterIndex
from registry.identity.name_words import words
from registry.identity.types import Claim
from registry.law.by_version import ByVersion
from registry.law.phrase_reading import PhraseFinder
from registry.law.rulebook import Rulebook
from registry.noticing.phrase_book import PhraseBook
from registry.noticing.printed_names import as_printed, has_own_words
from registry.noticing.sentences import Sentences
from registry.vocabulary import LicenceStatus

BARRED = "BARRED"
_WORD = re.compile(r"\w+")
Span = tuple[int, int]


@dataclass(frozen=True)
class FormerName:
    """A barred firm's name, and the words of a text that say it is the advertiser's own of before, with their place."""

    name: str
    span: Span
    quote: str


class SuccessionReader:
    """Tells whether the sentence around a name says that the advertiser was that firm."""

    @classmethod
    def of(cls, rulebook: Rulebook) -> "SuccessionReader":
        """The reader of a rulebook, its phrases compiled once."""
        return _reader_of(rulebook)

    def __init__(self, rulebook: Rulebook) -> None:
        licensing, concepts = rulebook.jurisdiction.licensing, rulebook.jurisdiction.licensing_concepts
        self._says = PhraseFinder(licensing.succession.all(), concepts=concepts)
        self._denies = PhraseFinder(licensing.no_succession.all(), concepts=concepts)

    def read(self, sentences: Sentences, start: int, end: int) -> Span | None:
        """Where a text says that the firm named from `start` to `end` is the advertiser's own of before.

        None where no words of succession stand in the name's sentence, or they are denied there or beside it.
        """
        text = sentences.text
        first, last = sentences.around(start, end)
        before, behind = text[first:start], _without_form(text[end:last])
        said = self._says.find(f"{before} {BARRED} {behind}")
        if said is None:
            return None
        earlier, later = text[slice(*sentences.before(first))], text[slice(*sentences.behind(last))]
        around = f"{earlier} {before} {BARRED} {behind} {later}"
        if self._denies.stands_in(around):
            return None
        # Places before the name are those of the text; those behind it are counted from the sentence's end.
        behind_name = len(f"{before} {BARRED} ")
        opens = first + said.start if said.start < len(before) else start
        closes = last - len(behind) + max(0, said.end - behind_name) if said.end > len(before) else first + said.end
        return _without_odd_bracket(text, opens, closes)


class FormerNames:
    """The names of barred firms, looked for in adverts."""

    def __init__(self, names: Iterable[str], reader: SuccessionReader, index: RegisterIndex) -> None:
        """`names` as printed on the register or notice; those of one word, or of trade words alone, mean nobody.

        Nor do those that a licensed firm of `index` bears too.
        """
        self._names = {as_printed(name): name for name in names if has_own_words(name)}
        self._book = PhraseBook(self._names)
        self._reader = reader
        self._index = index

    def find(self, text: str) -> Iterator[FormerName]:
        """Each barred firm that `text` says its advertiser was."""
        sentences = Sentences(text)
        for start, end, printed in self._book.find(text):
            span = self._reader.read(sentences, start, end)
            if span is not None and not self._is_licensed(self._names[printed]):
                yield FormerName(self._names[printed], span, " ".join(text[slice(*span)].split()))

    def _is_licensed(self, name: str) -> bool:
        for one in self._index.match(Claim(name)).candidates:
            entry = self._index.entry(one.agency_id)
            if entry and LicenceStatus.VALID in entry.statuses and self._index.compare(name, one.agency_id).same_firm:
                return True
        return False


def _without_odd_bracket(text: str, start: int, end: int) -> Span:
    """The span with the bracket behind it that closes one of its own, without one at its end that closes none."""
    end = start + len(text[start:end].rstrip(" .,;:"))
    quote = text[start:end]
    still_open = quote.count("(") - quote.count(")")
    if still_open > 0 and text[end : end + 1] == ")":
        return start, end + 1
    return (start, end - 1) if still_open < 0 and quote.endswith(")") else (start, end)


def _without_form(rest: str) -> str:
    """`rest` of a sentence behind a name, without the legal form that may stand there."""
    forms = words().trailing_forms
    ahead = [found for found, _ in zip(_WORD.finditer(rest), range(4), strict=False)]
    for size in range(len(ahead), 0, -1):
        if tuple(found[0].lower() for found in ahead[:size]) in forms and not rest[: ahead[0].start()].strip("() ,"):
            return rest[ahead[size - 1].end() :].lstrip(".)")
    return rest


_reader_of = ByVersion(SuccessionReader)
