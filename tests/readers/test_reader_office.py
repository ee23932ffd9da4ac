"""Word documents and workbooks."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Read
from tables import FACTS, PROSE, lines, places

from cnfacts.errors import InputError
from cnfacts.io.documents import Document

docx = pytest.importorskip("docx")
openpyxl = pytest.importorskip("openpyxl")


def saved(thing: Any) -> bytes:
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


def word() -> bytes:
    made = docx.Document()
    made.add_paragraph("2023年全市经济运行情况")
    made.add_paragraph(PROSE)
    made.add_paragraph("表1  2023年全市主要指标  单位：亿元")
    rows = [
        ["指标", "2023年", "", "比上年增长（%）"],
        ["", "绝对额", "占比（%）", ""],
        ["社会消费品零售总额", "500.1", "100", "5.2"],
        ["  城镇", "400.1", "80.0", "—"],
    ]
    table = made.add_table(rows=4, cols=4)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (1, 3))):
        table.cell(*first).merge(table.cell(*last))
    made.add_paragraph("全年新增就业3.2万人。")
    return saved(made)


def book() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "主要指标"
    sheet["A1"] = "2023年1-5月主要指标"
    sheet.merge_cells("A1:D1")
    sheet["D2"] = "单位：亿元"
    for row in (
        ["指标", "1-5月", None, "占比"],
        [None, "绝对额", "同比增长", None],
        ["规模以上工业增加值", 1234.5, 0.045, 0.05],
        ["国有企业", 234.5, -0.0123, 0.051],
        ["原煤产量（万吨）", 88, 0.2, None],
    ):
        sheet.append(row)
    for merged in ("A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(merged)
    for row in range(5, 8):
        sheet.cell(row, 2).number_format = "#,##0.00"
        sheet.cell(row, 3).number_format = sheet.cell(row, 4).number_format = "0.0%"
    sheet["A6"].alignment = openpyxl.styles.Alignment(indent=1)
    made.create_sheet("备注")["A1"] = PROSE
    return saved(made)


def test_word_paragraphs_and_tables_in_order(read: Read) -> None:
    document = read("a.docx", word())
    assert lines(document) == [
        *FACTS,
        "社会消费品零售总额 50010000000元",
        "社会消费品零售总额 100% share",
        "社会消费品零售总额 5.2% growth yoy",
        "城镇社会消费品零售总额 40010000000元",
        "城镇社会消费品零售总额 80% share",
        "新增就业 32000人",
    ]
    assert places(document)[1:4] == [None, "table 1, row 3, column 2", "table 1, row 3, column 3"]


def test_workbook_shows_its_formats(read: Read) -> None:
    document = read("a.xlsx", book())
    assert lines(document) == [
        "规模以上工业增加值 123450000000元",
        "规模以上工业增加值 4.5% growth yoy",
        "规模以上工业增加值 5% share",
        "国有企业增加值 23450000000元",
        "国有企业增加值 -1.2% growth yoy",
        "国有企业增加值 5.1% share",
        "原煤产量 880000吨",
        "原煤产量 20% growth yoy",
        *FACTS,
    ]
    assert places(document)[0] == "sheet 主要指标, cell B5"
    assert places(document)[-1] == "sheet 备注"


def test_a_renamed_file_is_what_its_bytes_say(read: Read) -> None:
    assert lines(read("a.doc", word()))[:2] == FACTS
    assert len(lines(read("b.docx", book()))) == 10


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return out.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "b"><!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
LATE = ENTITY.replace(b"<!D", b"<!--<w>" + b" " * 99_999 + b"--><!D")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", word()[:3000], "a damaged or truncated archive; download it again"),
        ("a.xlsx", b"", "a damaged archive"),
        ("a.docx", archive(**{"readme.txt": b"x"}), "a ZIP archive that is no .docx or .xlsx"),
        ("a.docx", archive(**{"word__document.xml": ENTITY}), "declares XML entities"),
        ("a.xlsx", archive(**{"xl__workbook.xml": ENTITY}), "declares XML entities"),
        ("a.docx", archive(**{"word__document.xml": ENTITY.decode().encode("utf-16")}), "declares XML entities"),
        ("a.docx", archive(**{"word__document.xml": LATE}), "declares XML entities"),
        ("a.docx", archive(**{"word__document.xml": b" " * 40_000_000}), "unpacks to 40,000,000 bytes"),
        ("a.docx", archive(**{"word__document.xml": b"<w/>"}), "a damaged .docx"),
        ("a.xlsx", archive(**{"xl__workbook.xml": b"<w/>"}), "a damaged .xlsx"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted with a password",
        ),
    ],
)
def test_bad_files(read: Read, name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read(name, data)
    assert caught.value.message.startswith(name)
    assert "\n" not in caught.value.message


def test_properties_give_a_date_only_where_the_text_agrees(read: Read) -> None:
    from cnfacts.io.dates import document_date

    made = docx.Document(io.BytesIO(word()))
    made.core_properties.created = __import__("datetime").datetime(2024, 1, 20)
    assert document_date(read("a.docx", saved(made))) == (date(2024, 1, 20), "metadata")
    made.core_properties.created = __import__("datetime").datetime(2009, 1, 20)
    assert document_date(read("a.docx", saved(made))) == (None, None)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(("suffix", "stream", "better"), [("wps", "WordDocument", "docx"), ("et", "Workbook", "xlsx")])
def test_old_formats_name_their_converter(
    suffix: str, stream: str, better: str, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    said = rf"a\.{suffix}: an old \.{suffix} file; install LibreOffice \(soffice\), or save it as \.{better}"
    with pytest.raises(InputError, match=said):
        read(f"a.{suffix}", OLE + stream.encode("utf-16-le"))


def test_old_formats_that_are_none(read: Read) -> None:
    with pytest.raises(InputError, match=r"a\.doc: a damaged \.doc file, or no document"):
        read("a.doc", OLE)
    with pytest.raises(InputError, match=r"a\.doc, line 1, byte 0: a zero byte"):
        read("a.doc", b"\0\1\2\3" * 99)
    assert lines(read("a.doc", PROSE.encode("gbk"))) == FACTS
    assert lines(read("a.xls", "2023年\n单位：亿元\n指标\t2023年\n固定资产投资\t12.5\n".encode("gbk"))) == [
        "固定资产投资 1250000000元"
    ]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize(("old", "new", "like"), [("doc", "docx", word), ("wps", "docx", word), ("xls", "xlsx", book)])
def test_old_formats_are_converted(old: str, new: str, like: Callable[[], bytes], read: Read, tmp_path: Path) -> None:
    """A file that LibreOffice saves in the old format gives what the new one gives."""
    source = tmp_path / f"made.{new}"
    source.write_bytes(like())
    target = {"wps": "doc"}.get(old, old)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(tmp_path), str(source)]
    done = subprocess.run(command, capture_output=True, timeout=120)
    made = tmp_path / f"made.{target}"
    if not made.is_file():
        pytest.skip(f"LibreOffice here cannot write .{target}: {done.stderr.decode(errors='replace')[-200:]}")
    assert lines(read(f"a.{old}", made.read_bytes())) == lines(read(f"b.{new}", like()))


def test_documents_cross_processes(read: Read) -> None:
    import pickle

    document = read("a.docx", word())
    assert pickle.loads(pickle.dumps(document)) == document
    assert isinstance(document, Document)
