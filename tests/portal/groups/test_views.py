"""One investigation group."""

from datetime import timedelta

from flask.testing import FlaskClient

from content.database import Database
from tests import factories
from tests.factories import NOW
from tests.portal.reading import main_text


def test_a_group_says_who_it_is_and_whom_it_investigates(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        year = factories.cycle(session, id="year").id
        factories.group(session, id="second", cycle_id=year, phone="0000-881 2346")
        factories.review(session, id="zhou", cycle_id=year, group_id="second")
        other = factories.official(session, name="陈立群").id
        factories.review(session, cycle_id=year, official_id=other)
        factories.contact(session, cycle_id=year, group_id="second", kind="visit", value="石桥镇便民服务中心")
    html = client.get("/groups/second").text
    text = main_text(html)
    assert "组长 程远 成员 宋佳、沈立" in text
    assert "石桥镇便民服务中心" in text
    assert 'href="/subjects/zhou"' in html
    assert 'href="tel:00008812346"' in html
    assert "陈立群" not in text


def test_what_is_not_public_is_not_found(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.group(session, id="later", published_at=NOW + timedelta(days=1))
    assert client.get("/groups/later").status_code == 404
    assert client.get("/groups/never").status_code == 404
