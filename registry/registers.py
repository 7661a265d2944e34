"""The registers of one country as they stood on the days asked about; apart because many batches ask the same ones."""

from datetime import date
from functools import cached_property

from sqlmodel import Session

from registry.identity.matching import RegisterIndex
from registry.law.licence_book import LicenceBook
from registry.law.rulebook import Rulebook
from registry.vocabulary import RegisterKind

_Indexes = dict[tuple[RegisterKind, date | None], RegisterIndex]


class KeptIndexes:
    """Indexes kept from one transaction to the next, until the registers that they were built from change."""

    def __init__(self) -> None:
        self._digest = ""
        self._indexes: _Indexes = {}

    def of(self, digest: str) -> _Indexes:
        """Those built from the registers of that digest."""
        if digest != self._digest:
            self._digest, self._indexes = digest, {}
        return self._indexes


class Registers:
    """Each list read and indexed once, whatever is asked; holds only while nothing is imported."""

    def __init__(self, session: Session, rulebook: Rulebook, *, today: date, indexes: _Indexes | None = None) -> None:
        """`today` is the day whose legal-entity names are shown where no register speaks; `indexes` are those kept."""
        self._session, self._code, self._today = session, rulebook.jurisdiction.code, today
        self._indexes: _Indexes = {} if indexes is None else indexes

    @cached_property
    def calendar(self) -> LicenceBook:
        """Which list speaks for which day."""
        return LicenceBook.build(self._session, self._code, agency_ids=())

    def day(self, kind: RegisterKind, on: date) -> date | None:
        """The date of the list of that kind that speaks for `on`; None where none does."""
        snapshot = self.calendar.register_on(kind, on)
        return snapshot.as_of if snapshot else None

    def index(self, kind: RegisterKind, day: date | None) -> RegisterIndex:
        """The firms of the list of `day`; None: no register, only names of legal entities, which give no standing."""
        if (kind, day) not in self._indexes:
            kinds = (kind,) if day is not None else (RegisterKind.NAMES,)
            index = RegisterIndex.build(self._session, self._code, on=day or self._today, kinds=kinds)
            self._indexes[kind, day] = index
        return self._indexes[kind, day]
