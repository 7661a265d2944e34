"""Where a list waits between reading and storing, so that a million rows are merged by key in little memory."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from itertools import groupby
from types import TracebackType

from registry.bulk import in_pieces
from registry.law.rule_schema import Jurisdiction
from registry.register_import.entry import Entry, merge
from registry.vocabulary import LicenceStatus

Settle = Callable[[str], tuple[LicenceStatus | None, str]]
# Kept in memory of what SQLite moves to a temporary file: 64 MB, in KiB as it wants them.
_CACHE = "PRAGMA cache_size = -65536"
_ROWS = "CREATE TABLE row (key TEXT NOT NULL, place INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (key, place))"


class Spool:
    """Entries in a private temporary database that SQLite itself moves to disk when it grows.

    `settle` gives status and source of a row whose reading hangs on the rest of the list; `salt` is what an entry's
    digest depends on besides the entry.
    """

    def __init__(self, *, salt: str = "", settle: Settle | None = None) -> None:
        self._store = sqlite3.connect("")
        for statement in (_CACHE, "PRAGMA journal_mode = OFF", f"{_ROWS} WITHOUT ROWID"):
            self._store.execute(statement)
        self._salt = hashlib.blake2b(salt.encode(), digest_size=16)
        self.rows = 0
        self._settle = settle

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()

    def add(self, entries: Iterable[Entry]) -> None:
        """Keep `entries`, in order."""
        for piece in in_pieces(entries, 2_000):
            kept = [(one.key, self.rows + place, one.to_json()) for place, one in enumerate(piece)]
            self._store.executemany("INSERT INTO row VALUES (?, ?, ?)", kept)
            self.rows += len(piece)

    def keys(self) -> Iterator[str]:
        """Every key, once."""
        return (key for (key,) in self._store.cursor().execute("SELECT DISTINCT key FROM row"))

    def merged(self) -> Iterator[Entry]:
        """One entry a key, by key; may be asked for more than once."""
        return self._merged("SELECT key, body FROM row ORDER BY key, place")

    def merged_of(self, keys: Iterable[str]) -> Iterator[Entry]:
        """The same for some keys."""
        self._store.execute("DROP TABLE IF EXISTS wanted")
        self._store.execute("CREATE TABLE wanted (key TEXT PRIMARY KEY) WITHOUT ROWID")
        for piece in in_pieces(keys):
            self._store.executemany("INSERT INTO wanted VALUES (?)", [(key,) for key in piece])
        return self._merged("SELECT row.key, body FROM wanted JOIN row ON row.key = wanted.key ORDER BY row.key, place")

    def _merged(self, query: str) -> Iterator[Entry]:
        for _, rows in groupby(self._store.cursor().execute(query), key=lambda row: row[0]):
            entry = merge([self._settled(Entry.from_json(body)) for _, body in rows])
            digest = self._salt.copy()
            digest.update(entry.to_json())
            yield replace(entry, digest=digest.hexdigest())

    def _settled(self, entry: Entry) -> Entry:
        if self._settle is None or entry.status is not None or not entry.status_raw:
            return entry
        status, raw = self._settle(entry.status_raw)
        return entry if raw == entry.status_raw and status is None else replace(entry, status=status, status_raw=raw)


def digest_salt(jurisdiction: Jurisdiction) -> str:
    """What the reading of a row depends on besides the row: the country's telephones, and the version that reads."""
    return f"{jurisdiction.phone_region}:{version('wakala')}"
