"""Reads the invented country's settings (`country/*.yml`) strictly, so that a slip there is a sentence with a line."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from registry.strict_yaml import read_strict

FOLDER = Path(__file__).parent / "country"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Syllables(_Strict):
    """How one flavour of invented word is put together."""

    flavour: str
    share: int
    onsets: tuple[str, ...]
    vowels: tuple[str, ...]
    endings: tuple[str, ...]
    length: tuple[int, int]
    prefixes: tuple[str, ...]


class NameParts(_Strict):
    """What invented firms, people, addresses and numbers are made of."""

    syllables: tuple[Syllables, ...]
    second_words: tuple[str, ...]
    second_word_share: float
    trades: dict[str, tuple[str, ...]]
    legal_forms: tuple[str, ...]
    no_legal_form: tuple[str, ...]
    given_names: tuple[str, ...]
    mailboxes: tuple[str, ...]
    domain_tails: tuple[str, ...]
    buildings: tuple[str, ...]
    streets: tuple[str, ...]
    phone_prefixes: tuple[str, ...]


class Place(_Strict):
    """A destination: how it is called, its cities, and an ordinary monthly range of pay by tier of work."""

    code: str
    name: str
    names: tuple[str, ...]
    cities: tuple[str, ...]
    currency: str
    labels: tuple[str, ...]
    pay: dict[str, tuple[int, int]]


class Places(_Strict):
    """Where the week happens."""

    towns: tuple[str, ...]
    home: Place
    tiers: dict[str, str]
    countries: tuple[Place, ...]
    regions: dict[str, tuple[Place, ...]]


class Noise(_Strict):
    """Shares from 0 to 1 of what spoils a scrape."""

    glued_label: float
    glued_place: float
    labels: tuple[str, ...]
    letter_o: float
    emoji_digits: float
    spaced_digits: float
    double_entities: float
    curly_quotes: float
    missing_pay: float
    missing_date: float
    missing_location: float
    missing_name: float
    broken_markup: float
    wrong_encoding: float
    duplicate_page: float
    dead_links: int
    shouting_title: float
    name_variant: float
    legal_form_swap: float


class RegisterHabits(_Strict):
    """How the official lists are kept."""

    agencies: int
    expired_share: float
    scopes: dict[str, int]
    scope_words: dict[str, str]
    duplicate_rows: int
    misspelt_rows: int
    missing_phone: float
    missing_email: float
    missing_website: float
    odd_dates: float
    blank_expiry: float
    rows_a_page: int
    orders_a_page: int
    maritime_agents: int
    reasons: tuple[str, ...]
    misspellings: tuple[tuple[str, str], ...]


class KindPlan(_Strict):
    """How many recruiters of one kind, how often they post, where to, and on which sites."""

    recruiters: int
    posts: tuple[int, int, int]
    abroad: float
    licensed: float = 0.0
    ordered: bool = True
    region: str = ""
    sites: str
    own_sites: int = 0
    amount: str = "small"
    roles: tuple[str, ...] = ()
    filler: int = 0
    also: str = ""


class Trade(_Strict):
    """The line of business a passage speaks of, and the work it offers."""

    trade: str
    roles: tuple[str, ...]


class Planting(_Strict):
    """Who is planted in a default week."""

    at: int
    amounts: dict[str, tuple[int, int]]
    sites: dict[str, dict[str, int]]
    kinds: dict[str, KindPlan]
    trades: dict[str, Trade]
    abroad_passages: tuple[str, ...]
    unfit_lines: dict[str, tuple[str, ...]]
    titles: dict[str, tuple[str, ...]]
    footers: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class CountryData:
    """Everything that `country/*.yml` says."""

    names: NameParts
    places: Places
    noise: Noise
    register: RegisterHabits
    planting: Planting


@lru_cache(maxsize=1)
def read_country() -> CountryData:
    """The shipped settings of the invented country, read once."""
    return CountryData(
        names=read_strict(FOLDER / "names.yml", NameParts),
        places=read_strict(FOLDER / "places.yml", Places),
        noise=read_strict(FOLDER / "noise.yml", Noise),
        register=read_strict(FOLDER / "register.yml", RegisterHabits),
        planting=read_strict(FOLDER / "planting.yml", Planting),
    )
