"""An advert that a person reports (hotline, forwarded message, something seen) put on file like any other."""

import hashlib
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import ValidationError
from sqlmodel import Session

from registry import audit
from registry.advert_item import MAX_TEXT, MAX_URL, AdvertItem
from registry.errors import InvalidInput
from registry.identity.contacts import find_contacts
from registry.intake import close_crawl, open_crawl, record_sighting
from registry.kept_pages.archives import finish_archive, open_archive
from registry.kept_pages.writing import EvidenceWriter
from registry.records import Crawl
from registry.untitled import first_line
from registry.vocabulary import CrawlState, SourceKind

SOURCE = "hotline"
SHORTEST_TEXT = 15
# Nothing trusts what kind of picture a file says it is; who downloads it gets bytes.
PICTURE = "application/octet-stream"


@dataclass(frozen=True)
class Report:
    """What a person reports: the advert's words, the picture they stood on if there is one, and whatever is known."""

    text: str
    title: str = ""
    advertiser: str = ""
    url: str = ""
    channel: str = ""
    posted_on: date | None = None
    screenshot: bytes = b""


def file_report(session: Session, report: Report, *, by: str, at: datetime, region: str, evidence: Path) -> int:
    """The number of the advert on file; the same words reported twice are one advert, seen twice.

    The words are kept in `evidence` as they came in.
    """
    item = reported_item(report, at=at, region=region)
    crawl = open_crawl(session, source=SOURCE, at=at)
    advert = record_sighting(session, _kept(session, item, report, crawl=crawl, folder=evidence), crawl)
    close_crawl(session, crawl, at=at, state=CrawlState.FINISHED)
    detail = {"channel": report.channel[:200], "url": item.url}
    audit.append(session, actor=by, action="advert.reported", subject=f"advert:{advert.id}", detail=detail, at=at)
    return advert.id or 0


def _kept(session: Session, item: AdvertItem, report: Report, *, crawl: Crawl, folder: Path) -> AdvertItem:
    at = item.seen_at
    name = open_archive(session, f"{SOURCE}-{at:%Y%m%dT%H%M%S}", crawl_id=crawl.id, at=at)
    with closing(EvidenceWriter(folder, name, at=at, source=SOURCE)) as writer:
        kept = writer.keep_words(uri=item.url, at=at, text=report.text)
        if report.screenshot:
            # The picture is what came in; the words beside it are what an officer read on it.
            kept = writer.keep_file(uri=item.url, at=at, body=report.screenshot, kind=PICTURE)
        finish_archive(session, writer, at=at)
    proof = {"evidence_digest": kept.digest, "evidence_file": kept.file, "evidence_offset": kept.offset}
    return item.model_copy(update=proof)


def reported_item(report: Report, *, at: datetime, region: str) -> AdvertItem:
    """The report as an advert item; InvalidInput when there are too few words, or too many, to be an advert."""
    text = report.text.strip()
    if len(text) < SHORTEST_TEXT:
        raise InvalidInput(f"The text has {len(text)} characters; paste the whole advert, at least {SHORTEST_TEXT}.")
    if len(text) > MAX_TEXT:
        raise InvalidInput(
            f"The text has {len(text):,} characters; leave out what is not the advert ({MAX_TEXT:,} at most)."
        )
    url = _address(report)
    digest = hashlib.sha256(" ".join(text.split()).casefold().encode()).hexdigest()[:32]
    try:
        return AdvertItem(
            source=SOURCE,
            source_kind=SourceKind.HOTLINE,
            url=url or f"report:{digest}",
            method="report",
            seen_at=at,
            title=report.title.strip() or first_line(text),
            hiring_organization=report.advertiser,
            hiring_organization_raw=report.advertiser,
            description=text,
            date_posted=report.posted_on,
            application_contact=report.channel,
            contacts=find_contacts(f"{report.title}\n{text}", region=region),
        )
    except ValidationError as error:
        raise InvalidInput(f"The report cannot be filed: {error.errors()[0]['msg']}. Correct that field.") from error


def _address(report: Report) -> str:
    url = report.url.strip()
    if not url:
        return ""
    if len(url) > MAX_URL or not url.lower().startswith(("http://", "https://")) or " " in url:
        raise InvalidInput(
            "The address has to start with http:// or https:// and hold no spaces; leave it empty if unknown."
        )
    return url
