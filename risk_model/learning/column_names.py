"""Columns as people head them: "Title" and " Description" are the columns title and description."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def written_as(columns: Iterable[object], names: Collection[str]) -> dict[str, str]:
    """For each of `names` the column that is headed so, but for case and for space around it; none where a column is
    headed exactly so already or where several would be meant."""
    headed = [str(column) for column in columns]
    meant = [(column.strip().casefold(), column) for column in headed]
    found: dict[str, str] = {}
    for name in names:
        if name not in headed and len(alike := [column for said, column in meant if said == name]) == 1:
            found[name] = alike[0]
    return found


def by_known_names(table: "pd.DataFrame", names: Collection[str]) -> "pd.DataFrame":
    """The table with those columns headed as `names` has them; what else it holds is left."""
    return table.rename(columns={column: name for name, column in written_as(table.columns, names).items()})
