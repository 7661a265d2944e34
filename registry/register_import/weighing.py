"""Whether a list may take effect: its structure at any time, its size and make-up only against its own past."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.errors import InvalidInput
from registry.law.rule_schema import Plausibility
from registry.register_import.entry import UNCOLOURED, UNREADABLE_DATE, Entry
from registry.register_import.nameless import Nameless
from registry.vocabulary import LicenceStatus, RegisterKind

WITH_STATUS = (RegisterKind.AGENCIES, RegisterKind.MARITIME)
# Below these a change of share is the ordinary life of a short list.
FEWEST_APART = 5
FEWEST_TO_COMPARE = 10


@dataclass
class Survey:
    """Counts over the merged entries of one list."""

    rows: int = 0
    entries: int = 0
    without_status: int = 0
    without_letters: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    nameless: Nameless = field(default_factory=Nameless)

    @classmethod
    def of(cls, entries: Iterable[Entry], *, rows: int, nameless: Nameless) -> "Survey":
        """The survey of `entries`, merged from `rows` rows, beside which the list had those that are `nameless`."""
        survey = cls(rows=rows, nameless=nameless)
        for entry in entries:
            survey._count(entry)
        return survey

    def _count(self, entry: Entry) -> None:
        self.entries += 1
        self.statuses[entry.status.value if entry.status else "unread"] += 1
        if entry.status is None:
            self.without_status += 1
            self.unread[entry.status_raw] += 1
        if sum(map(str.isalpha, entry.name)) < 2:
            self.without_letters += 1
        self.faults.update(entry.faults)
        self.filled.update(entry.contacts.keys() | entry.values.keys())
        for name in ("number", "issued_on", "expires_on"):
            if getattr(entry, name) is not None:
                self.filled[name] += 1

    @property
    def valid_share(self) -> float:
        """Share of entries with a valid licence, of those whose status was read."""
        read = self.entries - self.without_status
        return self.statuses[LicenceStatus.VALID.value] / read if read else 0.0

    def report(self) -> dict[str, Any]:
        """Plain values, kept with the import and compared with by the next."""
        count = max(self.entries, 1)
        return {
            "rows": self.rows,
            "entries": self.entries,
            "statuses": dict(sorted(self.statuses.items())),
            "valid_share": round(self.valid_share, 4),
            "without_status": round(self.without_status / count, 4),
            "filled": {name: round(times / count, 4) for name, times in sorted(self.filled.items())},
            "faults": dict(sorted(self.faults.items())),
            "nameless": self.nameless.report(),
        }


def refuse_unreadable(survey: Survey, *, kind: RegisterKind, source: str) -> None:
    """Raise InvalidInput when nothing sound can be read from the list, whatever went before."""
    if not survey.entries:
        raise InvalidInput(f"{source} has no row with a name; nothing was imported. Give the list itself.")
    if survey.without_letters > survey.entries / 2:
        raise InvalidInput(f"{source}: the column read as the name holds no names; correct the spec. Nothing imported.")
    if survey.faults[UNREADABLE_DATE] > survey.entries / 2:
        raise InvalidInput(
            f"{source}: the dates of {survey.faults[UNREADABLE_DATE]} of {survey.entries} rows cannot be read; say in "
            'the spec\'s date_formats how they are written (for instance "%m/%d/%Y"). Nothing was imported.'
        )
    if kind not in WITH_STATUS:
        return
    if survey.without_status == survey.entries:
        raise InvalidInput(f"{source}: {_no_status(survey)} Nothing was imported.")
    if survey.without_status > survey.entries / 2:
        words = ", ".join(repr(word) for word, _ in survey.unread.most_common(3))
        raise InvalidInput(
            f"{source}: the status of {survey.without_status} of {survey.entries} rows cannot be read "
            f"(for instance {words}); add these to the spec's statuses. Nothing was imported."
        )


def _no_status(survey: Survey) -> str:
    unread = [word for word, _ in survey.unread.most_common(3) if word != UNCOLOURED]
    if unread:
        words = ", ".join(repr(word) for word in unread)
        return f"no status is known by the words or colours {words}; add them to the spec's statuses."
    return (
        "no row shows a licence status in words, text colour, background or class, and a list page with no status "
        "colours cannot be read; save the page with its styling, name the status column in the spec, or say there "
        "presence_means_licensed: true if only licensed agencies are listed."
    )


def differences(
    survey: Survey,
    past: Mapping[str, Any],
    *,
    known_share: float | None,
    renamed_share: float | None,
    bounds: Plausibility,
    kind: RegisterKind,
) -> list[str]:
    """Sentences on how the list departs from its predecessor beyond `bounds`; none means it may take effect.

    `known_share` is how much of the predecessor is still listed, `renamed_share` how much of that under other names,
    None where that is not asked.
    """
    before = int(past.get("entries", 0))
    if before < FEWEST_TO_COMPARE and survey.entries < FEWEST_TO_COMPARE:
        return []
    found = []
    apart = abs(survey.entries - before)
    if before and apart > FEWEST_APART and apart / before > bounds.rows_change:
        found.append(f"it has {survey.entries} entries where the list before had {before}")
    if known_share is not None and known_share < 1 - 2 * bounds.rows_change and before >= FEWEST_TO_COMPARE:
        found.append(f"only {known_share:.0%} of the holders listed before are on it")
    if renamed_share is not None and renamed_share > bounds.rows_change and before >= FEWEST_TO_COMPARE:
        found.append(f"{renamed_share:.0%} of the holders listed before have other names")
    if kind in WITH_STATUS:
        found += _status_differences(survey, past, bounds)
    found += _column_differences(survey, past)
    return found


def _status_differences(survey: Survey, past: Mapping[str, Any], bounds: Plausibility) -> list[str]:
    found = []
    share, before = survey.valid_share, float(past.get("valid_share", survey.valid_share))
    if abs(share - before) > bounds.valid_share_change:
        found.append(f"{share:.0%} of its licences are valid where {before:.0%} were before")
    missing = survey.without_status / max(survey.entries, 1)
    if missing - float(past.get("without_status", 0.0)) > bounds.valid_share_change:
        found.append(f"the status of {missing:.0%} of its rows cannot be read")
    return found


def _column_differences(survey: Survey, past: Mapping[str, Any]) -> list[str]:
    now = survey.report()["filled"]
    return [
        f"{name} is filled in {now.get(name, 0.0):.0%} of its rows where it was in {share:.0%}"
        for name, share in past.get("filled", {}).items()
        if share >= 0.5 and now.get(name, 0.0) < share / 2
    ]
