"""Who is behind the demo's adverts, and which of them are one text: found against planted, and what it costs.

    python benchmarks/recruiters.py --home DEMO_HOME            # a home that `wakala run --demo` has filled
    python benchmarks/recruiters.py --adverts 10000 30000 100000

Prints one JSON document. The truth is the generator's own, used to measure only. Figures are over pairs of adverts: of
those put together, how many belong together (precision); of those that belong together, how many were put there
(recall). Recruiters: two adverts belong together when the truth gives them one recruiter. Campaigns: when one recruiter
or one ring of the demo wrote both; recall asks only for adverts pasted from one text. The demo's warnings repeat each
other's sentences whoever warns, so precision is told with and without them.

With `--home` the adverts are those that were crawled. With `--adverts` the same generator's adverts go to the registry
directly, in batches of 1,000 in the order in which a crawl would meet them; the processor time of each step is told
over all and by tenths, so that what grows is seen.

Peers on the same adverts: for recruiters one telephone or e-mail address = one recruiter, and one name = one recruiter;
for campaigns the cosine of TF-IDF words (scikit-learn), at the threshold where its F1 is best, which is in its favour.
"""

import argparse
import gc
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import create_engine
from sqlmodel import Session, SQLModel, select

from dashboard.demo.composition import write
from dashboard.demo.innocents import OFFICIAL_DOMAIN
from dashboard.demo.recruiters import Advert as Planted
from dashboard.demo.site_map import DemoSites
from dashboard.demo.truth import read_truth
from dashboard.demo.world import World, build_world
from registry.advert_item import AdvertItem
from registry.database import open_database
from registry.identity.campaigns import find_campaigns
from registry.identity.contacts import find_contacts
from registry.identity.names import normalise_name
from registry.identity.recruiters import resolve_recruiters
from registry.intake import record_sightings
from registry.law.official import official_domains
from registry.law.rulebook import load_rulebook
from registry.records import Advert, CampaignAdvert, Crawl
from registry.vocabulary import CrawlState, SourceKind

AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
BATCH = 1_000
KINDS = {
    "board": SourceKind.BOARD,
    "soko": SourceKind.BOARD,
    "own": SourceKind.AGENCY_SITE,
    "blog": SourceKind.BLOG,
    "ministry": SourceKind.OFFICIAL,
    "forward": SourceKind.SOCIAL,
}


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


def tfidf_peer(placed: Sequence[Placed]) -> dict[str, Any]:
    """Pairs of texts with a cosine over the threshold that suits it best; quadratic, so of at most 4,000 adverts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    kept = [one for one in placed if one.campaign is not None][:4_000]
    started = time.perf_counter()
    matrix = TfidfVectorizer(ngram_range=(1, 2)).fit_transform(one.words for one in kept)
    cosine = np.asarray((matrix @ matrix.T).todense(), dtype=np.float32)
    left, right = np.triu_indices(len(kept), 1)
    scores = cosine[left, right]
    seconds = time.perf_counter() - started
    codes = {name: at for at, name in enumerate(dict.fromkeys(one.true_campaign for one in kept))}
    true = np.asarray([codes[one.true_campaign] for one in kept])
    same = true[left] == true[right]
    pasted_codes = {name: at for at, name in enumerate(dict.fromkeys(one.pasted for one in kept))}
    pasted = np.asarray(
        [pasted_codes[one.pasted] if one.pasted is not None else -1 - at for at, one in enumerate(kept)]
    )
    copies = pasted[left] == pasted[right]
    best = {"f1": -1.0}
    for threshold in np.arange(0.3, 1.0, 0.05):
        put = scores >= threshold
        precision = float(same[put].mean()) if put.any() else 1.0
        recall = float(put[copies].mean()) if copies.any() else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        if f1 > best["f1"]:
            best = {
                "threshold": round(float(threshold), 2),
                "precision": round(precision, 4),
                "recall_of_pasted": round(recall, 4),
                "f1": round(f1, 4),
            }
    return {"adverts": len(kept), **best, "seconds": round(seconds, 2)}


def from_home(home: Path) -> dict[str, Any]:
    """The crawled adverts of a demo home against its truth."""
    mark = json.loads((home / "demo.json").read_text())
    truth = {row.advert_url: row for row in read_truth(next(home.rglob("truth.csv")))}
    engine = open_database(f"sqlite:///{next(home.glob('*.sqlite3'))}")
    with Session(engine) as session:
        campaigns = dict(session.exec(select(CampaignAdvert.advert_id, CampaignAdvert.campaign_id)).all())
        rings = _rings(mark)
        placed = [
            _placed(
                one,
                campaigns,
                truth[one.url].recruiter,
                rings.get(one.url) or truth[one.url].recruiter,
                pasted=rings.get(one.url),
                typology=truth[one.url].typology,
            )
            for one in session.exec(select(Advert))
            if one.url in truth
        ]
    return {"home": mark, **figures(placed), "mixed": mixed(placed)}


def _rings(mark: Mapping[str, Any]) -> dict[str, str]:
    """By address, the ring whose one text an advert repeats; the truth's file tells recruiters only."""
    world = build_world(seed=mark["seed"], adverts=mark["adverts"])
    sites = DemoSites(world, f"http://127.0.0.1:{mark['port']}")
    return {sites.address(one): one.recruiter.ring for one in world.adverts if one.recruiter.ring}


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


def _placed(advert: Advert, campaigns: Mapping[int, int], recruiter: str, campaign: str, **more: Any) -> Placed:
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


def item_of(world: World, planted: Planted) -> AdvertItem:
    """The advert as a spider would hand it in."""
    written = write(world, planted)
    text = "\n".join([*written.paragraphs])
    return AdvertItem(
        source=f"demo_{planted.site}",
        source_kind=KINDS[planted.site],
        url=_address(planted),
        method="benchmark",
        seen_at=AT,
        title=written.title,
        hiring_organization=written.advertiser,
        hiring_organization_raw=written.advertiser,
        description=text,
        date_posted=written.posted_on,
        job_location=written.location,
        contacts=find_contacts(f"{written.title}\n{text}", region="KE"),
    )


def _address(planted: Planted) -> str:
    if planted.site == "own":
        return f"http://www.{planted.recruiter.contacts.domain}/{planted.number}"
    if planted.site == "ministry":
        return f"http://www.{OFFICIAL_DOMAIN}/{planted.number}"
    return f"http://{planted.site}.test/{planted.number}"


def _pasted(planted: Planted) -> Hashable:
    """What says that two adverts were pasted from one text: a copied page, or a ring's text."""
    return planted.recruiter.ring or planted.copy_of or planted.number


def generated(adverts: int, seed: int) -> tuple[dict[str, Any], list[Placed]]:
    """That many adverts of the generator through the registry, timed."""
    world = build_world(seed=seed, adverts=adverts)
    official = official_domains(load_rulebook("ke").jurisdiction) | {OFFICIAL_DOMAIN}
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    seconds: Counter[str] = Counter()
    planted = list(world.adverts)
    items = [item_of(world, one) for one in planted]
    # The invented world stays in memory, and no installation has one: the collector is not to walk it again and again.
    gc.collect()
    gc.freeze()
    tenths: list[Counter[str]] = [Counter() for _ in range(10)]
    with Session(engine, expire_on_commit=False) as session:
        crawl = Crawl(source="demo", started_at=AT, state=CrawlState.RUNNING)
        session.add(crawl)
        session.flush()
        owners: dict[int, Planted] = {}
        for start in range(0, len(planted), BATCH):
            rows = record_sightings(session, items[start : start + BATCH], crawl)
            owners |= {int(row.id or 0): one for row, one in zip(rows, planted[start:], strict=False)}
            taken = {
                "recruiters": _timed(lambda rows=rows: resolve_recruiters(session, rows, at=AT, official=official)),
                "campaigns": _timed(lambda rows=rows: find_campaigns(session, rows, at=AT)),
            }
            seconds.update(taken)
            tenths[10 * start // len(planted)].update({**taken, "adverts": len(rows)})
            session.commit()
            session.expunge_all()
        campaigns = dict(session.exec(select(CampaignAdvert.advert_id, CampaignAdvert.campaign_id)).all())
        placed = []
        for row in session.exec(select(Advert)):
            one = owners[row.id or 0]
            ring = one.recruiter.ring or one.recruiter.id
            placed.append(
                _placed(row, campaigns, one.recruiter.id, ring, pasted=_pasted(one), typology=one.recruiter.cast.key)
            )
    gc.unfreeze()
    cost = {
        name: {
            "seconds_a_thousand": round(1000 * value / len(placed), 3),
            "by_tenth": [round(1000 * one[name] / one["adverts"], 3) for one in tenths],
        }
        for name, value in seconds.items()
    }
    return {**figures(placed), "cost": cost, "mixed": mixed(placed)}, placed


def _timed(step: Callable[[], object]) -> float:
    started = time.process_time()
    step()
    return time.process_time() - started


def main() -> None:
    """What was asked for."""
    options = argparse.ArgumentParser(description="Recruiters and campaigns on the demo country.")
    options.add_argument("--home", type=Path)
    options.add_argument("--adverts", type=int, nargs="*", default=[])
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    told: dict[str, Any] = {}
    if asked.home:
        told["crawled"] = from_home(asked.home)
    for size in asked.adverts:
        told[str(size)], placed = generated(size, asked.seed)
        if size == asked.adverts[0]:
            told["campaigns_by_tfidf"] = tfidf_peer(placed)
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
