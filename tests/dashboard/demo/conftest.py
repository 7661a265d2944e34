"""One default week for all tests here: it takes a tenth of a second and nobody changes it."""

import pytest

from dashboard.demo.site_map import DemoSites
from dashboard.demo.world import World, build_world

BASE = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def world() -> World:
    """The default week of seed 1."""
    return build_world(seed=1, adverts=3_000)


@pytest.fixture(scope="session")
def sites(world: World) -> DemoSites:
    """Its sites."""
    return DemoSites(world, BASE)


@pytest.fixture(scope="session")
def small() -> World:
    """A week of a few hundred adverts."""
    return build_world(seed=2, adverts=300)
