"""The whole document: blocks in order, mentions found in each, facts assembled with what ran on before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cnfacts.assembly.build import build_fact
from cnfacts.assembly.paragraph import read_block
from cnfacts.assembly.state import State
from cnfacts.grammar.comparisons import find_comparisons
from cnfacts.grammar.periods import find_periods
from cnfacts.grammar.quantities import find_quantities
from cnfacts.grammar.readings import mask_block, read_figures
from cnfacts.lexicon.loading import Lexicon, load_lexicon
from cnfacts.schema.fact import Fact
from cnfacts.schema.mentions import Comparison, Quantity, Rejected
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block
from cnfacts.text.blocks import iter_blocks

__all__ = ["Mentions", "find_mentions", "iter_facts"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the grammar found in a block, at its normalised offsets."""

    quantities: list[Quantity]
    rejected: list[Rejected]
    periods: list[PeriodMention]
    comparisons: list[Comparison]


def find_mentions(block: Block, lexicon: Lexicon) -> Mentions:
    """All mention families of a block."""
    quantities, rejected = find_quantities(block.norm, lexicon)
    periods = find_periods(block.norm)
    taken = {i for p in periods for i in range(p.start, p.end)}
    kept = [q for q in quantities if not any(i in taken for i in range(q.start, q.end))]
    rejected += [Rejected(q.start, q.end, "part of a period") for q in quantities if q not in kept]
    return Mentions(kept, rejected, periods, find_comparisons(block.norm, kept, periods))


def iter_facts(text: str, *, doc_date: date | None, doc_id: str = "", lexicon: Lexicon | None = None) -> Iterator[Fact]:
    """Facts of a document in order of their place."""
    lexicon = lexicon or load_lexicon()
    state = State(doc_date=doc_date)
    for block in iter_blocks(text):
        mentions = find_mentions(block, lexicon)
        masked = mask_block(block.norm, mentions.quantities, mentions.periods, mentions.comparisons)
        readings = read_figures(masked, mentions.quantities)
        for draft, sentence in read_block(text, block, masked, mentions, readings, state):
            yield build_fact(text, draft, sentence, state, doc_id)
