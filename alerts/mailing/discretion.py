"""What must not leave in a mail: contacts and personal names, taken out of scraped text before it is written."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from sqlmodel import Session, col, select

from alerts.mailing.personal_addresses import is_profile, spells_any
from alerts.plain_words import one_line
from registry.bulk import in_pieces
from registry.identity.folding import stem
from registry.identity.name_words import words
from registry.identity.names import normalise
from registry.records import RecruiterKey
from registry.vocabulary import ContactKind

NO_BUSINESS_NAME = "An advertiser without a business name"
PRIVATE_KINDS = (
    ContactKind.PHONE,
    ContactKind.EMAIL,
    ContactKind.MESSAGING,
    ContactKind.PAYBILL,
    ContactKind.TILL,
    ContactKind.POCHI,
)
# Nine or more digits with at most one separator between two: longer than any date, and as long as a telephone number.
_NUMBER = re.compile(r"\+?\d(?:[ ()-]?\d){8,}")
_EMAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.\w+")
_KENYAN_PHONE = re.compile(r"(?<!\d)(?:\+|%2B)?(?:254|0)[17]\d{8}(?!\d)", re.IGNORECASE)
_DIGITS = re.compile(r"\D")
_BARE = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
SHORTEST_NUMBER = 5
LONGEST_OWN_NAME = 4
# Businesses that recruiters' names, which the registry's words are about, are not made of.
EMPLOYERS = frozenset(
    {"hotel", "lodge", "resort", "hospital", "clinic", "school", "restaurant", "mart", "supermarket", "bakery", "farm"}
)


@dataclass(frozen=True)
class Discretion:
    """What is known to be private of one recruiter: contact values, and the names of persons in small letters."""

    contacts: Collection[str] = ()
    persons: Collection[str] = field(default_factory=frozenset)

    def business_name(self, name: str) -> str:
        """The name without contacts, or a stand-in when nothing but a contact or a person's name is left."""
        plain = one_line(_NUMBER.sub("", _EMAIL.sub("", one_line(name)))).strip(" ,;:-/|()")
        if not any(letter.isalpha() for letter in plain) or plain.casefold() in self.persons:
            return NO_BUSINESS_NAME
        return NO_BUSINESS_NAME if reads_like_a_person(plain) else plain

    def sentence(self, text: str) -> str:
        """The text with every e-mail address and telephone number left out."""
        return _NUMBER.sub("[left out]", _EMAIL.sub("[left out]", one_line(text)))

    def public_address(self, url: str, *, advertiser: str = "", names: Iterable[str] = ()) -> str | None:
        """The address of a public page, or None when there is none or when it tells a contact or a private person.

        `advertiser` is the name that the entry is about, `names` all under which the same recruiter advertised.
        """
        plain = one_line(url, limit=2_000)
        if not plain.lower().startswith(("http://", "https://")) or " " in plain:
            return None
        lowered = unquote(plain).lower()
        told = any(value in lowered for contact in self.contacts for value in _spellings(contact))
        if told or _KENYAN_PHONE.search(plain) or _KENYAN_PHONE.search(lowered) or "@" in lowered:
            return None
        return None if self._tells_a_person(plain, advertiser, names) else plain

    def _tells_a_person(self, url: str, advertiser: str, names: Iterable[str]) -> bool:
        """Of a firm's people the whole name is private; of an advertiser that is no business every word is."""
        if not _valid(url):
            return True
        private = [one for one in dict.fromkeys([advertiser, *names]) if one and self._is_private(one)]
        if spells_any(url, [*self.persons, *private]):
            return True
        return advertiser in private and (is_profile(url) or spells_any(url, private, least=1))

    def _is_private(self, name: str) -> bool:
        return self.business_name(name) == NO_BUSINESS_NAME


def reads_like_a_person(name: str) -> bool:
    """Whether a name could be somebody's own: two to four words, none of which says that it is a business.

    Some short names of firms are taken for a person's; the case number stands beside them, and a name once sent cannot
    be called back.
    """
    written = name.replace(".", " ").split()
    if not 2 <= len(written) <= LONGEST_OWN_NAME or not all(_BARE.fullmatch(one) for one in written):
        return False
    known = normalise(name)
    trade = any(one in EMPLOYERS or stem(one) in words().generic for one in known.tokens)
    return not known.legal_form and not trade


def _valid(url: str) -> bool:
    """Whether an address can be taken apart at all; what cannot is not shown to be nobody's."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _spellings(contact: str) -> Iterable[str]:
    digits = _DIGITS.sub("", contact)
    if "@" in contact:
        yield contact.lower()
    elif len(digits) >= SHORTEST_NUMBER:
        yield digits[-9:]


def discretion_for(session: Session, recruiter_ids: Iterable[int]) -> Mapping[int, Discretion]:
    """What is private of each recruiter, from the keys that hold its adverts together."""
    contacts: dict[int, set[str]] = defaultdict(set)
    persons: dict[int, set[str]] = defaultdict(set)
    wanted = set(recruiter_ids)
    for piece in in_pieces(wanted):
        query = select(RecruiterKey).where(col(RecruiterKey.recruiter_id).in_(piece))
        for key in session.exec(query):
            if key.kind in PRIVATE_KINDS:
                contacts[key.recruiter_id].add(key.value)
            elif key.kind is ContactKind.PERSON:
                persons[key.recruiter_id].add(key.value.casefold())
    return {one: Discretion(frozenset(contacts[one]), frozenset(persons[one])) for one in wanted}
