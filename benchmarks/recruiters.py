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
over all and by tenths, so that what grows is seen. Beside each batch the same few texts are read: `rulers` is the cost
of a thousand adverts over that of those texts, which a machine busy with other work slows down alike.

Peers on the same adverts: for recruiters one telephone or e-mail address = one recruiter, and one name = one recruiter;
for campaigns the cosine of TF-IDF words (scikit-learn), at the threshold where its F1 is best, which is in its favour.
"""

import argparse
import gc
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from campaigns_by_tfidf import tfidf_peer
from demo_items import AT, item_of, pasted_of
from grouping_figures import Placed, figures, mixed, placed_advert
from sqlalchemy import create_engine
from sqlmodel import Session, SQLModel, select

from dashboard.demo.innocents import OFFICIAL_DOMAIN
from dashboard.demo.recruiters import Advert as Planted
from dashboard.demo.site_map import DemoSites
from dashboard.demo.truth import read_truth
from dashboard.demo.world import build_world
from registry.database import open_database
from registry.identity.campaign_texts.signature import template_of
from registry.identity.campaigns import find_campaigns
from registry.identity.recruiters import resolve_recruiters
from registry.intake import record_sightings
from registry.law.official import official_domains
from registry.law.rulebook import load_rulebook
from registry.records import Advert, CampaignAdvert, Crawl
from registry.vocabulary import CrawlState

BATCH = 1_000


def from_home(home: Path) -> dict[str, Any]:
    """The crawled adverts of a demo home against its truth."""
    mark = json.loads((home / "demo.json").read_text())
    truth = {row.advert_url: row for row in read_truth(next(home.rglob("truth.csv")))}
    engine = open_database(f"sqlite:///{next(home.glob('*.sqlite3'))}")
    with Session(engine) as session:
        campaigns = dict(session.exec(select(CampaignAdvert.advert_id, CampaignAdvert.campaign_id)).all())
        rings = _rings(mark)
        placed = [
            placed_advert(
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


def generated(adverts: int, seed: int) -> tuple[dict[str, Any], list[Placed]]:
    """That many adverts of the generator through the registry, timed."""
    world = build_world(seed=seed, adverts=adverts)
    official = official_domains(load_rulebook("ke").jurisdiction) | {OFFICIAL_DOMAIN}
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    seconds: Counter[str] = Counter()
    batches = 0
    planted = list(world.adverts)
    items = [item_of(world, one) for one in planted]
    ruler = [one.description for one in items[:400]]
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
                "ruler": _timed(lambda: [template_of(text, name="Some Firm").bands for text in ruler]),
            }
            seconds.update(taken)
            batches += 1
            tenths[10 * start // len(planted)].update({**taken, "adverts": len(rows)})
            session.commit()
            session.expunge_all()
        campaigns = dict(session.exec(select(CampaignAdvert.advert_id, CampaignAdvert.campaign_id)).all())
        placed = []
        for row in session.exec(select(Advert)):
            one = owners[row.id or 0]
            ring = one.recruiter.ring or one.recruiter.id
            placed.append(
                placed_advert(
                    row, campaigns, one.recruiter.id, ring, pasted=pasted_of(one), typology=one.recruiter.cast.key
                )
            )
    gc.unfreeze()
    measure = seconds.pop("ruler") / batches
    cost = {
        name: {
            "seconds_a_thousand": round(1000 * value / len(placed), 3),
            "rulers": round(1000 * value / len(placed) / measure, 2),
            "by_tenth": [round(1000 * one[name] / one["adverts"], 3) for one in tenths if one["adverts"]],
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
