"""What a base can be opened from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cnfacts
from cnfacts.checks.observation import SeriesKey
from cnfacts.errors import InputError
from cnfacts.io.writers import record_writer

TEXT = "2013年，全国财政收入129210亿元，比上年增长10.2%。"
TABLE = "指标,地区,年份,数值,单位\n财政收入,全国,2013,129210,亿元\n"
RECORD = (
    '{"metric": "财政收入", "region": "全国", "value": "129210", "unit": "亿元",'
    ' "period_start": "2013-01-01", "period_end": "2013-12-31"}\n'
)


@pytest.mark.parametrize(("name", "text"), [("年鉴.csv", TABLE), ("facts.jsonl", RECORD)])
def test_users_own_figures(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (known,) = cnfacts.open_base(tmp_path / name).figures(["财政收入"])
    assert (known.key, known.fact.value, known.fact.unit) == (SeriesKey("财政收入", "全国"), 12921000000000, "元")


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_files_of_facts(format: str, tmp_path: Path) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    facts = cnfacts.extract(TEXT, date="2014-03-05", doc_id="报告.txt")
    path = tmp_path / f"facts.{format}"
    record_writer(format)((fact.to_record() for fact in facts), path)
    known = cnfacts.open_base(path).figures(["财政收入"], ["全国"])
    assert [k.fact for k in known] == facts


WRONG = [
    ("nothing", None, "no such base or file; make one with: cnfacts index PATH... -o"),
    ("figures.pdf", "%PDF", "no base, no facts, no table; give a base's folder or a file of facts"),
    ("figures.parquet", "%PAR", "no facts as cnfacts writes them ("),
    ("figures.jsonl", "{}\n", "record 1: no value"),
]


@pytest.mark.parametrize(("name", "text", "said"), WRONG)
def test_what_is_no_base(name: str, text: str | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(name) + ".*" + re.escape(said)):
        cnfacts.open_base(path)
