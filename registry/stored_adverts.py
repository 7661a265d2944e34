"""Adverts read by their ids; apart because identifying and judging them both ask for all but their largest column."""

from collections.abc import Sequence

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from registry.bulk import in_pieces
from registry.collector import held_back
from registry.records import Advert


@held_back()
def adverts_by_id(session: Session, ids: Sequence[int]) -> list[Advert]:
    """Those of `ids` that are on file, in order; `item` of one is read from the database where it is asked for."""
    found: dict[int | None, Advert] = {}
    for piece in in_pieces(ids):
        # Every property as it was found is half of a row.
        asked = select(Advert).where(col(Advert.id).in_(piece)).options(defer(col(Advert.item)))  # type: ignore[arg-type]
        for advert in session.exec(asked):
            found[advert.id] = advert
    return [found[one] for one in ids if one in found]
