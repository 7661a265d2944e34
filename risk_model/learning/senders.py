"""Who is behind each labelled advert, as far as it says: its contacts, its firm's name, how the firm describes itself.

Never learnt from. Rows of a file are kept together by these, and the audit of leakage counts them on its own.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from registry.identity.contacts import find_contacts
from registry.identity.names import clean_advertiser
from registry.identity.recruiter_groups.keys import STRONG, keys_of, name_key
from risk_model.learning.copies import distinct
from risk_model.learning.grouping import template_of

# Columns of a file that say who hires, by their letters alone.
FIRM_COLUMNS = frozenset(
    {"advertiser", "agency", "company", "companyname", "employer", "hiringorganisation", "hiringorganization",
     "organisation", "organization", "recruiter"}
)  # fmt: skip
PROFILE_COLUMN = "company_profile"
FEWEST_WORDS = 5  # a shorter profile ("A leading firm.") may be anybody's
# What stands on over a tenth of the rows, and on over twenty, is a board's or a form's.
MOST_SHARE, MOST_ROWS = 0.1, 20

CONTACT, FIRM, PROFILE = "contact", "firm", "profile"
Sender = tuple[str, Hashable]


@dataclass(frozen=True)
class Senders:
    """For each advert what says who is behind it, as (CONTACT, FIRM or PROFILE, value); `common` is how many such
    stood on too many adverts to be anybody's and were left out."""

    of_rows: tuple[tuple[Sender, ...], ...]
    common: int = 0

    def rows(self, rows: NDArray[np.intp]) -> "Senders":
        """Those of some adverts."""
        return Senders(tuple(self.of_rows[row] for row in rows.tolist()), self.common)


def senders_of(rows: Sequence[Sequence[Sender]]) -> Senders:
    """The senders of all adverts, without what stands on too many of them."""
    times = Counter(sender for row in rows for sender in set(row))
    most = max(MOST_ROWS, MOST_SHARE * len(rows))
    common = {sender for sender, count in times.items() if count > most}
    kept = tuple(tuple(dict.fromkeys(one for one in row if one not in common)) for row in rows)
    return Senders(kept, len(common))


def contacts_in(texts: Sequence[str], *, region: str) -> list[tuple[Sender, ...]]:
    """The contacts that hold adverts together in each text: telephones, addresses, own domains, tills; no free mail's
    domain."""
    different, places = distinct(texts)
    told = [
        tuple(
            (CONTACT, key)
            for contact in find_contacts(text, region=region)
            for key in keys_of(contact)
            if key[0] in STRONG
        )
        for text in different
    ]
    return [told[place] for place in places.tolist()]


def firm_sender(name: str) -> tuple[Sender, ...]:
    """The firm's name, where it tells firms apart."""
    key = name_key(clean_advertiser(name)) if name.strip() else None
    return () if key is None else ((FIRM, key[1]),)


def profile_sender(profile: str) -> tuple[Sender, ...]:
    """How a firm describes itself, word for word, where that is more than a phrase."""
    said = template_of(profile)
    return ((PROFILE, said),) if len(said.split()) >= FEWEST_WORDS else ()


def firm_columns(names: Sequence[str]) -> list[str]:
    """Those of a file's columns that say who hires."""
    return [name for name in names if "".join(filter(str.isalpha, name.casefold())) in FIRM_COLUMNS]


def cells_of(row: Mapping[str, str], firms: Sequence[str]) -> tuple[Sender, ...]:
    """What the cells of a row say of who is behind it; `firms` are its columns with a name."""
    named = [sender for column in firms for sender in firm_sender(row[column])]
    return (*named, *profile_sender(row.get(PROFILE_COLUMN, "")))
