"""What an advert's own words say on whether it needs a licence: for whom it recruits, for where, and in what trade."""

from collections.abc import Iterable
from functools import cached_property, lru_cache

from registry.law.by_version import ByVersion
from registry.law.offers_beside_warnings import OfferFinder
from registry.law.official import OfficialSenders
from registry.law.phrase_reading import Found, PhraseFinder
from registry.law.rule_schema import Jurisdiction
from registry.law.rulebook import Rulebook
from registry.law.stretches import PhraseLists, Said, Span
from registry.records import Advert
from registry.vocabulary import SourceKind

_MOST_SAID = 20_000
# One warning, or two, stand in many an offer: "we never charge, beware of conmen".
_WARNINGS_OF_A_NOTICE = 3


class Signs:
    """The signs of one advert, each read when it is first asked for: of most adverts the registers ask one or two."""

    def __init__(self, advert: Advert, *, name: str, lists: "_SignLists") -> None:
        """`name` is what the advertiser is called."""
        self._advert, self._name, self._lists = advert, name, lists

    @property
    def needs_licence(self) -> bool:
        """Whether it recruits for others or abroad, and neither hires for itself, speaks for the state nor quotes."""
        # In this order: what is sooner told, and tells most adverts apart, comes first.
        if not (self.abroad or self.agency_name or self.for_others) or self.official:
            return False
        if self.for_others is None and (self.direct or self.no_job):
            return False
        return not self.quotes

    @property
    def quotes(self) -> bool:
        """Whether it repeats or warns of somebody else's advert."""
        return self.attributed or self.warns

    @property
    def why(self) -> str:
        """For whom or where it recruits, in words."""
        parts = ["abroad"] if self.abroad else []
        if self.for_others is not None:
            parts.append(f"for others ({self.for_others.quote!r})")
        elif self.agency_name:
            parts.append(f"for others (by its name, {self.agency_name!r})")
        return " and ".join(parts)

    @property
    def abroad(self) -> bool:
        """Whether the work is in another country."""
        return self._advert.destination is not None and not self._at_home

    @property
    def _at_home(self) -> bool:
        return self._advert.destination == self._lists.country

    @cached_property
    def for_others(self) -> Found | None:
        """Words of recruiting for others."""
        return self._find_undenied(self._lists.for_others)

    @cached_property
    def sends_abroad(self) -> Found | None:
        """Words by which it places people abroad, where it names no country."""
        return None if self._advert.destination else self._find_undenied(self._lists.sends_abroad)

    @property
    def agency_name(self) -> str:
        """A word of the advertiser's name by which it recruits for others; hiring for itself outweighs it."""
        return self._lists.of_name(self._name)[0]

    @property
    def travel_name(self) -> bool:
        """Whether the name is a travel firm's."""
        return self._lists.of_name(self._name)[1]

    @cached_property
    def direct(self) -> bool:
        """Whether it says that it hires for itself."""
        lists = self._lists
        return lists.direct.stands_in(self._said) or (not self.abroad and lists.own_staff.stands_in(self._said))

    @property
    def attributed(self) -> bool:
        """Whether it says whose advert it repeats."""
        return self._advert.source_kind is SourceKind.BLOG and self._lists.attributed.stands_in(self._said)

    @cached_property
    def official(self) -> str:
        """The state's name where it advertises itself."""
        sender = self._lists.senders.of(self._advert)
        if sender is None or self.agency_name or not self._lists.senders.speaks_for_itself(sender, self._name):
            return ""
        return sender.name

    @cached_property
    def maritime(self) -> Found | None:
        """Ships' words, None where none say that it is for ships."""
        crews = self._lists.crews.find(self._said)
        if crews or self._at_home:
            return crews
        return self._lists.of_title(self._advert.title)[1] or self._said_twice()

    def _said_twice(self) -> Found | None:
        """Ships' words, where they are said more than once: one mention among other trades is not the trade."""
        found = self._lists.maritime.find(self._said)
        return found if found and self._lists.maritime.count(self._said) > 1 else None

    @cached_property
    def no_job(self) -> bool:
        """Whether it offers a place to study abroad, or a travel firm's journey, and, denials apart, no work.

        Pay is read last, as for notices.
        """
        advert, lists = self._advert, self._lists
        if not self.abroad or self.agency_name or advert.vacancies:
            return False
        if not lists.studies.stands_in(self._said) and not (self.travel_name and lists.journeys.stands_in(self._said)):
            return False
        return not lists.work.stands_in(self._undenied) and not _gives_pay(advert)

    @cached_property
    def warns(self) -> bool:
        """Whether the advert warns and recruits nobody: impostors head and fill their offers with warnings too.

        It offers no pay, no number of posts and no work that it can be called for. Without a headline that warns, it
        warns again and again, for no client; once is enough where the sender is by its name a society and no firm.
        """
        advert, lists = self._advert, self._lists
        if not lists.of_title(advert.title)[0] and (self.for_others or not self._warns_enough()):
            return False
        if advert.vacancies or lists.offers.asks_itself(advert.description):
            return False
        civic = lists.civic.stands_in(self._name)
        if lists.offers.stands_in(self._said.text, lists.warning.spans(self._said), civic=civic):
            return False
        # Every property as it was found is read last: few adverts get here, and it is not loaded with the others.
        return not _gives_pay(advert)

    def _warns_enough(self) -> bool:
        warnings = self._lists.warning.count(self._said)
        if warnings >= _WARNINGS_OF_A_NOTICE:
            return True
        return warnings > 0 and not self._advert.vacancies and self._lists.civic.stands_in(self._name)

    @property
    def _said(self) -> Said:
        return self._lists.read(f"{self._advert.title}\n{self._advert.description}")

    def _find_undenied(self, finder: PhraseFinder) -> Found | None:
        """The words read past what is denied; few texts have any, so denials come last."""
        said = self._said
        found = finder.find(said)
        if found is None or (undenied := self._undenied) is said:
            return found
        return finder.find(undenied)

    @property
    def _undenied(self) -> Said:
        """The text with stops in place of what it denies."""
        said = self._said
        denied = self._lists.for_nobody.spans(said)
        return self._lists.read(_blanked(said.text, denied)) if denied else said


class SignReader:
    """Reads the signs of adverts by one rulebook; its phrase lists are compiled once."""

    @classmethod
    def of(cls, rulebook: Rulebook) -> "SignReader":
        """The reader of a rulebook, kept by its version."""
        return _reader_of(rulebook)

    def __init__(self, rulebook: Rulebook) -> None:
        self._lists = _SignLists(rulebook.jurisdiction)

    def read(self, advert: Advert, *, name: str) -> Signs:
        """The signs of `advert`, whose advertiser is called `name`."""
        return Signs(advert, name=name, lists=self._lists)


class _SignLists:
    """The phrases that signs are told by, and texts, names and titles read with them."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        licensing, concepts = jurisdiction.licensing, jurisdiction.licensing_concepts
        self.country = jurisdiction.country
        self.for_others = PhraseFinder(licensing.recruits_for_others.all(), concepts=concepts)
        self.sends_abroad = PhraseFinder(licensing.sends_abroad.all(), concepts=concepts)
        self.for_nobody = PhraseFinder(licensing.recruits_for_nobody.all(), concepts=concepts)
        self.direct = PhraseFinder(licensing.direct_employer.all(), concepts=concepts)
        self.own_staff = PhraseFinder(licensing.own_staff.all(), concepts=concepts)
        self.attributed = PhraseFinder(licensing.attribution.all(), concepts=concepts)
        self._agency = PhraseFinder(licensing.agency_words)
        # Words before a quotation ("say", "promise", "like") warn of nothing unless something is quoted.
        contexts = (one for one in jurisdiction.lawful_contexts if one.scope != "quoted")
        warnings = (one.phrases for one in contexts if one.reading == "warning")
        self.warning = PhraseFinder((one for phrases in warnings for one in phrases.all()), concepts=concepts)
        self.offers = OfferFinder(jurisdiction)
        self.civic = PhraseFinder(jurisdiction.civic_words)
        self._travel = PhraseFinder(jurisdiction.travel_words)
        self._travel_hints = PhraseFinder(jurisdiction.travel_hints)
        self.maritime = PhraseFinder(jurisdiction.maritime_words)
        self.crews = PhraseFinder(jurisdiction.maritime_offers.all(), concepts=concepts)
        self.studies = PhraseFinder(licensing.studies.all(), concepts=concepts)
        self.journeys = PhraseFinder(licensing.journeys.all(), concepts=concepts)
        self.work = PhraseFinder(licensing.offers_work.all(), concepts=concepts)
        self.senders = OfficialSenders(jurisdiction)
        of_firms = (self.for_others, self.sends_abroad, self.for_nobody, self.direct, self.own_staff)
        of_trades = (self.maritime, self.crews, self.studies, self.journeys, self.work)
        self._lists = PhraseLists(
            {finder: finder.wanted for finder in (*of_firms, self.attributed, self.warning, *of_trades)}
        )
        of_names = (self._agency, self._travel, self._travel_hints)
        self._name_lists = PhraseLists({finder: finder.wanted for finder in of_names})
        # Several signs of a text are asked in a row, some past what it denies; hostile texts are long to keep.
        self.read = lru_cache(maxsize=2)(self._read)
        # Names and titles repeat from advert to advert.
        self.of_name = lru_cache(maxsize=_MOST_SAID)(self._read_name)
        self.of_title = lru_cache(maxsize=_MOST_SAID)(self._read_title)

    def _read(self, text: str) -> Said:
        """A text ready to be asked for phrases."""
        return Said(text, self._lists)

    def _read_name(self, name: str) -> tuple[str, bool]:
        """The word of a name by which a firm recruits for others, and whether it is a travel firm's name."""
        said = Said(name, self._name_lists)
        trade = self._agency.find(said)
        travels = self._travel.stands_in(said) or (trade is None and self._travel_hints.stands_in(said))
        return trade.quote if trade else "", travels

    def _read_title(self, title: str) -> tuple[bool, Found | None]:
        """Whether a headline warns, and ships' words in it.

        A headline that warns is no offer; the same words further down are what impostors write too.
        """
        said = self._read(title)
        return self.warning.stands_in(said), self.maritime.find(said)


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with stops in place of `spans`, which no phrase leaps over and which keep every other word's place."""
    pieces, end = [], 0
    for first, last in sorted(spans):
        if last > end:
            start = max(first, end)
            pieces += [text[end:start], "." * (last - start)]
            end = last
    return "".join((*pieces, text[end:]))


def _gives_pay(advert: Advert) -> bool:
    return isinstance(advert.item, dict) and bool(advert.item.get("base_salary"))


_reader_of = ByVersion(SignReader)
