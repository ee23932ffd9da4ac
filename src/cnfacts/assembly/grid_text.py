"""A grid's words as a block: each cell one line, with the way back to the document's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from cnfacts.assembly.tables import Line
from cnfacts.grammar.periods import find_periods
from cnfacts.grammar.quantities import find_quantities
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.enums import UnitClass
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block
from cnfacts.text.grid import Grid, GridCell
from cnfacts.text.normalise import normalise

__all__ = ["GridText", "Word", "grid_text", "is_prose"]

Span = tuple[int, int]

_YEAR = regex.compile(r"(?:19|20)\d\d")
_FIGURE = regex.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?%?")
_EMPTY = regex.compile(r"[-—–…．.]{1,6}|持平|\*|/|无|x|X")
_PROSE = regex.compile(r"[。；]|.{40,}[，：]")


@dataclass(frozen=True, slots=True)
class Word:
    """A cell that is not empty, as a line of the block."""

    cell: GridCell
    line: Line
    is_figure: bool
    """A figure, with its unit or without; a bare year may be one, or a head."""
    is_empty: bool
    """A sign that there is no figure: …, —."""

    @property
    def text(self) -> str:
        """Normalised, without the blanks around and in it."""
        return regex.sub(r"\s+", "", self.line.text)

    @property
    def is_year(self) -> bool:
        """Nothing but a calendar year (2019)."""
        return _YEAR.fullmatch(self.line.text) is not None


@dataclass(frozen=True, slots=True)
class GridText:
    """The block, its periods, its cells, and the lines before the table that belong to it."""

    block: Block
    periods: list[PeriodMention]
    words: dict[int, Word]
    """By the cell's place in `grid.cells`."""
    caption: Line | None
    unit_line: Line | None


def is_prose(cell: GridCell) -> bool:
    """Sentences in a cell, which are read as such."""
    return _PROSE.search(cell.text) is not None


def grid_text(source: str, grid: Grid, lexicon: Lexicon) -> GridText:
    """Put a grid's caption, unit line and cells under each other."""
    paper = _Paper(source)
    caption, unit_line = (paper.add(span) if span else None for span in (grid.caption, grid.unit_line))
    words: dict[int, Word] = {}
    for i, cell in enumerate(grid.cells):
        line = paper.add(cell.span) if cell.text and not is_prose(cell) else None
        if line is not None:
            plain = _FIGURE.fullmatch(line.text) is not None
            words[i] = Word(cell, line, plain or _is_quantity(line.text, lexicon), _EMPTY.fullmatch(line.text) is not None)
    block = paper.block()
    return GridText(block, sorted(_periods(block, words), key=lambda p: p.start), words, caption, unit_line)


class _Paper:
    """Pieces of the document gathered into one block."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._norm: list[str] = []
        self._index: list[int] = []

    def add(self, span: Span) -> Line | None:
        """The stretch as a line of its own, or None where nothing is left of it."""
        piece = normalise(self._source, *span)
        text = piece.norm.strip()
        if not text:
            return None
        lead = len(piece.norm) - len(piece.norm.lstrip())
        at = len(self._index)
        self._norm.append(piece.norm.replace("\n", " "))
        self._index += [piece.to_raw(i, i + 1)[0] for i in range(len(piece.norm))]
        self._index.append(span[1])
        return Line(at + lead, at + lead + len(text), text)

    def block(self) -> Block:
        """All pieces, a line each."""
        norm = "".join(piece + "\n" for piece in self._norm)
        index = (*self._index, self._index[-1] if self._index else 0)
        return Block(min(index), max(index), norm, index)


def _is_quantity(text: str, lexicon: Lexicon) -> bool:
    """Nothing but a figure with its unit (135.2亿元, 6%左右)."""
    if len(text) > 20 or not any(c.isdigit() for c in text):
        return False
    found, _ = find_quantities(text, lexicon)
    whole = len(found) == 1 and found[0].lead == 0 and found[0].tail == len(text)
    return whole and bool(found[0].unit) and found[0].unit_class is not UnitClass.TIME and not find_periods(text)


def _periods(block: Block, words: dict[int, Word]) -> Iterator[PeriodMention]:
    """Periods in words, and years that are a whole cell: the grid's reading settles whether they are heads."""
    yield from find_periods(block.norm)
    for word in words.values():
        if word.is_year and word.is_figure:
            expr = find_periods(word.line.text + "年")[0].expr
            yield PeriodMention(word.line.start, word.line.end, expr, word.line.start)
