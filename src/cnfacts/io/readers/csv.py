"""Tables as comma- or tab-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from cnfacts.errors import InputError
from cnfacts.io.decoding import decode
from cnfacts.io.documents import Document
from cnfacts.io.given import Given
from cnfacts.io.layout import Layout, SourceCell

__all__ = ["read_csv"]

_SIGNS = ",\t;|"
_PROBE = 4096
_MAX_CELLS = 2_000_000


def read_csv(given: Given) -> Iterator[Document]:
    """One table a file; lines with one cell before it are its caption and unit.

    Raises:
        InputError: it cannot be decoded, or is no table.
    """
    text = decode(given.read(), given.doc_id, given.options.encoding)
    sign = max(_SIGNS, key=text[:_PROBE].count)
    layout = Layout()
    cells: list[SourceCell] = []
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    try:
        for row, line in enumerate(reader):
            filled = [value for value in line if value.strip()]
            if not cells and len(filled) == 1:
                layout.paragraph(filled[0].strip())
                continue
            cells += [SourceCell(row, column, value) for column, value in enumerate(line)]
            if len(cells) > _MAX_CELLS:
                raise InputError(f"{given.doc_id}: more than {_MAX_CELLS:,} cells; split it")
    except csv.Error as error:
        raise InputError(f"{given.doc_id}, line {reader.line_num}: no CSV ({error}); save it again") from None
    if cells:
        layout.table(cells)
    yield layout.document(given.doc_id)
