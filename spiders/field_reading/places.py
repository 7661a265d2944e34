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
    """The first place in that country which the title names, or else the text; else a line that is a place."""
    for text in (title, description):
        found = next((one for one in countries_in(text) if one.code == country), None) if country else None
        if found:
            return text[found.start : found.end]
    lines = description.split("\n", FIRST_LINES)[:FIRST_LINES]
    return next((line for line in lines if len(line) <= LONGEST_PLACE and _is_place(line)), "")


def _is_place(line: str) -> bool:
    rest = line
    for found in reversed(countries_in(line)):
        rest = rest[: found.start] + rest[found.end :]
    return rest != line and not any(letter.isalnum() for letter in rest)


def _foreign(text: str, home: str) -> str | None:
    return next((mention.code for mention in countries_in(text, beside=home) if mention.code != home), None)
