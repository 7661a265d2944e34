"""The database brought to the shape this version needs: Alembic, configured by code, no ini file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from registry.errors import InvalidInput

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Every migration not yet applied, applied; raises InvalidInput when the database cannot be brought up to date."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DBAPIError as error:
        where = engine.url.render_as_string(hide_password=True)
        raise InvalidInput(
            f"The database {where} could not be brought up to date ({error.orig}); it is as it was. "
            "Check that it is a Wakala database and that this account may change tables."
        ) from error
