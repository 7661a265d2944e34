"""Short ways to make records for tests; all names and numbers are invented."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlmodel import Session

from registry.advert_item import AdvertItem
from registry.records import Advert, Agency, Crawl, Licence, Recruiter, RegisterImport
from registry.vocabulary import (
    CrawlState,
    ImportState,
    LicenceScope,
    LicenceStatus,
    RegisterKind,
    SourceKind,
)

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
_numbers = count(1)


def an_item(**given: Any) -> AdvertItem:
    """An advert item with a lawful look unless told otherwise."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "source": "demo_board",
        "source_kind": SourceKind.BOARD,
        "url": f"http://board.example/adverts/{number}",
        "method": "jobposting",
        "seen_at": NOON,
        "title": "Housekeeper",
        "hiring_organization": "Tembo Ridge Placement Ltd",
        "hiring_organization_raw": "Tembo Ridge Placement Ltd",
        "description": "A hotel in Nakuru seeks a housekeeper with two years of experience.",
        "date_posted": date(2026, 11, 16),
    }
    return AdvertItem(**{**values, **given})


def a_crawl(session: Session, source: str = "demo_board", at: datetime = NOON) -> Crawl:
    """A running crawl, flushed."""
    crawl = Crawl(source=source, started_at=at, state=CrawlState.RUNNING)
    session.add(crawl)
    session.flush()
    return crawl


def an_import(session: Session, **given: Any) -> RegisterImport:
    """An active register import, flushed."""
    values: dict[str, Any] = {
        "jurisdiction": "ke",
        "kind": RegisterKind.AGENCIES,
        "source": "list.html",
        "sha256": f"{next(_numbers):064x}",
        "as_of": date(2026, 11, 1),
        "imported_at": NOON,
        "state": ImportState.ACTIVE,
        "rows": 1,
    }
    record = RegisterImport(**{**values, **given})
    session.add(record)
    session.flush()
    return record


def an_agency(
    session: Session,
    name: str = "Tembo Ridge Placement Ltd",
    *,
    number: str | None = None,
    status: LicenceStatus = LicenceStatus.VALID,
    scope: LicenceScope = LicenceScope.BOTH,
    expires_on: date | None = date(2027, 6, 30),
    from_import: RegisterImport | None = None,
) -> Agency:
    """An agency with one licence row, flushed."""
    source = from_import or an_import(session)
    number = number or f"ZZ/{next(_numbers):04d}"
    agency = Agency(
        jurisdiction=source.jurisdiction,
        register_kind=source.kind,
        row_key=number,
        number=number,
        name=name,
        first_import_id=source.id,
        last_import_id=source.id,
    )
    session.add(agency)
    session.flush()
    session.add(
        Licence(
            agency_id=agency.id,
            import_id=source.id,
            number=number,
            status=status,
            scope=scope,
            expires_on=expires_on,
            from_on=source.as_of,
        )
    )
    session.flush()
    return agency


def a_recruiter(session: Session, name: str = "Tembo Ridge Placement") -> Recruiter:
    """A recruiter, flushed."""
    recruiter = Recruiter(name=name, names=[name], first_seen_at=NOON)
    session.add(recruiter)
    session.flush()
    return recruiter


def an_advert(session: Session, *, recruiter: Recruiter | None = None, **given: Any) -> Advert:
    """An advert row, flushed; keyword arguments are advert columns."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "source": "demo_board",
        "source_kind": SourceKind.BOARD,
        "key": f"http://board.example/adverts/{number}",
        "url": f"http://board.example/adverts/{number}",
        "title": "Housekeeper",
        "advertiser": "Tembo Ridge Placement Ltd",
        "advertiser_raw": "Tembo Ridge Placement Ltd",
        "description": "A hotel in Nakuru seeks a housekeeper.",
        "posted_on": date(2026, 11, 16),
        "content_digest": f"{number:064x}",
        "first_seen_at": NOON,
        "last_seen_at": NOON,
        "recruiter_id": recruiter.id if recruiter else None,
    }
    advert = Advert(**{**values, **given})
    session.add(advert)
    session.flush()
    return advert
