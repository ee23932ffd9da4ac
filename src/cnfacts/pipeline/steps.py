"""The steps that find mentions: each first finds, changing nothing, and then writes what it found on the Doc."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from spacy.tokens import Doc

from cnfacts.assembly.document import Mentions, block_quantities, printable
from cnfacts.grammar.comparisons import find_comparisons
from cnfacts.grammar.periods import find_periods
from cnfacts.lexicon.loading import Lexicon, load_lexicon
from cnfacts.pipeline.groups import Placed, is_staged, read_family, write_family
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block
from cnfacts.text.blocks import iter_blocks

__all__ = ["Comparisons", "Periods", "Quantities", "Step", "document_blocks", "staged_mentions"]

_M = TypeVar("_M", Quantity, PeriodMention, Comparison)


class Step(ABC, Generic[_M]):
    """A component for one family of mentions."""

    family: ClassVar[str]
    letter: ClassVar[str]

    def __init__(self, name: str, *, displacy_key: str | None = "sc") -> None:
        self.name = name
        self.displacy_key = displacy_key

    def __call__(self, doc: Doc) -> Doc:
        """Find the family's mentions and write them on the Doc."""
        self.set_annotations(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> list[Placed[_M]]:
        """The family's mentions; the Doc is left as it is."""
        number = count()
        return [
            Placed(f"{self.letter}{next(number)}", at, mention, *block.to_raw(mention.start, mention.end), label)
            for at, block, mentions in self.find_in_blocks(doc)
            for mention, label in mentions
        ]

    def set_annotations(self, doc: Doc, found: list[Placed[_M]]) -> None:
        """Write the span group, the rows behind it, and the family's part of what displaCy shows."""
        write_family(doc, self.family, found, self.displacy_key)

    @abstractmethod
    def find_in_blocks(self, doc: Doc) -> Iterator[tuple[int, Block, Sequence[tuple[_M, str]]]]:
        """The mentions of each block with their labels."""


class Periods(Step[PeriodMention]):
    """Periods (1—11月, 上半年); a span's label is the period's kind."""

    family = "periods"
    letter = "p"

    def find_in_blocks(self, doc: Doc) -> Iterator[tuple[int, Block, Sequence[tuple[PeriodMention, str]]]]:
        for at, block in document_blocks(doc):
            yield at, block, [(mention, mention.expr.kind.value) for mention in find_periods(block.norm)]


class Quantities(Step[Quantity]):
    """Figures with their units (2.3%, 3.5亿元); a span's label is the unit's class."""

    family = "quantities"
    letter = "q"

    def __init__(self, name: str, *, lexicon: str | None = None, displacy_key: str | None = "sc") -> None:
        super().__init__(name, displacy_key=displacy_key)
        self.lexicon = lexicon
        self._table()

    def _table(self) -> Lexicon:
        return load_lexicon(Path(self.lexicon) if self.lexicon is not None else None)

    def find_in_blocks(self, doc: Doc) -> Iterator[tuple[int, Block, Sequence[tuple[Quantity, str]]]]:
        lexicon = self._table()
        staged = read_family(doc, "periods", PeriodMention) if is_staged(doc, "periods") else None
        for at, block in document_blocks(doc):
            if staged is None:
                periods = find_periods(block.norm)
            else:
                periods = [mention for _, mention in staged.get(at, ())]
            quantities, _ = block_quantities(block, periods, lexicon)
            yield at, block, [(quantity, quantity.unit_class.value) for quantity in quantities]


class Comparisons(Step[Comparison]):
    """What a change is measured against (同比, 比上年末); a span's label is the basis."""

    family = "comparisons"
    letter = "c"

    def find_in_blocks(self, doc: Doc) -> Iterator[tuple[int, Block, Sequence[tuple[Comparison, str]]]]:
        run_missing(doc, self.displacy_key)
        quantities = read_family(doc, "quantities", Quantity)
        periods = read_family(doc, "periods", PeriodMention)
        for at, block in document_blocks(doc):
            found = find_comparisons(block.norm, _mentions(quantities, at), _mentions(periods, at))
            yield at, block, [(comparison, comparison.basis.value) for comparison in found]
