"""How fast, and in how much memory, an official list takes effect, beside writing the same rows without any of it.

    python benchmarks/register_import.py --rows 200000
    python benchmarks/register_import.py --rows 1000000 --database postgresql+psycopg://wakala@127.0.0.1/bench

Prints one JSON document. Three passes, each in a process of its own so that its peak memory is its own: the first
import; the next month's list (2 % renamed, 2 % lapsed, 1 % gone, 1 % new), which is compared with the first; and the
peers, who write the same cells into tables of the same shape and do nothing else: no keys merged, nothing compared, no
telephone read. Peers: the ORM, one object a row, and pandas `to_sql`. Names and numbers are invented.

The database named is written to and must be empty; by default a temporary SQLite file is used.
"""

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from sqlmodel import Session, SQLModel, func, select

from registry import records
from registry.agency_register import import_register
from registry.database import open_database, unit_of_work
from registry.law.rulebook import load_rulebook
from registry.register_reading.reading import file_sha256, read_table
from registry.register_spec import RegisterSpec

HEADER = ("No", "Name", "Address", "Phone", "Email", "Director", "Status", "Scope", "Issued", "Expiry")
SPEC = RegisterSpec.model_validate(
    {
        "jurisdiction": "zz",
        "columns": {
            "number": "No",
            "name": "Name",
            "address": "Address",
            "phone": "Phone",
            "email": "Email",
            "person": "Director",
            "status": "Status",
            "scope": "Scope",
            "issued_on": "Issued",
            "expires_on": "Expiry",
        },
    }
)
TRADES = ("Placement", "Manpower", "Recruitment", "Staffing", "Careers", "Labour Services")
FORMS = ("Ltd", "Limited", "Agency Ltd", "Enterprises", "& Sons Ltd")
ORM_ROWS = 20_000


def write_list(file: Path, rows: int, *, later: bool) -> None:
    """The list of a month, or with `later` that of the next."""
    said = random.Random(11)
    words = [
        "".join(said.choice(["ka", "mo", "ti", "ru", "shi", "we", "no", "la"]) for _ in range(3)) for _ in range(5_000)
    ]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        for number in range(rows + (rows // 100 if later else 0)):
            row = _row(number, said, words)
            if later and number % 100 == 7:
                continue
            if later and number % 50 == 3:
                row[1] = f"New {row[1]}"
            if later and number % 50 == 4:
                row[6] = "Expired"
            writer.writerow(row)


def _row(number: int, said: random.Random, words: list[str]) -> list[str]:
    name = f"{said.choice(words).title()} {said.choice(words).title()} {said.choice(TRADES)} {said.choice(FORMS)}"
    day = f"{1 + number % 28:02d}/{1 + number % 12:02d}"
    return [
        f"ZZ/EA/{number:07d}",
        name,
        f"{said.choice(words).title()} House, {number % 9_000} {said.choice(words).title()} Road, Nairobi",
        f"07{said.randrange(10**8):08d}",
        f"info@{said.choice(words)}{number}.example",
        f"{said.choice(words).title()} {said.choice(words).title()}",
        "Valid" if number % 10 else "Suspended",
        said.choice(("Local", "Foreign", "Local & Foreign")),
        f"{day}/2025",
        f"{day}/2027",
    ]


def import_file(url: str, file: Path, as_of: date) -> dict[str, object]:
    """One import, timed from the file to the commit."""
    engine = open_database(url)
    SQLModel.metadata.create_all(engine)
    started = time.perf_counter()
    table = read_table(file)
    with unit_of_work(engine) as session:
        record = import_register(
            session,
            table.rows,
            spec=SPEC,
            source=file.name,
            sha256=file_sha256(file),
            as_of=as_of,
            at=datetime(2026, 11, 18, 12, 0, tzinfo=UTC),
            by="benchmark",
            rulebook=load_rulebook("zz"),
        )
    seconds = time.perf_counter() - started
    with Session(engine) as session:
        kept = {
            one.__tablename__: session.exec(select(func.count()).select_from(one)).one()
            for one in (records.Agency, records.AgencyName, records.AgencyContact, records.Licence)
        }
    report = record.report if isinstance(record.report, dict) else {}
    return {
        "seconds": seconds,
        "rows": record.rows,
        "state": record.state.value,
        "events": report["events"],
        "on_file": kept,
    }


def peer_orm(url: str, file: Path) -> dict[str, object]:
    """The first rows as ORM objects, one row at a time, in one transaction."""
    engine = open_database(url)
    SQLModel.metadata.create_all(engine)
    started = time.perf_counter()
    count = 0
    with unit_of_work(engine) as session:
        made = records.RegisterImport(
            jurisdiction="pp",
            kind="agencies",
            source="peer",
            sha256="0" * 64,
            as_of=date(2026, 5, 1),
            imported_at=datetime.now(UTC),
            state="active",
            rows=0,
        )
        session.add(made)
        session.flush()
        for row in _first(file, ORM_ROWS):
            _add(session, made.id or 0, row)
            count += 1
    return {"rows": count, "seconds": time.perf_counter() - started}


def _first(file: Path, rows: int) -> Iterator[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        next(reader)
        for number, row in enumerate(reader):
            if number == rows:
                return
            yield row


def _add(session: Session, import_id: int, row: list[str]) -> None:
    day = date(2026, 5, 1)
    agency = records.Agency(
        jurisdiction="pp",
        register_kind="agencies",
        row_key=row[0],
        number=row[0],
        name=row[1],
        first_import_id=import_id,
        last_import_id=import_id,
    )
    session.add(agency)
    session.flush()
    held = agency.id or 0
    session.add(records.AgencyName(agency_id=held, name=row[1], normalised=row[1].lower(), from_on=day))
    for kind, value in (("address", row[2]), ("phone", row[3]), ("email", row[4]), ("person", row[5])):
        session.add(records.AgencyContact(agency_id=held, kind=kind, value=value, raw=value, from_on=day))
    session.add(records.Licence(agency_id=held, import_id=import_id, number=row[0], status="valid", from_on=day))
    session.flush()


def peer_pandas(url: str, file: Path) -> dict[str, object]:
    """The whole list in one table by `to_sql`, in pieces, as text."""
    import pandas

    engine = open_database(url)
    started = time.perf_counter()
    rows = 0
    for piece in pandas.read_csv(file, dtype=str, chunksize=50_000):
        piece.to_sql("peer_pandas", engine, if_exists="append", index=False, chunksize=1_000)
        rows += len(piece)
    return {"rows": rows, "seconds": time.perf_counter() - started}


PASSES: dict[str, Callable[[str, Path], dict[str, object]]] = {
    "first": lambda url, file: import_file(url, file, date(2026, 5, 1)),
    "next_month": lambda url, file: import_file(url, file, date(2026, 6, 1)),
    "peer_orm": peer_orm,
    "peer_pandas": peer_pandas,
}


def _alone(name: str, url: str, file: Path) -> dict[str, object]:
    asked = [sys.executable, __file__, "--pass", name, "--database", url, "--file", str(file)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def main() -> None:
    """All passes, or inside a child process one of them."""
    options = argparse.ArgumentParser(description="Throughput and memory of register imports.")
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--database", default="")
    options.add_argument("--passes", nargs="+", choices=PASSES, default=list(PASSES))
    options.add_argument("--pass", dest="only", choices=PASSES)
    options.add_argument("--file", type=Path)
    asked = options.parse_args()
    if asked.only:
        found = PASSES[asked.only](asked.database, asked.file)
        found["processor_seconds"] = round(time.process_time(), 1)
        found["rows_a_second"] = round(float(str(found["rows"])) / float(str(found["seconds"])))
        found["seconds"] = round(float(str(found["seconds"])), 1)
        found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as folder:
        first, later = Path(folder, "first.csv"), Path(folder, "later.csv")
        write_list(first, asked.rows, later=False)
        write_list(later, asked.rows, later=True)
        url = asked.database or f"sqlite:///{folder}/bench.sqlite3"
        peers = asked.database or f"sqlite:///{folder}/peers.sqlite3"
        told: dict[str, object] = {"rows": asked.rows, "database": url.split(":")[0]}
        for name in asked.passes:
            told[name] = _alone(
                name, peers if name.startswith("peer") else url, later if name == "next_month" else first
            )
            print(name, json.dumps(told[name]), file=sys.stderr, flush=True)
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
