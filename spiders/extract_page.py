"""Door: the adverts of one page as JSON lines (`python -m spiders.extract_page FILE_OR_URL [--source NAME]`)."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from registry.errors import InvalidInput
from registry.settings import Settings, load_settings
from registry.vocabulary import SourceKind
from spiders.doors import give, instant, run_door
from spiders.extraction import read_page
from spiders.locality import locality_of
from spiders.source import find_source, source_folders
from spiders.source_schema import Source


def any_page(settings: Settings) -> Source:
    """How a page of no particular source is read: markup, then feed, then readable text."""
    return Source(
        name="extract",
        title="Any page",
        kind=SourceKind.BOARD,
        start=("https://page.invalid/",),
        method=("jobposting", "feed", "readable"),
        jurisdiction=settings.jurisdiction,
    )


def main(arguments: Sequence[str]) -> int:
    """One line per posting; a page without any is bad input, with the reason."""
    parser = argparse.ArgumentParser(prog="python -m spiders.extract_page", description=__doc__)
    parser.add_argument("page", metavar="FILE_OR_URL")
    parser.add_argument("--source", metavar="NAME", help="read it as a page of this source")
    parser.add_argument("--url", help="the address a saved page came from")
    parser.add_argument("--at", metavar="INSTANT", help="when the page was seen; default now")
    given = parser.parse_args(arguments)
    settings = load_settings()
    source = find_source(given.source, source_folders(settings)) if given.source else any_page(settings)
    if source.is_register:
        raise InvalidInput(f"The source {source.name!r} is an official list; it holds no adverts.")
    body, url, content_type = _page(given.page, given.url, source, settings)
    at = instant(given.at) or datetime.now(UTC)
    locality = locality_of(source.jurisdiction, jurisdictions_dir=settings.jurisdictions_dir)
    reading = read_page(body, url=url, source=source, content_type=content_type, at=at, locality=locality)
    if not reading.items:
        raise InvalidInput(f"{given.page}: no advert here. {reading.reason}")
    for item in reading.items:
        give(item.model_dump(mode="json"))
    return 0


def _page(where: str, url: str | None, source: Source, settings: Settings) -> tuple[bytes, str, str]:
    if where.startswith(("http://", "https://")):
        from spiders.fetching.page_fetching import fetch_pages

        page = fetch_pages(where, source=source, settings=settings)[0]
        kind = next((value for name, value in page.headers if name.lower() == "content-type"), "")
        return page.body, page.url, kind
    file, limit = Path(where), source.politeness.max_bytes
    try:
        with file.open("rb") as stream:
            body = stream.read(limit + 1)
    except OSError as error:
        raise InvalidInput(f"{where} cannot be read ({error.strerror}); give a file or a http(s) address.") from error
    if len(body) > limit:
        raise InvalidInput(f"{where} is larger than {limit:,} bytes; no advert page is.")
    return body, url or file.resolve().as_uri(), ""


if __name__ == "__main__":
    run_door(main)
