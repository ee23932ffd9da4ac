"""A document's date, in a stated order, and where it came from.

1. option: the caller's date for all documents
2. manifest: a CSV of path,date, or the date field of a JSON Lines record
3. dateline: printed in the text, or beside it on a web page
4. metadata: a web page's declared publication date
5. file name: 20240229, 2024-02-29, 2024年2月29日; of 2024年2月 the month's last day
6. metadata: when an office file or PDF was made, where the years in its text agree with it
"""

from __future__ import annotations

import calendar
import csv
from collections.abc import Mapping
from datetime import date as Date  # noqa: N812
from pathlib import Path, PurePosixPath

import regex

from cnfacts.errors import DateError, InputError
from cnfacts.io.decoding import decode
from cnfacts.io.documents import Document
from cnfacts.schema.dates import parse_date
from cnfacts.text.dateline import find_dateline

__all__ = ["document_date", "name_date", "parse_day", "read_manifest"]

_DAY = regex.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})(?![\d月份-])"
    r"|(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sign>[-./_])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"
)
_MONTH = regex.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:年\s*(?P<m>\d{1,2})\s*月|[-_.](?P<m>0[1-9]|1[0-2])(?![\d-]))")
_RANGE = regex.compile(r"\d\s*(?:[-—–~至到])\s*\d{1,2}\s*月")
_YEAR_IN_TEXT = regex.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)年")
_PROBE = 3000

Dated = tuple[Date | None, str | None]


def parse_day(text: str) -> Date | None:
    """The first whole date in a text (2024-02-29 09:30, 2024年2月29日, 20240229), if there is such a day."""
    match = _DAY.search(text)
    return _made(match["y"], match["m"], match["d"]) if match else None


def name_date(doc_id: str) -> Date | None:
    """The date in a file's name, or in the name of its folder; of a month (2024年2月, 2024-02) the last day."""
    path = PurePosixPath(doc_id)
    for name in (path.stem, path.parent.name):
        if (day := parse_day(name)) is not None:
            return day
        if (month := _MONTH.search(name)) is not None:
            return _month_end(int(month["y"]), int(month["m"]))
        if (window := _RANGE.search(name)) is not None and (year := _YEAR_IN_TEXT.search(name)) is not None:
            return _month_end(int(year["y"]), int(regex.findall(r"\d+", window[0])[-1]))
    return None


def _month_end(year: int, month: int) -> Date | None:
    return Date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _made(year: str, month: str, day: str) -> Date | None:
    try:
        return Date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_manifest(path: Path) -> dict[str, Date]:
    """Dates by document id from a CSV file of path,date (a head row is optional; more columns are let be).

    Raises:
        InputError: a row is no path and date; names file and line.
    """
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    dates: dict[str, Date] = {}
    for number, row in enumerate(csv.reader(text.splitlines()), 1):
        if not row or (number == 1 and row[0].strip().lower() in ("path", "file", "doc_id", "路径", "文件")):
            continue
        if len(row) < 2 or not row[0].strip():
            raise InputError(f"{path}, line {number}: give path,date")
        try:
            day = parse_date(row[1].strip() or None)
        except DateError as error:
            raise InputError(f"{path}, line {number}: {error.message}") from None
        if day is not None:
            dates[_key(row[0])] = day
    return dates


def _key(path: str) -> str:
    return PurePosixPath(path.strip().replace("\\", "/")).as_posix()


def document_date(document: Document, option: Date | None = None, manifest: Mapping[str, Date] | None = None) -> Dated:
    """The document's date and its source (option, manifest, dateline, metadata, file name), or two None."""
    if option is not None:
        return option, "option"
    if manifest and (given := manifest.get(_key(document.doc_id))) is not None:
        return given, "manifest"
    found = {candidate.source: candidate.date for candidate in reversed(document.dates)}
    if "manifest" in found:
        return found["manifest"], "manifest"
    if (dateline := find_dateline(document.text)) is not None:
        return dateline[0], "dateline"
    for source in ("dateline", "metadata"):
        if source in found:
            return found[source], source
    if (named := name_date(document.doc_id)) is not None:
        return named, "file name"
    made = found.get("properties")
    return (made, "metadata") if made is not None and _agrees(made, document.text) else (None, None)


def _agrees(made: Date, text: str) -> bool:
    """Whether the latest year printed is the file's or the one before: templates and copies have other dates."""
    years = [int(m["y"]) for m in _YEAR_IN_TEXT.finditer(text[:_PROBE])]
    return bool(years) and max(years) <= made.year <= max(years) + 1
