"""What listed agencies were on a day, by registers and notices together: as cases and the terminal tell it."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from registry.law.licensing import LicenceBook, Standing, standing_on
from registry.law.rulebook import Rulebook
from registry.vocabulary import RegisterKind


def standings_of(
    session: Session, kinds: Mapping[int, RegisterKind], *, rulebook: Rulebook, on: date
) -> dict[int, Standing]:
    """The standing on `on` of each agency of one country, by id; `kinds` says on which register each is."""
    book = LicenceBook.build(session, rulebook.jurisdiction.code, agency_ids=kinds)
    return {
        agency_id: standing_on(agency_id, on=on, destination=None, rulebook=rulebook, book=book, kind=kind)
        for agency_id, kind in kinds.items()
    }
