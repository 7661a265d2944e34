"""Bulk writes put in what an ordinary insert would, on both databases, in the order given."""

from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from registry.bulk import WORTH_COPYING, insert_returning_ids, insert_rows
from registry.records import AgencyName, Notice, RegisterImport
from registry.vocabulary import ImportState, LicenceStatus, RegisterKind
from tests.factory import NOON

DAY = date(2026, 5, 1)
SIZES = pytest.mark.parametrize("size", [3, WORTH_COPYING + 1])


def an_import(session: Session) -> int:
    rows = [
        {
            "jurisdiction": "zz",
            "kind": RegisterKind.NOTICES,
            "source": "list",
            "sha256": "0" * 64,
            "as_of": DAY,
            "imported_at": NOON,
            "state": ImportState.ACTIVE,
            "rows": 0,
            "report": {"spec": {"issuer": "Ministry"}},
        }
    ]
    return insert_returning_ids(session, RegisterImport, rows)[0]


def notice(import_id: int, number: int) -> dict[str, object]:
    return {
        "import_id": import_id,
        "jurisdiction": "zz",
        "issuer": "Ministry",
        "published_on": DAY,
        "action": LicenceStatus.DEREGISTERED,
        "name": f'Firm "{number}"\twith a tab \\ and a backslash',
        "normalised": f"firm {number}",
        "number": None if number % 2 else f"ZZ/{number}",
        "people": [f"Asha {number}"],
    }


@SIZES
def test_every_type_comes_back_as_it_went_in(session: Session, size: int) -> None:
    made = an_import(session)
    ids = insert_returning_ids(session, Notice, [notice(made, number) for number in range(size)])
    assert ids == sorted(ids)
    for number, one in enumerate(session.exec(select(Notice).order_by(col(Notice.id)))):
        assert (one.id, one.name) == (ids[number], f'Firm "{number}"\twith a tab \\ and a backslash')
        assert (one.action, one.published_on, one.people) == (LicenceStatus.DEREGISTERED, DAY, [f"Asha {number}"])
        assert one.number == (None if number % 2 else f"ZZ/{number}")
        assert (one.reason, one.agency_id) == ("", None)  # what is not given has its default
    record = session.exec(select(RegisterImport)).one()
    assert (record.imported_at, record.report) == (NOON, {"spec": {"issuer": "Ministry"}})


@SIZES
def test_ids_go_on_from_rows_written_in_other_ways(session: Session, size: int) -> None:
    made = an_import(session)
    session.add(Notice.model_validate(notice(made, 0)))
    session.flush()
    first = insert_returning_ids(session, Notice, [notice(made, number) for number in range(size)])
    session.add(Notice.model_validate(notice(made, 0)))
    session.flush()
    second = insert_returning_ids(session, Notice, [notice(made, number) for number in range(size)])
    stored = list(session.exec(select(Notice.id).order_by(col(Notice.id))))
    assert len(stored) == len(set(stored)) == 2 * size + 2
    assert set(first) | set(second) < set(stored)


@SIZES
def test_a_row_that_the_database_refuses_is_its_own_kind_of_error(session: Session, size: int) -> None:
    rows = [{"agency_id": 1, "name": None, "normalised": "x", "role": "other", "from_on": DAY} for _ in range(size)]
    with pytest.raises(DBAPIError):
        insert_rows(session, AgencyName, rows)
