"""Which column of a file of reports is what: known names, a spec file, or a guess that a person accepts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from registry.errors import InvalidInput
from registry.register_spec import fold_header

KNOWN = (
    "url", "source", "channel", "posted_on", "received_on", "title", "advertiser", "description", "location",
    "destination_country", "salary", "min_salary", "max_salary", "currency",
)  # fmt: skip
# Other headers that can only mean one thing.
SAME = {
    "company": "advertiser", "companyname": "advertiser", "hiringorganization": "advertiser", "employer": "advertiser",
    "text": "description", "message": "description", "body": "description", "jobdescription": "description",
    "date": "posted_on", "dateposted": "posted_on", "posteddate": "posted_on", "postedon": "posted_on",
    "jobtitle": "title", "link": "url", "address": "url", "joburl": "url", "joblocation": "location",
    "country": "destination_country", "salaryrange": "salary", "receivedat": "received_on", "platform": "channel",
}  # fmt: skip
_HINTS = {
    "advertiser": ("agency", "recruiter", "firm", "advert", "organi"),
    "description": ("text", "descri", "detail", "content", "post", "ujumbe"),
    "title": ("title", "job", "position", "role", "kazi"),
    "url": ("url", "link"),
    "posted_on": ("posted", "published", "date"),
    "received_on": ("received", "reported"),
    "location": ("location", "place", "town", "city", "county"),
    "salary": ("salary", "pay", "wage", "mshahara"),
    "channel": ("channel", "platform", "medium"),
}


def _one_or_several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Header = Annotated[tuple[str, ...], BeforeValidator(_one_or_several)]


class ReportSpec(BaseModel):
    """A file's reading: for each known name the header (or headers, the first filled one counting) that holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, Header]
    source: Annotated[str, Field(max_length=60)] = "reports"
    channel: str = ""


@dataclass(frozen=True)
class Reading:
    """Known name to headers; `guessed` lists the names with a merely guessed header, `unread` the headers left over."""

    columns: Mapping[str, tuple[str, ...]]
    guessed: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def describe(self) -> str:
        """The reading as lines for a person to accept."""
        lines = [f"  {name:<20} from {' or '.join(map(repr, headers))}" for name, headers in self.columns.items()]
        return "\n".join([*lines, *(f"  {header!r} is not read" for header in self.unread)])


def by_spec(headers: Sequence[str], spec: ReportSpec, *, file: str) -> Reading:
    """The reading a spec prescribes; InvalidInput names a column that is not there or a name that is not known."""
    if unknown := [name for name in spec.columns if name not in KNOWN]:
        raise InvalidInput(f"The spec maps {unknown[0]!r}, which is not a name known here; known: {', '.join(KNOWN)}.")
    for name, wanted in spec.columns.items():
        if not any(header in headers for header in wanted):
            raise InvalidInput(f"{file} has no column {wanted[0]!r} for {name}; it has: {', '.join(headers[:20])}.")
    used = {header for wanted in spec.columns.values() for header in wanted}
    return _usable(Reading(dict(spec.columns), unread=tuple(h for h in headers if h not in used)), headers, file)


def by_names(headers: Sequence[str], *, file: str) -> Reading:
    """The reading that the headers themselves suggest; InvalidInput where neither title nor text can be found."""
    columns: dict[str, tuple[str, ...]] = {}
    known = {fold_header(name): name for name in KNOWN} | SAME
    for header in headers:
        if name := known.get(fold_header(header)):
            columns[name] = (*columns.get(name, ()), header)
    left = [header for header in headers if fold_header(header) not in known]
    guessed: list[str] = []
    for name, hints in _HINTS.items():
        fits = next((header for header in left if any(hint in header.lower() for hint in hints)), None)
        if name not in columns and fits is not None:
            columns[name] = (fits,)
            left.remove(fits)
            guessed.append(name)
    return _usable(Reading(columns, tuple(guessed), tuple(left)), headers, file)


def _usable(reading: Reading, headers: Sequence[str], file: str) -> Reading:
    used = {header for wanted in reading.columns.values() for header in wanted}
    if twice := [header for header in headers if header in used and headers.count(header) > 1]:
        raise InvalidInput(f"{file} has {headers.count(twice[0])} columns named {twice[0]!r}; rename all but one.")
    if not {"title", "description"} & set(reading.columns):
        raise InvalidInput(
            f"{file} has no column that looks like a title or a text (it has: {', '.join(headers[:20])}). Name one "
            "column 'title' or 'text', and where there are such 'advertiser', 'url' and 'posted_on'."
        )
    return reading
