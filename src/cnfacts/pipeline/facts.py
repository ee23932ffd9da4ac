"""The step that puts facts together, after whichever of the other steps have not run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from cnfacts.assembly.document import block_facts, block_readings
from cnfacts.assembly.source import describe
from cnfacts.assembly.state import State
from cnfacts.grammar.readings import mask_block
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.pipeline.groups import kept_ids, store
from cnfacts.pipeline.metrics import Metrics, block_mentions, staged_readings
from cnfacts.pipeline.steps import Comparisons, Step, finders
from cnfacts.pipeline.texts import text_of
from cnfacts.schema.dates import parse_date
from cnfacts.schema.fact import Fact

__all__ = ["Facts"]


class Facts(Step):
    """Facts, kept as flat records in `doc.user_data["cnfacts"]["facts"]`; `doc._.facts` gives them as `Fact`.

    Spans taken out of a group by an earlier component are not used: a figure without its span makes no fact.
    """

    family = "facts"

    def __init__(
        self,
        name: str,
        *,
        lexicon: str | None = None,
        doc_date: date | str | None = None,
        dateline: bool = True,
        displacy_key: str | None = "sc",
    ) -> None:
        first = finders(lexicon, displacy_key)
        comparisons = Comparisons("cnfacts_comparisons", displacy_key=displacy_key, before=first)
        metrics = Metrics("cnfacts_metrics", displacy_key=displacy_key, before=(*first, comparisons))
        super().__init__(name, displacy_key=displacy_key, before=(*first, comparisons, metrics))
        self.lexicon = Path(lexicon) if lexicon is not None else None
        self.doc_date = parse_date(doc_date)
        self.dateline = dateline

    def find(self, doc: Doc) -> list[Fact]:
        text = text_of(doc)
        source = describe(text, date=doc._.doc_date or self.doc_date, dateline=self.dateline)
        lexicon = load_lexicon(self.lexicon)
        state = State(source.date, "", source.date_source, source.publisher, source.title, lexicon)
        kept = kept_ids(doc, "metrics")
        facts: list[Fact] = []
        for _, block, mentions, ids in block_mentions(doc):
            readings = staged_readings(doc, ids, kept)
            if readings is None:
                masked, readings = block_readings(block, mentions)
            else:
                masked = mask_block(block.norm, mentions.quantities, mentions.periods, mentions.comparisons)
            facts.extend(block_facts(text, block, mentions, masked, readings, state))
        return facts

    def set_annotations(self, doc: Doc, found: list[Fact]) -> None:
        store(doc)[self.family] = [fact.to_record() for fact in found]

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Scores against the gold facts of the reference Docs, by `cnfacts.scorer.v1`."""
        scores: dict[str, Any] = registry.scorers.get("cnfacts.scorer.v1")()(examples)
        return scores
