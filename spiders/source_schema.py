"""What a source file may say, strictly: one YAML file a site, no code, and the file's stem is the spider's name."""

from datetime import date
from typing import Annotated, Any, Literal, Self
from urllib.parse import quote_plus, urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from registry.vocabulary import RegisterKind, SourceKind
from spiders.source_values import Address, Css, Pattern, TimeZone, XPathText

ITEM_PROPERTIES = (
    "url", "title", "hiring_organization", "description", "date_posted", "valid_through", "base_salary",
    "job_location", "destination_country", "applicant_location_requirements", "employment_type", "identifier",
    "application_contact", "total_job_openings", "occupational_category", "eligibility_to_work_requirement",
    "job_benefits", "industry", "qualifications", "experience_requirements", "education_requirements",
    "responsibilities", "skills", "work_hours", "incentive_compensation", "special_commitments",
)  # fmt: skip
Property = Literal[ITEM_PROPERTIES]  # type: ignore[valid-type]
LEAST_DELAY = 0.5
Method = Literal["jobposting", "css", "feed", "readable"]
Share = Annotated[float, Field(ge=0, le=1)]
Query = Annotated[str, Field(min_length=2, max_length=100)]
Hour = Annotated[int, Field(ge=0, le=24)]


class Strict(BaseModel):
    """Frozen, and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Verified(Strict):
    """Who last saw `wakala source check` pass on this source, when, and what was and was not confirmed.

    YAML reads a bare `on` as true, so the key is written in quotes: `"on": 2026-11-24`.
    """

    by: str | None = None
    on: date | None = None
    notes: str = ""


class Selector(Strict):
    """Where on a page one value stands: CSS or XPath; text unless `attribute`; `all` joins every match by `join`."""

    css: Css | None = None
    xpath: XPathText | None = None
    attribute: str | None = None
    all: bool = False
    join: str = "\n"

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.css is None) == (self.xpath is None):
            raise ValueError("give either css or xpath, not both")
        return self


def _plain_css(value: Any) -> Any:
    return {"css": value} if isinstance(value, str) else value


Where = Annotated[Selector, BeforeValidator(_plain_css)]


class Parameter(Strict):
    """Paging by a number in the address: `?name=first`, `first + step`, ... until a page shows nothing new."""

    name: str
    first: int = 2
    step: Annotated[int, Field(ge=1)] = 1
    last: Annotated[int, Field(ge=1)] = 500


class PostBack(Strict):
    """ASP.NET paging: `links` selects pager anchors that call `__doPostBack(target, 'Page$2')`.

    `button` selects a submit button that turns the page instead.
    """

    links: Css = "a[href*='__doPostBack']"
    button: Css | None = None


class Paging(Strict):
    """How a list goes on: one of a `next` link, an address parameter, or a post-back form."""

    next: Where | None = None
    parameter: Parameter | None = None
    postback: PostBack | None = None
    rows_total: Where | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(way is not None for way in (self.next, self.parameter, self.postback)) != 1:
            raise ValueError("give exactly one of next, parameter, postback")
        return self


class Listing(Strict):
    """Discovery by listing pages: `links` selects the anchors that lead to adverts."""

    links: Css


class Sitemap(Strict):
    """Discovery by sitemaps (also indexes and .gz): only addresses that match `follow` are adverts."""

    follow: Pattern = "."


class Search(Strict):
    """Discovery by a site's own search: each query stands in for `{query}` in every address of `start`, once.

    `queries` are words such as "housemaid saudi"; `links` selects the anchors of the results.
    """

    queries: Annotated[tuple[Query, ...], Field(min_length=1, max_length=200)]
    links: Css


class Feed(Strict):
    """Discovery by RSS, Atom or JSON Feed: entries become adverts, read from their own page when `pages` is true."""

    pages: bool = False


class Browser(Strict):
    """Pages are opened in a browser, for sites whose adverts arrive by script; needs the optional extra `browser`.

    `wait_for` selects an element that is there once the page is ready; without it the page's own requests must end.
    """

    wait_for: str | None = None


class RegisterSection(Strict):
    """An official list: what it holds, and the spec (shipped name, or inline mapping) that reads its columns."""

    register_kind: RegisterKind
    spec: str | dict[str, Any]
    jurisdiction: str = "ke"


class Lookup(Strict):
    """One literal oddity of the site: `raw` means `value`, and why."""

    raw: str
    value: str
    reason: Annotated[str, Field(min_length=5)]


class Hours(Strict):
    """The hours of day (site's own time) in which the timetable may crawl; may run over midnight."""

    since: Hour
    until: Hour
    time_zone: TimeZone = "Africa/Nairobi"

    @property
    def zone(self) -> ZoneInfo:
        """The zone the hours are told in."""
        return ZoneInfo(self.time_zone)


class Politeness(Strict):
    """What the site is asked to bear, and we from it: pace, pages a run, bytes and seconds a page, pages deep."""

    delay: Annotated[float, Field(ge=0, le=300)] = 1.0
    concurrency: Annotated[int, Field(ge=1, le=32)] = 1
    hours: Hours | None = None
    max_pages: Annotated[int, Field(ge=1, le=1_000_000)] = 5_000
    max_bytes: Annotated[int, Field(ge=1_000, le=50_000_000)] = 5_000_000
    max_seconds: Annotated[float, Field(ge=1, le=300)] = 30.0


class Revisit(Strict):
    """When an advert's page is asked for again: hours after its first visit, and at most, however long unchanged.

    Each visit that finds nothing changed multiplies the wait by `stretch`; a change brings it back to `least` (by
    default the source's `interval`). A page that the site no longer lists is looked at regardless.
    """

    least: Annotated[float, Field(ge=0, le=8_760)] | None = None
    most: Annotated[float, Field(ge=0, le=8_760)] = 72.0
    stretch: Annotated[float, Field(ge=1, le=10)] = 1.5

    def wait(self, before: float | None, *, interval: float) -> float:
        """Hours until the next visit; `before` is the wait that ended with nothing changed, None after a change."""
        least = min(interval if self.least is None else self.least, self.most)
        return least if before is None else min(max(before, least) * self.stretch, self.most)


class Expectations(Strict):
    """What a healthy run brings: items, and the share of items in which each property is filled."""

    items_min: Annotated[int, Field(ge=0)] = 0
    items_max: Annotated[int, Field(ge=1)] | None = None
    coverage: dict[Property, Share] = {}


class Source(Strict):
    """One site as its file describes it; `start` holds its listing pages, sitemaps, feeds or adverts.

    `container` selects the nodes of a page that each are one advert, for sites whose adverts have no page of their own.
    """

    name: str = ""  # set by the loader: a file that says it itself is refused
    title: str
    kind: SourceKind | None = None
    register_: RegisterSection | None = Field(default=None, alias="register")
    enabled: bool = True
    verified: Verified = Verified()
    local: bool = False
    jurisdiction: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "ke"
    start: Annotated[tuple[Address, ...], Field(min_length=1)]
    listing: Listing | None = None
    sitemap: Sitemap | None = None
    feed: Feed | None = None
    search: Search | None = None
    paging: Paging | None = None
    browser: Browser | None = None
    method: Annotated[tuple[Method, ...], Field(min_length=1)] = ("jobposting", "css", "readable")
    container: Css | None = None
    fields: dict[Property, Where] = {}
    lookups: dict[Property, tuple[Lookup, ...]] = {}
    label_noise: tuple[str, ...] = ()
    politeness: Politeness = Politeness()
    revisit: Revisit = Revisit()
    interval: Annotated[float, Field(gt=0)] = 24.0
    expect: Expectations = Expectations()

    @model_validator(mode="after")
    def _adverts_or_register(self) -> Self:
        if (self.kind is None) == (self.register_ is None):
            raise ValueError("give `kind` for a site with adverts or `register` for an official list, not both")
        if sum(way is not None for way in (self.listing, self.sitemap, self.feed, self.search)) > 1:
            raise ValueError("give at most one of listing, sitemap, feed, search")
        if self.search and not all("{query}" in address for address in self.start):
            raise ValueError("with `search`, every address under `start` says {query} where the words go")
        if self.paging and not (self.listing or self.search or self.register_ or self.container):
            raise ValueError("`paging` goes with `listing`, `search`, `register` or `container`")
        if self.politeness.delay < LEAST_DELAY and not self.local:
            raise ValueError(f"a site of others is asked at most every {LEAST_DELAY} s; raise `politeness.delay`")
        if "css" in self.method[:1] and not self.fields:
            raise ValueError("method css comes first but `fields` is empty; say where each value stands")
        return self

    @property
    def is_register(self) -> bool:
        """Whether this is an official list and not a place for adverts."""
        return self.register_ is not None

    @property
    def links(self) -> str:
        """The selector of the anchors that lead to adverts, on listing and result pages; empty where there are none."""
        return self.listing.links if self.listing else self.search.links if self.search else ""

    @property
    def first_pages(self) -> tuple[str, ...]:
        """The addresses a crawl begins at: those of `start`, a search's once for each of its queries."""
        if self.search is None:
            return self.start
        return tuple(
            address.replace("{query}", quote_plus(query)) for address in self.start for query in self.search.queries
        )

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts this source starts at."""
        return frozenset(urlsplit(address).hostname or "" for address in self.start)

    def look_up(self, name: str, raw: str) -> str:
        """`raw`, or what the file says this literal oddity of property `name` means."""
        for lookup in self.lookups.get(name, ()):
            if lookup.raw == raw.strip():
                return lookup.value
        return raw
