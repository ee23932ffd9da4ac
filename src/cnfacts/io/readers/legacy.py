"""Formats of old office programs (.doc, .wps, .xls, .et, .rtf): through LibreOffice, when it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from cnfacts.errors import InputError
from cnfacts.io.documents import Document
from cnfacts.io.given import Given
from cnfacts.io.readers.docx import read_docx
from cnfacts.io.readers.xlsx import read_xlsx

__all__ = ["read_legacy"]

_SHEETS = frozenset({".xls", ".et", ".ods"})
_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")


def read_legacy(given: Given) -> Iterator[Document]:
    """The documents of the file as .docx or .xlsx.

    Raises:
        InputError: there is no converter, or it fails.
    """
    suffix = PurePosixPath(given.doc_id).suffix.lower() or ".doc"
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    target = "xlsx" if suffix in _SHEETS else "docx"
    if program is None:
        raise InputError(f"{given.doc_id}: an old {suffix} file; install LibreOffice (soffice), or save it as .{target}")
    with tempfile.TemporaryDirectory(prefix="cnfacts-") as folder:
        made = _convert(program, given, suffix, target, Path(folder))
        again = replace(given, path=made)
        yield from read_xlsx(again) if target == "xlsx" else read_docx(again)


def _convert(program: str, given: Given, suffix: str, target: str, folder: Path) -> Path:
    """A copy under a plain name, converted under a profile of its own: no macros, no other instance in the way."""
    source = folder / f"document{suffix}"
    source.write_bytes(given.read())
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        target,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise InputError(f"{given.doc_id}: LibreOffice took over {_SECONDS} seconds; save it as .{target}") from None
    except (subprocess.CalledProcessError, OSError):
        raise InputError(f"{given.doc_id}: LibreOffice cannot read it; save it as .{target}") from None
    made = folder / "out" / f"document.{target}"
    if not made.is_file():
        raise InputError(f"{given.doc_id}: LibreOffice cannot read it; save it as .{target}")
    return made
