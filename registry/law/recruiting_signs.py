"""What an advert's own words say on whether it needs a licence: for whom it recruits, for where, and in what trade."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from registry.law.by_version import ByVersion
from registry.law.offers_beside_warnings import OfferFinder
from registry.law.official import OfficialSenders
from registry.law.phrase_reading import Found, PhraseFinder
from registry.law.rulebook import Rulebook
from registry.law.stretches import PhraseLists, Said, Span
from registry.records import Advert
from registry.vocabulary import SourceKind

_MOST_SAID = 20_000
# One warning, or two, stand in many an offer: "we never charge, beware of conmen".
_WARNINGS_OF_A_NOTICE = 3


@dataclass(frozen=True)
class Signs:
    """The signs of one advert.

    `for_others`, `sends_abroad` and `maritime` are words of its text, None where none say so; `agency_name` is a word
    of the advertiser's name by which it recruits for others, which its own words of hiring for itself outweigh.
    `official` is the state's name where it advertises itself; `no_job` says that it offers a place to study abroad, or
    is a travel firm's and sells a journey, and no job.
    """

    abroad: bool
    for_others: Found | None
    agency_name: str
    direct: bool
    attributed: bool
    warns: bool
    official: str
    travel_name: bool
    maritime: Found | None
    no_job: bool = False
    sends_abroad: Found | None = None

    @property
    def needs_licence(self) -> bool:
        """Whether it recruits for others or abroad, and neither hires for itself, speaks for the state nor quotes."""
        if self.official or self.quotes:
            return False
        if (self.direct or self.no_job) and self.for_others is None:
            return False
        return self.abroad or self.for_others is not None or bool(self.agency_name)

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


class SignReader:
    """Reads the signs of adverts by one rulebook; its phrase lists are compiled once."""

    @classmethod
    def of(cls, rulebook: Rulebook) -> "SignReader":
        """The reader of a rulebook, kept by its version."""
        return _reader_of(rulebook)

    def __init__(self, rulebook: Rulebook) -> None:
        self._jurisdiction = rulebook.jurisdiction
        licensing, concepts = self._jurisdiction.licensing, self._jurisdiction.licensing_concepts
        self._for_others = PhraseFinder(licensing.recruits_for_others.all(), concepts=concepts)
        self._sends_abroad = PhraseFinder(licensing.sends_abroad.all(), concepts=concepts)
        self._for_nobody = PhraseFinder(licensing.recruits_for_nobody.all(), concepts=concepts)
        self._direct = PhraseFinder(licensing.direct_employer.all(), concepts=concepts)
        self._own_staff = PhraseFinder(licensing.own_staff.all(), concepts=concepts)
        self._attributed = PhraseFinder(licensing.attribution.all(), concepts=concepts)
        self._agency = PhraseFinder(licensing.agency_words)
        # Words before a quotation ("say", "promise", "like") warn of nothing unless something is quoted.
        contexts = (one for one in self._jurisdiction.lawful_contexts if one.scope != "quoted")
        warnings = (one.phrases for one in contexts if one.reading == "warning")
        self._warning = PhraseFinder((one for phrases in warnings for one in phrases.all()), concepts=concepts)
        self._offers = OfferFinder(self._jurisdiction)
        self._civic = PhraseFinder(self._jurisdiction.civic_words)
        self._travel = PhraseFinder(self._jurisdiction.travel_words)
        self._travel_hints = PhraseFinder(self._jurisdiction.travel_hints)
        self._maritime = PhraseFinder(self._jurisdiction.maritime_words)
        self._crews = PhraseFinder(self._jurisdiction.maritime_offers.all(), concepts=concepts)
        self._studies = PhraseFinder(licensing.studies.all(), concepts=concepts)
        self._journeys = PhraseFinder(licensing.journeys.all(), concepts=concepts)
        self._work = PhraseFinder(licensing.offers_work.all(), concepts=concepts)
        self._senders = OfficialSenders(self._jurisdiction)
        of_firms = (self._for_others, self._sends_abroad, self._for_nobody, self._direct, self._own_staff)
        of_trades = (self._maritime, self._crews, self._studies, self._journeys, self._work)
        self._lists = PhraseLists(
            {finder: finder.wanted for finder in (*of_firms, self._attributed, self._warning, *of_trades)}
        )
        of_names = (self._agency, self._travel, self._travel_hints)
        self._name_lists = PhraseLists({finder: finder.wanted for finder in of_names})
        # Names and titles repeat from advert to advert.
        self._of_name = lru_cache(maxsize=_MOST_SAID)(self._read_name)
        self._of_title = lru_cache(maxsize=_MOST_SAID)(self._read_title)

    def read(self, advert: Advert, *, name: str) -> Signs:
        """The signs of `advert`, whose advertiser is called `name`."""
        said = Said(f"{advert.title}\n{advert.description}", self._lists)
        sender = self._senders.of(advert)
        agency_name, travel_name = self._of_name(name)
        is_state = sender is not None and not agency_name and self._senders.speaks_for_itself(sender, name)
        warns, ships = self._of_title(advert.title)
        for_others = self._find_undenied(self._for_others, said)
        at_home = advert.destination == self._jurisdiction.country
        abroad = advert.destination is not None and not at_home
        return Signs(
            abroad=abroad,
            for_others=for_others,
            agency_name=agency_name,
            direct=self._direct.stands_in(said) or (not abroad and self._own_staff.stands_in(said)),
            attributed=advert.source_kind is SourceKind.BLOG and self._attributed.stands_in(said),
            warns=self._is_notice(advert, said, name=name, headed=warns, offers=for_others is not None),
            official=sender.name if sender and is_state else "",
            travel_name=travel_name,
            maritime=self._crews.find(said) or (None if at_home else ships or self._said_twice(said)),
            sends_abroad=self._find_undenied(self._sends_abroad, said) if advert.destination is None else None,
            no_job=abroad and not agency_name and self._offers_no_job(advert, said, travels=travel_name),
        )

    def _offers_no_job(self, advert: Advert, said: Said, *, travels: bool) -> bool:
        """Whether it offers a place to study, or a journey if it `travels`, and, denials apart, no work.

        Pay is read last, as for notices.
        """
        offers = self._studies.stands_in(said) or (travels and self._journeys.stands_in(said))
        if advert.vacancies or not offers:
            return False
        denied = self._for_nobody.spans(said)
        read = Said(_blanked(said.text, denied), self._lists) if denied else said
        return not self._work.stands_in(read) and not _gives_pay(advert)

    def _find_undenied(self, finder: PhraseFinder, said: Said) -> Found | None:
        """Words of recruiting for others, read past what is denied; few texts have any, so denials come last."""
        found = finder.find(said)
        if found is None or not (denied := self._for_nobody.spans(said)):
            return found
        return finder.find(Said(_blanked(said.text, denied), self._lists))

    def _is_notice(self, advert: Advert, said: Said, *, name: str, headed: bool, offers: bool) -> bool:
        """Whether the advert warns and recruits nobody: impostors head and fill their offers with warnings too.

        It offers no pay, no number of posts and no work that it can be called for. Without a headline that warns, it
        warns again and again, for no client (`offers`); once is enough where the sender is by its name a society and
        no firm.
        """
        if not headed and (offers or not self._warns_enough(advert, said, name)):
            return False
        if advert.vacancies or self._offers.asks_itself(advert.description):
            return False
        if self._offers.stands_in(said.text, self._warning.spans(said), civic=self._civic.stands_in(name)):
            return False
        # Every property as it was found is read last: few adverts get here, and it is not loaded with the others.
        return not _gives_pay(advert)

    def _warns_enough(self, advert: Advert, said: Said, name: str) -> bool:
        warnings = self._warning.count(said)
        if warnings >= _WARNINGS_OF_A_NOTICE:
            return True
        return warnings > 0 and not advert.vacancies and self._civic.stands_in(name)

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
        said = Said(title, self._lists)
        return self._warning.stands_in(said), self._maritime.find(said)

    def _said_twice(self, said: Said) -> Found | None:
        """Ships' words, where they are said more than once: one mention among other trades is not the trade."""
        found = self._maritime.find(said)
        return found if found and self._maritime.count(said) > 1 else None


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
