"""The database brought to the shape this version needs: Alembic, configured by code, no ini file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from registry.errors import InvalidInput

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as nothing else in the database locks the same one.
UPGRADE_LOCK = 7_228_010_155


def upgrade(engine: Engine) -> None:
    """Every migration not yet applied, applied, all or none; raises InvalidInput when that cannot be done.

    Two processes that come at once wait for each other, and one that is killed leaves the database as it was.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    where = engine.url.render_as_string(hide_password=True)
    try:
        with engine.begin() as connection:
            if _is_current(connection, config):
                return
        with engine.begin() as connection:
            _begin_alone(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise InvalidInput(
            f"The database {where} was made by another version of Wakala ({error}); run that version, or a newer one."
        ) from error
    except DBAPIError as error:
        raise InvalidInput(
            f"The database {where} could not be brought up to date ({error.orig}); it is as it was. "
            "Check that it is a Wakala database and that this account may change tables."
        ) from error


def _is_current(connection: Connection, config: Config) -> bool:
    return MigrationContext.configure(connection).get_current_heads() == tuple(
        ScriptDirectory.from_config(config).get_heads()
    )


def _begin_alone(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # Python's driver opens no transaction for CREATE TABLE: each would stay, whatever became of the rest.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
