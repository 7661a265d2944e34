"""What one crawl counts while it runs, and what went wrong in words an operator understands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.advert_item import AdvertItem
from registry.intake import CrawlCounts
from registry.records import Crawl

COUNTED = (
    "title", "hiring_organization", "description", "date_posted", "valid_through", "base_salary", "job_location",
    "destination_country", "contacts", "total_job_openings",
)  # fmt: skip
MOST_PROBLEMS = 100
READ = (200, 304)
LOOKED_AT = "items"


@dataclass
class Tally:
    """Pages, bytes, items and problems of one crawl; `complete` falls to False when part of the site was not seen.

    `pages_read` counts what this process was served; the others also hold what was stored before an interruption.
    """

    pages: int = 0
    bytes: int = 0
    items: int = 0
    expected: int = 0
    complete: bool = True
    failed: bool = False
    status_codes: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    seconds_before: float = 0.0
    pages_read: int = 0
    _problems: dict[str, list[str]] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def saw_page(self, *, status: int, size: int) -> None:
        """Count one answer of the server."""
        self.pages += 1
        self.bytes += size
        self.status_codes[str(status)] += 1
        self.pages_read += status in READ

    def saw_item(self, item: AdvertItem) -> None:
        """Count one advert and which of its properties are filled."""
        self.items += 1
        self.filled.update(name for name in COUNTED if getattr(item, name))

    def go_on_from(self, crawl: Crawl) -> None:
        """Start from what a crawl that is taken up again had stored."""
        stored = {
            name: dict(value) for name in ("status_codes", "refusals", "filled") if (value := getattr(crawl, name))
        }
        self.pages, self.bytes, self.seconds_before = crawl.pages, crawl.bytes, crawl.seconds
        self.status_codes, self.refusals = Counter(stored.get("status_codes")), Counter(stored.get("refusals"))
        self.filled = Counter(stored.get("filled"))
        self.items = self.filled.pop(LOOKED_AT, 0)

    def counts(self, *, seconds: float) -> CrawlCounts:
        """The figures so far; `seconds` is how long this process has been at it."""
        return CrawlCounts(
            pages=self.pages,
            bytes=self.bytes,
            seconds=self.seconds_before + seconds,
            status_codes=dict(self.status_codes),
            refusals=dict(self.refusals),
            filled={LOOKED_AT: self.items, **self.filled},
        )

    def refused(self, why: str) -> None:
        """Count a page that was not read, or not let us read it."""
        self.refusals[why] += 1

    def problem(self, text: str, *, where: str = "", lost_part: bool = False) -> None:
        """Note a problem with the outside; alike ones are counted together and their first address kept.

        `lost_part` says that some of what the site lists was not seen.
        """
        self.complete = self.complete and not lost_part
        if text in self._problems or len(self._problems) < MOST_PROBLEMS:
            self._problems.setdefault(text, [where] if where else [])
            self._counts[text] += 1

    @property
    def coverage(self) -> Mapping[str, float]:
        """The share of items in which each counted property is filled."""
        return {name: round(self.filled[name] / self.items, 4) for name in COUNTED} if self.items else {}

    @property
    def problems(self) -> list[str]:
        """Each problem once, with how often it happened and one address."""
        return [self._told(text) for text in self._problems]

    def _told(self, text: str) -> str:
        where, count = self._problems[text], self._counts[text]
        often = f" ({count} times)" if count > 1 else ""
        return f"{text}{often}" + (f" First at {where[0]}" if where else "")
