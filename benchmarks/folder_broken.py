"""Files that cannot be read, or not wholly, each in a known way, and what the errors file must say of it."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from folder_files import KINDS
from folder_texts import bulletin
from reportlab.pdfgen.canvas import Canvas

__all__ = ["BROKEN", "Broken"]

MEGABYTE = 2**20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "大大大大大大大大大大">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><w>&i;</w>"
).encode()
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


@dataclass(frozen=True)
class Broken:
    """How a file is broken: its suffix, its bytes, and the kind and a part of the reason of its line."""

    suffix: str
    make: Callable[[random.Random], bytes]
    kind: str
    said: str


def _of(kind: str) -> Callable[[random.Random], bytes]:
    return lambda chance: KINDS[kind](chance).data


def _cut(kind: str) -> Callable[[random.Random], bytes]:
    def make(chance: random.Random) -> bytes:
        data = KINDS[kind](chance).data
        return data[: len(data) * chance.randint(40, 70) // 100]

    return make


def _archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def _changed(kind: str, part: str, data: bytes) -> Callable[[random.Random], bytes]:
    """An Office file with one part replaced."""

    def make(chance: random.Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(KINDS[kind](chance).data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        return _archive(parts | {part: data})

    return make


@cache
def _bomb(part: str) -> bytes:
    return _archive({part: b"<w>" + b" " * (64 * MEGABYTE)})


def _damaged(chance: random.Random) -> bytes:
    data = bytearray(bulletin(chance).text.encode())
    at = len(data) // 2
    data[at : at + 1] = b"\xff\xfe"
    return bytes(data)


@cache
def _page_bomb() -> bytes:
    """A PDF page whose stream unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(1024)) + packer.flush()
    return _pdf(packed, b"/Filter/FlateDecode")


def _pdf(stream: bytes, filters: bytes = b"", count: int = 1) -> bytes:
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), filters, stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + table
    return out + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def _locked(chance: random.Random) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(72, 700, str(chance.random()))
    canvas.save()
    return out.getvalue()


def _nested(chance: random.Random) -> bytes:
    depth = chance.randint(6_000, 200_000)
    return b"<html><body>" + b"<div>" * depth + "增长5%".encode() + b"</div>" * depth


BROKEN = {
    "PDF, truncated": Broken(".pdf", _cut("PDF"), "unreadable", "damaged or truncated PDF"),
    "PDF, a password": Broken(".pdf", _locked, "unreadable", "encrypted"),
    "PDF, 10,000 pages said": Broken(".pdf", lambda c: _pdf(b"", count=10_000), "unreadable", "10,000 pages"),
    "PDF, a page of 1 GB": Broken(".pdf", lambda c: _page_bomb(), "unreadable|memory|time limit|crash|empty", ""),
    "PDF, a web page inside": Broken(".pdf", _of("page, GBK"), "unreadable", "PDF"),
    "Word, truncated": Broken(".docx", _cut("Word"), "unreadable", "damaged or truncated archive"),
    "Word, a password": Broken(
        ".docx", lambda c: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "unreadable", "encrypted"
    ),
    "Word, a bomb": Broken(".docx", lambda c: _bomb("word/document.xml"), "unreadable", "unpacks to"),
    "Word, entities": Broken(
        ".docx", _changed("Word", "word/document.xml", ENTITIES), "unreadable", "XML entities"
    ),
    "Word, entities in UTF-16": Broken(
        ".docx",
        _changed("Word", "word/document.xml", ENTITIES.decode().replace("?>", ' encoding="UTF-16"?>').encode("utf-16")),
        "unreadable",
        "XML entities",
    ),
    "Word, entities far down": Broken(
        ".docx",
        _changed("Word", "word/document.xml", OUTSIDE.replace(b"<!D", b"<!--" + b"x" * 99_999 + b"--><!D")),
        "unreadable",
        "XML entities",
    ),
    "Word, no XML": Broken(".docx", _changed("Word", "word/document.xml", b"<w:p>"), "unreadable", "damaged .docx"),
    "Word, a ZIP": Broken(".docx", lambda c: _archive({"a.txt": b"x"}), "unreadable", "a ZIP archive that is no"),
    "workbook, truncated": Broken(".xlsx", _cut("workbook"), "unreadable", "damaged or truncated archive"),
    "workbook, a bomb": Broken(".xlsx", lambda c: _bomb("xl/workbook.xml"), "unreadable", "unpacks to"),
    "workbook, a file of the system": Broken(
        ".xlsx", _changed("workbook", "xl/workbook.xml", OUTSIDE), "unreadable", "XML entities"
    ),
    "text, damaged UTF-8": Broken(".txt", _damaged, "unreadable", "damaged UTF-8"),
    "text, empty": Broken(".txt", lambda c: b"", "empty", "no text"),
    "text, blanks": Broken(".txt", lambda c: "　 \r\n".encode() * 99, "empty", "no text"),
    "text, a program": Broken(".txt", lambda c: b"\x7fELF\0\1" + c.randbytes(5000), "unreadable", "a zero byte"),
    "text, a ZIP": Broken(".txt", lambda c: _archive({"a.txt": b"x"}), "unreadable", "a ZIP archive that is no"),
    "text, packed": Broken(".txt", lambda c: gzip.compress(c.randbytes(5000)), "unreadable", ""),
    "page, nested deep": Broken(".html", _nested, "unreadable", "nested"),
    "page, nothing in it": Broken(".html", lambda c: b"<html><body></body></html>", "empty", "no text"),
    "CSV, a cell of a megabyte": Broken(".csv", lambda c: b"a,b\n" + b"1" * MEGABYTE, "unreadable", "no CSV"),
    "JSON Lines, a torn line": Broken(".jsonl", lambda c: b'{"text": "a', "unreadable", "line 1"),
    "JSON Lines, no text": Broken(".jsonl", lambda c: b'{"body": "a"}', "unreadable", "no text in field"),
    "old Word, garbage": Broken(".doc", lambda c: OLE + c.randbytes(3000), "unreadable", "a damaged .doc file"),
    "a picture": Broken(".jpg", lambda c: b"\xff\xd8\xff" + c.randbytes(3000), "unreadable", "no reader"),
}
