"""The step that reads the clause around each figure: the metric's words, the verbs, the construction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from spacy.tokens import Doc

from cnfacts.assembly.document import Mentions, block_readings
from cnfacts.grammar.readings import Reading
from cnfacts.pipeline.groups import STORE, read_family, store, write_spans
from cnfacts.pipeline.staging import from_json, to_json
from cnfacts.pipeline.steps import Comparisons, Step, finders
from cnfacts.pipeline.texts import document_blocks
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block

__all__ = ["Metrics", "block_mentions", "staged_readings"]


@dataclass(frozen=True, slots=True)
class PlacedReading:
    """A reading, its figure's id and its list's first figure's id, and the metric's words in the document."""

    figure: str
    leader: str
    block: int
    reading: Reading
    spans: tuple[tuple[int, int], ...]


class Metrics(Step):
    """The words that name a metric, one span a stretch of them; a span's label is its construction.

    A span's id is that of the figure's span with the stretch's number: `q3/0`.
    """

    family = "metrics"

    def __init__(self, name: str, *, displacy_key: str | None = "sc", before: Sequence[Step] | None = None) -> None:
        if before is None:
            first = finders(None, displacy_key)
            before = (*first, Comparisons("cnfacts_comparisons", displacy_key=displacy_key, before=first))
        super().__init__(name, displacy_key=displacy_key, before=before)

    def find(self, doc: Doc) -> list[PlacedReading]:
        found: list[PlacedReading] = []
        for at, block, mentions, ids in block_mentions(doc):
            for reading in block_readings(block, mentions)[1]:
                own = reading.leader == reading.quantity
                spans = tuple(block.to_raw(*part) for part in reading.parts) if own else ()
                found.append(PlacedReading(ids[reading.quantity], ids[reading.leader], at, reading, spans))
        return found

    def set_annotations(self, doc: Doc, found: list[PlacedReading]) -> None:
        store(doc)[self.family] = {
            placed.figure: {**to_json(placed.reading), "block": placed.block, "leader": placed.leader} for placed in found
        }
        rows = (
            (start, end, placed.reading.form.value, f"{placed.figure}/{number}")
            for placed in found
            for number, (start, end) in enumerate(placed.spans)
        )
        write_spans(doc, self.family, rows, self.displacy_key)


def block_mentions(doc: Doc) -> Iterator[tuple[int, Block, Mentions, list[str]]]:
    """The staged mentions of each block, and the ids of its quantities."""
    quantities = read_family(doc, "quantities", Quantity)
    periods = read_family(doc, "periods", PeriodMention)
    comparisons = read_family(doc, "comparisons", Comparison)
    for at, block in document_blocks(doc):
        mentions = Mentions(quantities[at].mentions, (), periods[at].mentions, comparisons[at].mentions)
        yield at, block, mentions, quantities[at].ids


def staged_readings(doc: Doc, ids: Sequence[str], kept: set[str]) -> list[Reading] | None:
    """The readings left for the figures of a block, or None where one of them has none.

    Args:
        ids: the figures' ids in order; a figure that was taken out is not among them.
        kept: ids of the spans still in the metrics' group.
    """
    rows: dict[str, dict[str, Any]] = doc.user_data[STORE]["metrics"]
    if any(figure not in rows for figure in ids):
        return None
    readings: list[Reading] = []
    for leader, group in groupby(enumerate(ids), key=lambda item: str(rows[item[1]]["leader"])):
        first = -1
        for index, figure in group:
            first = index if first < 0 else first
            fields = {**rows[figure], "quantity": index, "leader": first}
            del fields["block"]
            reading = from_json(Reading, fields)
            parts = tuple(part for n, part in enumerate(reading.parts) if f"{leader}/{n}" in kept)
            readings.append(replace(reading, parts=parts))
    return readings
