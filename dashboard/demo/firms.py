"""The fictional labour office: which firms exist on paper, with which licences, orders and notices."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Literal

from dashboard.demo.country_data import CountryData, Place
from dashboard.demo.mint import Mint
from dashboard.demo.week import DEMO_ON, MONDAY

Status = Literal["valid", "expired", "deregistered"]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Every way to reach or pay someone; what an advert prints is chosen from it."""

    phone: str
    phone2: str
    email: str
    domain: str
    paybill: str
    till: str
    person: str
    address: str


@dataclass(frozen=True, slots=True)
class Order:
    """An approved vacancy list: so many posts of this work in this country."""

    title: str
    posts: int
    place: Place
    approved_on: date


@dataclass(slots=True)
class Firm:
    """A firm as the labour office knows it; `listed` says whether the agency list has a row for it."""

    name: str
    stem: str
    licence: str
    status: Status
    scope: str
    expires_on: date
    contacts: Contacts
    listed: bool = True
    maritime: bool = False
    orders: list[Order] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One firm named in the ministry's public notice."""

    name: str
    licence: str
    published_on: date
    reason: str
    people: tuple[str, ...]


class Office:
    """Registers firms, orders and notices, and remembers them for the official pages."""

    def __init__(self, rng: Random, mint: Mint, data: CountryData) -> None:
        self._rng = rng
        self._mint = mint
        self._habits = data.register
        self.firms: list[Firm] = []
        self.notices: list[NoticeRow] = []

    def contacts(self, name: str) -> Contacts:
        """A full set of new contacts for `name`."""
        mint = self._mint
        domain = mint.domain(name)
        return Contacts(
            phone=mint.phone(),
            phone2=mint.phone(),
            email=mint.email(domain),
            domain=domain,
            paybill=mint.paybill(),
            till=mint.till(),
            person=mint.person(),
            address=mint.address(),
        )

    def register(
        self,
        *,
        trade: str = "agency",
        name: str = "",
        status: Status = "valid",
        scopes: tuple[str, ...] = ("local", "foreign", "both"),
        listed: bool = True,
    ) -> Firm:
        """Enter a firm, with new contacts, a licence and an expiry date that fits its status."""
        stem = self._mint.stem()
        weights = [self._habits.scopes[scope] for scope in scopes]
        name = name or self._mint.firm_name(trade, stem)
        firm = Firm(
            name=name,
            stem=stem,
            licence=self._mint.licence(),
            status=status,
            scope=self._rng.choices(scopes, weights)[0],
            expires_on=self._expiry(status),
            contacts=self.contacts(name),
            listed=listed,
        )
        self.firms.append(firm)
        return firm

    def approve(self, firm: Firm, *, title: str, posts: int, place: Place) -> Order:
        """Put an approved order on file."""
        order = Order(title, posts, place, MONDAY - timedelta(days=self._rng.randint(20, 200)))
        firm.orders.append(order)
        return order

    def denounce(self, firm: Firm) -> NoticeRow:
        """Name a firm in the public notice, months before the week, with its directors."""
        published_on = MONDAY - timedelta(days=self._rng.choice((34, 61, 96, 150, 217)))
        people = [firm.contacts.person, self._mint.person()][: self._rng.randint(1, 2)]
        notice = NoticeRow(firm.name, firm.licence, published_on, self._rng.choice(self._habits.reasons), tuple(people))
        self.notices.append(notice)
        return notice

    def _expiry(self, status: Status) -> date:
        if status == "expired":
            return MONDAY - timedelta(days=self._rng.randint(20, 600))
        return DEMO_ON + timedelta(days=self._rng.randint(25, 400))
