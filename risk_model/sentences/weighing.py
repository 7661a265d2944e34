"""What the readers of labelled sentences say of a page of adverts, and of all that phrases found in it, asked once."""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from risk_model.phrases.unit_page import UnitPage
from risk_model.sentences.doubts import Doubts, doubts_of
from risk_model.sentences.likeness import Likeness
from risk_model.sentences.likeness_reader import LikenessReader
from risk_model.sentences.stated_places import Found
from risk_model.sentences.stating_apart import Despite, StandingApart


class Weighed(NamedTuple):
    """What each text is like, which hits stand in spite of what turns them around, and which are doubted."""

    alike: Sequence[Mapping[str, list[Likeness]]]
    despite: Despite
    doubts: Doubts


def weigh(
    page: UnitPage,
    found: Sequence[Sequence[Found]],
    *,
    apart: StandingApart,
    reader: LikenessReader | None,
    official: Container[int] = (),
) -> Weighed:
    """What `reader` makes of a page and of what was `found`, an entry a text; nothing where a country has none.

    What `official` senders warn of or deny is left as it is.
    """
    if reader is None:
        return Weighed([{} for _ in page.texts], {}, {})
    alike = reader.read(page)
    despite = apart.despite(page, found, reader=reader, spared=official)
    return Weighed(alike, despite, doubts_of(page, found, alike, reader=reader))
