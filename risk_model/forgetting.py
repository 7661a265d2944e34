"""What judgements keep of adverts that are to be forgotten: their words, contacts and the names compared."""

from collections.abc import Iterable

from sqlalchemy import update
from sqlmodel import Session, col

from registry.bulk import in_pieces
from registry.records import Assessment, Finding


def forget_quotes(session: Session, advert_ids: Iterable[int]) -> None:
    """Nothing left of these adverts' words in their findings and assessments; that and how they were judged stays."""
    for piece in in_pieces(advert_ids):
        session.execute(
            update(Finding).where(col(Finding.advert_id).in_(piece)).values(quote="", explanation="", facts={})
        )
        session.execute(
            update(Assessment)
            .where(col(Assessment.advert_id).in_(piece))
            .values(match_reasons=[], candidates=[], reasons=[], standing_reason="")
        )
