"""Rows without a name: nobody can be found by them, so they are left out, and whoever keeps the list is told which."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.register_import.snapshot import Snapshot
from registry.register_reading.table import RawRow

KEPT = 100
SHOWN = 3
LONGEST = 160


@dataclass
class Nameless:
    """How many rows of one list had no name, and of the first of them where they stand and what they say."""

    rows: int = 0
    first: list[tuple[int, str]] = field(default_factory=list)

    def add(self, place: int, row: RawRow) -> None:
        """Remember the row, the `place`th filled one below the headers."""
        self.rows += 1
        if len(self.first) < KEPT:
            said = "; ".join(f"{header}: {value}" for header, value in row.cells.items() if value)
            # It is printed on terminals, which a file must not drive.
            said = "".join(one if one.isprintable() else " " for one in said)
            self.first.append((place, said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"))

    def report(self) -> dict[str, Any]:
        """Plain values, kept with the import."""
        return {"rows": self.rows, "first": [list(one) for one in self.first]}


def nameless_rows(report: Mapping[str, Any]) -> int | None:
    """How many rows of the reported import had no name; None where that was not counted yet."""
    told = report.get("nameless")
    return None if told is None else int(told["rows"])


def without_cells(report: Mapping[str, Any]) -> dict[str, Any]:
    """The report of an import without what single rows said."""
    count = nameless_rows(report)
    return dict(report) if count is None else {**report, "nameless": {"rows": count, "first": []}}


def nameless_sentence(report: Mapping[str, Any]) -> str:
    """Which rows of the reported import were left out for want of a name, in one sentence; empty where none was."""
    count = nameless_rows(report)
    if not count:
        return ""
    told = ", ".join(f"row {place} ({said})" for place, said in report["nameless"]["first"][:SHOWN])
    more = f" and {count - SHOWN:,} more" if count > SHOWN else ""
    what = "1 row without a name was" if count == 1 else f"{count:,} rows without a name were"
    return f"{what} left out, counted below the headers: {told}{more}."


def remark_nameless(snapshot: Snapshot, report: Mapping[str, Any]) -> None:
    """Remark the rows of the reported import that had no name: the first of them, all counted."""
    count = nameless_rows(report)
    if count:
        for place, said in report["nameless"]["first"]:
            snapshot.remark(
                "missing_name", f"row {place} below the headers has no name and was left out; it says {said}"
            )
        snapshot.remarks["missing_name"] = count
