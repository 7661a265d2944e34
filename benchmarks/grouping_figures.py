"""How adverts put together are held against a truth: pairs right and pairs missed, and peers on the same adverts."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.identity.names import normalise_name
from registry.records import Advert


@dataclass(frozen=True)
class Placed:
    """One advert: where it was put and where it belongs; `text` is one for adverts pasted from one text."""

    recruiter: Hashable
    campaign: Hashable | None
    true_recruiter: str
    true_campaign: str
    pasted: Hashable | None
    words: str
    name: str
    reach: tuple[Hashable, ...]
    typology: str = ""


def placed_advert(advert: Advert, campaigns: Mapping[int, int], recruiter: str, campaign: str, **more: Any) -> Placed:
    reach = tuple(
        (one["kind"], one["value"])
        for one in advert.contacts
        if isinstance(one, dict) and one["kind"] in ("phone", "email")
    )
    return Placed(
        recruiter=advert.recruiter_id,
        campaign=campaigns.get(advert.id or 0),
        true_recruiter=recruiter,
        true_campaign=campaign,
        pasted=more.pop("pasted", None),
        words=advert.description,
        name=normalise_name(advert.advertiser or advert.advertiser_raw),
        reach=reach,
        **more,
    )


def _pairs(groups: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in groups)


def pairwise(found: Sequence[Hashable], true: Sequence[Hashable]) -> dict[str, float]:
    """Precision, recall and F1 over pairs."""
    both = _pairs(Counter(zip(found, true, strict=True)).values())
    put, belong = _pairs(Counter(found).values()), _pairs(Counter(true).values())
    precision, recall = both / put if put else 1.0, both / belong if belong else 1.0
    whole = precision + recall
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / whole, 4) if whole else 0.0,
        "pairs_found": put,
        "pairs_true": belong,
    }


def figures(placed: Sequence[Placed]) -> dict[str, Any]:
    """Everything that is measured on one set of adverts."""
    told = [one for one in placed if one.campaign is not None]
    offers = [one for one in told if one.typology != "awareness_warning"]
    campaigns = pairwise([one.campaign for one in told], [one.true_campaign for one in told])
    by_campaign: dict[Hashable, set[str]] = defaultdict(set)
    sizes = Counter(one.campaign for one in told)
    for one in told:
        by_campaign[one.campaign].add(one.true_campaign)
    several = [campaign for campaign, size in sizes.items() if size > 1]
    pure = sum(len(by_campaign[campaign]) == 1 for campaign in several)
    texts = [one for one in told if one.pasted is not None]
    together = _pairs(Counter((one.campaign, one.pasted) for one in texts).values())
    apart = _pairs(Counter(one.pasted for one in texts).values())
    return {
        "adverts": len(placed),
        "recruiters": pairwise([one.recruiter for one in placed], [one.true_recruiter for one in placed]),
        "recruiters_one_contact": pairwise(_by_contact(placed), [one.true_recruiter for one in placed]),
        "recruiters_one_name": pairwise(
            [one.name or at for at, one in enumerate(placed)], [one.true_recruiter for one in placed]
        ),
        "campaigns": {
            "precision": campaigns["precision"],
            "precision_without_warnings": pairwise(
                [one.campaign for one in offers], [one.true_campaign for one in offers]
            )["precision"],
            "pairs_found": campaigns["pairs_found"],
            "of_several_adverts": len(several),
            "pure": round(pure / len(several), 4) if several else 1.0,
            "recall_of_pasted": round(together / apart, 4) if apart else None,
        },
    }


def _by_contact(placed: Sequence[Placed]) -> list[Hashable]:
    parent = list(range(len(placed)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[Hashable, int] = {}
    for at, one in enumerate(placed):
        for key in one.reach:
            parent[find(at)] = find(first.setdefault(key, at))
    return [find(at) for at in range(len(placed))]


def mixed(placed: Sequence[Placed]) -> dict[str, int]:
    """Pairs of adverts wrongly in one recruiter, by the kinds of the two true ones."""
    groups: dict[Hashable, list[Placed]] = defaultdict(list)
    for one in placed:
        groups[one.recruiter].append(one)
    found: Counter[str] = Counter()
    for members in groups.values():
        counted = Counter((one.true_recruiter, one.typology) for one in members)
        listed = sorted(counted.items())
        for at, ((_, left), many) in enumerate(listed):
            for (_, right), others in listed[at + 1 :]:
                found[" + ".join(sorted((left, right)))] += many * others
    return dict(found.most_common(12))
