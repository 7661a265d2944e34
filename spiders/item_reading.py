"""One raw posting as a validated AdvertItem: every property read once, the raw text kept beside what was read."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlunsplit

from pydantic import ValidationError

from registry.advert_item import MAX_LINE, AdvertItem, Contact
from registry.identity.contacts import find_contacts
from registry.identity.names import clean_advertiser
from registry.language import read_language
from registry.untitled import first_line
from spiders.fetching.web_address import joined, split
from spiders.field_reading.dates import read_date
from spiders.field_reading.occupations import read_occupation
from spiders.field_reading.openings import read_openings
from spiders.field_reading.pay import read_pay
from spiders.field_reading.place_names import read_country
from spiders.field_reading.places import destination_of, place_alone, place_of
from spiders.field_reading.said_numbers import read_count
from spiders.field_reading.told_in_sentences import advertiser_in, pay_in, posted_in
from spiders.locality import Locality
from spiders.page_reading.labelled_lines import deadline_in, read_labelled
from spiders.posting import Posting
from spiders.source_schema import Source

KEPT_AS_PRINTED = (
    "applicant_location_requirements", "employment_type", "identifier", "application_contact", "occupational_category",
    "eligibility_to_work_requirement", "job_benefits", "industry", "qualifications", "experience_requirements",
    "education_requirements", "responsibilities", "skills", "work_hours", "incentive_compensation",
    "special_commitments",
)  # fmt: skip
_IN_SENTENCES = (("base_salary", pay_in), ("date_posted", posted_in), ("hiring_organization", advertiser_in))
_MAY_CHANGE = re.compile(r"[?#\[\]\s]|///")
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid)$")


def read_item(posting: Posting, *, url: str, source: Source, at: datetime, locality: Locality) -> AdvertItem | None:
    """The advert that `posting` on the page at `url` is, or None where its address cannot be stored.

    `at` is when it was seen (aware); `locality` says whose telephone numbers may stand without a country code.
    """
    values = {name: source.look_up(name, value) for name, value in posting.values.items()}
    told = values.get("description", "")
    stated = {"valid_through": deadline_in(told), **read_labelled(told), **values}
    stated |= {name: said for name, read in _IN_SENTENCES if not stated.get(name) and (said := read(told))}
    description = values.get("description", "")
    title = values.get("title", "") or first_line(description)
    raw_name = stated.get("hiring_organization", "")
    printed = {name: stated[name] for name in KEPT_AS_PRINTED if stated.get(name)}
    text = "\n".join((title, description, *printed.values()))
    try:
        return AdvertItem(
            source=source.name,
            source_kind=source.kind,
            url=plain_address(url),
            method=posting.method,
            seen_at=at,
            title=title,
            hiring_organization=advertiser_of(raw_name, source),
            hiring_organization_raw=raw_name,
            description=description,
            direct_apply=posting.direct_apply,
            occupation_isco08=read_occupation(title) or read_occupation(stated.get("occupational_category", "")),
            language=read_language(text),
            contacts=contacts_in(f"{text}\n{raw_name}", locality=locality),
            **_dates_and_pay(stated, posting, at),
            **_where_and_how_many(stated, values, posting, locality),
            **printed,
        )
    except ValidationError:
        return None


def _dates_and_pay(stated: Mapping[str, str], posting: Posting, at: datetime) -> dict[str, Any]:
    posted, until, pay = (stated.get(name, "") for name in ("date_posted", "valid_through", "base_salary"))
    day = read_date(posted, at=at)
    if day and day > at.date() and "date_posted" not in posting.values:
        day, posted = None, ""  # a day to come, in small print, is another one
    return {
        "date_posted": day,
        "date_posted_raw": posted,
        "valid_through": read_date(until, at=at),
        "valid_through_raw": until,
        "base_salary": read_pay(pay, currency=posting.currency, period=posting.period),
        "base_salary_raw": pay,
    }


def _where_and_how_many(
    stated: Mapping[str, str], values: Mapping[str, str], posting: Posting, locality: Locality
) -> dict[str, Any]:
    description = values.get("description", "")
    title = values.get("title", "") or first_line(description)
    location = stated.get("job_location", "")
    alone = "" if location else place_alone(description)
    derived = destination_of(
        # An agency's own office may stand alone too: only a place abroad says where the work is.
        title=title,
        location=location or (alone if read_country(alone) != locality.country else ""),
        description=description,
        home=locality.country,
        stated=posting.country,
    )
    return {
        "job_location": tidy_place(location or alone) or place_of(derived, title=title, description=description),
        "job_location_raw": location,
        "job_location_country": read_country(posting.country) or read_country(location),
        "applicant_location_country": read_country(stated.get("applicant_location_requirements", "")),
        "destination_country": read_country(values.get("destination_country", "")) or derived,
        "total_job_openings": _openings(stated.get("total_job_openings", ""), title, description),
    }


def advertiser_of(raw: str, source: Source) -> str:
    """The advertiser's name without what this site, or any site, glues to it."""
    # Cut first: taking noise off a name costs the square of its length.
    name = raw.strip()[:MAX_LINE]
    for noise in source.label_noise:
        name = name.removeprefix(noise).removesuffix(noise).strip()
    return clean_advertiser(name)


def contacts_in(text: str, *, locality: Locality) -> tuple[Contact, ...]:
    """Every way to reach or pay someone that the text gives."""
    return find_contacts(
        text,
        region=locality.region,
        licence_pattern=locality.licence_pattern,
        paybill_digits=locality.paybill_digits,
        till_digits=locality.till_digits,
    )


def tidy_place(location: str) -> str:
    """A place without its own repetition: "Mombasa, Mombasa" becomes "Mombasa"."""
    return ", ".join(dict.fromkeys(part.strip() for part in location.split(",") if part.strip()))


def plain_address(url: str) -> str:
    """An address without fragment and without the marks that trackers add."""
    if url.startswith(("http://", "https://")) and url.isprintable() and not _MAY_CHANGE.search(url):
        return url
    parts = split(url)
    query = parts.query
    if query and any(_TRACKING.match(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        query = urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(pair[0])])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def posting_address(posting: Posting, *, page: str, alone: bool) -> str:
    """The address that names this posting: the page's when it is alone there, else its own on the same host.

    A posting among several without an address of its own gets one that stays the same however the page is ordered.
    """
    own = joined(page, posting.url) if posting.url else ""
    if own and posting.method == "feed":
        return own
    if own and (posting.method == "css" or not alone) and split(own).netloc == split(page).netloc:
        return own
    if alone and posting.method != "feed":
        return page
    said = "\n".join(
        posting.values.get(name, "") for name in ("identifier", "title", "hiring_organization", "description")
    )
    mark = hashlib.sha256(said[: MAX_LINE * 4].encode("utf-8", "replace")).hexdigest()[:12]
    return page + ("&" if split(page).query else "?") + f"posting={mark}"


def _openings(stated: str, title: str, description: str) -> int | None:
    number = read_count(stated) if stated else read_openings(title, description)
    return number if number is not None and number <= 1_000_000 else None
