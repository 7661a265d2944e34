"""A real register nobody here wrote imports with a spec file and no code; skipped where the data is not there."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from registry.agency_register import import_register
from registry.identity.matching import RegisterIndex
from registry.identity.types import Claim
from registry.law.licence_book import LicenceBook
from registry.law.licensing import standing_on
from registry.law.rulebook import load_rulebook
from registry.records import Agency, AgencyContact, AgencyName, Licence
from registry.register_guess import guess_spec
from registry.register_reading.reading import file_sha256, read_table
from registry.vocabulary import ContactKind, ImportState, LicenceStatus, MatchOutcome, StandingState
from tests.factory import NOON

FILE = Path(__file__).parents[3] / "shared/data/hk_agency_register/agencies_2021-12-28.csv.gz"
AS_OF = date(2021, 12, 28)

pytestmark = pytest.mark.skipif(not FILE.exists(), reason=f"the open data of {FILE.parent} is not on this machine")


def test_every_licensee_is_one_agency_and_its_repeats_are_branches(session: Session) -> None:
    table = read_table(FILE)
    record = import_register(
        session,
        table.rows,
        spec=guess_spec(table, jurisdiction="hk"),
        source=FILE.name,
        sha256=file_sha256(FILE),
        as_of=AS_OF,
        at=NOON,
        by="registrar@example.org",
    )
    assert (record.state, record.rows) == (ImportState.ACTIVE, 3293)
    assert session.exec(select(func.count()).select_from(Agency)).one() == 3046
    assert set(session.exec(select(col(Licence.status)).distinct())) == {LicenceStatus.VALID}
    assert record.report["remarks"].get("duplicate_row", 0) == 0  # type: ignore[call-overload]
    branches = (
        select(AgencyContact.agency_id)
        .where(AgencyContact.kind == ContactKind.ADDRESS)
        .group_by(col(AgencyContact.agency_id))
        .having(func.count() > 1)
    )
    assert len(session.exec(branches).all()) > 100

    other = session.exec(select(AgencyName).where(AgencyName.role == "other").order_by(col(AgencyName.id))).first()
    assert other is not None
    index = RegisterIndex.build(session, "hk", on=AS_OF)
    match = index.match(Claim(other.name))
    assert (match.outcome, match.agency_id) == (MatchOutcome.MATCHED, other.agency_id)
    book = LicenceBook.build(session, "hk", agency_ids=[other.agency_id])
    standing = standing_on(match, on=AS_OF, destination=None, rulebook=load_rulebook("hk"), book=book)
    assert standing.state is StandingState.LICENSED
