"""A small data package of the invented 示范县, with a row of nearly every table, to be changed by a test."""

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from content.database import canonical_json

AT = "2026-03-20T09:00:00+08:00"
LIST_TEXT = "名单\n周明远\n".encode()
DEFINITION = {
    "grades": ["满意", "基本满意", "不满意"],
    "pass_share": {"满意": {"share": "1/2", "of": "entitled"}, "基本满意": {"share": "1/2", "of": "entitled"}},
}
Cells = dict[str, str]


@dataclass
class Draft:
    """Tables of cells, the files beside them, and what else datapackage.json says of a table."""

    tables: dict[str, list[Cells]]
    files: dict[str, bytes]
    described: dict[str, dict[str, Any]] = field(default_factory=dict)

    def cell(self, table: str, **cells: str) -> "Draft":
        """Change cells of the first row of a table."""
        self.tables[table][0].update(cells)
        return self

    def add(self, table: str, **cells: str) -> "Draft":
        """Add a copy of the first row of a table with other cells."""
        self.tables[table].append({**self.tables[table][0], **cells})
        return self

    def only(self, *tables: str) -> "Draft":
        """Leave out every other table."""
        self.tables = {name: rows for name, rows in self.tables.items() if name in tables}
        return self

    def write(self, folder: Path) -> Path:
        """Write the package as a folder."""
        folder.mkdir(parents=True)
        resources = []
        for name, rows in self.tables.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as target:
                writer = csv.writer(target, lineterminator="\r\n")
                writer.writerow(columns)
                writer.writerows([row.get(column, "") for column in columns] for row in rows)
            resources.append({"name": name, "path": f"{name}.csv", **self.described.get(name, {})})
        for path, content in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
        return folder


def attached(content: bytes) -> Mapping[str, str]:
    """Give the size and digest cells of a file."""
    return {"size": str(len(content)), "sha256": hashlib.sha256(content).hexdigest()}


def make_draft() -> Draft:
    """Make a package without a fault."""
    published = {"published_at": AT, "updated_at": AT}
    about = {"review": "r-zhou", "matter": ""}
    tables: dict[str, list[Cells]] = {
        "assemblies": [
            {"code": "999999", "name": "示范县人大常委会", "level": "county", "parent": "", "fictional": "true"}
        ],
        "terms": [
            {"id": "t-17", "assembly": "999999", "name": "县第十七届", "starts_on": "2022-01", "ends_on": "2027"}
        ],
        "rulesets": [
            {
                "id": "rules",
                "assembly": "999999",
                "name": "示范县履职监督办法",
                "definition": canonical_json(DEFINITION),
                "source": "scheme",
                **published,
            }
        ],
        "cycles": [
            {
                "id": "c-2026",
                "assembly": "999999",
                "term": "t-17",
                "year": "2026",
                "title": "2026年度履职监督",
                "ruleset": "rules",
                "selection": "random;fixed",
                **published,
            }
        ],
        "stages": [{"cycle": "c-2026", "position": "1", "name": "准备", "starts_on": "2026-03"}],
        "institutions": [
            {"id": "water", "assembly": "999999", "name": "县水务局", "branch": "government", "superior": ""}
        ],
        "officials": [{"id": "zhou", "name": "周明远"}],
        "appointments": [
            {"official": "zhou", "institution": "water", "post": "县水务局局长", "appointed_on": "2022-01-07"}
        ],
        "groups": [{"id": "g-2", "cycle": "c-2026", "name": "第二调查小组", "members": "宋佳;沈立", **published}],
        "contacts": [
            {
                "id": "hotline",
                "cycle": "c-2026",
                "group": "g-2",
                "kind": "hotline",
                "value": "0000-881 2345",
                **published,
            }
        ],
        "reviews": [
            {
                "id": "r-zhou",
                "cycle": "c-2026",
                "official": "zhou",
                "institution": "water",
                "post": "县水务局局长",
                "mode": "onsite",
                "group": "g-2",
                "carried_over_from": "",
                "status": "rectifying",
                "status_reason": "",
                "selection": "random",
                **published,
            }
        ],
        "matters": [
            {"id": "m-water", "cycle": "c-2026", "title": "农村供水", "method": "专题调研", "parent": "", **published}
        ],
        "documents": [
            {
                "id": "scheme",
                "assembly": "999999",
                "cycle": "c-2026",
                "type": "scheme",
                "title": "2026年度履职监督工作方案",
                "source": "示范县人大常委会办公室",
                "written_on": "2026-03-16",
                "body": "documents/scheme.md",
                "subjects": "r-zhou;m-water",
                "withdrawn_on": "",
                "withdrawn_reason": "",
                "withdrawn_by": "",
                "distribution": "各乡镇人大;县人民政府",
                **published,
            }
        ],
        "attachments": [
            {
                "id": "list",
                "document": "scheme",
                "name": "名单.txt",
                "path": "attachments/list.txt",
                "media_type": "text/plain",
                **attached(LIST_TEXT),
            }
        ],
        "corrections": [
            {
                "id": "scheme-c1",
                "document": "scheme",
                "number": "1",
                "dated_on": "2026-04-01",
                "field": "成文日期",
                "before": "2026-03-15",
                "after": "2026-03-16",
                "reason": "录入有误",
            }
        ],
        "dispatches": [{"id": "dispatch", "document": "scheme", "recipient": "县水务局", "relation": "notify"}],
        "activities": [
            {"id": "visit", **about, "dated_on": "2026-05-06", "method": "走访", "participants": "63", **published}
        ],
        "hearings": [
            {
                "id": "h-july",
                "cycle": "c-2026",
                "title": "第三十一次会议",
                "held_on": "2026-07-29",
                "announced_at": "2026-07-29T16:35:00+08:00",
                "released_at": "2026-07-29T17:10:00+08:00",
                **published,
            }
        ],
        "hearing_participants": [{"hearing": "h-july", "capacity": "member", "count": "29"}],
        "inquiries": [
            {"id": "q-1", "hearing": "h-july", **about, "question": "检测为何不足？", "answer": "已增加频次。"}
        ],
        "ballots": [
            {
                "id": "b-1",
                "hearing": "h-july",
                **about,
                "round": "1",
                "entitled": "31",
                "present": "29",
                "issued": "29",
                "returned": "29",
                "invalid": "1",
                "abstained": "0",
                "counts": '{"不满意":3,"基本满意":11,"满意":14}',
                "grade": "基本满意",
                "grade_declared": "false",
            }
        ],
        "findings": [
            {"id": "f-1", **about, "severity": "ordinary", "text": "水质检测不足", "item": "i-1", **published}
        ],
        "rectification_items": [
            {
                "id": "i-1",
                **about,
                "origin": "appraisal_opinion",
                "finding": "f-1",
                "problem": "水质检测不足\n每年只检4次",
                "disposition": "over_time",
                "state": "verified_closed",
                "review_on": "",
                "recurrence_of": "",
                **published,
            }
        ],
        "rectification_updates": [
            {"id": "u-1", "item": "i-1", "dated_on": "2026-09-04", "side": "overseer", "kind": "verification"}
        ],
        "consequences": [{"id": "k-1", **about, "kind": "询问", "note": "就整改情况提出询问", **published}],
        "decisions": [
            {
                "id": "e-1",
                "cycle": "c-2026",
                "body": "chair_council",
                **about,
                "item": "",
                "outcome": "同意方案",
                "document": "scheme",
                **published,
            }
        ],
        "reported_figures": [
            {"id": "rate", "assembly": "999999", "cycle": "c-2026", "name": "整改率", "value": "96", **published}
        ],
    }
    files = {"documents/scheme.md": "# 方案\n\n第一条 **依法**监督。\n".encode(), "attachments/list.txt": LIST_TEXT}
    return Draft(tables, files)
