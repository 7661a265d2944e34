"""Who is the state itself: told by domain, never by name, because impostors use the name."""

from functools import lru_cache

from registry.advert_item import Contact
from registry.identity.claims import Advertised
from registry.identity.contact_reading.domains import host_of, is_under, registrable_domain
from registry.identity.contacts import contacts_on_file, domain_of
from registry.law.phrase_reading import PhraseFinder
from registry.law.rule_schema import Jurisdiction, OfficialSender
from registry.vocabulary import ContactKind, SourceKind

_MOST_HOSTS = 10_000
_PAYMENT = frozenset({ContactKind.PAYBILL, ContactKind.TILL, ContactKind.POCHI})


# Reports name the page that they were seen on, and nobody fetched it from there.
_HANDED_IN = frozenset({SourceKind.HOTLINE, SourceKind.SOCIAL})


def sender_domains(advert: Advertised) -> tuple[str, ...]:
    """The hosts an advert speaks from: its page's own, and that of the e-mail one applies to when it is the only one.

    An advert that prints the ministry's address beside somebody else's, or asks for money, speaks for itself only; the
    address that whoever handed it in gave vouches for nothing.
    """
    own = None if advert.source_kind in _HANDED_IN else host_of(advert.url)
    if not any(one["kind"] == ContactKind.EMAIL for one in advert.contacts):
        return (own,) if own else ()
    contacts = contacts_on_file(advert.contacts)
    mail = {host for one in contacts if one.kind is ContactKind.EMAIL and (host := _host(one))}
    others = {host for one in contacts if (host := _host(one))} - mail
    related = all(is_under(other, (host,)) or is_under(host, (other,)) for other in others for host in mail)
    if len(mail) != 1 or not related or any(one.kind in _PAYMENT for one in contacts):
        mail = set()
    return tuple(dict.fromkeys(host for host in (own, *mail) if host))


class OfficialSenders:
    """The official senders of one country by their domains."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._senders = jurisdiction.official_senders
        self._names = {one.name: PhraseFinder(one.names) for one in self._senders if one.names}
        self._places: dict[str, int] = {}
        for place, sender in enumerate(self._senders):
            for domain in sender.domains:
                self._places.setdefault(domain.lower(), place)
        # Most adverts are on a few boards.
        self._place = lru_cache(maxsize=_MOST_HOSTS)(self._find_place)

    def of(self, advert: Advertised) -> OfficialSender | None:
        """The official sender that the advert comes from, None where it comes from nobody official."""
        places = [place for host in sender_domains(advert) if (place := self._place(host)) is not None]
        return self._senders[min(places)] if places else None

    def speaks_for_itself(self, sender: OfficialSender, name: str) -> bool:
        """Whether an advertiser called `name` on a sender's pages is that sender: they list other firms' jobs too."""
        return not name or sender.name not in self._names or self._names[sender.name].stands_in(name)

    def _find_place(self, host: str) -> int | None:
        """The first sender that the host or a domain above it belongs to."""
        known, places = self._places, []
        while host:
            if host in known:
                places.append(known[host])
            host = host.partition(".")[2]
        return min(places, default=None)


def official_domains(jurisdiction: Jurisdiction) -> frozenset[str]:
    """The domains of this country's official senders, which many offices share."""
    named = {domain.lower() for sender in jurisdiction.official_senders for domain in sender.domains}
    return frozenset(named | {own for domain in named if (own := registrable_domain(domain))})


def _host(contact: Contact) -> str | None:
    if contact.kind is ContactKind.EMAIL:
        return contact.value.rpartition("@")[2].lower() or None
    return domain_of(contact) if contact.kind is ContactKind.DOMAIN else None
