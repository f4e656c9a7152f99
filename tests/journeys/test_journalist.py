"""A journalist at a desk searches, checks what was changed, compares years and reads what five places published."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.instances import Instance
from tests.journeys.visiting import Visitors, follow, search

REPORT = "县教育局整改情况报告（2026年）"
WITHDRAWN = "/documents/d2026-news-halfway"
NEW_RULES = "示范县人大常委会履职监督办法"

# What the bulletin of 2017 says of the twelve, and no more
XUYI = {
    "林波": ("县政府常务副县长", "到会报告"),
    "唐晓燕": ("县法院副院长", "到会报告"),
    "伍光辉": ("县检察院副检察长", "到会报告"),
    "金鑫": ("县发改委主任", "到会报告"),
    "蒋学文": ("县人社局局长", "到会报告"),
    "朱志玉": ("县安监局局长", "到会报告"),
    "贾厚余": ("县民宗局局长", "书面报告"),
    "胡培中": ("县统计局局长", "书面报告"),
    "吴银国": ("县法院立案庭庭长", "书面报告"),
    "戴永明": ("县法院民二庭庭长", "书面报告"),
    "郑洲": ("县检察院检察员", "书面报告"),
    "戚玉柱": ("县检察院检察员", "书面报告"),
}
REPORTED = {
    "yunxi-2022": {
        "列入工作评议的政府组成部门负责人": "26个",
        "列入工作评议的员额法官、检察官": "55名",
        "已听取工作情况报告的部门负责人": "15个",
        "已听取工作情况报告的员额法官、检察官": "5名",
        "送达县委、县政府领导的意见建议": "32条",
        "评议意见整改率": "100%",
        "满意率": "97%",
    },
    "luoyang-2023": {
        "谋划监督项目": "28项",
        "已启动监督事项": "18项",
        "已完成监督事项": "8项",
        "联动监督发现并交办的问题": "372个",
        "列入工作台账的整改事项": "129项",
        "台账中已完成的整改事项": "113项",
        "出台决议决定": "12项",
        "干部任免": "77人次",
        "本市平台发布监督工作信息": "152篇",
        "省级以上媒体发布监督工作信息": "17篇",
    },
}
REAL_YEARS = ("dongbao-2019", "xuyi-2017", "yunxi-2022", "luoyang-2023", "xcity-2021")


def _search(page: Page, words: str) -> Locator:
    page.goto("/")
    return search(page, words)


@pytest.mark.parametrize(("words", "found"), [("整改", {"整改", "改正"}), ("检察院", {"检察院", "人民检察院"})])
def test_a_search_shows_what_it_found_and_where(page: Page, words: str, found: set[str]) -> None:
    results = _search(page, words)

    expect(page).to_have_url(re.compile(r"/search\?q="))
    expect(results).to_have_count(20)
    for result in results.all():
        marks = result.locator("mark").all_text_contents()
        assert marks
        assert set(marks) <= found
        expect(result.get_by_role("link")).to_have_attribute("href", re.compile("^/"))
        expect(result.locator(".kind")).to_have_text(re.compile("."))
        expect(result.locator("time")).to_have_attribute("datetime", re.compile(r"^\d{4}"))


def test_a_search_is_narrowed_step_by_step_and_widened_again(page: Page) -> None:
    results = _search(page, "整改")
    narrow = page.get_by_role("complementary", name="缩小范围")
    everything = _total(page)

    reports = narrow.get_by_role("link", name=re.compile("^整改报告 "))
    announced = int(reports.inner_text().split()[-1])
    follow(reports)

    assert _total(page) == announced < everything
    assert set(results.locator(".kind").all_text_contents()) == {"整改报告"}
    follow(narrow.get_by_role("link", name=re.compile("^2025年 ")))
    assert 0 < _total(page) < announced
    expect(page.get_by_role("searchbox").last).to_have_value("整改")
    follow(page.get_by_role("link", name="取消筛选"))
    assert _total(page) == everything


def test_a_document_shows_its_history_and_what_was_corrected(page: Page) -> None:
    results = _search(page, "县教育局 锅炉改造")

    follow(results.get_by_role("link", name=REPORT, exact=True).first)

    expect(page.get_by_role("heading", level=1)).to_have_text(REPORT)
    corrected = page.get_by_role("region", name="更正").get_by_role("listitem").first
    assert dict(
        zip(corrected.locator("dt").all_inner_texts(), corrected.locator("dd").all_inner_texts(), strict=True)
    ) == {
        "更正之处": "正文第二条：锅炉改造完成日期",
        "原文": "10月9日",
        "更正为": "10月19日",
        "原因": "笔误，以验收单日期为准。",
    }
    expect(page.locator(".prose")).to_contain_text("锅炉改造10月19日全部完成")
    follow(page.get_by_role("link", name=re.compile("修改历史")).first)
    expect(page.get_by_role("main")).to_contain_text("第1版：发布")
    numbered = page.get_by_role("region", name="编号的更正").get_by_role("listitem")
    expect(numbered).to_contain_text(["第1号", "第2号", "第3号"])
    follow(numbered.get_by_role("link", name="附件名称"))
    expect(page.locator(":target")).to_contain_text("整改事项完成情况表（9月）")


def test_a_withdrawn_document_leaves_its_tombstone(page: Page) -> None:
    page.goto("/documents/")
    page.get_by_label("类型").select_option("动态")
    follow(page.get_by_role("button", name="应用"))
    paper = page.get_by_role("listitem").filter(has=page.locator(f"a[href='{WITHDRAWN}']"))
    expect(paper).to_contain_text("已撤回")

    with page.expect_response(lambda response: response.url.endswith(WITHDRAWN)) as answered:
        follow(paper.get_by_role("link"))

    assert answered.value.status == 410
    main = page.get_by_role("main")
    expect(main).to_contain_text("2026年5月22日")
    expect(main).to_contain_text("文中意见件数把同一来信重复计入")
    expect(main).to_contain_text("示范县人大常委会履职监督工作办公室")
    expect(page.locator(".prose")).to_have_count(0)
    assert _search(page, "履职监督意见征集进展情况").locator(f"a[href='{WITHDRAWN}']").count() == 0


def test_two_years_under_different_rules_are_shown_side_by_side_as_different(page: Page) -> None:
    page.goto("/")
    follow(page.get_by_role("link", name="年度比较"))
    for year in ("2025年度履职监督，示范县人大常委会", "2026年度履职监督，示范县人大常委会"):
        page.get_by_role("checkbox", name=year).check()

    follow(page.get_by_role("button", name="比较"))

    rows = page.get_by_role("table", name="年度并列").get_by_role("row")
    expect(page.get_by_role("main")).to_contain_text("不能相减，也不画趋势")
    for subject in ("适用规则", "最后一次测评", "整改"):
        head = rows.get_by_role("rowheader").filter(has_text=re.compile(f"^{subject}"))
        expect(head).to_contain_text("口径不同")
    votes = rows.filter(has_text="最后一次测评")
    expect(votes).to_contain_text("不满意 1人")
    expect(votes).to_contain_text("已测评5人，对象共6人")
    expect(page.get_by_role("main").locator("svg, canvas, img")).to_have_count(0)


def test_every_rule_names_the_article_it_comes_from(page: Page) -> None:
    page.goto("/cycles/shifan-2026")
    follow(page.get_by_role("link", name=re.compile(NEW_RULES)).first)

    rules = page.get_by_role("table", name="规则和出处").locator("tbody tr")
    assert rules.count() > 20
    for rule in rules.all():
        expect(rule.get_by_role("cell").last).to_contain_text(re.compile("第.+条"))
    half = rules.filter(has_text="满意票超过应到人数的半数").first
    article = half.get_by_role("cell").last.inner_text().split()[-1]
    follow(half.get_by_role("link"))
    expect(page.locator(".prose")).to_contain_text(article)


def test_xuyi_lists_its_twelve_subjects_with_post_and_form_of_report(page: Page) -> None:
    page.goto("/cycles/xuyi-2017")

    rows = page.get_by_role("table", name="监督对象12人").locator("tbody tr")

    shown = {
        row.get_by_role("rowheader").inner_text(): tuple(row.get_by_role("cell").all_inner_texts())
        for row in rows.all()
    }
    assert {name: (cells[0].removeprefix("盱眙"), cells[1]) for name, cells in shown.items()} == XUYI
    assert {cells[2:] for cells in shown.values()} == {("未公布", "未列入", "已确定")}


def test_dongbao_shows_its_stages_as_precise_as_its_source(page: Page) -> None:
    page.goto("/cycles/dongbao-2019")

    stages = page.get_by_role("list", name="年度进程").get_by_role("listitem")
    expect(stages).to_have_text(
        [
            re.compile(r"监督准备\s*8月份"),
            re.compile(r"调查研究\s*9月份"),
            re.compile(r"整改落实\s*贯穿履职监督工作的全过程"),
            re.compile(r"履职报告\s*11月中下旬"),
        ]
    )
    # The day of the speech is the only one that its source states
    days = re.findall(r"2019-\d\d-\d\d|\d+月\d+日", page.get_by_role("main").inner_html())
    assert set(days) <= {"7月9日", "2019-07-09"}


@pytest.mark.parametrize("year", REPORTED)
def test_reported_figures_stand_as_reported_with_their_formula_unknown(page: Page, year: str) -> None:
    page.goto(f"/cycles/{year}")

    rows = page.get_by_role("table", name="来源公布的数据").locator("tbody tr")

    shown = {}
    for row in rows.all():
        value, formula, _, source = row.get_by_role("cell").all()
        expect(formula).to_have_text("公式未公布")
        expect(source.get_by_role("link")).to_be_visible()
        # The name stands in its first line, what the source says of it below
        shown[row.get_by_role("rowheader").inner_text().split("\n")[0].strip()] = value.inner_text()
    assert shown.items() >= REPORTED[year].items()


@pytest.mark.parametrize("year", REAL_YEARS)
def test_nothing_invented_stands_beside_a_real_place(page: Page, year: str) -> None:
    page.goto(f"/cycles/{year}")

    expect(page.get_by_role("banner")).to_contain_text("依公开文件整理，只读")
    expect(page.get_by_role("banner").get_by_text("演示数据")).to_have_count(0)
    expect(page.locator(".vote, .clock")).to_have_count(0)
    expect(page.get_by_role("region", name="会议测评")).to_have_count(0)
    expect(page.get_by_role("region", name="整改到哪一步")).to_have_count(0)
    expect(page.get_by_role("main").get_by_text("示范县")).to_have_count(0)


def test_nothing_invented_stands_beside_a_real_name(page: Page) -> None:
    page.goto("/cycles/xuyi-2017")
    rows = page.get_by_role("table", name="监督对象12人").locator("tbody tr")
    links = rows.get_by_role("rowheader").get_by_role("link").all()
    reviews = {link.inner_text(): link.get_attribute("href") or "" for link in links}
    assert len(reviews) == 12

    for name, review in reviews.items():
        page.goto(review)
        _says_only_what_its_source_states(page)
        follow(page.get_by_role("complementary").get_by_role("link", name=name, exact=True))
        _says_only_what_its_source_states(page)


def _says_only_what_its_source_states(page: Page) -> None:
    main = page.get_by_role("main")
    expect(page.get_by_role("banner")).to_contain_text("依公开文件整理，只读")
    expect(main.locator(".vote, .clock, .items, blockquote")).to_have_count(0)
    assert not re.search(r"满意|[0-9]票|[0-9]+ / [0-9]+ 项|逾期|约谈|诫勉", main.inner_text())


def test_a_page_prints_with_its_address_and_date(page: Page, demo: Instance) -> None:
    page.goto("/documents/d2026-report-lin")
    footer = page.get_by_role("contentinfo")
    address = footer.get_by_text(f"地址：{demo.address}/documents/d2026-report-lin")
    expect(address).to_be_hidden()

    page.emulate_media(media="print")

    expect(address).to_be_visible()
    expect(address).to_contain_text("第1版")
    expect(address).to_contain_text("内容日期：2026-11-17")
    expect(page.get_by_role("navigation", name="栏目")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_what_the_site_does_not_know_is_said_and_searched(page: Page, visitors: Visitors) -> None:
    unknown = page.goto("/subjects/nobody")
    assert unknown
    assert unknown.status == 404
    expect(page.get_by_role("main")).to_contain_text("nobody")
    expect(page.get_by_role("main").get_by_role("searchbox")).to_be_visible()

    other = visitors.open()
    odd = other.goto("/rectification/?state=vanished")
    assert odd
    assert odd.status == 400
    expect(other.get_by_role("main")).to_contain_text("vanished")


def _total(page: Page) -> int:
    counted = re.match(r"共(\d+)条", page.get_by_role("status").inner_text())
    assert counted
    return int(counted[1])
