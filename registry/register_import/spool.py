"""Where a list waits between reading and storing, so that a million rows are merged by key in little memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from types import TracebackType

import orjson

from registry.bulk import in_pieces
from registry.register_import.entry import UNCOLOURED, Entry, merge
from registry.vocabulary import LicenceStatus


class Spool:
    """Entries in a private temporary database that SQLite itself moves to disk when it grows."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("")
        self._store.execute("CREATE TABLE row (key TEXT NOT NULL, body BLOB NOT NULL)")
        self.rows = 0
        self.coloured = False

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def add(self, entries: Iterable[Entry]) -> None:
        """Keep `entries`, in order."""
        for piece in in_pieces(entries, 2_000):
            self._store.executemany("INSERT INTO row VALUES (?, ?)", [(one.key, orjson.dumps(one)) for one in piece])
            self.rows += len(piece)
            self.coloured = self.coloured or any(one.status and one.status_raw.startswith("colour") for one in piece)

    def keys(self) -> Iterator[str]:
        """Every key, once."""
        return (key for (key,) in self._store.cursor().execute("SELECT DISTINCT key FROM row"))

    def merged(self, *, uncoloured: LicenceStatus | None = None) -> Iterator[Entry]:
        """One entry a key, by key, rows without colour read as `uncoloured`; may be asked for more than once."""
        found = self._store.cursor().execute("SELECT key, body FROM row ORDER BY key, rowid")
        for _, rows in groupby(found, key=lambda row: row[0]):
            yield merge([_coloured(Entry.from_json(orjson.loads(body)), uncoloured) for _, body in rows])


def _coloured(entry: Entry, uncoloured: LicenceStatus | None) -> Entry:
    if uncoloured is None or entry.status is not None or entry.status_raw != UNCOLOURED:
        return entry
    return replace(entry, status=uncoloured)
