"""Crawls and reports by child processes: what goes wrong in one is a sentence and stops no other."""

from pathlib import Path

import pytest
from sqlmodel import Session, select

from alerts.child_processes.crawling import run_crawl, run_due
from alerts.child_processes.report_intake import run_reports
from registry.database import open_database
from registry.errors import InvalidInput
from registry.records import Advert, Crawl
from registry.settings import Settings
from registry.vocabulary import CrawlState
from tests.factory import NOON


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    sources = tmp_path / "sources"
    sources.mkdir()
    return Settings(home=tmp_path / "home", sources_dir=sources)


def test_a_name_that_is_no_source_is_refused_in_one_sentence(settings: Settings) -> None:
    with pytest.raises(InvalidInput, match="no_such_site"):
        run_crawl(["no_such_site"], settings=settings, at=NOON)


def test_nothing_due_is_a_success_without_crawls(settings: Settings) -> None:
    outcome = run_due(settings, at=NOON)
    assert (outcome.crawls, outcome.problems, outcome.succeeded) == ((), (), True)


def test_a_source_file_that_cannot_be_read_is_a_problem_and_stops_nothing(settings: Settings) -> None:
    assert settings.sources_dir is not None
    (settings.sources_dir / "broken_site.yml").write_text("colour: red\n")
    outcome = run_due(settings, at=NOON)
    assert not outcome.succeeded
    assert "broken_site.yml" in outcome.problems[0]


def test_a_file_of_reports_is_taken_in(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text("title,description,company\nCook,A hotel in Nakuru seeks a cook.,Tembo Ridge Placement Ltd\n")
    outcome = run_reports(file, settings=settings, at=NOON)
    assert (outcome.rows, outcome.new, outcome.errors) == (1, 1, 0)
    engine = open_database(settings.database)
    with Session(engine) as session:
        assert session.exec(select(Advert.advertiser)).one() == "Tembo Ridge Placement Ltd"
        assert session.exec(select(Crawl.state)).one() is CrawlState.FINISHED
    engine.dispose()


def test_a_file_that_is_missing_is_named(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"nowhere\.csv"):
        run_reports(tmp_path / "nowhere.csv", settings=settings, at=NOON)
