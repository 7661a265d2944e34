"""Short ways to write official lists for tests, as the rows a reader would give."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import Session

from registry.agency_register import import_register
from registry.law.rulebook import load_rulebook
from registry.records import RegisterImport
from registry.register_reading.table import RawRow
from registry.register_spec import RegisterSpec
from registry.vocabulary import RegisterKind
from tests.factory import NOON

BLACK, RED = "#000000", "#ff0000"
AGENCIES = RegisterSpec.model_validate(
    {
        "jurisdiction": "zz",
        "columns": {
            "number": "No",
            "name": "Name",
            "phone": "Phone",
            "email": "Email",
            "address": "Address",
            "person": "Director",
            "expires_on": "Expiry",
            "issued_on": "Issued",
            "scope": "Scope",
            "status": "Status",
        },
    }
)
VACANCIES = RegisterSpec.model_validate(
    {
        "jurisdiction": "zz",
        "kind": "vacancies",
        "columns": {
            "name": "Agency",
            "agency_number": "Agency no",
            "number": "Order",
            "title": "Title",
            "destination": "Country",
            "vacancies": "Posts",
        },
    }
)
NOTICES = RegisterSpec.model_validate(
    {
        "jurisdiction": "zz",
        "kind": "notices",
        "issuer": "Ministry of Labour of Zamzania",
        "action": "deregistered",
        "key": "row",
        "columns": {"name": "Firm", "number": "No", "published_on": "Date", "person": "Director", "reason": "Reason"},
    }
)


def row(name: str, number: str = "", *, colour: str | None = None, **cells: str) -> RawRow:
    """One agency's row; keyword arguments are cells by header."""
    empty = dict.fromkeys(("Phone", "Email", "Address", "Director", "Expiry", "Issued", "Scope", "Status"), "")
    given = {**empty, "Name": name, "No": number, **cells}
    return RawRow(cells=given, colour=colour, colours=(colour,) if colour else ())


def valid(count: int, *, first: int = 1) -> list[RawRow]:
    """So many agencies with a valid licence, numbered from `first`."""
    return [row(f"Agency {n} Placement Ltd", f"ZZ/EA/{n:04d}", colour=BLACK) for n in range(first, first + count)]


def load(
    session: Session,
    rows: Iterable[RawRow],
    *,
    as_of: date,
    spec: RegisterSpec = AGENCIES,
    source: str = "list.html",
    **given: Any,
) -> RegisterImport:
    """The rows imported as the list of a day."""
    listed = list(rows)
    sha256 = f"{abs(hash((tuple(str(one) for one in listed), as_of))):064x}"[:64]
    return import_register(
        session,
        listed,
        spec=spec,
        source=source,
        sha256=given.pop("sha256", sha256),
        as_of=as_of,
        at=NOON,
        by="registrar@example.org",
        rulebook=load_rulebook("zz"),
    )


def kind_of(spec: RegisterSpec, kind: RegisterKind) -> RegisterSpec:
    """The same reading for another kind of list."""
    return spec.model_copy(update={"kind": kind})
