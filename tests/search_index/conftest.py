"""An index of a few documents, and asking it."""

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from search_index.documents import SearchDocument
from search_index.index import SearchIndex, SearchResults
from search_index.queries import SearchQuery
from search_index.writing import replace_all
from tests.factories import NOW

_numbers = itertools.count(1)


def paper(text: str = "", **values: Any) -> SearchDocument:
    """Make a document of 示范县 to be searched; `day` sets all its dates."""
    day = date.fromisoformat(values.pop("day", "2026-03-20"))
    defaults = {
        "kind": "document",
        "id": f"paper-{next(_numbers)}",
        "type": "announcement",
        "title": "公告",
        "text": text,
        "first_day": day,
        "last_day": day,
        "year": day.year,
        "assembly": "999999",
        "assembly_name": "示范县人大常委会",
    }
    return SearchDocument(**{**defaults, **values})


class Shelf:
    """Documents in an index, and searches that answer with their ids."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = SearchIndex(folder)

    def put(self, *documents: SearchDocument) -> None:
        replace_all(self.folder, documents, NOW)

    def ask(self, text: str, **controls: Any) -> SearchResults:
        return self.index.search(SearchQuery(text=text, **controls))

    def find(self, text: str, **controls: Any) -> list[str]:
        return [hit.id for hit in self.ask(text, **controls).hits]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "index")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Give an index that no test changes."""
    shelf = Shelf(tmp_path_factory.mktemp("library") / "index")
    shelf.put(
        paper(
            "县水务局局长周明远向大会报告履职情况，承诺于2026年6月底前完成农村饮水管网整改。",
            id="report",
            type="duty_report",
            title="县水务局履职报告",
            institution="县水务局",
            day="2026-05-08",
        ),
        paper(
            "调查小组走访了三个乡镇，发现管网漏损率达12.5%，涉及资金1,200万元，要求限期整改。",
            id="investigation",
            type="investigation_report",
            title="关于农村饮水安全的调查报告",
            institution="县水务局",
            day="2025-11-05",
            year=2025,
        ),
        paper(
            "示人发〔2026〕12号\n县人民检察院检察长 宋　佳 到会听取意见。\n"
            "联系电话 0000-8812345，邮箱 office@shifan.example。",
            id="notice",
            type="notice",
            title="关于召开履职报告大会的通知",
            institution="县人民检察院",
            day="2026-04-02",
        ),
        paper(
            "測評結果由主任會議審定，滿意度測評採用無記名投票。COVID-19 期间以视频方式举行。",
            id="traditional",
            type="vote_result",
            title="滿意度測評結果",
            institution="县人民法院",
            day="2024-12-20",
            year=2024,
        ),
    )
    return shelf
