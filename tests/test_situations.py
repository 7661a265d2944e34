"""Every rule that needs more than an advert's words is found in its situations, and in none of its near misses."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from registry.database import open_database
from registry.law.rulebook import Rulebook, available_jurisdictions, load_rulebook
from registry.law.situations import STAGED_KINDS, Staged, load_situations, situations_file
from registry.vocabulary import Severity
from risk_model.scorecard import Scorecard
from tests.conftest import emptied
from tests.staging import Stage, file_registers, words_by_phrases_alone

LAWS = {code: load_rulebook(code) for code in available_jurisdictions() if situations_file(code)}
COUNTRIES = {code: load_situations(law) for code, law in LAWS.items()}
FLOOR = {True: 5, False: 4}


def marks(staged: Staged) -> list[pytest.MarkDecorator]:
    """What is not met yet must stay unmet: once it is met, its sentence goes."""
    reason = staged.situation.not_yet
    return [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []


def named(code: str, staged: Staged) -> str:
    title = staged.situation.title.replace(" ", "_")
    return f"{code}-{staged.rule_id}-{'flags' if staged.found else 'spares'}-{title}"


SITUATIONS = [
    pytest.param(code, one, id=named(code, one), marks=marks(one))
    for code, situations in COUNTRIES.items()
    for one in situations.staged()
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Stage]]:
    """Every country's registers on file, imported once a database."""
    if request.param == "postgresql":
        engine: Engine = emptied(request.getfixturevalue("postgresql"))
    else:
        engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('stage') / 'wakala.sqlite3'}")
        SQLModel.metadata.create_all(engine)
    with words_by_phrases_alone():
        for code, situations in COUNTRIES.items():
            with Session(engine) as session:
                file_registers(session, situations, rulebook=LAWS[code])
                session.commit()
        yield {code: Stage(engine, law, Scorecard()) for code, law in LAWS.items()}
    if request.param == "sqlite":
        engine.dispose()


@pytest.mark.parametrize(("code", "staged"), SITUATIONS)
def test_a_rule_is_found_in_its_situations_alone(stages: dict[str, Stage], code: str, staged: Staged) -> None:
    outcome = stages[code].play(staged)
    assert outcome.counts is staged.found, outcome
    # What raises an alert alone has raised one; what was not found is on none.
    if LAWS[code].rule(staged.rule_id).hard or not staged.found:
        assert (staged.rule_id in outcome.grounds) is staged.found, outcome


def staged_rules(law: Rulebook) -> list[str]:
    return [rule.id for rule in law.jurisdiction.rules if rule.kind in STAGED_KINDS]


@pytest.mark.parametrize("rule_id", staged_rules(load_rulebook("ke")))
def test_every_rule_of_kenya_that_no_words_show_has_situations(rule_id: str) -> None:
    critical = LAWS["ke"].rule(rule_id).severity is Severity.CRITICAL
    met = [one for one in COUNTRIES["ke"].staged() if one.rule_id == rule_id and not one.situation.not_yet]
    found = [one.found for one in met]
    assert min(found.count(True), found.count(False)) >= FLOOR[critical]
