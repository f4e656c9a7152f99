"""The list of rulesets, one with its sources, several side by side."""

from datetime import timedelta

from flask.testing import FlaskClient

from content.database import Database
from tests import factories
from tests.factories import NOW, day
from tests.portal.reading import main_text


def test_each_rule_stands_with_document_and_article(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.document(session, id="measures", type="measures", title="示范县履职监督办法")
        source = {"document": "measures", "article": "第二十四条"}
        factories.ruleset(session, id="rules", definition={"revote": {"value": "always", "source": source}})
    html = client.get("/rulesets/rules").text
    assert "再次测评 一律再次测评 示范县履职监督办法 第二十四条" in main_text(html)
    assert 'href="/documents/measures"' in html


def test_what_is_not_stated_reads_so(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.ruleset(session, id="rules", definition={})
    text = main_text(client.get("/rulesets/rules").text)
    assert text.count("规则未公布") >= 17


def test_a_source_that_is_not_public_is_cited_but_not_linked(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.document(session, id="draft", title="内部草稿", state="draft")
        source = {"document": "draft", "article": "第一条"}
        factories.ruleset(session, id="rules", definition={"scale": {"value": "grades", "source": source}})
    html = client.get("/rulesets/rules").text
    assert "内部草稿" not in html
    assert "/documents/draft" not in html


def test_side_by_side(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.ruleset(session, id="one", name="甲办法", definition={"revote": "always"})
        factories.ruleset(session, id="two", name="乙办法", definition={"revote": "never", "scale": "grades"})
    text = main_text(client.get("/rulesets/compare?rulesets=one,two").text)
    assert "再次测评 不同 一律再次测评 未注明出处 不再次测评 未注明出处" in text
    assert "测评方法 规则未公布 按等次投票" in text
    assert client.get("/rulesets/compare").status_code == 200
    answer = client.get("/rulesets/compare?rulesets=one,three")
    assert answer.status_code == 400
    assert "three" in answer.text


def test_a_ruleset_is_listed_under_the_years_that_follow_it(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        rules = factories.ruleset(session, id="rules", name="旧办法", effective_from=day("2022-03"))
        factories.ruleset(session, id="other", name="新办法", effective_from=day("2026-01-01"))
        factories.cycle(session, year=2024, ruleset_id=rules.id)
    for year, names in ((2022, {"旧办法"}), (2024, {"旧办法"}), (2026, {"新办法"}), (2023, set())):
        html = client.get(f"/rulesets/?year={year}").text
        assert {name for name in ("旧办法", "新办法") if name in html} == names


def test_what_is_not_public_is_not_found(client: FlaskClient, database: Database) -> None:
    with database.transaction() as session:
        factories.ruleset(session, id="later", published_at=NOW + timedelta(days=1))
    assert client.get("/rulesets/later").status_code == 404
    assert client.get("/rulesets/never").status_code == 404
    assert client.get("/rulesets/compare?rulesets=later").status_code == 400
