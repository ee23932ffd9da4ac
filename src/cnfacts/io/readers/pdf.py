"""PDF documents: lines put together to paragraphs across lines and pages, ruled tables by cell, scans by OCR."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cnfacts.errors import InputError, MissingExtraError
from cnfacts.io.dates import parse_day
from cnfacts.io.documents import DateCandidate, Document
from cnfacts.io.extras import need
from cnfacts.io.given import Given
from cnfacts.io.layout import Layout
from cnfacts.io.readers.pdf_pages import Page, read_page
from cnfacts.io.readers.pdf_paragraphs import lay_out

__all__ = ["read_pdf"]

_ENCRYPTED = ("PDFPasswordIncorrect", "PDFEncryptionError")
_SEVERAL = 3  # pages named one by one in a note


def read_pdf(given: Given) -> Iterator[Document]:
    """One document a file.

    Raises:
        InputError: it is damaged, encrypted, too long, or nothing but scanned pages without OCR.
        MissingExtraError: the `pdf` extra is not installed.
    """
    pdfplumber = need("pdfplumber", "pdf")
    with given.open() as file:
        try:
            with pdfplumber.open(file) as pdf:
                _check_length(pdf, given)
                metadata = {str(k): str(v) for k, v in (pdf.metadata or {}).items() if isinstance(v, str | int)}
                pages, missed = _pages(pdf, given)
        except (InputError, MissingExtraError, MemoryError):
            raise
        except Exception as error:
            raise _refusal(error, given) from None
    layout = Layout()
    lay_out(pages, layout)
    if missed and not any(page.lines or page.tables for page in pages):
        raise InputError(f"{given.doc_id}: {_named(missed)} scanned; install OCR with: pip install \"cnfacts[ocr]\"")
    notes = (f"{_named(missed)} scanned and not read; pip install \"cnfacts[ocr]\"",) if missed else ()
    yield layout.document(given.doc_id, metadata=metadata, dates=tuple(_made(metadata)), notes=notes)


def _check_length(pdf: Any, given: Given) -> None:
    """By the catalogue's word, before any page is opened."""
    tree = pdf.doc.catalog.get("Pages")
    tree = tree.resolve() if hasattr(tree, "resolve") else tree
    count = tree.get("Count", 0) if isinstance(tree, dict) else 0
    limit = given.options.max_pages
    if isinstance(count, int) and count > limit:
        raise InputError(f"{given.doc_id}: {count:,} pages, over the limit of {limit:,}; split it or raise the limit")


def _pages(pdf: Any, given: Given) -> tuple[list[Page], list[int]]:
    """What stands on the pages, and the numbers of scanned ones that could not be read."""
    pages: list[Page] = []
    missed: list[int] = []
    for number, source in enumerate(pdf.pages, 1):
        page = read_page(source, number)
        if page.is_scan and given.options.ocr:
            from cnfacts.io.readers.ocr import recognise

            page = recognise(source, page)
        if page.is_scan:
            missed.append(number)
        pages.append(page)
        source.close()
    return pages, missed


def _refusal(error: Exception, given: Given) -> InputError:
    names = {type(e).__name__ for e in (error, *getattr(error, "args", ())) if isinstance(e, BaseException)}
    if names & set(_ENCRYPTED):
        return InputError(f"{given.doc_id}: encrypted with a password; save it without one")
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return InputError(f"{given.doc_id}: a damaged or truncated PDF ({reason}); download it again")


def _made(metadata: dict[str, str]) -> Iterator[DateCandidate]:
    """D:20240229093000+08'00'"""
    day = parse_day(metadata.get("CreationDate", "").removeprefix("D:")[:8])
    if day is not None:
        yield DateCandidate(day, "properties")


def _named(pages: list[int]) -> str:
    names = ", ".join(map(str, pages[:_SEVERAL])) + (", …" if len(pages) > _SEVERAL else "")
    return f"page {names} is" if len(pages) == 1 else f"{len(pages)} pages ({names}) are"
