"""Databases open with a sentence or not at all; times come back as they went in; migrations reach the same tables."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlmodel import Session, SQLModel, select

from registry.database import open_database, unit_of_work
from registry.errors import InvalidInput
from registry.records import Crawl
from registry.schema import upgrade
from registry.vocabulary import CrawlState
from tests.factory import NOON


def test_a_file_that_is_not_a_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "wakala.sqlite3"
    file.write_text("my holiday photographs, all of them")
    with pytest.raises(InvalidInput, match="not a Wakala database"):
        open_database(f"sqlite:///{file}")
    assert file.read_text() == "my holiday photographs, all of them"


@pytest.mark.parametrize("url", ["", "nonsense", "mysql//x"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        open_database(url)


def test_times_come_back_aware_and_in_utc(session: Session) -> None:
    nairobi = timezone(timedelta(hours=3))
    session.add(Crawl(source="x", state=CrawlState.RUNNING, started_at=datetime(2026, 11, 18, 15, tzinfo=nairobi)))
    session.commit()
    session.expire_all()
    read = session.exec(select(Crawl)).one().started_at
    assert read == NOON
    assert read.tzinfo == UTC


def _add_and_fail(engine: Engine) -> None:
    with unit_of_work(engine) as session:
        session.add(Crawl(source="x", state=CrawlState.RUNNING, started_at=NOON))
        session.flush()
        raise RuntimeError


def test_a_failed_unit_of_work_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(RuntimeError):
        _add_and_fail(engine)
    with Session(engine) as session:
        assert session.exec(select(Crawl)).all() == []


def test_migrations_reach_the_declared_tables_and_can_be_repeated(engine: Engine) -> None:
    SQLModel.metadata.drop_all(engine)
    try:
        upgrade(engine)
        upgrade(engine)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": False})
            differences = compare_metadata(context, SQLModel.metadata)
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
        SQLModel.metadata.drop_all(engine)
        SQLModel.metadata.create_all(engine)
    assert differences == []
