"""Documents good and bad, in several files, and what the local runs make of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from command import EXAMPLES, Done, cnfacts, python

PIECES = 3

DOCUMENTS: list[dict[str, Any]] = [
    {"doc_id": "a", "text": "去年，全县粮食总产量42.3万吨，比上年增长1.8%。", "doc_date": "2018-01-20"},
    {"doc_id": "b", "text": "发布日期：2022-12-21\n\n1—11月，全省用电量4120亿千瓦时。", "doc_date": None},
    {"doc_id": "c", "text": "上月，全市出口3.5亿元。", "doc_date": "2018-13-20"},
    {"doc_id": "d", "text": None, "doc_date": "2018-01-20"},
    {"doc_id": "e", "text": " \n", "doc_date": None},
    {"doc_id": "f", "text": "会议强调，要抓好落实。", "doc_date": "2018-01-20"},
    {"doc_id": "g", "text": "今年，全市出口增长5%—6%，进口1.20亿元。", "doc_date": "2022-12-30"},
    {"doc_id": None, "text": "2021年，全省用电量4120亿千瓦时。", "doc_date": None},
]
ERRORS = {
    "c": "'2018-13-20': there is no such day; correct it",
    "d": "its text is null",
    "e": "there is no text in it",
    None: "no doc_id; give each document one",
}


def write_documents(folder: Path) -> Path:
    """The documents as Parquet files."""
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    folder.mkdir()
    kinds = pa.schema([("doc_id", pa.string()), ("text", pa.string()), ("doc_date", pa.string())])
    for piece in range(PIECES):
        pq.write_table(pa.Table.from_pylist(DOCUMENTS[piece::PIECES], kinds), folder / f"{piece}.parquet")
    return folder


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of Parquet files, whatever the order that an engine left them in."""
    rows = pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    return in_order(rows)


def in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["doc_id"] or "", row["start"] or 0))


def texts(folder: Path) -> Path:
    """The example documents, and one that is empty."""
    shutil.copytree(EXAMPLES / "documents", folder)
    (folder / "empty.txt").write_text("\n", encoding="utf-8")
    return folder


def same_as_the_local_run(script: str, place: Path) -> Done:
    """Run an example script over a folder and hold its rows against those of `cnfacts extract`."""
    folder, out, local = texts(place / "texts"), place / "out", place / "local.parquet"
    done = python("-W", "ignore", EXAMPLES / "scripts" / script, folder, out, cwd=place)
    assert done.status == 0, done.err
    assert cnfacts("extract", folder, "-o", local, cwd=place).status == 1
    rows = read(out)
    assert [(row["doc_id"], row["error"]) for row in rows if row["error"]] == [("empty.txt", ERRORS["e"])]
    facts = [{name: row[name] for name in row if name != "error"} for row in rows if not row["error"]]
    assert facts == read(local) and facts
    return done
