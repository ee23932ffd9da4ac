"""Bulletins as files of every format and encoding that the readers take."""

from __future__ import annotations

import csv
import html
import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

import docx
import openpyxl
from folder_texts import Bulletin, Keys, bulletin, sheet, traditional
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

__all__ = ["KINDS", "Good", "good"]

FONT = "STSong-Light"  # one that a PDF need not hold
NOISE_ABOVE = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/tjsj">2011年增长9.9%</a></li></ul></div>'
NOISE_BELOW = '<footer><a href="/about">网站地图</a> 版权所有</footer><img src="http://127.0.0.1:9/none.png">'
LINES_IN_LIST = 5


@dataclass(frozen=True)
class Good:
    """A file that reads: its kind, suffix, bytes, and the facts of each document in it by what follows its path."""

    kind: str
    suffix: str
    data: bytes
    keys: dict[str, Keys] = field(repr=False)


Maker = Callable[[random.Random], Good]


def good(kind: str, chance: random.Random) -> Good:
    """A file of one of `KINDS`."""
    return replace(KINDS[kind](chance), kind=kind)


def _plain(encoding: str) -> Maker:
    def make(chance: random.Random) -> Good:
        made = bulletin(chance)
        if encoding == "big5":
            made = traditional(made)
        line_end = chance.choice(("\n", "\r\n"))
        data = made.text.replace("\n", line_end).encode(encoding)
        return Good("", chance.choice((".txt", ".txt", ".text")), data, {"": made.keys()})

    return make


def _markdown(chance: random.Random) -> Good:
    made = bulletin(chance, with_sheet=True)
    assert made.sheet is not None
    rows = ["| " + " | ".join(row) + " |" for row in made.sheet.rows]
    rows.insert(1, "|" + " --- |" * len(made.sheet.rows[0]))
    marked = replace(made, lines=(f"# {made.lines[0]}", *made.lines[1:]))  # the text is the file's, mark and all
    prose, table = "\n\n".join((*marked.lines, _caption(made))), "\n".join(rows)
    return Good("", ".md", f"{prose}\n\n{table}\n".encode(), {"": marked.keys()})


def _caption(made: Bulletin) -> str:
    assert made.sheet is not None
    return made.sheet.caption + (f"（单位：{made.sheet.unit}）" if made.sheet.unit else "")


def _page(encoding: str, charset: str) -> Maker:
    def make(chance: random.Random) -> Good:
        made = bulletin(chance, with_sheet=chance.random() < 0.6)
        meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
        body = "".join(f"<p>　　{html.escape(line)}</p>\n" for line in made.lines[1:])
        if made.sheet:
            cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in made.sheet.rows)
            rows = "".join(f"<tr>{row}</tr>\n" for row in cells)
            body += f"<p align=center>{_caption(made)}</p><table border=1>{rows}</table>"
        page = (
            f"<!DOCTYPE html><html><head>{meta}<title>{made.lines[0]}_统计局</title></head><body>{NOISE_ABOVE}"
            f"<div class='main'><h1>{made.lines[0]}</h1>{body}</div>{NOISE_BELOW}</body></html>"
        )
        return Good("", chance.choice((".html", ".htm")), page.encode(encoding), {"": made.keys()})

    return make


def _word(chance: random.Random) -> Good:
    made = bulletin(chance, with_sheet=chance.random() < 0.6)
    document = docx.Document()
    for line in made.lines:
        document.add_paragraph(line)
    if made.sheet:
        document.add_paragraph(_caption(made))
        rows = made.sheet.rows
        table = document.add_table(len(rows), len(rows[0]))
        for cell, value in zip(table._cells, (value for row in rows for value in row), strict=True):
            cell.text = value
    out = io.BytesIO()
    document.save(out)
    return Good("", ".docx", out.getvalue(), {"": made.keys()})


def _book(chance: random.Random) -> Good:
    made = sheet(chance, chance.randint(2014, 2024), chance.randint(20, 300))
    book = openpyxl.Workbook()
    page = book.active
    page.append([made.caption])
    if made.unit:
        page.append([f"单位：{made.unit}"])
    page.append(list(made.rows[0]))
    for row in made.rows[1:]:
        *names, level, growth = row
        page.append([*names, float(level.replace(",", "")), float(growth)])
        page.cell(page.max_row, len(row) - 1).number_format = "#,##0.0"
        page.cell(page.max_row, len(row)).number_format = "0.0"
    out = io.BytesIO()
    book.save(out)
    return Good("", ".xlsx", out.getvalue(), {"": Keys(made.keys)})


def _values(encoding: str) -> Maker:
    def make(chance: random.Random) -> Good:
        made = sheet(chance, chance.randint(2014, 2024), chance.randint(20, 300))
        out = io.StringIO()
        rows = csv.writer(out)
        rows.writerow([made.caption])
        if made.unit:
            rows.writerow([f"单位：{made.unit}"])
        rows.writerows(made.rows)
        return Good("", ".csv", out.getvalue().encode(encoding), {"": Keys(made.keys)})

    return make


@cache
def _styles() -> tuple[ParagraphStyle, ParagraphStyle]:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    shared = {"fontName": FONT, "wordWrap": "CJK", "leading": 20}
    return ParagraphStyle("text", fontSize=12, firstLineIndent=24, **shared), ParagraphStyle(
        "middle", fontSize=12, alignment=1, **shared
    )


def _pdf(chance: random.Random) -> Good:
    made = bulletin(chance, with_sheet=chance.random() < 0.6)
    text, middle = _styles()
    story = [Paragraph(line, middle) for line in made.lines[:2]]
    story += [Paragraph(line, text) for line in made.lines[2:]]
    if made.sheet:
        table = Table([list(row) for row in made.sheet.rows], repeatRows=1)
        table.setStyle([("GRID", (0, 0), (-1, -1), 1, "black"), ("FONT", (0, 0), (-1, -1), FONT, 11)])
        story += [Spacer(1, 12), Paragraph(_caption(made), middle), table]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, title=made.lines[0], invariant=True).build(story)
    return Good("", ".pdf", out.getvalue(), {"": made.keys()})


def _list(chance: random.Random) -> Good:
    made = [bulletin(chance) for _ in range(LINES_IN_LIST)]
    lines = (json.dumps({"id": f"d{n}", "text": one.text}, ensure_ascii=False) for n, one in enumerate(made))
    keys = {f"#d{number}": one.keys() for number, one in enumerate(made)}
    return Good("", ".jsonl", ("\n".join(lines) + "\n").encode(), keys)


KINDS: dict[str, Maker] = {
    "text, UTF-8": _plain("utf-8"),
    "text, UTF-8 with a mark": _plain("utf-8-sig"),
    "text, GBK": _plain("gbk"),
    "text, GB18030": _plain("gb18030"),
    "text, UTF-16": _plain("utf-16"),
    "text, Big5": _plain("big5"),
    "Markdown": _markdown,
    "page, UTF-8": _page("utf-8", "utf-8"),
    "page, GBK": _page("gbk", "gb2312"),
    "page, GBK without a charset": _page("gbk", ""),
    "page, UTF-8 that says gb2312": _page("utf-8", "gb2312"),
    "page, GBK that says utf-8": _page("gbk", "utf-8"),
    "Word": _word,
    "Word, too": _word,
    "workbook": _book,
    "CSV, UTF-8": _values("utf-8-sig"),
    "CSV, GBK": _values("gbk"),
    "PDF": _pdf,
    "PDF, too": _pdf,
    "JSON Lines": _list,
}
