"""What stands around every page: the home assembly and the hotline that is valid today."""

from pathlib import Path

from flask.testing import FlaskClient

from content.database import Database
from content.settings import load_settings
from portal.app import create_portal
from tests import factories
from tests.factories import NOW, day


def test_the_only_assembly_is_at_home(tmp_path: Path, database: Database) -> None:
    with database.transaction() as session:
        factories.assembly(session, "999998", name="样板县人大常委会", fictional=True)
    client = create_portal(load_settings(tmp_path, {}), lambda: NOW).test_client()
    assert "样板县人大常委会" in client.get("/about").text
    with database.transaction() as session:
        factories.assembly(session)
    html = client.get("/about").text
    assert "样板县" not in html
    assert "主办单位" not in html


def test_a_fictional_home_assembly_is_marked_on_every_page(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.assembly(session)
    for path in ("/about", "/en/about", "/elder/about", "/no-such-page"):
        assert '<strong class="stamp">' in client.get(path).text


def test_a_real_home_assembly_is_not(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.assembly(session, fictional=False, name="样板县人大常委会")
    html = client.get("/about").text
    assert "演示" not in html


def test_the_hotline_is_the_one_that_is_valid_today(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        cycle = factories.cycle(session)
        for value, until in (("0000-111 1111", "2026-10-31"), ("0000-222 2222", "2026-12-31")):
            factories.contact(session, cycle_id=cycle.id, value=value, valid_to=day(until))
    html = client.get("/about").text
    assert "0000-222 2222" in html
    assert "0000-111 1111" not in html


def test_without_tables_a_page_still_stands(tmp_path: Path) -> None:
    client = create_portal(load_settings(tmp_path, {}), lambda: NOW).test_client()
    answer = client.get("/about")
    assert answer.status_code == 200
    assert "关于本站" in answer.text
