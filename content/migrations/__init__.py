"""The schema of the database, version by version, run through Alembic's API without any file of settings."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from content.database import Database

_FOLDER = Path(__file__).parent


def upgrade(database: Database) -> None:
    """Bring the schema to the newest revision; all in one transaction, data included."""
    with database.transaction() as session:
        upgrade_over(session.connection())


def upgrade_over(connection: Connection) -> None:
    """Bring the schema to the newest revision as a part of the connection's transaction."""
    command.upgrade(_configuration(connection), "head")


def downgrade(database: Database, revision: str) -> None:
    """Take the schema back to a revision; `-1` is one step, `base` takes away every table."""
    with database.transaction() as session:
        command.downgrade(_configuration(session.connection()), revision)


def current(database: Database) -> str | None:
    """Give the revision of the database's schema, None for a database without one."""
    with database.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


@cache
def head() -> str:
    """Give the newest revision that this code knows."""
    (revision,) = _scripts().get_heads()
    return revision


def known() -> frozenset[str]:
    """Give every revision that this code can upgrade from, the newest included."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def is_current(database: Database) -> bool:
    """Say whether the schema is what this code expects."""
    return current(database) == head()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_configuration(None))


def _configuration(connection: Connection | None) -> Config:
    configuration = Config(attributes={"connection": connection})
    configuration.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return configuration
