"""Which labelled adverts must stay on one side of a split, how that was told, and what else says who is behind each."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from risk_model.learning.grouping import connected
from risk_model.learning.labels_file import LabelFormat, LabelsFile
from risk_model.learning.like_templates import like_template_groups
from risk_model.learning.near_templates import near_template_groups
from risk_model.learning.senders import Senders, contacts_in, senders_of


class HeldApart(StrEnum):
    """What no split divides: that of DECISIONS knows recruiters, that of a FILE only what its rows say, and the
    PUBLISHED one is the protocol that others' figures on the file were measured by."""

    DECISIONS = "decisions"
    FILE = "file"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Parts:
    """A group number for each advert, that of its near-template alone, and what it says of who is behind it."""

    groups: NDArray[np.intp]
    templates: NDArray[np.intp]
    senders: Senders
    apart: HeldApart


def parts_of_decisions(texts: Sequence[str], keys: Sequence[tuple[Hashable, ...]], senders: Senders) -> Parts:
    """Recruiters and campaigns (`keys`) kept whole, and near-templates."""
    templates = like_template_groups(texts)
    return Parts(_groups(keys, templates), templates, senders, HeldApart.DECISIONS)


def parts_of_file(file: LabelsFile, *, region: str) -> Parts:
    """Near-templates and a file's own groups kept whole, and but for the published protocol all that shares a contact,
    a firm's name or its profile; telephones are read as dialled in `region`."""
    texts = [row.text for row in file.rows]
    contacts = contacts_in(texts, region=region)
    senders = senders_of([(*row.senders, *found) for row, found in zip(file.rows, contacts, strict=True)])
    keys = [row.keys for row in file.rows]
    if file.layout is LabelFormat.EMSCAD:
        templates = near_template_groups(texts)
        return Parts(_groups(keys, templates), templates, senders, HeldApart.PUBLISHED)
    templates = like_template_groups(texts)
    both = [(*own, *said) for own, said in zip(keys, senders.of_rows, strict=True)]
    return Parts(_groups(both, templates), templates, senders, HeldApart.FILE)


def _groups(keys: Sequence[tuple[Hashable, ...]], templates: NDArray[np.intp]) -> NDArray[np.intp]:
    return connected([(*own, ("near", near)) for own, near in zip(keys, templates.tolist(), strict=True)])
