"""How contact extraction meets lines that somebody else labelled (tests/registry/identity/contact_lines).

    python benchmarks/contacts.py [--misses] [--region KE]

Prints one JSON document: precision and recall of each kind of contact and of all together, over each set that is there.
A to F may be read while extraction is written (B and D were held until 29 November 2026, their last figures as such are
in the README beside the lines); G, H and I are never looked at, so that their figures, and those of all three as one
("held"), say how extraction meets lines that nobody tuned it on. `--misses` prints the lines of A to F that are not
wholly right, with what is missing and what is too much.

A contact counts as found when the normalised values are equal: letters' case, and how an accented domain is written,
make no difference. Licence numbers are compared without blanks.

Two things are left out of the count, because they are decided elsewhere and not by how well text is read. A labelled
domain that strangers share (registry/identity/shared_domains.yml: free mail, platforms, short links, forms) is excused:
it identifies nobody, so extraction leaves it out on purpose. And accounts of services that the set has no column for
(Instagram, TikTok) are not counted as too much, because nobody was asked to write them down.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from registry.identity.contact_reading.domains import identifies
from registry.identity.contact_reading.licence_numbers import licence_value
from registry.identity.contacts import find_contacts, phone_of
from registry.vocabulary import ContactKind

FOLDER = Path(__file__).parent.parent / "tests" / "registry" / "identity" / "contact_lines"
KINDS = (
    "phones",
    "emails",
    "domains",
    "whatsapp",
    "telegram",
    "facebook",
    "paybills",
    "tills",
    "pochi",
    "licence_numbers",
)
COLUMNS = {
    ContactKind.EMAIL: "emails",
    ContactKind.DOMAIN: "domains",
    ContactKind.PAYBILL: "paybills",
    ContactKind.TILL: "tills",
    ContactKind.POCHI: "pochi",
    ContactKind.LICENCE: "licence_numbers",
}
# What may be read, and what is held; a set is measured once its file is there.
OPENED, HELD = "abcdef", "ghi"
Value = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """A line, and the contacts written down and found in it, each as its kind and its normalised value."""

    text: str
    expected: frozenset[Value]
    found: frozenset[Value]

    @property
    def missing(self) -> frozenset[Value]:
        """What extraction should have found."""
        return self.expected - self.found

    @property
    def extra(self) -> frozenset[Value]:
        """What extraction should have left alone."""
        return self.found - self.expected


def path_of(name: str) -> Path:
    """Where the lines called "a" to "i" are, if they are."""
    return FOLDER / f"lines_{name}.csv"


def read(name: str, *, region: str = "KE") -> list[Line]:
    """The lines called "a" to "i", with what extraction finds in each."""
    with path_of(name).open(encoding="utf-8", newline="") as file:
        return [Line(row["line"], _labels(row), extracted(row["line"], region=region)) for row in csv.DictReader(file)]


def extracted(text: str, *, region: str) -> frozenset[Value]:
    """What `find_contacts` finds, under the names of the columns; a Pochi's or a WhatsApp link's number is a phone."""
    values: set[Value] = set()
    for one in find_contacts(text, region=region):
        if number := phone_of(one):
            values.add(("phones", number))
        if one.kind in COLUMNS:
            values.add(_plain(COLUMNS[one.kind], one.value))
        elif one.kind is ContactKind.MESSAGING:
            service, _, name = one.value.partition(":")
            if service in KINDS:
                values.add(_plain(service, name))
    return frozenset(values)


def _labels(row: dict[str, str]) -> frozenset[Value]:
    labels = ((kind, value) for kind in KINDS for value in row[kind].split(";") if value)
    return frozenset(_plain(kind, value) for kind, value in labels if kind != "domains" or identifies(value.lower()))


def _plain(kind: str, value: str) -> Value:
    if kind == "licence_numbers":
        return kind, licence_value(value)
    if kind in ("domains", "emails"):
        local, at, host = value.rpartition("@")
        return kind, (local + at + host.encode("idna").decode()).lower()
    return kind, value.lower()


def figures(lines: Iterable[Line]) -> dict[str, dict[str, float | int | None]]:
    """Precision and recall of each kind with the counts behind them, of all kinds, and of whole lines."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    for one in lines:
        for name, values in (("right", one.expected & one.found), ("missing", one.missing), ("extra", one.extra)):
            for kind, _ in values:
                counts[kind][name] += 1
                counts["all"][name] += 1
        whole["lines"] += 1
        whole["wholly_right"] += one.expected == one.found
        whole["nothing_in_them"] += not one.expected
        whole["false_alarms_on_nothing"] += bool(not one.expected and one.found)
    return {kind: _shares(counts[kind]) for kind in (*KINDS, *sorted(counts.keys() - {*KINDS, "all"}), "all")} | {
        "lines": dict(whole)
    }


def _shares(count: Counter[str]) -> dict[str, float | int | None]:
    right, missing, extra = count["right"], count["missing"], count["extra"]
    return {
        "precision": round(right / (right + extra), 3) if right + extra else None,
        "recall": round(right / (right + missing), 3) if right + missing else None,
        "right": right,
        "missing": missing,
        "extra": extra,
    }


def main() -> None:
    """Print the figures of every set that is there, or the lines of the opened ones that are not wholly right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--region", default="KE")
    asked = parser.parse_args()
    answer: object
    names = [name for name in (OPENED if asked.misses else OPENED + HELD) if path_of(name).exists()]
    if asked.misses:
        answer = [
            {"set": name.upper(), "line": one.text, "missing": sorted(one.missing), "extra": sorted(one.extra)}
            for name in names
            for one in read(name, region=asked.region)
            if one.expected != one.found
        ]
    else:
        sets = {name.upper(): read(name, region=asked.region) for name in names}
        sets["held"] = [line for name, lines in sets.items() if name.lower() in HELD for line in lines]
        answer = {name: figures(lines) for name, lines in sets.items()}
    print(json.dumps(answer, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
