"""About, accessibility, robots, sitemap, security.txt and health."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree

from content import migrations
from content.database import Database
from content.documents import publishing
from content.settings import load_settings
from portal.app import create_portal
from portal.pages.sitemap import Address, chunks
from tests import factories
from tests.factories import NOW, PUBLISHED

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("path", ["/about", "/accessibility"])
@pytest.mark.parametrize("prefix", ["", "/en", "/elder", "/elder/en"])
def test_pages_for_people_stand_in_every_form(client: FlaskClient, prefix: str, path: str) -> None:
    answer = client.get(prefix + path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert "Set-Cookie" not in answer.headers


def test_the_site_map_for_people_leads_to_every_listing(client: FlaskClient) -> None:
    html = client.get("/about").text
    assert 'id="map"' in html
    for path in ("/cycles/", "/subjects/", "/announcements/", "/contacts/"):
        assert f'href="{path}"' in html


def test_robots_names_the_sitemap(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in answer.text


def test_the_sitemap_has_every_visible_page_once_with_its_last_change(client: FlaskClient, database: Database) -> None:
    later = PUBLISHED + timedelta(days=30)
    with database.transaction() as session:
        factories.document(session, id="shown")
        factories.document(session, id="draft", state="draft")
        factories.document(session, id="future", published_at=NOW + timedelta(days=1))
        publishing.withdraw(session, factories.document(session, id="withdrawn"), "重复发布", "issuer", later)
        factories.contact(session)
        factories.contact(session)
    tree = etree.fromstring(client.get("/sitemap.xml").data)
    found = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in tree}
    assert len(found) == len(tree)
    assert found["http://127.0.0.1:8000/documents/shown"] == "2026-03-20T09:00+08:00"
    assert not [loc for loc in found if loc and re.search("draft|future|withdrawn|#", loc)]
    assert "http://127.0.0.1:8000/contacts/" in found


def test_a_large_sitemap_is_cut() -> None:
    found = [Address(f"/documents/{number}", None) for number in range(5)]
    parts = chunks(found, 2)
    assert [len(part) for part in parts] == [2, 2, 1]
    assert [address for part in parts for address in part] == found
    assert chunks([]) == [[]]


def test_a_part_that_is_not_there_is_404(client: FlaskClient) -> None:
    assert client.get("/sitemap-1.xml").status_code == 404


def test_security_txt_expires_in_the_future_and_within_a_year(client: FlaskClient) -> None:
    text = client.get("/.well-known/security.txt").text
    assert "Contact: http://127.0.0.1:8000/contacts/" in text
    expires = re.search(r"^Expires: (.+)$", text, re.MULTILINE)
    assert expires
    moment = datetime.strptime(expires.group(1), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert NOW < moment < NOW + timedelta(days=365)


def test_the_process_says_that_it_lives_under_any_name(client: FlaskClient) -> None:
    answer = client.get("/healthz", headers={"Host": "10.1.2.3"})
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_says_what_is_missing(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {})
    database = Database(settings.database_url)
    client = create_portal(settings, lambda: NOW).test_client()
    bare = client.get("/readyz")
    assert (bare.status_code, bare.text) == (503, "database: not upgraded\nindex: missing\n")
    migrations.upgrade(database)
    upgraded = client.get("/readyz")
    assert (upgraded.status_code, upgraded.text) == (200, "database: ok\nindex: missing\n")
    database.close()


def test_ready_says_that_the_database_is_down(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {"HUISHENG_DATABASE_URL": f"sqlite:///{tmp_path}/nowhere/huisheng.db"})
    client = create_portal(settings, lambda: NOW).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "database: down" in answer.text
    assert client.get("/sitemap.xml").status_code == 503
    assert client.get("/about").status_code == 200
