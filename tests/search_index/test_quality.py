"""The benchmark of search quality runs, and says when a target is missed."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import search_quality


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl.gz"
    grounds = ("饮水管网", "乡村道路", "校车安全", "垃圾分类", "河道清淤", "古树保护")
    acts = ("限期整改完成情况调查报告", "专题询问办理结果汇总说明", "代表建议落实进度公开清单")
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for number, text in enumerate(f"示范县{ground}{act}" for ground in grounds for act in acts):
            section = {"id": f"s-{number}", "title": "示范", "body": text, "date": "2026-03-20", "source": "示范县"}
            lines.write(json.dumps(section, ensure_ascii=False) + "\n")
    return path


def test_it_prints_each_set_with_its_target(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert search_quality.main(["--corpus", str(corpus), "--queries", "20"]) == 0
    printed = capsys.readouterr().out
    for name, target in search_quality.TARGETS.items():
        assert f"{name:20} success@1" in printed
        assert f"(target {target})" in printed


def test_it_fails_when_a_target_is_missed(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(search_quality.TARGETS, "fragment", 1.1)
    assert search_quality.main(["--corpus", str(corpus), "--queries", "5"]) == 1


def test_without_a_corpus_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert search_quality.main(["--corpus", str(tmp_path / "none.gz")]) == 2
    assert "--corpus" in capsys.readouterr().err
