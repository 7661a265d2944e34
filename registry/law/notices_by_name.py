"""Notices against firms that no register says to be anybody: found by exactly the name they advertise under."""

from datetime import date

from registry.identity.names import normalise_name
from registry.identity.types import AgencyMatch
from registry.law.licence_book import LicenceBook, NoticeRow
from registry.law.rule_schema import Licensing
from registry.vocabulary import LicenceStatus, MatchOutcome


def notice_by_name(
    claimed: str, match: AgencyMatch, *, on: date, book: LicenceBook, licensing: Licensing
) -> NoticeRow | None:
    """The last notice by `on` that names exactly this advertiser, when the register does not say who it is."""
    name = normalise_name(claimed)
    if not name or match.outcome is MatchOutcome.MATCHED:
        return None
    takes_away = (*licensing.revoked, LicenceStatus.SUSPENDED)
    listed = book.notices_by_name.get(name, ())
    by_then = [one for one in listed if one.published_on <= on and one.action in takes_away]
    return by_then[-1] if by_then else None
