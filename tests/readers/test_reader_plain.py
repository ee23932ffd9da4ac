"""Text, Markdown, CSV, JSON Lines."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import Read
from tables import FACTS, PROSE, lines, places

from cnfacts.errors import InputError, MissingExtraError
from cnfacts.io.dates import document_date
from cnfacts.io.documents import Document
from cnfacts.io.reading import read_source
from cnfacts.io.source import Source

MARKDOWN = """# 月报

2023年5月主要指标（单位：亿元）

| 指标 | 5月 | 同比增长（%） |
| --- | ---: | ---: |
| 进出口总值 | 12.3 | -3.1 |
| 其中：出口 | | 7.1 |

全年新增就业3.2万人。
"""
SERIES = "年份,地区生产总值（亿元）,增长（%）,人口（万人）\n2021,100.5,8.1,33.1\n2022,110,3,\n"


def test_text_is_the_files_own(read: Read) -> None:
    assert read("a.txt", f"\ufeff{PROSE}\r\n".encode()).text == f"{PROSE}\r\n"
    assert lines(read("a.txt", PROSE.encode("gbk"))) == FACTS


def test_markdown_keeps_its_text_and_reads_its_table(read: Read) -> None:
    document = read("a.md", MARKDOWN.encode())
    assert document.text == MARKDOWN
    assert document.title == "月报"
    assert lines(document) == [
        "进出口总值 1230000000元",
        "进出口总值 -3.1% growth yoy",
        "出口 7.1% growth yoy",
        "新增就业 32000人",
    ]
    assert places(document)[2] == "table 1, row 3, column 3"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_csv_with_years_down_the_side(read: Read, encoding: str) -> None:
    document = read("a.csv", SERIES.encode(encoding))
    assert lines(document) == [
        "地区生产总值 10050000000元",
        "地区生产总值 8.1% growth yoy",
        "人口 331000人",
        "地区生产总值 11000000000元",
        "地区生产总值 3% growth yoy",
    ]


def test_tabs_caption_and_unit_above(read: Read) -> None:
    text = "2022年1-2月主要指标\n单位：亿元\n指标\t1-2月\t同比增长\n固定资产投资\t12.5\t8.1%\n房地产开发投资\t3\t-2%\n"
    assert lines(read("a.tsv", text.encode()))[:2] == ["固定资产投资 1250000000元", "固定资产投资 8.1% growth yoy"]


def test_json_lines(read_all: Callable[..., list[Document]]) -> None:
    records = [{"body": PROSE, "key": "甲", "day": "2024-02-29T10:00"}, {"body": "今年增长3%。"}]
    data = "\n\n".join(json.dumps(r, ensure_ascii=False) for r in records).encode()
    first, second = read_all("a.jsonl", data, text_field="body", id_field="key", date_field="day")
    assert (first.doc_id, second.doc_id) == ("a.jsonl#甲", "a.jsonl#3")
    assert document_date(first) == (date(2024, 2, 29), "manifest")
    assert lines(first) == FACTS


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", r"a\.jsonl, line 2: no JSON"),
        ("[1]", r"a\.jsonl, line 2: no JSON object"),
        ('{"txt": "x"}', r"line 2: no text in field 'text'; name another \(there are 'txt'\)"),
        ('{"text": "x", "date": "gestern"}', "line 2: 'gestern' is no date"),
        ("[" * 5000, r"line 2: no JSON"),
    ],
)
def test_bad_lines(read_all: Callable[..., list[Document]], line: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_all("a.jsonl", f'{{"text": "x"}}\n{line}\n'.encode())


def test_a_missing_extra_names_its_install(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for module, name, extra in (("docx", "a.docx", "docx"), ("selectolax.lexbor", "a.html", "html")):
        monkeypatch.setitem(sys.modules, module, None)
        data = b"<html>" if name.endswith("html") else archive()
        with pytest.raises(MissingExtraError, match=rf"cnfacts\[{extra}\]"):
            read(name, data)


def archive() -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def test_sizes_are_bounded(read: Read) -> None:
    with pytest.raises(InputError, match="larger than 10 bytes"):
        read("a.txt", PROSE.encode(), max_bytes=10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(PROSE.encode()))
    writer.start()
    (document,) = read_source(Source("pipe", path=str(path)))
    writer.join()
    assert document.text == PROSE
