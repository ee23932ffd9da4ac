"""The whole document: blocks in order, mentions found in each, facts assembled with what ran on before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import regex

from cnfacts.assembly.build import build_fact
from cnfacts.assembly.paragraph import read_block
from cnfacts.assembly.state import State
from cnfacts.grammar.comparisons import find_comparisons
from cnfacts.grammar.periods import find_periods
from cnfacts.grammar.quantities import find_quantities
from cnfacts.grammar.readings import Reading, mask_block, read_figures
from cnfacts.lexicon.loading import Lexicon, load_lexicon
from cnfacts.schema.fact import Fact
from cnfacts.schema.mentions import Comparison, Quantity, Rejected
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block
from cnfacts.text.blocks import iter_blocks

__all__ = [
    "Mentions",
    "block_facts",
    "block_quantities",
    "block_readings",
    "find_mentions",
    "iter_facts",
    "printable",
    "prose_facts",
]

_SURROGATE = regex.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the grammar found in a block, at its normalised offsets."""

    quantities: Sequence[Quantity]
    rejected: Sequence[Rejected]
    periods: Sequence[PeriodMention]
    comparisons: Sequence[Comparison]


def block_quantities(block: Block, periods: Sequence[PeriodMention], lexicon: Lexicon) -> tuple[list[Quantity], list[Rejected]]:
    """Quantities of a block that are no part of one of its periods, and the other numerals."""
    quantities, rejected = find_quantities(block.norm, lexicon)
    ends = [p.end for p in periods]
    kept: list[Quantity] = []
    for quantity in quantities:
        at = bisect_left(ends, quantity.start + 1)
        if at < len(periods) and periods[at].start < quantity.end:
            rejected.append(Rejected(quantity.start, quantity.end, "part of a period"))
        else:
            kept.append(quantity)
    return kept, rejected


def find_mentions(block: Block, lexicon: Lexicon) -> Mentions:
    """All mention families of a block."""
    periods = find_periods(block.norm)
    quantities, rejected = block_quantities(block, periods, lexicon)
    return Mentions(quantities, rejected, periods, find_comparisons(block.norm, quantities, periods))


def block_readings(block: Block, mentions: Mentions) -> tuple[str, list[Reading]]:
    """The block's masked text, and what the clause around each figure says."""
    masked = mask_block(block.norm, mentions.quantities, mentions.periods, mentions.comparisons)
    return masked, read_figures(masked, mentions.quantities)


def block_facts(
    text: str, block: Block, mentions: Mentions, masked: str, readings: Sequence[Reading], state: State
) -> Iterator[Fact]:
    """Facts of a block; `state` holds what ran on before it and is carried on."""
    for draft, sentence in read_block(text, block, masked, mentions, readings, state):
        yield build_fact(text, draft, sentence, state, state.doc_id)


def iter_facts(
    text: str,
    *,
    doc_date: date | None,
    doc_id: str = "",
    lexicon: Lexicon | None = None,
    doc_date_source: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
) -> Iterator[Fact]:
    """Facts of a document without tables at hand, in order of their place."""
    text = printable(text)
    state = State(doc_date, doc_id, doc_date_source, publisher, title, lexicon)
    yield from prose_facts(text, (0, len(text)), state)


def prose_facts(text: str, span: tuple[int, int], state: State) -> Iterator[Fact]:
    """Facts of a stretch of a document; blocks are read one at a time, so memory stays bounded."""
    lexicon = state.lexicon or load_lexicon()
    start, end = span
    for piece in iter_blocks(text[start:end]):
        block = piece.shifted(start)
        mentions = find_mentions(block, lexicon)
        masked, readings = block_readings(block, mentions)
        yield from block_facts(text, block, mentions, masked, readings, state)


def printable(text: str) -> str:
    """`text` with lone surrogates, which no record can hold, replaced one for one by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text
