"""What one page says of one job before anything is read into it: raw text by property, and how it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Posting:
    """One job as printed; `values` holds AdvertItem's property names, texts without tags, absent ones missing.

    `url` is the job's own address where the page states one; `currency`, `period` and `country` are what markup says
    beside an amount or a place.
    """

    method: str
    values: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    currency: str = ""
    period: str = ""
    country: str = ""
    direct_apply: bool | None = None

    def __bool__(self) -> bool:
        """Whether it says enough to be an advert: a title, or a text."""
        return bool(self.values.get("title") or self.values.get("description"))
