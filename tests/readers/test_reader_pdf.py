"""PDF documents, made here."""

from __future__ import annotations

import io
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import Read
from tables import lines, places

from cnfacts.errors import InputError
from cnfacts.io.dates import document_date

pytest.importorskip("pdfplumber")
pytest.importorskip("reportlab")

TITLE = "某市2023年国民经济和社会发展统计公报"
BODY = (
    "2023年，全市地区生产总值1228.5亿元，按不变价格计算，比上年增长4.5%。其中，第一产业增加值47.5亿元，"
    "增长4.4%；第二产业增加值730.5亿元，增长0.1%；第三产业增加值450亿元，增长4.5%。"
)
BODY_FACTS = 8
FONTS = (
    os.environ.get("CNFACTS_TEST_FONT", ""),
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)


@cache
def bulletin(paragraphs: int = 13, rows: int = 30, password: str = "") -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    font = {"fontName": "STSong-Light", "wordWrap": "CJK"}
    text = ParagraphStyle("text", fontSize=12, leading=20, firstLineIndent=24, **font)
    middle = ParagraphStyle("middle", fontSize=12, leading=20, alignment=1, **font)
    grid = [["指标", "全市", "农村"], ["居民消费价格", "0.2", "0.3"], ["其中：食品烟酒", "-0.3", "0.4"]]
    grid += [[f"商品{n}", f"1.{n}", f"2.{n}"] for n in range(rows)]
    table = Table(grid, colWidths=[200, 100, 100], repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 1, "black"), ("FONT", (0, 0), (-1, -1), "STSong-Light", 12)])
    story: list[Any] = [Paragraph(TITLE, ParagraphStyle("title", fontSize=18, leading=30, alignment=1, **font))]
    story += [Paragraph("（2024年3月20日）", middle)] + [Paragraph(BODY, text)] * paragraphs
    story += [Paragraph("表1 2023年居民消费价格涨跌幅度  单位：%", middle), table, Paragraph("全年粮食产量53.3万吨。", text)]

    def furniture(canvas: Any, page: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(297, 30, f"— {page.page} —")
        canvas.drawString(72, 800, "某市统计局")

    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, encrypt=password or None).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def test_sentences_go_on_over_lines_and_pages(read: Read) -> None:
    document = read("a.pdf", bulletin())
    assert document.text.splitlines()[:3] == [TITLE, "（2024年3月20日）", BODY]
    assert document.text.count(f"{BODY}\n") == 13
    assert "—" not in document.text and "某市统计局" not in document.text
    assert document_date(document) == (date(2024, 3, 20), "dateline")
    found = places(document)
    assert found[0] == "page 1" and found[13 * BODY_FACTS - 1] == "page 2"


def ragged(last: str) -> bytes:
    """Lines not spread to the margin; one ends early because the figure after it would not fit."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 12)
    first = "　　年末全市居民本外币储蓄存款余额比年初增加三十四亿二千万元，"
    second = "全年一般公共预算收入扣除价格上涨因素后比上年同期增长"
    for n, line in enumerate((first, second, last)):
        canvas.drawString(72, 700 - n * 20, line)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("last", "count"), [("1228.5%。", 1), ("其中，投资增长8%。", 2)])
def test_a_line_ends_early_before_what_cannot_be_broken(read: Read, last: str, count: int) -> None:
    assert len(read("a.pdf", ragged(last)).text.splitlines()) == count


def test_a_caption_alone_on_its_page_does_not_go_on(read: Read) -> None:
    from reportlab.pdfgen.canvas import Canvas

    ragged("")
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in ("全年一般公共预算收入比上年同期增长百分之五，其中", "全市主要指标"):
        canvas.setFont("STSong-Light", 12)
        for n in range(3 if "其中" in page else 1):
            canvas.drawString(72 if "其中" in page else 200, 700 - n * 20, page)
        canvas.showPage()
    canvas.save()
    assert read("a.pdf", out.getvalue()).text.splitlines()[-1] == "全市主要指标"


def three_lines() -> bytes:
    """A table with rules above, under its head and below, and none between columns."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(180, 700, "表2 2023年主要指标（单位：亿元）")
    rows = [("指标", "绝对额", "比上年增长（%）"), ("社会消费品零售总额", "500.1", "5.2"), ("　城镇", "400.1", "-0.8")]
    for n, (label, level, growth) in enumerate([*rows, ("进出口总值", "12.3", "—")]):
        canvas.drawString(80 if not label.startswith("　") else 104, 670 - n * 20, label.strip())
        canvas.drawRightString(330, 670 - n * 20, level)
        canvas.drawRightString(450, 670 - n * 20, growth)
    for y in (685, 665, 605):
        canvas.line(70, y, 480, y)
    canvas.drawString(80, 580, "全年新增就业3.2万人。")
    canvas.save()
    return out.getvalue()


def test_a_table_without_rules_between_columns(read: Read) -> None:
    assert lines(read("a.pdf", three_lines())) == [
        "社会消费品零售总额 50010000000元",
        "社会消费品零售总额 5.2% growth yoy",
        "城镇社会消费品零售总额 40010000000元",
        "城镇社会消费品零售总额 -0.8% growth yoy",
        "进出口总值 1230000000元",
        "新增就业 32000人",
    ]


def test_a_table_over_two_pages_is_one(read: Read) -> None:
    document = read("a.pdf", bulletin())
    (table,) = document.tables
    assert max(cell.row for cell in table.cells) == 32
    found = lines(document)[13 * BODY_FACTS :]
    assert found[:2] == ["居民消费价格 0.2% growth yoy", "农村居民消费价格 0.3% growth yoy"]
    assert len(found) == 2 * 32 + 1
    assert places(document)[-2] == "page 3, table 1, row 33, column 3"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\nhello", "a damaged or truncated PDF"),
        (b"", "a damaged or truncated PDF"),
        (bulletin()[:2500], "a damaged or truncated PDF"),
        (bulletin(1, 1, "secret"), "encrypted with a password"),
    ],
    ids=["garbage", "empty", "truncated", "encrypted"],
)
def test_bad_files(read: Read, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=rf"a\.pdf: {said}"):
        read("a.pdf", data)


def test_too_many_pages(read: Read) -> None:
    with pytest.raises(InputError, match="3 pages, over the limit of 2"):
        read("a.pdf", bulletin(), max_pages=2)


def picture(with_text: bool) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (1240, 800), "white")
    if with_text:
        font = next((f for f in FONTS if f and Path(f).is_file()), None)
        if font is None:
            pytest.skip("no Chinese font to draw with")
        draw = ImageDraw.Draw(image)
        for n, line in enumerate(["2023年，全市地区生产总值1228.5亿元，按不变价", "格计算，比上年增长4.5%。"]):
            draw.text((120, 200 + n * 70), line, font=ImageFont.truetype(font, 36), fill="black")
    out = io.BytesIO()
    image.save(out, "PDF", resolution=150)
    return out.getvalue()


def test_a_scan_without_ocr_is_reported(read: Read) -> None:
    with pytest.raises(InputError, match=r'a\.pdf: page 1 is scanned; install OCR with: pip install "cnfacts\[ocr\]"'):
        read("a.pdf", picture(with_text=False), ocr=False)


def test_a_scan_is_read(read: Read) -> None:
    pytest.importorskip("rapidocr")
    pytest.importorskip("onnxruntime")
    document = read("a.pdf", picture(with_text=True))
    assert lines(document) == ["全市地区生产总值 122850000000元", "全市地区生产总值 4.5% growth yoy"]
    assert places(document)[0] == "page 1 (scan)"
