"""Word documents: paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cnfacts.errors import InputError
from cnfacts.io.documents import Document
from cnfacts.io.extras import need
from cnfacts.io.given import Given
from cnfacts.io.layout import Layout, SourceCell
from cnfacts.io.readers.office import check_archive, properties

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SKIPPED = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference"))
_MAX_SPAN = 500
_CHAR = 210  # twentieths of a point: a full-width character of the usual size


def read_docx(given: Given) -> Iterator[Document]:
    """One document a file; deleted text of tracked changes is left out, inserted text kept.

    Raises:
        InputError: it is damaged, or would unpack without bounds.
        MissingExtraError: the `docx` extra is not installed.
    """
    docx = need("docx", "docx")
    with given.open() as file:
        check_archive(file, given)
        try:
            word = docx.Document(file)
            body = word.element.body
            known = properties(word.core_properties)
        except Exception as error:
            reason = " ".join(str(error).split())[:120]
            raise InputError(f"{given.doc_id}: a damaged .docx ({reason}); save it again from Word") from None
    layout = Layout()
    for element in _blocks(body):
        if element.tag == f"{_W}p":
            for line in _text(element).split("\n"):
                layout.paragraph(line.rstrip())
        elif _is_data(element):
            layout.table(_cells(element))
        else:
            for paragraph in element.iter(f"{_W}p"):
                layout.paragraph(_text(paragraph).rstrip())
    yield layout.document(given.doc_id, **known)


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those in content controls too."""
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            stack.extend(reversed(element))


def _text(paragraph: Any) -> str:
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in _TEXT:
            pieces.append(_TEXT[element.tag])
        else:
            stack.extend(reversed(element))
    return "".join(pieces)


def _is_data(table: Any) -> bool:
    """Not one cell around text, and no table inside."""
    cells = sum(1 for _ in table.iter(f"{_W}tc"))
    return cells > 2 and not any(True for inner in table.iter(f"{_W}tbl") if inner is not table)


def _cells(table: Any) -> Iterator[SourceCell]:
    """Cells of the grid; a cell merged downwards covers the rows that go on with it."""
    found: list[SourceCell] = []
    above: dict[int, int] = {}  # by column: the place in `found` of the cell merged downwards
    for row, line in enumerate(table.iter(f"{_W}tr")):
        column = _number(line, "trPr", "gridBefore", 0)
        is_head = line.find(f"{_W}trPr/{_W}tblHeader") is not None
        for cell in line.iter(f"{_W}tc"):
            wide = _number(cell, "tcPr", "gridSpan", 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            going_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            if going_on and column in above:
                first = found[above[column]]
                found[above[column]] = _taller(first, row)
            else:
                above.pop(column, None)
                if merge is not None:
                    above[column] = len(found)
                text = "\n".join(_text(p) for p in cell.iter(f"{_W}p"))
                found.append(SourceCell(row, column, text, 1, wide, is_head, _indent(cell, text)))
            column += wide
    yield from found


def _taller(cell: SourceCell, row: int) -> SourceCell:
    return SourceCell(cell.row, cell.column, cell.text, row - cell.row + 1, cell.colspan, cell.head, cell.indent)


def _number(element: Any, group: str, name: str, default: int) -> int:
    found = element.find(f"{_W}{group}/{_W}{name}")
    value = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(value), _MAX_SPAN) if value.isdigit() else default


def _indent(cell: Any, text: str) -> int:
    """Blanks before the text and the paragraph's left indent, in half-width characters."""
    size = 0
    for c in text:
        if not c.isspace():
            break
        size += 2 if c == "\u3000" else 1
    for ind in cell.iter(f"{_W}ind"):
        chars = [ind.get(f"{_W}{name}", "") for name in ("leftChars", "firstLineChars")]
        twips = [ind.get(f"{_W}{name}", "") for name in ("left", "start", "firstLine")]
        if any(c.isdigit() for c in chars):
            return size + sum(int(c) * 2 // 100 for c in chars if c.isdigit())
        return size + sum(int(t) * 2 // _CHAR for t in twips if t.isdigit())
    return size
