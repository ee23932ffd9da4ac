"""The steps that find mentions: each first finds, changing nothing, and then writes on the Doc."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from spacy.tokens import Doc

from cnfacts.assembly.document import block_quantities
from cnfacts.grammar.comparisons import find_comparisons
from cnfacts.grammar.periods import find_periods
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.pipeline.groups import Placed, is_staged, read_family, write_family
from cnfacts.pipeline.texts import document_blocks
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block

__all__ = ["Comparisons", "Periods", "Quantities", "Step", "finders"]

_M = TypeVar("_M", Quantity, PeriodMention, Comparison)


class Step(ABC):
    """A component for one family; `before` are the steps it builds on, run where they are missing."""

    family: ClassVar[str]

    def __init__(self, name: str, *, displacy_key: str | None, before: Sequence[Step] = ()) -> None:
        self.name = name
        self.displacy_key = displacy_key
        self.before = before

    def __call__(self, doc: Doc) -> Doc:
        """Find the family's mentions and write them on the Doc."""
        run_missing(doc, self.before)
        self.set_annotations(doc, self.find(doc))
        return doc

    @abstractmethod
    def find(self, doc: Doc) -> list[Any]:
        """What is to be written; the Doc is left as it is."""

    @abstractmethod
    def set_annotations(self, doc: Doc, found: list[Any]) -> None:
        """Write the span group, the rows behind it, and the family's part of what displaCy shows."""


class MentionStep(Step, Generic[_M]):
    """A step whose mentions have one span each."""

    letter: ClassVar[str]

    def find(self, doc: Doc) -> list[Placed[_M]]:
        number = count()
        return [
            Placed(f"{self.letter}{next(number)}", at, mention, *block.to_raw(mention.start, mention.end), label)
            for at, block, mentions in self.find_in_blocks(doc)
            for mention, label in mentions
        ]

    def set_annotations(self, doc: Doc, found: list[Placed[_M]]) -> None:
        write_family(doc, self.family, found, self.displacy_key)

    @abstractmethod
    def find_in_blocks(self, doc: Doc) -> Iterator[tuple[int, Block, list[tuple[_M, str]]]]:
        """The mentions of each block with their labels."""


class Periods(MentionStep[PeriodMention]):
    """Periods (1—11月, 上半年); a span's label is the period's kind."""

    family = "periods"
    letter = "p"

    def __init__(self, name: str, *, displacy_key: str | None = "sc") -> None:
        super().__init__(name, displacy_key=displacy_key)

    def find_in_blocks(self, doc: Doc) -> Iterator[tuple[int, Block, list[tuple[PeriodMention, str]]]]:
        for at, block in document_blocks(doc):
            yield at, block, [(mention, mention.expr.kind.value) for mention in find_periods(block.norm)]


class Quantities(MentionStep[Quantity]):
    """Figures with their units (2.3%, 3.5亿元); a span's label is the unit's class."""

    family = "quantities"
    letter = "q"

    def __init__(self, name: str, *, lexicon: str | None = None, displacy_key: str | None = "sc") -> None:
        super().__init__(name, displacy_key=displacy_key)
        self.lexicon = Path(lexicon) if lexicon is not None else None
        load_lexicon(self.lexicon)

    def find_in_blocks(self, doc: Doc) -> Iterator[tuple[int, Block, list[tuple[Quantity, str]]]]:
        lexicon = load_lexicon(self.lexicon)
        staged = read_family(doc, "periods", PeriodMention) if is_staged(doc, "periods") else None
        for at, block in document_blocks(doc):
            periods = find_periods(block.norm) if staged is None else staged[at].mentions
            quantities, _ = block_quantities(block, periods, lexicon)
            yield at, block, [(quantity, quantity.unit_class.value) for quantity in quantities]


class Comparisons(MentionStep[Comparison]):
    """What a change is measured against (同比, 比上年末); a span's label is the basis."""

    family = "comparisons"
    letter = "c"

    def __init__(self, name: str, *, displacy_key: str | None = "sc", before: Sequence[Step] | None = None) -> None:
        before = finders(None, displacy_key) if before is None else before
        super().__init__(name, displacy_key=displacy_key, before=before)

    def find_in_blocks(self, doc: Doc) -> Iterator[tuple[int, Block, list[tuple[Comparison, str]]]]:
        quantities = read_family(doc, "quantities", Quantity)
        periods = read_family(doc, "periods", PeriodMention)
        for at, block in document_blocks(doc):
            found = find_comparisons(block.norm, quantities[at].mentions, periods[at].mentions)
            yield at, block, [(comparison, comparison.basis.value) for comparison in found]


def finders(lexicon: str | None, displacy_key: str | None) -> tuple[Step, ...]:
    """The steps that need nothing before them."""
    return (
        Periods("cnfacts_periods", displacy_key=displacy_key),
        Quantities("cnfacts_quantities", lexicon=lexicon, displacy_key=displacy_key),
    )


def run_missing(doc: Doc, steps: Sequence[Step]) -> None:
    """Run those of the steps that have not left their family on the Doc."""
    for step in steps:
        if not is_staged(doc, step.family):
            step(doc)
