"""Folders that are no base, bases that were damaged, files of facts that are none: one line each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from base_world import bulletin, table, write

import cnfacts
from cnfacts.errors import CnfactsError
from command import cnfacts as run

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    cnfacts.index(write(tmp_path / "one.jsonl", bulletin("甲.txt")), tmp_path / "base")
    return tmp_path / "base"


def changed(**fields: Any) -> Callable[[Path], None]:
    def change(base: Path) -> None:
        path = base / "manifest.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), **fields}), encoding="utf-8")

    return change


def segment(base: Path) -> Path:
    return next((base / "facts").glob("*.parquet"))


def cut(base: Path) -> None:
    segment(base).write_bytes(segment(base).read_bytes()[:1000])


def another(base: Path) -> None:
    write(segment(base), bulletin("甲.txt")[:1], "parquet")


def missing(base: Path) -> None:
    for name in json.loads((base / "manifest.json").read_text())["segments"]:
        (base / name["file"]).unlink()


BASES = [
    (lambda base: (base / "manifest.json").unlink(), "base: no fact base (no manifest.json); make one with: cnfacts index"),
    (lambda base: (base / "manifest.json").write_text("{"), "manifest.json: damaged ("),
    (lambda base: (base / "manifest.json").write_text("[]"), "manifest.json: no manifest of a fact base; name the folder that"),
    (changed(format="other"), "manifest.json: no manifest of a fact base"),
    (changed(version=2), "manifest.json: version 2 of the base, here is 1; update cnfacts"),
    (changed(segments=[{}]), "manifest.json: damaged ("),
    (changed(next="x"), "manifest.json: damaged ("),
    (missing, ".parquet: a segment of the base is missing; restore it, or index anew into another folder"),
    (cut, ".parquet: a damaged segment of the base ("),
    (another, ".parquet: a damaged segment of the base ("),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "said"), BASES)
def test_wrong_base(spoil: Callable[[Path], None], said: str, base: Path) -> None:
    spoil(base)
    with pytest.raises(CnfactsError, match=re.escape(said)) as error:
        cnfacts.open_base(base)
    assert str(base) in str(error.value)
    assert "\n" not in str(error.value)


def record(**fields: Any) -> str:
    return json.dumps({**bulletin("甲.txt")[0].to_record(), **fields}, ensure_ascii=False) + "\n"


FILES = [
    ("a.jsonl", record() + record(period_start="2013-02-30"), "record 2: period_start"),
    ("a.jsonl", record() + record(kind="niveau"), "record 2: kind"),
    ("a.jsonl", record() + record(value="12x"), "record 2: value"),
    ("a.jsonl", record() + "{\n", "line 2: no JSON"),
    ("a.jsonl", record() + record(metric=None), "record 2: no metric; name the indicator"),
    ("a.jsonl", record(schema_version="2.0"), "record version 2.0, here is 1"),
    ("a.jsonl", record() + record(metric_span="x"), "record 2: metric_span"),
    ("a.csv", "metric,rule,value_text,colour\n出口,r,5,red\n", "column 'colour' is no field of the record"),
    ("a.csv", "metric,period,unit\n出口,2013,元\n", "no column for value among metric, period, unit; name it with"),
    ("a.csv", "metric,period,value,unit\n出口,2013,5,瓦瓦\n", "row 2: unit: '瓦瓦' is unknown; write it as"),
    ("a.csv", "metric,period,value,unit\n出口,2013-02-30,5,元\n", "row 2: period: '2013-02-30' is no period with its year"),
    ("a.parquet", "metric", "no facts as cnfacts writes them ("),
    ("a.xlsx", "metric", "a damaged .xlsx ("),
]


@pytest.mark.parametrize(("name", "text", "said"), FILES)
def test_wrong_file(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    table(tmp_path / "good.csv")
    summary = cnfacts.index([tmp_path / name, tmp_path / "good.csv"], tmp_path / "base")
    (failure,) = summary.failures
    assert said in failure.reason
    assert Path(failure.path).name == name
    assert "\n" not in failure.reason
    assert (summary.files, summary.figures) == (1, 2)


def test_wrong_places(tmp_path: Path) -> None:
    table(tmp_path / "good.csv")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("出口增长5%。", encoding="utf-8")
    for place in ("texts", "good.csv"):
        with pytest.raises(CnfactsError, match=f"{place}: there, and no fact base; name a folder that is new, empty"):
            cnfacts.index(tmp_path / "good.csv", tmp_path / place)


COMMANDS = [
    (["good.csv"], 2, "no base to write; name its folder with -o BASE"),
    (["-o", "base"], 2, "nothing to read; name a file"),
    (["good.csv", "-o", "base", "--map", "名目"], 2, "--map 名目: give field=text"),
    (["good.csv", "-o", "base", "--map", "value=多少"], 2, "good.csv: no column '多少' for value among 指标, 地区, 年份"),
    (["good.csv", "-o", "base", "--date", "2013"], 2, "'2013' is no date"),
    (["good.csv", "nothing.csv", "-o", "base"], 1, "nothing.csv: No such file or directory"),
    (["good.csv", "-o", "base"], 0, ""),
]


@pytest.mark.parametrize(("args", "status", "said"), COMMANDS)
def test_command(args: list[str], status: int, said: str, tmp_path: Path) -> None:
    table(tmp_path / "good.csv")
    done = run("index", *args, cwd=tmp_path)
    assert done.status == status
    assert said in done.err
    assert len(done.err.splitlines()) == (1 if said else 0)
    if status < 2:
        assert "2 figures from 1 file" in done.text
