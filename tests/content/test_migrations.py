"""The migrations make what the models say, on both databases, and go up, down and up with data."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, inspect, select, text

from content import changes, migrations
from content.database import Base, Database
from content.investigations.models import Finding
from tests import factories

TAG_AUTHORITY = "huisheng.example,2026-01-01"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give an empty database, SQLite and PostgreSQL in turn."""
    postgresql = request.param == "postgresql"
    made = Database(request.getfixturevalue("postgres_url") if postgresql else f"sqlite:///{tmp_path / 'huisheng.db'}")
    yield made
    made.close()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def definitions(engine: Engine) -> dict[str, str]:
    """Give every constraint and index as the database itself writes it."""
    if engine.dialect.name == "postgresql":
        query = (
            "SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
            " UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
            " UNION ALL SELECT table_name || ' ' || column_name, concat_ws(' ', data_type, is_nullable,"
            " character_maximum_length, column_default) FROM information_schema.columns WHERE table_schema = 'public'"
        )
    else:
        query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    with engine.connect() as connection:
        rows = connection.execute(text(query)).all()
    return {name: _parts_in_order(sql) for name, sql in rows if "alembic_version" not in name}


def _parts_in_order(sql: str) -> str:
    """Leave out blanks and the order of a table's parts: it means nothing."""
    lines = (re.sub(r"\s+", " ", line).strip(' ,"') for line in sql.replace('"', "").splitlines())
    return "\n".join(sorted(line for line in lines if line))


def populate(database: Database) -> None:
    """Make a finding and an item that name each other, a document and what hangs on them."""
    with database.transaction() as session:
        changes.found_site(session, TAG_AUTHORITY)
        review = factories.review(session, id="review-1")
        finding = factories.finding(session, id="finding-1", review_id=review.id, item_id="item-1")
        factories.item(session, id="item-1", review_id=review.id, finding_id=finding.id)
        factories.ballot(session, review_id=review.id)
        factories.document(session, subjects=(review.id,))


def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    migrations.upgrade(database)
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_every_constraint_is_as_the_models_have_it(database: Database) -> None:
    migrations.upgrade(database)
    migrated = definitions(database.engine)
    migrations.downgrade(database, "base")
    # of a copy: making tables on PostgreSQL marks the keys it adds later, and SQLite would then leave them out
    modelled = MetaData(naming_convention=Base.metadata.naming_convention)
    for table in Base.metadata.tables.values():
        table.to_metadata(modelled)
    modelled.create_all(database.engine)
    assert migrated == definitions(database.engine)


def test_a_database_knows_its_revision(database: Database) -> None:
    assert migrations.current(database) is None
    assert not migrations.is_current(database)
    migrations.upgrade(database)
    assert migrations.current(database) == migrations.head()
    assert migrations.is_current(database)


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    migrations.upgrade(database)
    populate(database)
    migrations.upgrade(database)
    with database.reading() as session:
        assert session.scalars(select(Finding.item_id)).all() == ["item-1"]


def test_down_takes_everything_away_even_with_data_and_up_makes_it_again(database: Database) -> None:
    migrations.upgrade(database)
    made = tables(database.engine)
    populate(database)
    migrations.downgrade(database, "base")
    assert tables(database.engine) == set()
    assert migrations.current(database) is None
    migrations.upgrade(database)
    assert tables(database.engine) == made
    populate(database)


def test_every_step_goes_up_and_down_with_data(database: Database) -> None:
    migrations.upgrade(database)
    populate(database)
    migrations.downgrade(database, "-1")
    migrations.upgrade(database)
    assert migrations.is_current(database)


def test_a_failing_migration_leaves_nothing_half_made(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("CREATE TABLE reviews (id TEXT)"))
    with pytest.raises(Exception, match="reviews"):
        migrations.upgrade(database)
    assert tables(database.engine) == {"reviews"}
    assert migrations.current(database) is None
