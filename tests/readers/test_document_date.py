"""A document's date: the order of its sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cnfacts.errors import InputError
from cnfacts.io.dates import document_date, name_date, parse_day, read_manifest
from cnfacts.io.documents import DateCandidate, Document
from cnfacts.io.extracting import extract_document

DATELINE = "某市统计局\n（2013年7月20日）\n上半年全市粮食产量3万吨。\n"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("a/20240229.txt", date(2024, 2, 29)),
        ("t20240229_123456.html", date(2024, 2, 29)),
        ("2024-02-29 公报.pdf", date(2024, 2, 29)),
        ("2024年2月29日.docx", date(2024, 2, 29)),
        ("2024年2月份价格.docx", date(2024, 2, 29)),
        ("2024-02.xlsx", date(2024, 2, 29)),
        ("2024年1-5月工业.xlsx", date(2024, 5, 31)),
        ("20240229/content.html", date(2024, 2, 29)),
        ("2023年统计公报.txt", None),
        ("20241399.txt", None),
        ("report_12345678901.txt", None),
        ("hailaer_2012.txt", None),
    ],
)
def test_names(name: str, day: date | None) -> None:
    assert name_date(name) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024-02-29T09:30:00+08:00", date(2024, 2, 29)), ("2024年2月9日", date(2024, 2, 9)), ("2024-02-30", None), ("", None)],
)
def test_days(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_order() -> None:
    sources = ("manifest", "metadata", "properties")
    every = tuple(DateCandidate(date(2001 + n, 1, 1), source) for n, source in enumerate(sources))
    document = Document("20240229.txt", DATELINE, dates=every)
    assert document_date(document, date(1999, 1, 1), {"20240229.txt": date(2000, 1, 1)}) == (date(1999, 1, 1), "option")
    assert document_date(document, None, {"20240229.txt": date(2000, 1, 1)}) == (date(2000, 1, 1), "manifest")
    assert document_date(document) == (date(2001, 1, 1), "manifest")
    assert document_date(Document("20240229.txt", DATELINE, dates=every[1:])) == (date(2013, 7, 20), "dateline")
    assert document_date(Document("20240229.txt", "增长", dates=every[1:])) == (date(2002, 1, 1), "metadata")
    assert document_date(Document("20240229.txt", "增长", dates=every[2:])) == (date(2024, 2, 29), "file name")
    assert document_date(Document("a.txt", "2002年增长", dates=every[2:])) == (date(2003, 1, 1), "metadata")
    assert document_date(Document("a.txt", "增长", dates=every[2:])) == (None, None)


def test_facts_say_where_their_date_is_from() -> None:
    (fact,) = extract_document(Document("a.txt", DATELINE))
    assert (fact.doc_date, fact.doc_date_source) == (date(2013, 7, 20), "dateline")
    assert fact.period_end == date(2013, 6, 30)
    assert fact.publisher == "某市统计局"
    (fact,) = extract_document(Document("20240731.txt", "上半年粮食产量3万吨。"))
    assert (fact.doc_date_source, fact.period_end) == ("file name", date(2024, 6, 30))


def test_manifest(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("path,date\r\n./a\\b.txt,2024-02-29\n甲.txt,2024-03-01,note\nc.txt,\n", encoding="gbk", newline="")
    assert read_manifest(path) == {"a/b.txt": date(2024, 2, 29), "甲.txt": date(2024, 3, 1)}


@pytest.mark.parametrize(("row", "said"), [("a.txt", "line 2: give path,date"), ("a.txt,soon", "line 2: 'soon' is no date")])
def test_bad_manifests(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(f"path,date\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_manifest(path)
    with pytest.raises(InputError, match="check the path"):
        read_manifest(tmp_path / "none.csv")
