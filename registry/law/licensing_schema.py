"""How a country's licences and registers are written down in a jurisdiction file; apart from its rules of wording."""

import re
from typing import Annotated

from pydantic import Field, field_validator

from registry.law.wording_schema import ConceptName, Phrases, Reference, Strict
from registry.vocabulary import LicenceScope, LicenceStatus


class StatusReading(Strict):
    """How this jurisdiction's registers word or colour a status."""

    words: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    status: LicenceStatus


class Plausibility(Strict):
    """Bounds against a register's own past: an import outside them is held back."""

    rows_change: Annotated[float, Field(gt=0, le=1)] = 0.3
    valid_share_change: Annotated[float, Field(gt=0, le=1)] = 0.2


class Licensing(Strict):
    """Licence rules: statuses, scope words, number pattern (never invented: null where unknown).

    What `recruits_for_nobody` describes (agents refused, clients served) is read past before `recruits_for_others` and
    `sends_abroad`: words by which a firm says of itself that it places people abroad, where it names no country.
    `studies` abroad, and `journeys` that a travel firm sells, are no jobs without any words of `offers_work`.
    A licence without an expiry date is vouched for by its list for `register_goes_stale_after_days`; None: for ever.
    `succession` are the words by which a firm says that it is another one under a new name, `no_succession` those that
    deny or only report it; in both BARRED stands for the other firm's name. `lists` are named as concepts are, by these
    phrases alone.
    """

    statuses: tuple[StatusReading, ...]
    scope_words: dict[str, LicenceScope]
    number_pattern: str | None
    number_pattern_note: str = ""
    revoked: tuple[LicenceStatus, ...]
    lists: dict[ConceptName, Phrases] = Field(default_factory=dict)
    recruits_for_others: Phrases
    recruits_for_nobody: Phrases = Phrases()
    sends_abroad: Phrases = Phrases()
    direct_employer: Phrases
    own_staff: Phrases = Phrases()
    agency_words: tuple[str, ...] = ()
    studies: Phrases = Phrases()
    journeys: Phrases = Phrases()
    offers_work: Phrases = Phrases()
    attribution: Phrases = Phrases()
    succession: Phrases = Phrases()
    no_succession: Phrases = Phrases()
    plausibility: Plausibility = Plausibility()
    register_goes_stale_after_days: Annotated[int, Field(gt=0)] | None = 365
    register_goes_stale_note: str = ""
    reference: Reference

    @field_validator("number_pattern")
    @classmethod
    def _pattern_is_one(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ValueError(f"number_pattern is no regular expression ({error})") from error
        return value
