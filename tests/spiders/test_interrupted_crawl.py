"""A crawl killed while it writes a record or a unit of work is taken up again as if nothing had happened.

The measurement over many random moments of the demo's crawl is `benchmarks/interrupted_crawl.py`.
"""

import random
from collections import Counter

import pytest

from benchmarks.interrupted_crawl import Trials, unreadable
from tests.spiders.conftest import Home
from tests.spiders.site import serve
from tests.spiders.test_crawl import advert, board, with_sitemap

PAGES = 230  # more than one batch


@pytest.mark.parametrize("beside", [False, True])
def test_what_a_killed_crawl_leaves_is_whole_and_what_follows_makes_it_complete(home: Home, beside: bool) -> None:
    hits: Counter[str] = Counter()
    with serve({f"/jobs/{number}": advert(number) for number in range(PAGES)}) as site:
        with_sitemap(site, range(PAGES))
        home.source("board", board(site))
        trials = Trials(home.folder.parent / "killed", home.folder / "sources", ["board"], beside=beside)
        trials.count_steps()
        wanted = trials.snapshot()
        chance = random.Random(7)
        for phase in ("append", "commit", "commit"):
            hits[trials.kill(phase, chance)] += 1
            evidence = trials.home / "evidence"
            assert unreadable(evidence) == []
            assert trials.without_proof() == 0
            trials.resume()
            assert trials.snapshot() == wanted
            assert unreadable(evidence) == []
            assert trials.without_proof() == 0
    assert len(wanted.adverts) == len(wanted.sightings) == PAGES
    assert hits == {"append": 1, "commit": 2}
