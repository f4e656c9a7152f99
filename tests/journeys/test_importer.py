"""An importer moves what is public from one instance to another, and brings in a county from elsewhere."""

from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, expect

from tests.admin.commands.running import until
from tests.content.packages.draft import Draft
from tests.journeys.fetching import fetch
from tests.journeys.instances import Instance, do, serving
from tests.journeys.visiting import Visitors, follow, search, visiting

AT = {"published_at": "2026-10-09T09:00:00+08:00", "updated_at": "2026-10-09T09:00:00+08:00"}
SOUGHT = "镜湖栈道照明"


def _elsewhere() -> Draft:
    """Make what the invented 虚谷县 publishes: one year, one subject, one announcement."""
    return Draft(
        {
            "assemblies": [
                {"code": "999998", "name": "虚谷县人大常委会", "level": "county", "parent": "", "fictional": "true"}
            ],
            "cycles": [
                {"id": "xugu-2026", "assembly": "999998", "year": "2026", "title": "虚谷县2026年履职评议", **AT}
            ],
            "institutions": [
                {"id": "xugu-parks", "assembly": "999998", "name": "虚谷县园林局", "branch": "government"}
            ],
            "officials": [{"id": "xugu-yan", "name": "言午"}],
            "reviews": [
                {
                    "id": "xugu-yan-2026",
                    "cycle": "xugu-2026",
                    "official": "xugu-yan",
                    "institution": "xugu-parks",
                    "post": "局长",
                    "mode": "onsite",
                    "status": "selected",
                    "source": "xugu-announcement",
                    **AT,
                }
            ],
            "documents": [
                {
                    "id": "xugu-announcement",
                    "assembly": "999998",
                    "cycle": "xugu-2026",
                    "type": "announcement",
                    "title": "关于开展2026年履职评议的公告",
                    "doc_no": "虚人常〔2026〕7号",
                    "source": "虚谷县人大常委会办公室",
                    "written_on": "2026-10-09",
                    "body": "documents/xugu-announcement.md",
                    "subjects": "xugu-yan-2026",
                    **AT,
                }
            ],
        },
        {"documents/xugu-announcement.md": f"# 公告\n\n今年评议县园林局局长言午，重点了解{SOUGHT}。\n".encode()},
    )


def test_what_is_public_moves_to_another_instance_whole(browser: Browser, demo: Instance, tmp_path: Path) -> None:
    package, again, home = tmp_path / "package", tmp_path / "again", tmp_path / "home"
    do("export", "data", package, "--home", demo.home)
    do("init", "--home", home)
    do("import", package, "--home", home)

    do("export", "data", again, "--home", home)
    assert _files(again) == _files(package)
    assert "新增 0 行，改动 0 行" in do("import", package, "--home", home)
    with serving("serve", "all", home=home, HUISHENG_SITE_ASSEMBLY="999999") as other:
        assert _told(browser, other.address) == _told(browser, demo.address)


def test_a_county_from_elsewhere_appears_while_the_portal_runs(browser: Browser, tmp_path: Path) -> None:
    package = _elsewhere().write(tmp_path / "elsewhere")
    do("init", "--home", tmp_path / "home")
    with (
        serving("serve", "all", home=tmp_path / "home") as running,
        visiting(browser, running.address) as visitors,
    ):
        _expect_nothing(visitors)

        do("import", package, "--home", running.home)

        until(lambda: SOUGHT in fetch(f"{running.address}/search.atom?{urlencode({'q': SOUGHT})}").body.decode(), 1.0)
        _expect_it_everywhere(visitors, running)


def _expect_nothing(visitors: Visitors) -> None:
    page = visitors.open()
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("还没有公布")
    page.goto("/announcements/")
    expect(page.get_by_role("main")).to_contain_text("还没有公布文件")
    answer = page.goto("/subjects/xugu-yan-2026")
    assert answer
    assert answer.status == 404


def _expect_it_everywhere(visitors: Visitors, running: Instance) -> None:
    page = visitors.open()
    page.goto("/")
    follow(page.get_by_role("link", name="虚谷县2026年履职评议").first)
    follow(page.get_by_role("link", name="言午").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("虚谷县园林局局长")
    page.goto("/announcements/")
    follow(page.get_by_role("link", name="关于开展2026年履职评议的公告"))
    expect(page.locator(".prose")).to_contain_text(SOUGHT)
    feed = fetch(f"{running.address}/announcements.atom").body.decode()
    assert f"{running.address}/documents/xugu-announcement" in feed
    found = search(page, SOUGHT).first
    expect(found.locator("mark").first).to_be_visible()
    expect(found).to_contain_text(SOUGHT)


def _told(browser: Browser, address: str) -> tuple[str, ...]:
    """Read what a portal says on its home page, of a subject, and when asked."""
    with visiting(browser, address) as visitors:
        page = visitors.open()
        page.goto("/")
        home = page.get_by_role("main").inner_text()
        follow(page.get_by_role("link", name="陈立群", exact=True).first)
        subject = page.get_by_role("main").inner_text()
        found = search(page, "护栏").all_inner_texts()
        return home, subject, *found


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
