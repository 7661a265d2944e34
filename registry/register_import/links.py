"""Notices and orders name firms, registers number them: linked by number, else by exactly the same name."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from registry.bulk import ROWS_A_PIECE, in_pieces
from registry.identity.names import normalise_name
from registry.records import Agency, AgencyName, JobOrder, Notice
from registry.register_import.rows import number_key
from registry.register_import.snapshot import Snapshot
from registry.vocabulary import RegisterKind

HOLDERS = (RegisterKind.AGENCIES, RegisterKind.MARITIME)


def link_to_holders(snapshot: Snapshot) -> None:
    """Point notices and open orders that no firm has been found for at the one holder they mean, if there is one now.

    Lists arrive in any order: this runs after each. Two holders of one name, or a number that is another's, link
    nothing.
    """
    here = snapshot.jurisdiction.code
    notices = select(Notice.id, Notice.normalised, Notice.number).where(Notice.jurisdiction == here)
    orders = select(JobOrder.id, JobOrder.agency_name, JobOrder.agency_number).where(
        JobOrder.jurisdiction == here, col(JobOrder.until_on).is_(None)
    )
    for page in _unlinked(snapshot, Notice, notices):
        _link(snapshot, Notice, page)
    for page in _unlinked(snapshot, JobOrder, orders):
        _link(snapshot, JobOrder, [(id_, normalise_name(name), number) for id_, name, number in page])


def _unlinked(snapshot: Snapshot, table: Any, query: Any) -> Iterator[list[tuple[int, str, str | None]]]:
    """Id, name and number of the rows without a holder, a page at a time by id."""
    last = 0
    paged = query.where(col(table.agency_id).is_(None)).order_by(col(table.id)).limit(ROWS_A_PIECE)
    while page := [
        (int(id_), name, number) for id_, name, number in snapshot.session.exec(paged.where(table.id > last))
    ]:
        last = page[-1][0]
        yield page


def _link(snapshot: Snapshot, table: Any, unlinked: Sequence[tuple[int, str, str | None]]) -> None:
    holders = _find_holders(snapshot, [(name, number) for _, name, number in unlinked])
    found = [
        {"row": id_, "agency": agency}
        for (id_, _, _), agency in zip(unlinked, holders, strict=True)
        if agency is not None
    ]
    if found:
        statement = update(table).where(col(table.id) == bindparam("row")).values(agency_id=bindparam("agency"))
        snapshot.session.connection().execute(statement, found)


def _find_holders(snapshot: Snapshot, wanted: Sequence[tuple[str, str | None]]) -> list[int | None]:
    """For each (normalised name, number) the one licence holder meant, or None where none or several are."""
    numbers = {number_key(number) for _, number in wanted if number}
    names = {name for name, _ in wanted}
    by_number: dict[str, set[int]] = defaultdict(set)
    by_name: dict[str, set[int]] = defaultdict(set)
    register = (Agency.jurisdiction == snapshot.jurisdiction.code, col(Agency.register_kind).in_(HOLDERS))
    for piece in in_pieces(numbers):
        for key, id_ in snapshot.session.exec(
            select(Agency.row_key, Agency.id).where(*register, col(Agency.row_key).in_(piece))
        ):
            by_number[key].add(int(id_ or 0))
    for piece in in_pieces(names):
        query = select(AgencyName.normalised, AgencyName.agency_id).join(
            Agency, col(Agency.id) == col(AgencyName.agency_id)
        )
        for name, agency in snapshot.session.exec(query.where(*register, col(AgencyName.normalised).in_(piece))):
            by_name[name].add(agency)
    return [_only(by_number.get(number_key(number)) if number else by_name.get(name)) for name, number in wanted]


def _only(found: set[int] | None) -> int | None:
    return next(iter(found)) if found and len(found) == 1 else None
