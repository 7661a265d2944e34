"""What every test may ask for: an engine on SQLite and on PostgreSQL, a session on it, and a fixed moment."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, make_url, text
from sqlmodel import Session, SQLModel

import registry.records  # noqa: F401  (declares every table)
from registry.database import open_database

POSTGRESQL = "WAKALA_TEST_POSTGRESQL_URL"
# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgresql(worker_id: str) -> Iterator[Engine]:
    """One PostgreSQL database for this test process, with every table."""
    url = os.environ.get(POSTGRESQL)
    if not url:
        pytest.skip(f"no PostgreSQL here: set {POSTGRESQL}=postgresql+psycopg://... to run these on it too")
    name = f"wakala_test_{worker_id}"
    server = open_database(url)
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    engine = open_database(make_url(url).set(database=name).render_as_string(hide_password=False))
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """This test process's name, also when tests run in one process only."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def emptied(engine: Engine) -> Engine:
    """The PostgreSQL database without a row in any table."""
    names = ", ".join(f'"{table.name}"' for table in SQLModel.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    return engine


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with every table: each test that takes it runs on SQLite and on PostgreSQL."""
    if request.param == "postgresql":
        yield emptied(request.getfixturevalue("postgresql"))
        return
    engine = open_database(f"sqlite:///{tmp_path / 'wakala.sqlite3'}")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """An open session on `engine`; what a test leaves uncommitted is rolled back."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def at() -> datetime:
    """The instant at which tests happen: a Wednesday noon."""
    return datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@pytest.fixture
def on(at: datetime) -> date:
    """The date at which tests happen."""
    return at.date()
