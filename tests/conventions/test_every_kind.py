"""A kind of content is whole: what was forgotten for one is named here."""

from urllib.parse import urldefrag

import pytest
from flask import Flask
from sqlalchemy import update

from content import changes
from content.database import Base, Database
from content.kind import Entry, Kind
from content.kinds import KINDS, PACKAGE_MODELS
from content.packages.exporting import export_package
from content.settings import Settings
from content.visibility import Published
from search_index.index import SearchIndex
from search_index.queries import SearchQuery
from search_index.writing import drain
from tests.conventions.sources import ROOT
from tests.factories import BUILDERS, NOW
from tests.portal.conftest import app  # noqa: F401 - a fixture
from web.words import WORDS

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@pytest.fixture
def made(kind: Kind, database: Database) -> Entry:
    """Make one public object of the kind and give its entry."""
    with database.transaction() as session:
        built = BUILDERS[kind.name](session)
    with database.reading() as session:
        entries = kind.entries(session, NOW, None)
        return next(entry for entry in entries if entry.id == built.id)


@every_kind
def test_it_has_a_builder_in_the_factories(kind: Kind) -> None:
    assert kind.name in BUILDERS


@every_kind
def test_it_lies_in_a_folder_of_its_own_with_tables_of_the_package(kind: Kind) -> None:
    assert (ROOT / "content" / kind.entries.__module__.split(".")[1]).is_dir()
    assert kind.models
    assert all(model.package_key for model in kind.models)
    assert set(kind.models) <= set(PACKAGE_MODELS)


@every_kind
def test_its_type_has_words(made: Entry) -> None:
    assert made.type in WORDS["type"]


@every_kind
def test_its_entry_has_a_title_a_path_and_two_dates(made: Entry) -> None:
    assert made.title.strip()
    assert made.path.startswith("/")
    assert made.published_at <= made.updated_at


@every_kind
@pytest.mark.parametrize("prefix", ["", "/en", "/elder"])
def test_its_address_answers_and_holds_the_anchor(app: Flask, made: Entry, prefix: str) -> None:  # noqa: F811
    path, anchor = urldefrag(made.path)
    response = app.test_client().get(prefix + path)
    assert response.status_code == 200
    assert not anchor or f'id="{anchor}"' in response.text


@every_kind
def test_the_page_shows_what_the_entry_says(app: Flask, made: Entry) -> None:  # noqa: F811
    text = app.test_client().get(urldefrag(made.path).url).text
    assert made.title.split("：")[-1].split("（")[0] in text


@every_kind
def test_it_is_in_the_sitemap(app: Flask, made: Entry) -> None:  # noqa: F811
    assert f"{urldefrag(made.path).url}<" in app.test_client().get("/sitemap.xml").text


@every_kind
def test_it_is_found_by_search_once_the_worker_has_drained(
    kind: Kind, made: Entry, database: Database, settings: Settings
) -> None:
    with database.transaction() as session:
        changes.record(session, [(kind.name, made.id)], NOW)
    drain(database, settings.index_folder, NOW, 100)
    words = made.title.split("（")[0].split("：")[-1]
    found = SearchIndex(settings.index_folder).search(SearchQuery(text=words))
    assert (kind.name, made.id) in {(hit.kind, hit.id) for hit in found.hits}


@every_kind
def test_it_is_exported(kind: Kind, made: Entry, database: Database, settings: Settings) -> None:
    folder = settings.home / "package"
    with database.reading() as session:
        export_package(session, settings.files_folder, folder, NOW)
    table = folder / f"{kind.models[0].__tablename__}.csv"
    assert made.id in table.read_text("utf-8")


@every_kind
def test_it_is_nowhere_while_it_is_unpublished(kind: Kind, made: Entry, database: Database, app: Flask) -> None:  # noqa: F811
    model: type[Base] = kind.models[0]
    if not issubclass(model, Published):
        return  # public through what it hangs on; tests/content/test_visibility.py has those
    with database.transaction() as session:
        session.execute(update(model).values(published_at=None))
    client = app.test_client()
    path = urldefrag(made.path).url
    response = client.get(path)
    assert response.status_code == 404 or made.id not in response.text
    assert made.id not in client.get("/sitemap.xml").text
    with database.reading() as session:
        assert made.id not in {entry.id for entry in kind.entries(session, NOW, None)}


def test_the_builders_know_no_other_kind() -> None:
    assert set(BUILDERS) == {kind.name for kind in KINDS}
