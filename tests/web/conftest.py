"""A site with nothing in it but what web/ gives, and one page."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, abort, render_template_string, request
from flask.testing import FlaskClient

from content.settings import load_settings
from web import site
from web.frame import Column, Frame, Hotline
from web.prefixes import know_query
from web.site import make_site

NOW = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
"""Already the 22nd in China."""
PAGE = """{% extends "layout.html" %}{% block main %}<h1>{{ title }}</h1><p id="today">{{ today()|date_words }}</p>
<a id="next" href="{{ url_for('page') }}">下一页</a><a id="path" href="{{ link('/documents/abc') }}">文件</a>
{{ "很长的正文。" * 200 }}{% endblock %}"""
FRAME = Frame(
    site_name="回声",
    assembly_name="示范县人大常委会",
    fictional=True,
    hotline=Hotline("0000-881 2345", "工作日 8:30—12:00"),
    columns=(Column("home", "首页", "/"), Column("cycles", "年度进程", "/cycles/")),
    footer=(Column("about", "关于本站", "/about"),),
    id_code="0000000000",
    icp="示ICP备00000000号",
    police="",
)


def make_app(home: Path, base_url: str = "http://127.0.0.1:8000", clock: Callable[[], datetime] = lambda: NOW) -> Flask:
    """Make the site at a base URL."""
    settings = load_settings(home, {"HUISHENG_BASE_URL": base_url})
    app = make_site(
        "tests.web", settings, clock=clock, cookie_name="huisheng_test", base_url=base_url, frame=lambda: FRAME
    )

    @app.get("/page/")
    def page() -> str:
        know_query([(name, request.args[name]) for name in ("year",) if name in request.args])
        return render_template_string(PAGE, title="一页", breadcrumb=[("首页", "/"), ("一页", None)])

    @app.get("/refuse")
    def refuse() -> str:
        abort(400, "没有“abcd”这个年份。")

    @app.get("/gone")
    def gone() -> str:
        abort(410)

    @app.get("/break")
    def break_down() -> str:
        raise RuntimeError("测试")

    @app.get("/twice-a-day")
    @site_limit(app, "2/day")
    def twice_a_day() -> str:
        return "好"

    return app


def site_limit(app: Flask, limit: str) -> Callable[[Callable[[], str]], Callable[[], str]]:
    """Give the site's own decorator for a limit."""
    found: site.Site = app.extensions[site.EXTENSION]
    return found.limiter.limit(limit)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    made = make_app(tmp_path)
    yield made
    made.extensions[site.EXTENSION].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
