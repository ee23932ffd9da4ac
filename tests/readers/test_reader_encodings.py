"""Encodings: each is read, or refused with its place."""

from __future__ import annotations

import codecs

import pytest

from cnfacts.errors import InputError
from cnfacts.io.decoding import decode

TEXT = "2021年，全市进出口总值比上年增长8.4%。其中，出口增长5%，进口下降3.2%。\r\n城镇新增就业3万人。\n"
TRADITIONAL = "二零二一年全市進出口總值比上年增長百分之八，其中出口增長百分之五，進口下降百分之三，城鎮新增就業三萬人。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-32"])
def test_found_out(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "x") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "x") == TEXT


def test_utf_16_big_endian_with_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "x") == TEXT


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_characters(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), "x") == TRADITIONAL


@pytest.mark.parametrize(("declared", "encoding"), [("GB2312", "gb18030"), ("big5", "big5"), ("hz", "hz")])
def test_declared(declared: str, encoding: str) -> None:
    text = TRADITIONAL if encoding == "big5" else "全市增长"
    assert decode(text.encode(encoding), "x", declared) == text


@pytest.mark.parametrize(
    ("data", "declared", "said"),
    [
        (TEXT.encode("gbk"), "utf-8", "x, line 1, byte 4: no UTF-8"),
        (TEXT.encode(), "klingon", "'klingon' is unknown"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00\x00", None, "no UTF-16-LE"),
        (b"\x00\x01\x02\x03" * 9, None, "a zero byte"),
    ],
)
def test_refused(data: bytes, declared: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        decode(data, "x", declared)
