"""Facts of a document whose tables are at hand as cells: prose as ever, tables from their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cnfacts.assembly.build import build_fact
from cnfacts.assembly.cells import read_table
from cnfacts.assembly.document import printable, prose_facts
from cnfacts.assembly.grid_tables import grid_tables
from cnfacts.assembly.grid_text import grid_text, is_prose
from cnfacts.assembly.state import State
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.fact import Fact
from cnfacts.text.grid import Grid

__all__ = ["iter_grid_facts"]


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
        yield from prose_facts(text, (at, grid.start), state)
        for table in tables:
            for draft in read_table(text, reading.block, table, reading.periods, lexicon, state):
                yield build_fact(text, draft, (draft.start, draft.end), state, state.doc_id)
        for cell in grid.cells:
            if is_prose(cell):
                yield from prose_facts(text, cell.span, state)
        at = grid.end
    yield from prose_facts(text, (at, len(text)), state)
