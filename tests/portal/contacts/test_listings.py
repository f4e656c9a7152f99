"""How to speak up: channels that are open, that open later, that are closed."""

from flask.testing import FlaskClient

from content.database import Database
from tests import factories
from tests.factories import day
from tests.portal.reading import main_text

HEADINGS = ("现在可用", "尚未启用", "已停用")


def _section(text: str, heading: str) -> str:
    rest = text.partition(f" {heading} ")[2]
    for other in HEADINGS:
        rest = rest.partition(f" {other} ")[0]
    return rest


def test_channels_stand_where_their_days_put_them(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        year = factories.cycle(session, id="year").id
        factories.contact(session, cycle_id=year, value="0000-111", valid_from=day("2026-03-20"))
        factories.contact(session, cycle_id=year, value="0000-222", valid_to=day("2026-06"))
        factories.contact(session, cycle_id=year, value="0000-333", valid_from=day("2026-12"))
        past = factories.cycle(session, id="past", year=2025).id
        factories.contact(session, cycle_id=past, value="0000-444")
        factories.contact(session, cycle_id=past, value="0000-555", valid_to=day("2027"))
    text = main_text(client.get("/contacts/").text)
    where = {number: [heading for heading in HEADINGS if number in _section(text, heading)] for number in NUMBERS}
    assert where == {
        "0000-111": ["现在可用"],
        "0000-222": ["已停用"],
        "0000-333": ["尚未启用"],
        "0000-444": ["已停用"],
        "0000-555": ["现在可用"],
    }


NUMBERS = ("0000-111", "0000-222", "0000-333", "0000-444", "0000-555")


def test_the_hotline_of_today_stands_on_top(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        year = factories.cycle(session, id="year").id
        group = factories.group(session, cycle_id=year)
        factories.contact(session, id="a", cycle_id=year, group_id=group.id, value="0000-999")
        factories.contact(session, id="b", cycle_id=year, value="0000-881 2345")
    html = client.get("/contacts/").text
    assert main_text(html).partition("监督电话")[2].strip().startswith("0000-881 2345")
    assert 'href="tel:00008812345"' in html


def test_an_opinion_box_shows_place_and_hours(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.contact(
            session, id="box", kind="opinion_box", value="县水务局门外", place="清水路18号", hours="每周一开箱"
        )
    html = client.get("/contacts/?kind=opinion_box").text
    assert "意见箱 县水务局门外 清水路18号，每周一开箱" in main_text(html)
    assert 'id="box"' in html


def test_filters(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.contact(session, cycle_id=factories.cycle(session, id="y2025", year=2025).id, value="0000-2025")
        factories.contact(session, cycle_id=factories.cycle(session, id="y2026").id, kind="email", value="a@b.example")
    for query, shown in (("year=2025", "0000-2025"), ("kind=email", "a@b.example"), ("cycle=y2026", "a@b.example")):
        text = main_text(client.get(f"/contacts/?{query}").text)
        assert [value for value in ("0000-2025", "a@b.example") if value in text] == [shown]
    for query in ("year=soon", "kind=pigeon", "cycle=nowhen"):
        assert client.get(f"/contacts/?{query}").status_code == 400
