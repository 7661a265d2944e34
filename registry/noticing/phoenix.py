"""Barred firms met again: people, telephones, payment numbers, premises and texts that a new recruiter shares."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from registry.identity.matching import RegisterIndex
from registry.identity.name_comparing.comparison import compare
from registry.identity.name_comparing.groups import unrelated_names
from registry.identity.names import normalise_name
from registry.identity.recruiter_groups.keys import Key, SeenAdvert
from registry.law.days import say
from registry.noticing.barred import BarredFirm
from registry.noticing.former_names import FormerNames, SuccessionReader
from registry.noticing.phrase_book import PhraseBook
from registry.noticing.printed_names import is_named_after, is_named_in, orders_of
from registry.noticing.surroundings import AdvertClaim, Surroundings
from registry.observation import Observation
from registry.vocabulary import ContactKind, Stated

RULE = "phoenix"
DIRECTOR_RULE = "director_link_to_barred"
# How much each kind of shared fact says alone; together they add up as independent doubts would.
WEIGHTS = {
    ContactKind.PHONE: 0.6,
    ContactKind.PAYBILL: 0.6,
    ContactKind.TILL: 0.6,
    ContactKind.EMAIL: 0.6,
    ContactKind.DOMAIN: 0.6,
    ContactKind.MESSAGING: 0.6,
    ContactKind.PERSON: 0.5,
    ContactKind.ADDRESS: 0.25,
}
TEXT_WEIGHT = 0.35
# The advertiser's own words that it was that firm say as much as its telephone.
FORMER_NAME_WEIGHT = 0.6
WORDS = "words"
STATED_FROM = 0.6
# A person's name under so many strangers' adverts is a common name.
_COMMON_PERSON = 4


@dataclass(frozen=True)
class Link:
    """One fact that an advert's recruiter shares with a barred firm."""

    kind: str
    value: str
    weight: float
    span: tuple[int, int] | None = None


class BarredLinks:
    """The barred firms by everything they can be met by, asked about a batch of adverts."""

    def __init__(
        self,
        firms: Sequence[BarredFirm],
        claims: Sequence[AdvertClaim],
        around: Surroundings,
        *,
        blocks: set[Key],
        succession: SuccessionReader,
        index: RegisterIndex,
    ) -> None:
        """`blocks` are contacts that the register itself gives for several agencies; `index` is that register."""
        self._firms = firms
        self._claims = claims
        self._around = around
        self._shared = blocks | around.common
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        self._by_campaign: dict[int, list[int]] = defaultdict(list)
        self._by_group: dict[int, list[tuple[int, Link]]] = {}
        for at, firm in enumerate(firms):
            for key in firm.keys:
                self._by_key[key].append(at)
            for campaign in firm.campaigns:
                self._by_campaign[campaign].append(at)
        self._people = _by_phrase((person, at) for at, firm in enumerate(firms) for person in firm.people)
        self._written = {as_written: person for person in self._people for as_written in orders_of(person)}
        self._addresses = _by_phrase((address, at) for at, firm in enumerate(firms) for address in firm.addresses)
        self._person_book, self._address_book = PhraseBook(self._written), PhraseBook(self._addresses)
        self._names = _by_phrase((firm.name, at) for at, firm in enumerate(firms))
        self._former_names = FormerNames(self._names, succession, index)

    def observe(self, one: AdvertClaim) -> Iterator[Observation]:
        """A phoenix where the combined links weigh enough, and a director's link for each person named.

        Of a repost only the contacts that it prints itself are asked: a barred firm's own are not the reposter's. An
        advert that gives no name is its recruiter's, where other adverts name one; where none does, it may be the firm
        itself, and only a person of a firm that it does not name links it.
        """
        name = one.claim.name or self._around.name_of(one)
        told: set[str] = set()
        for at, links in sorted(self._links(one).items()):
            firm = self._firms[at]
            barred = normalise_name(firm.name)
            # One firm may be barred by the register and by several notices: it is told once. The firm itself under its
            # own name is the register's business; a phoenix has another name.
            if barred in told or not firm.is_barred_on(one.day) or _is_of(one, firm, name):
                continue
            told.add(barred)
            yield from (self._director(one, firm, link) for link in links if link.kind == ContactKind.PERSON.value)
            combined = _combined(links)
            if name and combined >= STATED_FROM:
                yield _phoenix(name, firm, links, combined)

    def _links(self, one: AdvertClaim) -> dict[int, list[Link]]:
        found: dict[int, dict[tuple[str, str], Link]] = defaultdict(dict)
        printed = () if one.reposts else self._by_words(one)
        for at, link in (*self._by_recruiter(one), *printed):
            found[at].setdefault((link.kind, link.value), link)
        return {at: list(links.values()) for at, links in found.items()}

    def _by_recruiter(self, one: AdvertClaim) -> list[tuple[int, Link]]:
        """Through any contact or text of the recruiter's, worked out once for all its adverts."""
        if one.reposts:
            return [*self._contacts_of((self._around.seen(one),))]
        group = self._around.group(one)
        if group not in self._by_group:
            self._by_group[group] = [*self._contacts_of(self._around.own(one)), *self._texts_of(self._around.own(one))]
        return self._by_group[group]

    def _contacts_of(self, adverts: Sequence[SeenAdvert]) -> Iterator[tuple[int, Link]]:
        keys = {key for advert in adverts for key in advert.strong}
        for key in sorted(keys - self._shared):
            for at in self._by_key.get(key, ()):
                yield at, Link(key[0].value, key[1], WEIGHTS.get(key[0], 0.3))

    def _texts_of(self, adverts: Sequence[SeenAdvert]) -> Iterator[tuple[int, Link]]:
        campaigns = {self._around.campaign_of.get(advert.id) for advert in adverts}
        for campaign in sorted(number for number in campaigns if number is not None):
            for at in self._by_campaign.get(campaign, ()):
                yield at, Link("text", f"campaign {campaign}", TEXT_WEIGHT)

    def _by_words(self, one: AdvertClaim) -> Iterator[tuple[int, Link]]:
        for start, end, person in self._mentions.get(one.id, ()):
            for at in self._people[person]:
                yield at, Link(ContactKind.PERSON.value, person, WEIGHTS[ContactKind.PERSON], (start, end))
        for _, _, address in self._address_book.find(f"{one.text}\n{one.advert.location}"):
            for at in self._addresses[address]:
                yield at, Link(ContactKind.ADDRESS.value, address, WEIGHTS[ContactKind.ADDRESS])
        for former in self._former_names.find(one.text):
            for at in self._names[former.name]:
                yield at, Link(WORDS, former.quote, FORMER_NAME_WEIGHT, former.span)

    @cached_property
    def _mentions(self) -> dict[int, list[tuple[int, int, str]]]:
        """People of barred firms in each advert of the batch, as a contact or in its text."""
        found = {one.id: list(self._people_in(one.text)) for one in self._claims}
        return {advert_id: mentions for advert_id, mentions in found.items() if mentions}

    def _people_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Place and name, as the register has it, of each person in `text`, without schools and streets named so."""
        for start, end, as_written in self._person_book.find(text):
            if not is_named_after(text, end):
                yield start, end, self._written[as_written]

    @cached_property
    def _names_by_person(self) -> dict[str, set[str]]:
        names: dict[str, set[str]] = defaultdict(set)
        for one in self._claims:
            for _, _, person in self._mentions.get(one.id, ()):
                names[person].update({one.claim.name} - {""})
        return names

    def _director(self, one: AdvertClaim, firm: BarredFirm, link: Link) -> Observation:
        common = len(unrelated_names(self._names_by_person[link.value])) >= _COMMON_PERSON
        text = one.text
        quote = text[link.span[0] : link.span[1]] if link.span else link.value
        explanation = f"The advert names {quote}; {_who(firm)} names the same person. Only the name was compared."
        facts = {
            "claimed": one.claim.name,
            "person": link.value,
            "barred": firm.name,
            "action": firm.action.value,
            "since": firm.since.isoformat(),
            "source": firm.source,
            "common_name": common,
        }
        stated = Stated.SILENT if common else Stated.STATED
        return Observation(DIRECTOR_RULE, stated, explanation, link.span, quote, facts, similarity=0.7)


def _is_of(one: AdvertClaim, firm: BarredFirm, name: str) -> bool:
    """Whether the advert by `name` is the firm's own, or, where nobody gives one, speaks of the firm."""
    return compare(name, firm.name).same_firm if name else is_named_in(one.text, firm.name)


def _by_phrase(pairs: Iterator[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for phrase, at in pairs:
        found[phrase].append(at)
    return found


def _combined(links: Sequence[Link]) -> float:
    doubt = 1.0
    for link in links:
        doubt *= 1 - link.weight
    return round(1 - doubt, 3)


def _who(firm: BarredFirm) -> str:
    return f"{firm.name} ({firm.action.value}, {firm.source}, {say(firm.since)})"


def _phoenix(name: str, firm: BarredFirm, links: Sequence[Link], combined: float) -> Observation:
    told = "; ".join(f"{link.kind} {link.value}" for link in links if link.kind != WORDS)
    said = next((link for link in links if link.kind == WORDS), None)
    by_words = f"By its own words {name} is the successor of {_who(firm)}: “{said.value}”." if said else ""
    by_facts = f"{name} shares with {_who(firm)}: {told}." if told else ""
    explanation = f"{by_words} {by_facts}".strip()
    facts = {
        "claimed": name,
        "barred": firm.name,
        "agency_id": firm.agency_id,
        "action": firm.action.value,
        "since": firm.since.isoformat(),
        "source": firm.source,
        "combined": combined,
        "links": [{"kind": link.kind, "value": link.value, "weight": link.weight} for link in links],
    }
    span, quote = (said.span, said.value) if said else (None, "")
    return Observation(RULE, Stated.STATED, explanation, span, quote, facts, similarity=combined)
