"""Labelled adverts to learn from: what officers decided, what the adverts said, and which must stay together."""

import math
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session, col, func, select

from registry.bulk import in_pieces
from registry.identity.recruiter_groups.keys import seen
from registry.law.rulebook import Rulebook
from registry.records import Advert, AlertAdvert, CampaignAdvert
from risk_model.judge import AdvertReading
from risk_model.labels import RecruiterLabel
from risk_model.learning.counties import county_finder
from risk_model.learning.labels_file import LabelsFile
from risk_model.learning.senders import CONTACT, Sender, firm_sender
from risk_model.reading import read_adverts, read_texts


@dataclass(frozen=True)
class Example:
    """One labelled advert; those that share any of `keys` must never be on both sides of a split.

    `weight` is one over the chance that it was looked at, for estimates that must hold for all adverts; not a number
    where that is not known. `slices` say what to report by (source, language …), `senders` who is behind
    it; neither is ever learnt from.
    """

    reading: AdvertReading
    positive: bool
    keys: tuple[Hashable, ...]
    decided_at: datetime | None = None
    weight: float = 1.0
    slices: Mapping[str, str] = field(default_factory=dict)
    senders: tuple[Sender, ...] = ()


def labels_array(examples: Sequence[Example]) -> NDArray[np.bool_]:
    """Which examples are positive."""
    return np.array([example.positive for example in examples], dtype=bool)


def examples_from(session: Session, labels: Sequence[RecruiterLabel], *, rulebook: Rulebook) -> list[Example]:
    """Every advert of the alerts behind `labels`, read by today's rulebook at the advert's own date."""
    of_alert = {alert_id: label for label in labels for alert_id in label.alert_ids}
    of_advert: dict[int, RecruiterLabel] = {}
    for piece in in_pieces(sorted(of_alert)):
        statement = select(AlertAdvert.advert_id, AlertAdvert.alert_id).where(col(AlertAdvert.alert_id).in_(piece))
        of_advert.update({advert_id: of_alert[alert_id] for advert_id, alert_id in session.exec(statement)})
    county_of = county_finder(rulebook.jurisdiction.code)
    sizes = _sizes(session, labels)
    examples = []
    for piece in in_pieces(sorted(of_advert)):
        adverts = list(session.exec(select(Advert).where(col(Advert.id).in_(piece)).order_by(col(Advert.id))))
        campaigns = _campaigns(session, piece)
        readings = read_adverts(adverts, rulebook=rulebook)
        for advert, reading in zip(adverts, readings, strict=True):
            label = of_advert[advert.id or 0]
            slices = {
                "source": advert.source,
                "language": advert.language,
                "destination": advert.destination or "at home or not said",
                "county": county_of(advert.location),
                "size of recruiter": size_of(sizes[label.recruiter_id]),
                "queue": label.lane.value,
            }
            examples.append(_example(reading, label, campaigns.get(advert.id or 0, []), slices, _senders(advert)))
    return examples


def examples_from_file(file: LabelsFile, *, rulebook: Rulebook, on: date) -> list[Example]:
    """A labels file's texts, read by `rulebook` under the law of `on`; nobody here decided them."""
    readings = read_texts([row.text for row in file.rows], rulebook=rulebook, on=on)
    return [
        Example(replace(reading, left_out=row.left_out), row.positive, row.keys)
        for reading, row in zip(readings, file.rows, strict=True)
    ]


def size_of(adverts: int) -> str:
    """How large a recruiter is, by the adverts it has on file: small ones leave little to go by."""
    if adverts == 1:
        return "one advert"
    return "two to nine adverts" if adverts < 10 else "ten adverts or more"


def _example(
    reading: AdvertReading,
    label: RecruiterLabel,
    campaigns: list[int],
    slices: dict[str, str],
    senders: tuple[Sender, ...],
) -> Example:
    keys: list[Hashable] = [("recruiter", label.recruiter_id)]
    keys += [("campaign", campaign_id) for campaign_id in campaigns]
    return Example(
        reading=reading,
        positive=label.positive,
        keys=tuple(keys),
        decided_at=label.decided_at,
        weight=1.0 / label.propensity if label.propensity > 0.0 else math.nan,
        slices=slices,
        senders=senders,
    )


def _senders(advert: Advert) -> tuple[Sender, ...]:
    facts = seen(advert)
    return (*((CONTACT, key) for key in facts.strong), *firm_sender(facts.name))


def _sizes(session: Session, labels: Sequence[RecruiterLabel]) -> dict[int, int]:
    sizes = {label.recruiter_id: 0 for label in labels}
    for piece in in_pieces(sorted(sizes)):
        statement = (
            select(Advert.recruiter_id, func.count())
            .where(col(Advert.recruiter_id).in_(piece))
            .group_by(col(Advert.recruiter_id))
        )
        sizes.update({recruiter_id: count for recruiter_id, count in session.exec(statement) if recruiter_id})
    return sizes


def _campaigns(session: Session, advert_ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    statement = select(CampaignAdvert.advert_id, CampaignAdvert.campaign_id).where(
        col(CampaignAdvert.advert_id).in_(advert_ids)
    )
    for advert_id, campaign_id in session.exec(statement):
        found[advert_id].append(campaign_id)
    return found
