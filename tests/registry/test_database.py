"""Databases open with a sentence or not at all; times come back as they went in; migrations reach the same tables."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, event, inspect, text
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


def test_another_process_that_ends_takes_nothing_from_one_that_opened_the_database_twice(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'wakala.sqlite3'}"
    serving = open_database(address)
    upgrade(serving)
    with Session(serving) as session:
        session.add(Crawl(source="x", state=CrawlState.RUNNING, started_at=NOON))
        session.commit()
        open_database(address).dispose()
        looked = (
            "from sys import argv; from sqlite3 import connect; print(*connect(argv[1]).execute(argv[2]).fetchone())"
        )
        file = str(tmp_path / "wakala.sqlite3")
        command = [sys.executable, "-c", looked, file, "SELECT count(*) FROM crawl"]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "1\n"
        session.add(Crawl(source="y", state=CrawlState.RUNNING, started_at=NOON))
        session.commit()
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "2\n"
    serving.dispose()


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


def test_an_upgrade_that_dies_half_way_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'wakala.sqlite3'}"
    dying = open_database(address)

    @event.listens_for(dying, "before_cursor_execute")
    def _die(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "CREATE TABLE sighting" in statement:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        upgrade(dying)
    dying.dispose()
    after = open_database(address)
    assert inspect(after).get_table_names() == []
    upgrade(after)
    assert "sighting" in inspect(after).get_table_names()
    after.dispose()


def test_a_database_of_a_newer_version_is_refused_with_a_sentence(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'wakala.sqlite3'}")
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InvalidInput, match="another version of Wakala"):
        upgrade(engine)
    engine.dispose()


@pytest.mark.parametrize(
    "address", ["mysql://u:hidden@127.0.0.1/x", "oracle://u:hidden@127.0.0.1/x", "postgresql+asyncpg://u:hidden@h/x"]
)
def test_a_kind_of_database_that_wakala_cannot_use_is_refused(address: str) -> None:
    with pytest.raises(InvalidInput, match="postgresql\\+psycopg") as refused:
        open_database(address)
    assert "hidden" not in str(refused.value)
