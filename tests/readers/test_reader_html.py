"""Web pages."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Read
from tables import FACTS, PROSE, lines, places

from cnfacts.errors import InputError
from cnfacts.io.dates import document_date

pytest.importorskip("selectolax")

PAGE = f"""<!DOCTYPE html><html><head>
<meta name="ArticleTitle" content="2023年全市经济运行情况"><meta name="PubDate" content="2024-01-31 09:00">
<title>2023年全市经济运行情况_某市统计局</title><script>var a = "增长99%";</script></head><body>
<nav><a href="/">首页</a><a href="/1">统计数据 2022年增长3.1%</a></nav>
<div class="side"><ul><li><a href="/2">2022年全市粮食产量100万吨</a></li></ul></div>
<div id="main"><h1>2023年全市经济运行情况</h1><p>发布时间：2024-02-01</p>
<div class="text"><p>　　{PROSE}</p>
<p>全年粮食播种面积保持稳定，全市粮食<br>
产量53.3万吨，全市规模以上工业增加值比上年<br>增长5.2%。</p>
<p><a href="/3">相关链接：2021年全市生产总值1000亿元</a></p></div></div>
<footer>版权所有 某市统计局 电话12345</footer></body></html>"""

TABLE = """<html><body><h2>工业</h2><p>2023年1—5月主要工业指标</p><table>
<tr><th rowspan="2">指标</th><th rowspan="2">单位</th><th colspan="2">1-5月</th></tr>
<tr><th>绝对额</th><th>同比增长（%）</th></tr>
<tr><td>规模以上工业增加值</td><td>亿元</td><td>1,234.5</td><td>4.5</td></tr>
<tr><td>　国有企业</td><td>亿元</td><td>234.5</td><td>-1.2</td></tr>
<tr><td>原煤产量</td><td>万吨</td><td>88</td><td>…</td></tr></table><p>其中，电力生产平稳。</p></body></html>"""


def test_main_text_without_navigation(read: Read) -> None:
    page = read("a.html", PAGE.encode())
    assert page.title == "2023年全市经济运行情况"
    assert PROSE in page.text
    for gone in ("首页", "3.1%", "99%", "100万吨", "1000亿元", "版权"):
        assert gone not in page.text
    expected = [*FACTS, "全市粮食产量 533000吨", "全市规模以上工业增加值 5.2% growth yoy"]
    assert lines(page) == expected


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_bytes_without_a_charset(read: Read, encoding: str) -> None:
    assert lines(read("a.htm", PAGE.encode(encoding)))[:2] == FACTS


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("gb2312", "gbk"), ("gb2312", "utf-8"), ("utf-8", "gbk"), ("iso-8859-1", "gbk"), ("big5", "gbk"), ("x-unknown", "gbk")],
)
def test_charset_said_rightly_or_wrongly(read: Read, charset: str, encoding: str) -> None:
    page = PAGE.replace("<head>", f'<head><meta http-equiv="Content-Type" content="text/html; charset={charset}">')
    assert lines(read("a.html", page.encode(encoding)))[:2] == FACTS


def test_table_by_cell(read: Read) -> None:
    page = read("a.html", TABLE.encode())
    assert lines(page) == [
        "规模以上工业增加值 123450000000元",
        "规模以上工业增加值 4.5% growth yoy",
        "国有企业增加值 23450000000元",
        "国有企业增加值 -1.2% growth yoy",
        "原煤产量 880000吨",
    ]
    assert places(page)[:3] == ["table 1, row 3, column 3", "table 1, row 3, column 4", "table 1, row 4, column 3"]


def test_dates_of_a_page(read: Read) -> None:
    page = read("a.html", PAGE.encode())
    assert document_date(page) == (date(2024, 2, 1), "dateline")
    bare = read("b.html", PAGE.replace("发布时间：2024-02-01", "").encode())
    assert document_date(bare) == (date(2024, 1, 31), "metadata")


def test_layout_tables_are_text(read: Read) -> None:
    page = f"<table><tr><td><a href='/'>首页</a></td><td><table><tr><td>{PROSE}</td></tr></table></td></tr></table>"
    document = read("a.html", page.encode())
    assert not document.tables
    assert lines(document) == FACTS


def test_a_page_under_an_office_suffix(read: Read) -> None:
    assert lines(read("a.xls", TABLE.encode("gbk")))[0] == "规模以上工业增加值 123450000000元"


def test_deep_nesting_is_refused(read: Read) -> None:
    with pytest.raises(InputError, match=r"a\.html: elements nested 20,000 deep"):
        read("a.html", ("<div>" * 20_000 + PROSE).encode())


def test_huge_spans_are_bounded(read: Read) -> None:
    row = "<tr><td rowspan=65000 colspan=1000>1</td></tr>"
    assert read("a.html", f"<table>{row * 500}<tr><td>2<td>3</table>{PROSE}".encode()).text
