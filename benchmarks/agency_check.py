"""How many rows a second `wakala agency check` answers, and in how much memory, as the file grows.

    python benchmarks/agency_check.py --rows 100000 1000000 --firms 5000 --names 50000

Prints one JSON document. The register is imported like any list; the rows are questions about it (invented_names.py) as
boards print advertisers ("Full timeXYZ Ltd", "XYZ Ltd - Nairobi", "by XYZ"), a third with a telephone, drawn from so
many different names as `--names` says, for the same advertisers return. Each size runs in a process of its own.
"""

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from invented_names import an_exam
from sqlmodel import Session, SQLModel

from registry.agency_check import CheckColumns, check_agencies
from registry.agency_register import import_register
from registry.database import open_database, unit_of_work
from registry.law.rulebook import load_rulebook
from registry.register_reading.reading import file_sha256, read_table
from registry.register_spec import RegisterSpec

ON = date(2026, 11, 18)
SPEC = RegisterSpec.model_validate(
    {"jurisdiction": "zz", "columns": {"number": "No", "name": "Name", "phone": "Phone", "status": "Status"}}
)
AS_PRINTED = ("{}", "{}", "{}", "Full time{}", "{} - Nairobi", "by {}", "Posted by {}")


def make_home(folder: Path, firms: int, names: int) -> list[tuple[str, str]]:
    """A database with a register in effect; the different (name, telephone) pairs that will be asked about."""
    exam = an_exam(firms, names, 1)
    listed = folder / "register.csv"
    with listed.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("No", "Name", "Phone", "Status"))
        for at, name in enumerate(exam.printed):
            writer.writerow((f"ZZ/EA/{at:07d}", name, f"07{at:08d}", "Valid" if at % 10 else "Suspended"))
    engine = open_database(f"sqlite:///{folder / 'register.sqlite3'}")
    SQLModel.metadata.create_all(engine)
    with unit_of_work(engine) as session:
        import_register(
            session,
            read_table(listed).rows,
            spec=SPEC,
            source=listed.name,
            sha256=file_sha256(listed),
            as_of=date(2026, 11, 1),
            at=datetime(2026, 11, 18, 12, 0, tzinfo=UTC),
            by="benchmark",
            rulebook=load_rulebook("zz"),
        )
    chance = random.Random(2)
    return [
        (
            chance.choice(AS_PRINTED).format(one.text),
            f"07{one.truth if one.truth >= 0 else chance.randrange(10**8):08d}" if chance.random() < 1 / 3 else "",
        )
        for one in exam.questions
    ]


def check(folder: Path) -> None:
    """One run in this process; prints its figures."""
    started, cpu = time.perf_counter(), time.process_time()
    with Session(open_database(f"sqlite:///{folder / 'register.sqlite3'}")) as session:
        counts = check_agencies(
            session,
            folder / "names.csv",
            folder / "out.csv",
            columns=CheckColumns("company", phone="phone"),
            rulebook=load_rulebook("zz"),
            on=ON,
        )
    rows, seconds = sum(counts.values()), time.perf_counter() - started
    figures = {
        "rows": rows,
        "rows_per_second": round(rows / seconds),
        "cpu_microseconds_per_row": round((time.process_time() - cpu) / rows * 1e6, 1),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "outcomes": counts,
    }
    print(json.dumps(figures))


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000])
    parser.add_argument("--firms", type=int, default=5_000)
    parser.add_argument("--names", type=int, default=50_000, help="different names among the rows")
    parser.add_argument("--check", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.check:
        check(given.check)
        return
    runs = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        pairs = make_home(folder, given.firms, given.names)
        for rows in given.rows:
            chance = random.Random(rows)
            with (folder / "names.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(("id", "company", "phone"))
                writer.writerows((at, *chance.choice(pairs)) for at in range(rows))
            command = [sys.executable, __file__, "--check", str(folder)]
            runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    print(json.dumps({"cores": os.cpu_count(), "firms": given.firms, "names": given.names, "runs": runs}, indent=2))


if __name__ == "__main__":
    main()
