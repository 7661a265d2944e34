"""Where a source's adverts are at home: whose telephone numbers, paybills and licence numbers stand without more."""

from dataclasses import dataclass
from pathlib import Path

from registry.law.rulebook import available_jurisdictions, read_home


@dataclass(frozen=True)
class Locality:
    """How contacts are read: `country` (ISO 3166-1) is home, `region` the one local telephone numbers belong to."""

    country: str = "KE"
    region: str = "KE"
    licence_pattern: str | None = None
    paybill_digits: tuple[int, int] = (5, 7)
    till_digits: tuple[int, int] = (5, 7)


KENYA = Locality()


def locality_of(jurisdiction: str, *, jurisdictions_dir: Path | None = None) -> Locality:
    """The locality that a jurisdiction file describes; one with only its country where no file is installed."""
    if jurisdiction not in available_jurisdictions(extra_dir=jurisdictions_dir):
        return Locality(country=jurisdiction.upper(), region=jurisdiction.upper())
    law = read_home(jurisdiction, extra_dir=jurisdictions_dir)
    return Locality(
        country=law.country,
        region=law.phone_region,
        licence_pattern=law.licensing.number_pattern,
        paybill_digits=law.paybill_digits,
        till_digits=law.till_digits,
    )
