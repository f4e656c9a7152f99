"""A citizen with an old phone and no JavaScript reads who is reviewed, how it went, and where to speak up."""

import csv
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import content
from content.dates import SHANGHAI, PartialDate
from tests.journeys.instances import Instance
from tests.journeys.visiting import DESK, PHONE, Visitors, follow, path_of, scrolls_sideways

STAGES = Path(content.__file__).parent / "demo/package/stages.csv"
SUBJECT = "/subjects/r2026-zhoumy"
STORY = (
    ("公布", "随机抽取5人，结转1人，确定2026年度监督对象6人。"),
    ("听取意见", "意见归纳成要点交有关单位，逐条答复。"),
    ("调查", "开展活动6次，参加154人次。"),
    ("报告与测评", "满意14票，基本满意11票，不满意3票。"),
    ("评议意见", "本人2026年8月10日签收。整改期限从这一天算起。"),
    ("整改", "集中供水点水质检测不足"),
    ("跟踪问效", "测评以后的走访和回头看"),
)


@pytest.fixture
def phone(visitors: Visitors) -> Page:
    """Give a page on a phone that runs no scripts."""
    return visitors.open(width=PHONE, height=844, javascript=False)


def _running(day: date) -> list[str]:
    """Give the stages of the demo's running year that are on, by the package itself."""
    with STAGES.open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["cycle"] == "shifan-2026"]
    return [
        row["name"]
        for row in rows
        if PartialDate.parse(row["starts_on"]).first <= day <= PartialDate.parse(row["ends_on"]).last
    ]


def test_home_says_what_year_and_stage_it_is_and_what_day(phone: Page) -> None:
    days = {datetime.now(UTC).astimezone(SHANGHAI).date()}
    phone.goto("/")
    days.add(datetime.now(UTC).astimezone(SHANGHAI).date())

    lead = phone.locator("main .lead")
    today = date.fromisoformat(lead.locator("time").get_attribute("datetime") or "")

    assert today in days
    expect(phone.get_by_role("heading", level=1)).to_have_text("2026年度履职监督")
    expect(lead).to_contain_text(f"今天是{today.year}年{today.month}月{today.day}日")
    stages = phone.get_by_role("list", name="年度进程").get_by_role("listitem")
    expect(stages).to_contain_text(["准备", "听取意见", "调查", "报告与测评", "整改", "跟踪问效"])
    marked = [name for name in stages.locator("b").all_text_contents() if name in lead.inner_text()]
    assert marked == _running(today)
    assert phone.locator("[aria-current=step] b").all_text_contents() == _running(today)


def test_home_says_who_is_reviewed_and_how_it_stands(phone: Page) -> None:
    phone.goto("/")

    rows = phone.get_by_role("table", name="监督对象6人").get_by_role("row")

    expect(rows.get_by_role("rowheader")).to_have_text(["陈立群", "何志恒", "林佩珊", "孙静宜", "郑国安", "周明远"])
    expect(rows.filter(has_text="林佩珊")).to_contain_text("县教育局局长")
    expect(rows.filter(has_text="林佩珊")).to_contain_text("到会报告")
    expect(rows.filter(has_text="林佩珊")).to_contain_text("满意 7月29日")


def test_a_subject_is_one_story_from_announcement_to_follow_up(phone: Page) -> None:
    phone.goto("/")
    follow(phone.get_by_role("link", name="周明远", exact=True).first)

    expect(phone.get_by_role("heading", level=1)).to_have_text(re.compile("周明远.*县水务局局长"))
    chapters = phone.locator(".story > li")
    assert [title.partition("、")[2] for title in chapters.get_by_role("heading", level=2).all_text_contents()] == [
        title for title, _ in STORY
    ]
    for place, (_, told) in enumerate(STORY):
        expect(chapters.nth(place)).to_contain_text(told)


def test_the_ledger_says_what_was_promised_and_whether_it_is_done(phone: Page) -> None:
    phone.goto(f"{SUBJECT}#rectify")

    follow(phone.get_by_role("link", name="集中供水点水质检测不足"))

    expect(phone.get_by_role("heading", level=1)).to_have_text("集中供水点水质检测不足")
    expect(phone.get_by_role("main")).to_contain_text("已销号")
    expect(phone.get_by_role("main")).to_contain_text("董成林、韩雪到石桥镇核验")


def test_a_figure_shows_its_formula_denominator_and_date(phone: Page) -> None:
    phone.goto("/")
    formula = phone.locator(".vote .formula")
    expect(formula).to_be_hidden()

    phone.get_by_text("这些数怎么算").click()

    expect(formula).to_be_visible()
    expect(formula).to_contain_text("满意票 12 ÷ 31 ＝ 38.7%，未过半")
    expect(formula).to_contain_text("第二十一条")
    expect(formula).to_contain_text("核对：收回30 ＝ 12 ＋ 14 ＋ 4")
    shares = phone.get_by_role("table", name="第2次测评票数")
    expect(shares.get_by_role("columnheader")).to_have_text(["等次", "票数", "占应到31人", "占有效票30票"])
    expect(phone.get_by_role("region", name="最近一次测评")).to_contain_text("2026年11月18日")


def test_the_hotline_and_the_boxes_are_found_from_any_page(phone: Page) -> None:
    phone.goto(SUBJECT)

    follow(phone.get_by_role("link", name="反映情况"))

    in_use = phone.get_by_role("region", name="监督电话")
    expect(in_use.get_by_role("link", name="0000-881 2345")).to_have_attribute("href", "tel:00008812345")
    expect(in_use).to_contain_text("工作日 8:30—12:00，14:30—17:30")
    boxes = phone.get_by_role("row").filter(has=phone.get_by_role("rowheader", name="意见箱"))
    water = boxes.filter(has_text="县水务局门外")
    expect(water).to_contain_text("清水路18号大门东侧")
    expect(water).to_contain_text("每周一、周四10:00由履职监督工作办公室两人开箱")
    expect(water).to_contain_text("2026年12月31日")


@pytest.mark.parametrize("path", [SUBJECT, "/rectification/?state=overdue&year=2026", "/search?q=%E6%95%B4%E6%94%B9"])
def test_large_type_and_back_stay_on_the_page(phone: Page, demo: Instance, path: str) -> None:
    phone.goto(path)
    known = path_of(phone, demo.address)
    size = _type_size(phone)

    follow(phone.get_by_role("link", name="长辈版"))

    assert path_of(phone, demo.address).startswith("/elder/")
    assert _type_size(phone) >= 1.3 * size
    follow(phone.get_by_role("link", name="标准版"))
    assert path_of(phone, demo.address) == known
    assert _type_size(phone) == size


@pytest.mark.parametrize("path", [SUBJECT, "/rectification/?state=overdue&year=2026", "/search?q=%E6%95%B4%E6%94%B9"])
def test_english_and_back_stay_on_the_page(phone: Page, demo: Instance, path: str) -> None:
    phone.goto(path)
    known = path_of(phone, demo.address)
    heading = phone.get_by_role("heading", level=1).inner_text()

    follow(phone.get_by_role("link", name="English"))

    assert path_of(phone, demo.address) == f"/en{known}"
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    expect(phone.get_by_role("navigation", name="Sections")).to_be_visible()
    follow(phone.get_by_role("link", name="中文"))
    assert path_of(phone, demo.address) == known
    expect(phone.get_by_role("heading", level=1)).to_have_text(heading)


def test_english_keeps_what_was_written_in_the_language_it_was_written_in(phone: Page) -> None:
    phone.goto(f"/en{SUBJECT}")

    expect(phone.locator("h1[lang=zh-CN]")).to_contain_text("周明远")
    follow(phone.get_by_role("navigation", name="Sections").get_by_role("link").nth(2))
    assert "/en/subjects/" in phone.url


@pytest.mark.parametrize("path", ["/", SUBJECT, "/documents/d2026-report-lin", "/rectification/", "/compare"])
def test_twice_the_size_loses_nothing(visitors: Visitors, path: str) -> None:
    desk = visitors.open(width=DESK, height=768)
    desk.goto(path)
    contents = desk.locator(".toc").all_inner_texts()
    told = {words for words in desk.get_by_role("main").inner_text().split() if words not in "".join(contents)}

    # What a browser does at 200 %: half as many pixels, each twice as large
    zoomed = visitors.open(width=DESK // 2, height=384)
    zoomed.goto(path)

    assert not scrolls_sideways(zoomed)
    text = "".join(zoomed.get_by_role("main").inner_text().split())
    assert {words for words in told if words not in text} == set()
    assert _cut_off(zoomed) == []


def _type_size(page: Page) -> float:
    size = page.locator("body").evaluate("body => getComputedStyle(body).fontSize")
    return float(str(size).removesuffix("px"))


def _cut_off(page: Page) -> list[str]:
    """Name the elements whose text is hidden by their own edge."""
    cut: list[str] = page.get_by_role("main").evaluate(
        """main => [...main.querySelectorAll("*")]
            .filter(one => !one.closest("svg, .visually-hidden, details:not([open])"))
            .filter(one => ["hidden", "clip"].includes(getComputedStyle(one).overflowX))
            .filter(one => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    return cut
