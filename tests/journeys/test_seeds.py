"""The real texts that the product was asked for come in as documents and are found by phrases that stand in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, expect

from tests.admin.commands.running import ROOT
from tests.content.packages.draft import Cells, Draft
from tests.journeys.instances import Instance, do, serving
from tests.journeys.visiting import follow, search, visiting

SEEDS = ROOT.parent / "shared/seeds"


@dataclass(frozen=True, slots=True)
class Text:
    """A text to bring in: what it says of itself, and phrases by which somebody would look for it."""

    id: str
    file: str
    assembly: tuple[str, str, str]
    """Code, name and level."""
    phrases: tuple[str, ...]
    cells: Cells
    written: str = field(default="")
    """The text itself where no seed holds it."""

    def read(self) -> bytes:
        """Give the text as Markdown."""
        return self.written.encode() or (SEEDS / self.file).read_bytes()


REAL = (
    Text(
        "s0",
        "000_7a88f28beba0c4a7.txt",
        ("420802", "荆门市东宝区人大常委会", "county"),
        ("照单全收", "事事有答复、件件有着落、条条有回声", "该诫勉谈话的诫勉谈话"),
        {
            "type": "speech",
            "title": "在区人大常委会2019年度履职监督工作动员大会上的讲话",
            "author": "李德权",
            "written_on": "2019-07-09",
        },
    ),
    Text(
        "s1",
        "001_29075f6d93800763.txt",
        ("320830", "盱眙县人大常委会", "county"),
        ("述出实情、评出实效、测出实绩", "民宗局局长贾厚余"),
        {
            "type": "bulletin",
            "title": "盱眙县国家机关工作人员述职评议情况简报第2期",
            "written_on": "2017-08-16",
            "edited_by": "柏素洁",
            "reviewed_by": "陈蓬",
            "issued_by": "王恒亮",
        },
    ),
    Text(
        "s2",
        "002_42413d431a58f5f2.txt",
        ("420322", "郧西县人大常委会", "county"),
        ("把脉问诊", "打假挤水"),
        {
            "type": "news",
            "title": "郧西县:任后监督不缺位 筑牢监督闭环",
            "source": "湖北人大网",
            "author": "周勇 王春柳",
            "written_on": "2025-07-11",
        },
    ),
    Text(
        "s3",
        "003_a30904c1960becd8.txt",
        ("x-city", "X市人大常委会", "city"),
        ("七环相扣法", "现场销号督办"),
        {"type": "speech", "title": "在全市县区2021年度人大主任座谈会上的讲话稿", "written_on": "2021"},
    ),
    Text(
        "s4",
        "004_9a53b901625671bf.txt",
        ("410300", "洛阳市人大常委会", "city"),
        ("统筹谋划监督工作", "四不两直"),
        {
            "type": "news",
            "title": "省人大通报洛阳人大监督工作做法",
            "author": "田洪波 曹国丽",
            "written_on": "2023",
        },
    ),
)
OWN = (
    Text(
        "own",
        "",
        ("999999", "示范县人大常委会", "county"),
        ("逐条列账", "问到底、改到位"),
        {"type": "speech", "title": "在2026年度履职监督动员会上的讲话", "written_on": "2026-03-02"},
        "同志们：\n\n## 一、听真话\n\n对群众提出的意见，**逐条列账**，一条一条答复。\n\n"
        "## 二、见真章\n\n对查出的问题，问到底、改到位。\n",
    ),
)
TEXTS = REAL if SEEDS.is_dir() else OWN


def _package() -> Draft:
    """Make a package of the texts, with what each states of itself and nothing more."""
    at = {"published_at": "2026-11-01T09:00:00+08:00", "updated_at": "2026-11-01T09:00:00+08:00"}
    assemblies: list[Cells] = []
    documents: list[Cells] = []
    files = {}
    for text in TEXTS:
        code, name, level = text.assembly
        fictional = "true" if text.written else "false"
        assemblies.append({"code": code, "name": name, "level": level, "parent": "", "fictional": fictional})
        path = f"documents/{text.id}.md"
        documents.append({"id": text.id, "assembly": code, "body": path, **text.cells, **at})
        files[path] = text.read()
    return Draft({"assemblies": assemblies, "documents": documents}, files)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """Give a portal into which the texts were brought."""
    folder = tmp_path_factory.mktemp("library")
    do("init", "--home", folder / "home")
    do("import", _package().write(folder / "package"), "--home", folder / "home")
    with serving("serve", "all", home=folder / "home") as instance:
        yield instance


@pytest.mark.parametrize("text", [pytest.param(text, id=text.id) for text in TEXTS])
def test_a_text_is_found_by_what_stands_in_it(library: Instance, browser: Browser, text: Text) -> None:
    with visiting(browser, library.address) as visitors:
        page = visitors.open()
        for phrase in text.phrases:
            page.goto("/")

            result = search(page, phrase).first

            expect(result.get_by_role("link")).to_have_text(text.cells["title"])
            marked = "".join(result.locator(".snippet mark").all_text_contents())
            assert _letters(phrase) in _letters(marked)
            expect(result).to_contain_text(text.assembly[1])
            follow(result.get_by_role("link"))
            expect(page.locator(".prose")).to_contain_text(phrase)


@pytest.mark.parametrize("text", [pytest.param(text, id=text.id) for text in TEXTS])
def test_a_text_stands_whole_on_its_page_and_shows_only_what_it_states(
    library: Instance, browser: Browser, text: Text
) -> None:
    with visiting(browser, library.address) as visitors:
        page = visitors.open()
        page.goto(f"/documents/{text.id}")

        shown = _letters(page.locator(".prose").inner_text())

        written = _letters(text.read().decode())
        assert len(shown) > 0.99 * len(written)
        assert shown[-20:] == written[-20:]
        date = page.get_by_text("成文日期", exact=True).locator("xpath=following-sibling::dd[1]")
        assert len("".join(filter(str.isdigit, date.inner_text()))) <= len(text.cells["written_on"].replace("-", ""))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())
