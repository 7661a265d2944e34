"""Recruiters that were merged into others: they come back under their own numbers when what joined them is undone."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from registry.bulk import in_pieces, insert_rows
from registry.records import FormerRecruiter, Recruiter


def remember(session: Session, left: Iterable[tuple[int, int]]) -> None:
    """Keep which recruiter each advert leaves; pairs of an advert and a recruiter, known ones among them or not."""
    pairs = set(left)
    known = _former(session, {advert for advert, _ in pairs})
    rows = [{"advert_id": advert, "recruiter_id": number} for advert, number in sorted(pairs - known)]
    insert_rows(session, FormerRecruiter, rows)


def revived(session: Session, parted: Sequence[Sequence[int]]) -> dict[int, int]:
    """By the first of each group of adverts, the merged recruiter that most of them were placed under before.

    Each comes back for one group only, and none for a group without such adverts.
    """
    adverts = {advert: group[0] for group in parted for advert in group}
    if not adverts:
        return {}
    claims = Counter((adverts[advert], number) for advert, number in _former(session, adverts))
    merged = _merged(session, {number for _, number in claims})
    found: dict[int, int] = {}
    for _, number, first in sorted((-count, number, first) for (first, number), count in claims.items()):
        if number in merged and number not in found.values() and first not in found:
            found[first] = number
    return found


def _former(session: Session, adverts: Iterable[int]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    columns = (col(FormerRecruiter.advert_id), col(FormerRecruiter.recruiter_id))
    for piece in in_pieces(sorted(adverts)):
        rows = session.execute(select(*columns).where(columns[0].in_(piece)))
        found.update((advert, number) for advert, number in rows)
    return found


def _merged(session: Session, numbers: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for piece in in_pieces(sorted(numbers)):
        query = select(col(Recruiter.id)).where(
            col(Recruiter.id).in_(piece), col(Recruiter.merged_into_id).is_not(None)
        )
        found.update(number for number in session.execute(query).scalars() if number is not None)
    return found
