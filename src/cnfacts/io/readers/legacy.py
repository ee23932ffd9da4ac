"""Formats of old office programs (.doc, .wps, .xls, .et, .rtf): through LibreOffice, when it is installed."""

from __future__ import annotations

import os
import shutil
import signal
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
_STREAMS = {"WordDocument": "docx", "Workbook": "xlsx", "Book": "xlsx"}
"""What the older binary files hold, and so what they are, whatever their suffix."""
_OLE = b"\xd0\xcf\x11\xe0"
_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")


def read_legacy(given: Given) -> Iterator[Document]:
    """The documents of the file as .docx or .xlsx.

    Raises:
        InputError: there is no converter, or it fails.
    """
    suffix = PurePosixPath(given.doc_id).suffix.lower() or ".doc"
    target = _target(given, suffix)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise InputError(f"{given.doc_id}: an old {suffix} file; install LibreOffice (soffice), or save it as .{target}")
    with tempfile.TemporaryDirectory(prefix="cnfacts-") as folder:
        made = _convert(program, given, suffix, target, Path(folder))
        again = replace(given, path=made)
        yield from read_xlsx(again) if target == "xlsx" else read_docx(again)


def _target(given: Given, suffix: str) -> str:
    """Word or Excel, by the streams that the file holds, else by its suffix."""
    data = given.read()
    if not data.startswith(_OLE):
        return "xlsx" if suffix in _SHEETS else "docx"
    for stream, target in _STREAMS.items():
        if stream.encode("utf-16-le") in data:
            return target
    raise InputError(f"{given.doc_id}: a damaged {suffix} file, or no document; save it again as .docx")


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
        _run(command)
    except subprocess.TimeoutExpired:
        raise InputError(f"{given.doc_id}: LibreOffice took over {_SECONDS} seconds; save it as .{target}") from None
    except OSError as error:
        raise InputError(f"{given.doc_id}: LibreOffice cannot be started ({error.strerror}); mend it") from None
    made = folder / "out" / f"document.{target}"
    if not made.is_file():
        raise InputError(f"{given.doc_id}: LibreOffice cannot read it; save it as .{target}")
    return made


def _run(command: list[str]) -> None:
    """Run a program that starts others, and end them all when its time is up."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            raise
