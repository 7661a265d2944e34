"""Who advertises in the week, lawful or not: the compact description from which every advert is written."""

from dataclasses import dataclass

from dashboard.demo.country_data import KindPlan, Place
from dashboard.demo.firms import Contacts
from dashboard.demo.wording import Passage, Role


@dataclass(frozen=True, slots=True)
class Cast:
    """What is settled before a recruiter is made: its kind, its passages, whether they are held, and where it sends.

    `also` holds passages of another kind that every advert carries beside its own.
    """

    key: str
    plan: KindPlan
    held: bool
    passages: tuple[Passage, ...]
    abroad: bool
    also: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """One job on offer; `place` is the home country for work at home."""

    place: Place
    city: str
    town: str
    role: Role
    vacancies: int | None


@dataclass(slots=True)
class Recruiter:
    """One recruiter of the truth: several names where one person uses several."""

    number: int
    cast: Cast
    names: tuple[str, ...]
    contacts: Contacts
    intakes: tuple[Intake, ...]
    licence: str = ""
    other_agency: str = ""
    prints: tuple[str, ...] = ()
    site: str = ""
    ring: str = ""
    body: str = "full"
    adverts: int = 0

    @property
    def id(self) -> str:
        """The recruiter's name in the truth."""
        return f"r{self.number:05d}"


@dataclass(frozen=True, slots=True)
class Advert:
    """One advert at one address; `copy_of` is the number of the advert that this one repeats."""

    number: int
    recruiter: Recruiter
    ordinal: int
    site: str
    day: int
    copy_of: int | None = None

    @property
    def name(self) -> str:
        """The name it runs under."""
        return self.recruiter.names[self.ordinal % len(self.recruiter.names)]
