"""Adds the demo's own ministry and licence numbers to the shipped law, without knowing what that law says."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dashboard.demo.innocents import OFFICIAL_DOMAIN, OFFICIAL_NAME
from registry.law.rulebook import SHIPPED
from registry.strict_yaml import read_bounded

CODE = "ke"
LICENCE_PATTERN = r"DEMO/[A-Z]{2,4}/\d{3,5}(?:/\d{4})?"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class ShippedLaw:
    """The shipped jurisdiction file's bytes and their digest."""

    body: bytes
    digest: str


def shipped_law() -> ShippedLaw:
    """The law as shipped; raises InvalidInput when it is not there."""
    body = read_bounded(SHIPPED / f"{CODE}.yml")
    return ShippedLaw(body, hashlib.sha256(body).hexdigest())


def write_law(folder: Path, shipped: ShippedLaw) -> Path:
    """A copy of the shipped law in which the fictional ministry may say whatever a real official sender may."""
    law: dict[str, Any] = yaml.load(shipped.body, _Loader)  # noqa: S506 (a safe loader, in C where there is one)
    senders = law["official_senders"]
    cancels = sorted({rule for sender in senders for rule in sender["cancels"]})
    demo = {"name": OFFICIAL_NAME, "domains": [OFFICIAL_DOMAIN], "cancels": cancels}
    law["official_senders"] = [*senders, demo]
    law["licensing"]["number_pattern"] = LICENCE_PATTERN
    law["licensing"]["number_pattern_note"] = "The demo's invented form; what a real list uses is not known."
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{CODE}.yml"
    text = yaml.dump(law, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    file.write_text(text, encoding="utf-8")
    return file
