"""What is planted, kind by kind of recruiter: which grounds count as finding it, and how it is rightly closed."""

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from dashboard.demo.country_data import FOLDER
from registry.strict_yaml import read_strict
from registry.vocabulary import Disposition


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Typology(_Strict):
    """A kind of offender."""

    grounds: frozenset[str]
    disposition: Disposition


class Kinds(_Strict):
    """The table of `kinds.yml`, which docs/demo-country.md explains."""

    typologies: dict[str, Typology]
    innocents: dict[str, Disposition]

    def disposition(self, key: str) -> Disposition:
        """How an officer who knew the truth would close an alert on a recruiter of that kind."""
        return self.typologies[key].disposition if key in self.typologies else self.innocents[key]


@lru_cache(maxsize=1)
def read_kinds() -> Kinds:
    """The shipped table, read once."""
    return read_strict(FOLDER / "kinds.yml", Kinds)
