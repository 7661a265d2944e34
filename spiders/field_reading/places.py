"""Where the job of an advert is: what its title, location, markup and running text say, as ISO 3166-1 codes."""

from spiders.field_reading.place_names import countries_in, read_country
from spiders.field_reading.work_abroad import country_of_work

FIRST_LINES, LONGEST_PLACE = 8, 60


def destination_of(*, title: str, location: str, description: str, home: str, stated: str = "") -> str | None:
    """The country the job is in, where the advert is clear about it; `home` is the country it is advertised in.

    `stated` is what markup gives as the country. A foreign country in the title goes before the location, which is
    often the agency's own office.
    """
    in_title = _foreign(title, home)
    if in_title:
        return in_title
    place = read_country(stated) or _foreign(location, home) or read_country(location)
    if place and place != home:
        return place
    return country_of_work(f"{title}\n{description}", home=home, located_at_home=place == home) or place


def place_of(country: str | None, *, title: str, description: str) -> str:
    """The first place in that country which the title names, or else the text; empty where neither does."""
    for text in (title, description):
        found = next((one for one in countries_in(text) if one.code == country), None) if country else None
        if found:
            return text[found.start : found.end]
    return ""


def place_alone(description: str) -> str:
    """The place that is all one of the text's first lines says ("Riyadh, Saudi Arabia"); empty where none is."""
    lines = description.split("\n", FIRST_LINES)[:FIRST_LINES]
    return next(filter(None, (_only_place(line) for line in lines if len(line) <= LONGEST_PLACE)), "")


def _only_place(line: str) -> str:
    found = countries_in(line)
    rest = line
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.end :]
    said = found and not any(letter.isalnum() for letter in rest)
    return line[found[0].start : found[-1].end] if said else ""


def _foreign(text: str, home: str) -> str | None:
    return next((mention.code for mention in countries_in(text, beside=home) if mention.code != home), None)
