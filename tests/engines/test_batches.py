"""A record batch of documents to one of facts: declared schemas, exact values, failures in rows of their own."""

from __future__ import annotations

import sys
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from engine_world import DOCUMENTS, ERRORS

import cnfacts
from cnfacts.engines import batches
from cnfacts.engines.batches import ERROR, documents_schema, extract_batch, extract_batches, facts_schema
from cnfacts.errors import DateError, InputError, LexiconError, MissingExtraError
from cnfacts.frames import to_arrow
from cnfacts.schema.fact import Fact

pa = pytest.importorskip("pyarrow")

TEXT = "去年，全县粮食总产量42.3万吨，比上年增长1.8%。"


def batch(rows: list[dict[str, Any]], **columns: Any) -> Any:
    names = dict.fromkeys(name for row in rows for name in row)
    kinds = [(name, columns.get(name, pa.string())) for name in names]
    return pa.RecordBatch.from_pylist(rows, pa.schema(kinds))


def test_facts_are_those_of_extract() -> None:
    rows = [{"doc_id": "a", "text": TEXT}, {"doc_id": "b", "text": "2021年出口612.80亿元，增长5%—6%。"}]
    found = cnfacts.extract_batch(batch(rows), date="2018-01-20")
    assert found.schema.equals(facts_schema(), check_metadata=True)
    each = [cnfacts.extract(row["text"], date="2018-01-20", doc_id=row["doc_id"]) for row in rows]
    assert found.drop_columns([ERROR]).to_pylist() == to_arrow(each).to_pylist()
    assert found.column(ERROR).null_count == found.num_rows == 4


def test_schemas() -> None:
    assert documents_schema().names == ["doc_id", "text", "doc_date", "title", "publisher"]
    assert facts_schema().names == [*Fact.model_fields, "error"]
    empty = pa.RecordBatch.from_pylist([], documents_schema())
    assert extract_batch(empty).schema == facts_schema()
    assert extract_batch(empty).num_rows == 0


def test_a_bad_document_costs_only_itself() -> None:
    rows = extract_batch(batch(DOCUMENTS)).to_pylist()
    failed = [row for row in rows if row["error"]]
    assert {row["doc_id"]: row["error"] for row in failed} == ERRORS
    assert all(set(row.values()) == {row["doc_id"], row["error"], None} for row in failed)
    assert [row["doc_id"] for row in rows] == ["a", "a", "b", "c", "d", "e", "g", "g", None]


def test_an_error_within_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Any, *args: Any, **options: Any) -> Any:
        yield from real(document, *args, **options)
        if document.doc_id == "a":
            raise ValueError("odd\nthing")

    real = batches.iter_document
    monkeypatch.setattr(batches, "iter_document", broken)
    first, *others = extract_batch(batch(DOCUMENTS[:2])).to_pylist()
    assert (first["doc_id"], first["fact_id"]) == ("a", None)
    assert first["error"] == "an error of cnfacts itself (ValueError: odd thing); please report it"
    assert [row["doc_id"] for row in others] == ["b"]


def test_strings_that_are_no_text() -> None:
    raw = pa.array([b"\xd6\xd0", "今年出口3亿元。".encode()], pa.binary()).view(pa.string())
    rows = extract_batch(pa.RecordBatch.from_arrays([pa.array(["a", "b"]), raw], ["doc_id", "text"])).to_pylist()
    assert [(row["doc_id"], row["error"]) for row in rows] == [
        ("a", "its text is no UTF-8 (byte 0); decode it first"),
        ("b", None),
    ]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("string", "2018-01-20"),
        ("string", "2018-01-20T09:30:00"),
        ("large_string", "2018-01-20"),
        ("date32", date(2018, 1, 20)),
        ("date64", date(2018, 1, 20)),
        ("timestamp[us]", datetime(2018, 1, 20, 9, 30)),
    ],
)
def test_dates_of_any_type(kind: str, given: Any) -> None:
    kinds = {"doc_date": pa.type_for_alias(kind)}
    rows = extract_batch(batch([{"doc_id": "a", "text": TEXT, "doc_date": given}], **kinds)).to_pylist()
    assert {(row["doc_date"], row["doc_date_source"], row["error"]) for row in rows} == {
        (date(2018, 1, 20), "manifest", None)
    }


def test_texts_of_any_string_type_and_ids_of_numbers() -> None:
    given = [{"doc_id": 7, "text": TEXT, "title": "简报", "publisher": None, "other": 1}]
    kinds = {"doc_id": pa.int64(), "text": pa.large_string(), "title": pa.string(), "publisher": pa.null()}
    rows = extract_batch(batch(given, **kinds, other=pa.int64())).to_pylist()
    assert {(row["doc_id"], row["title"], row["error"]) for row in rows} == {("7", "简报", None)}


@pytest.mark.parametrize(
    ("rows", "kinds", "said"),
    [
        ([{"doc_id": "a", "body": "x"}], {}, r"no column 'text' \(there are: doc_id, body\)"),
        ([{"text": "x"}], {}, "no column 'doc_id'"),
        ([{"doc_id": "a", "text": b"x"}], {"text": pa.binary()}, "'text' holds binary"),
        ([{"doc_id": "a", "text": "x", "title": 1}], {"title": pa.int64()}, "'title' holds int64"),
    ],
)
def test_a_wrong_batch(rows: list[dict[str, Any]], kinds: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        extract_batch(batch(rows, **kinds))


def test_wrong_options(tmp_path: Path) -> None:
    with pytest.raises(DateError):
        extract_batch(batch(DOCUMENTS), date="2018-02-30")
    with pytest.raises(LexiconError):
        extract_batch(batch(DOCUMENTS), lexicon=tmp_path / "none.tsv")


def test_large_batches_come_out_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_ROWS", 4)
    given = [batch(DOCUMENTS), batch(DOCUMENTS[:1])]
    pieces = list(extract_batches(iter(given)))
    assert [piece.num_rows for piece in pieces] == [4, 4, 3]
    whole = [row for each in given for row in extract_batch(each).to_pylist()]
    assert [row for piece in pieces for row in piece.to_pylist()] == whole


@pytest.mark.parametrize(("module", "extra"), [("daft", "daft"), ("spark", "spark")])
def test_a_missing_engine_is_told_in_a_line(module: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, {"spark": "pyspark"}.get(module, module), None)
    extract = getattr(import_module(f"cnfacts.engines.{module}"), f"extract_{module}")
    with pytest.raises(MissingExtraError, match=rf"pip install 'cnfacts\[{extra}\]'") as caught:
        extract(None)
    assert "\n" not in str(caught.value)
