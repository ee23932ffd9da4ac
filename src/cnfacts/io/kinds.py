"""What kind of file it is: what its first bytes say goes before its suffix."""

from __future__ import annotations

import zipfile

import regex

from cnfacts.errors import InputError
from cnfacts.io.given import Given

__all__ = ["SUFFIXES", "kind_of"]

SUFFIXES = {
    "": "text",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".doc": "legacy",
    ".wps": "legacy",
    ".rtf": "legacy",
    ".odt": "legacy",
    ".xls": "legacy",
    ".et": "legacy",
    ".ods": "legacy",
}
"""The kind that a file's suffix stands for."""

_SHEETS = frozenset({".xls", ".et", ".ods"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = regex.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|table|meta)\b", regex.IGNORECASE)
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


def kind_of(given: Given, suffix: str) -> str:
    """The kind of reader that a file needs.

    Raises:
        InputError: no reader takes it; says what it is.
    """
    head = given.head()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _archive(given, suffix)
    if head.startswith(_OLE):
        if _ENCRYPTED in given.read():
            raise InputError(f"{given.doc_id}: encrypted with a password; save it without one")
        return "legacy"
    if head.startswith(b"{\\rtf"):
        return "legacy"
    kind = SUFFIXES.get(suffix)
    if kind is None:
        known = ", ".join(sorted(filter(None, SUFFIXES)))
        raise InputError(f"{given.doc_id}: no reader for {suffix} files; convert it to text ({known})")
    if kind in ("legacy", "docx", "xlsx") and _MARKUP.match(head):
        return "html"  # what many sites offer as .doc or .xls
    if kind == "legacy":
        return "csv" if suffix in _SHEETS else "text"  # an office program would read anything as text
    return kind


def _archive(given: Given, suffix: str) -> str:
    """The Office document that a ZIP archive is."""
    try:
        with given.open() as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(f"{given.doc_id}: a damaged or truncated archive; download it again") from None
    for part, kind in _PARTS.items():
        if part in names:
            return kind
    if SUFFIXES.get(suffix) == "legacy" and "mimetype" in names:
        return "legacy"
    raise InputError(f"{given.doc_id}: a ZIP archive that is no .docx or .xlsx; unpack it first")
