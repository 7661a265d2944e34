"""The country that what is noticed is tested on."""

from datetime import datetime

import pytest
from sqlmodel import Session

from registry.law.rulebook import Rulebook, load_rulebook
from tests.registry.noticing.country import Country


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Kenya's rules as shipped."""
    return load_rulebook("ke")


@pytest.fixture
def country(session: Session, rulebook: Rulebook, at: datetime) -> Country:
    """A country with an empty register."""
    return Country(session, rulebook, at)
