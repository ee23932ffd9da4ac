"""Reading bytes, naming documents, writing outputs."""

from __future__ import annotations

import csv
import io
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnfacts.assembly.document import iter_facts
from cnfacts.errors import InputError
from cnfacts.io.atomic import OutputError, open_atomic
from cnfacts.io.decoding import decode
from cnfacts.io.reading import Document, read_source
from cnfacts.io.source import Source, document_id, sources
from cnfacts.io.writers import FORMATS, format_of, writer
from cnfacts.io.writers.csv import columns, flat_row
from cnfacts.schema.fact import Fact

TEXT = "2021年，全市进出口总值比上年增长8.40%。\r\n其中，出口增长5%—6%。\n"
DOCUMENT = Document("a/b.txt", TEXT)


def facts() -> list[Fact]:
    return list(iter_facts(TEXT, doc_date=date(2022, 1, 20), doc_id=DOCUMENT.doc_id))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312"])
def test_encodings_read_alike(encoding: str) -> None:
    plain = TEXT.replace("—", "至")
    assert decode(plain.encode(encoding), "x") == plain


def test_gb18030_byte_order_mark_is_dropped() -> None:
    assert decode(("\ufeff" + TEXT).encode("gb18030"), "x") == TEXT


@pytest.mark.parametrize(
    ("data", "place", "remedy"),
    [
        (b"ab\n\0c", "line 2, byte 3", "convert"),
        (("增长" * 40).encode() + b"\n\xff\xfe" + "下降".encode() * 40, "line 2, byte 241", "mend"),
        ("全市增长".encode("gb18030") + b"\n\xff\xff", "line 2", "save it as UTF-8"),
    ],
)
def test_undecodable_bytes_name_place_and_remedy(data: bytes, place: str, remedy: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "x")
    assert place in str(caught.value)
    assert remedy in str(caught.value)


@given(st.binary(max_size=200))
def test_decoding_ends_in_text_or_an_input_error(data: bytes) -> None:
    try:
        decode(data, "x").encode("utf-8")
    except InputError as error:
        assert "\n" not in str(error)


def test_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    (document,) = read_source(Source("a.txt", path=str(path)))
    assert document.text == TEXT


def test_document_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert document_id("./a/b.txt") == "a/b.txt"
    assert document_id(str(tmp_path / "a" / "b.txt")) == "a/b.txt"
    assert document_id("../b.txt") == "../b.txt"
    assert [s.doc_id for s in sources(["-", "b.txt", "./b.txt", "-"], "T")] == ["text", "-", "b.txt"]


@pytest.mark.parametrize(
    ("name", "said"), [("none.txt", "no such file"), (".", "a folder"), ("a.jpg", "no reader for .jpg")]
)
def test_unreadable_sources(name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(InputError, match=said):
        list(read_source(Source(name, path=name)))


def test_a_year_is_no_suffix(tmp_path: Path) -> None:
    path = tmp_path / "report.2020"
    path.write_text("增长", encoding="utf-8")
    assert [d.text for d in read_source(Source("report.2020", path=str(path)))] == ["增长"]


def test_argument_in_another_encoding() -> None:
    given = os.fsdecode("增长8.4%".encode("gb18030"))
    assert [d.text for d in read_source(Source("text", text=given))] == ["增长8.4%"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes(name: str) -> None:
    out = io.StringIO()
    writer(name)([(DOCUMENT, facts())], out)
    assert "进出口总值" in out.getvalue()


def test_csv_holds_the_record() -> None:
    out = io.StringIO()
    writer("csv")([(DOCUMENT, facts()), (Document("empty.txt", ""), [])], out)
    assert out.getvalue().startswith("\ufeffschema_version,")
    rows = list(csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"))))
    first = facts()[0]
    assert [row["value"] for row in rows[:1]] == ["8.40"]
    assert rows[0]["metric_span_start"] == str(first.metric_span[0] if first.metric_span else "")
    assert rows[0]["basis_span_end"] == str(first.basis_span[1] if first.basis_span else "")
    assert list(rows[0]) == columns() == list(flat_row(first.to_record()))
    assert rows[0]["locator"] == ""


def test_csv_without_facts_has_a_header() -> None:
    out = io.StringIO()
    writer("csv")([], out)
    assert out.getvalue().count("\n") == 1


def test_jsonl_reads_back() -> None:
    out = io.StringIO()
    writer("jsonl")([(DOCUMENT, facts())], out)
    import json

    back = [Fact.from_record(json.loads(line)) for line in out.getvalue().splitlines()]
    assert back == facts()


@pytest.mark.parametrize(("name", "expected"), [("a.csv", "csv"), ("a.JSONL", "jsonl"), ("a.txt", "table")])
def test_suffix_chooses_the_format(name: str, expected: str) -> None:
    assert format_of(Path(name)) == expected


def test_unknown_formats() -> None:
    with pytest.raises(OutputError, match="names no format"):
        format_of(Path("a.xlsx"))
    with pytest.raises(OutputError, match="unknown"):
        writer("xml")


def test_an_output_is_whole_or_absent(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError), open_atomic(path) as out:
        out.write("half")
        raise RuntimeError
    assert path.read_text(encoding="utf-8") == "before"
    with open_atomic(path) as out:
        out.write("after\r\n")
    assert path.read_bytes() == b"after\r\n"
    assert list(tmp_path.iterdir()) == [path]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "no" / "a.csv"):
        with pytest.raises(OutputError), open_atomic(place):
            pass
