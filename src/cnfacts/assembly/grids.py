"""Facts of a document whose tables are at hand as cells: prose as ever, tables from their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnfacts.assembly.build import build_fact
from cnfacts.assembly.cells import read_table
from cnfacts.assembly.document import block_facts, block_readings, find_mentions, printable
from cnfacts.assembly.grid_tables import grid_tables
from cnfacts.assembly.grid_text import grid_text, is_prose
from cnfacts.assembly.state import State
from cnfacts.lexicon.loading import Lexicon, load_lexicon
from cnfacts.schema.fact import Fact
from cnfacts.text.blocks import iter_blocks
from cnfacts.text.grid import Grid

__all__ = ["iter_grid_facts"]

Span = tuple[int, int]


def iter_grid_facts(text: str, grids: Sequence[Grid], state: State) -> Iterator[Fact]:
    """Facts of a document in order of their place.

    A table whose heads settle what its figures are is read from its cells and skipped by the prose; another is
    read as the lines it is laid out in. Sentences in cells are read as sentences.

    Args:
        text: the document, with the tables laid out in it.
        grids: its tables in order.
        state: what is known of the document; carried on.
    """
    lexicon = state.lexicon = state.lexicon or load_lexicon()
    text = printable(text)
    at = 0
    for grid in grids:
        reading = grid_text(text, grid, lexicon)
        tables = grid_tables(grid, reading)
        if not tables:
            continue
        yield from _prose_facts(text, (at, grid.start), lexicon, state)
        for table in tables:
            for draft in read_table(text, reading.block, table, reading.periods, lexicon, state):
                yield build_fact(text, draft, (draft.start, draft.end), state, state.doc_id)
        for cell in grid.cells:
            if is_prose(cell):
                yield from _prose_facts(text, cell.span, lexicon, state)
        at = grid.end
    yield from _prose_facts(text, (at, len(text)), lexicon, state)


def _prose_facts(text: str, span: Span, lexicon: Lexicon, state: State) -> Iterator[Fact]:
    """Facts of a stretch between tables."""
    for piece in iter_blocks(text[span[0] : span[1]]):
        index = tuple(i + span[0] for i in piece.index) if piece.index is not None else None
        block = replace(piece, start=piece.start + span[0], end=piece.end + span[0], index=index)
        mentions = find_mentions(block, lexicon)
        masked, readings = block_readings(block, mentions)
        yield from block_facts(text, block, mentions, masked, readings, state)
