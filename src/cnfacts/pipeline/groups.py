"""Mention families on a Doc: span groups for people, JSON rows for the next step, joined by span ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from spacy.tokens import Doc, Span

from cnfacts.pipeline.staging import from_json, to_json
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodMention

__all__ = [
    "STORE",
    "Family",
    "Placed",
    "is_staged",
    "kept_ids",
    "read_family",
    "store",
    "write_family",
    "write_spans",
]

STORE = "cnfacts"
"""Key of everything the library keeps in `Doc.user_data`."""

_M = TypeVar("_M", Quantity, PeriodMention, Comparison)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Placed(Generic[_T]):
    """A mention, the number of its block, its id, and its place in the document."""

    id: str
    block: int
    mention: _T
    start: int
    end: int
    label: str


@dataclass(slots=True)
class Family(Generic[_T]):
    """The mentions of one block with their ids."""

    ids: list[str] = field(default_factory=list)
    mentions: list[_T] = field(default_factory=list)


def store(doc: Doc) -> dict[str, Any]:
    """The library's own part of `doc.user_data`, made when it is missing."""
    kept: dict[str, Any] = doc.user_data.setdefault(STORE, {})
    return kept


def is_staged(doc: Doc, family: str) -> bool:
    """Whether the family's component has run on the Doc (its spans may have been filtered since)."""
    return family in doc.user_data.get(STORE, ()) and family in doc.spans


def write_family(doc: Doc, family: str, found: Iterable[Placed[_M]], displacy_key: str | None) -> None:
    """Write a family's rows, its span group, and its part of the group that displaCy shows."""
    found = list(found)
    store(doc)[family] = {placed.id: {"block": placed.block, **to_json(placed.mention)} for placed in found}
    write_spans(doc, family, ((p.start, p.end, p.label, p.id) for p in found), displacy_key)


def write_spans(doc: Doc, family: str, rows: Iterable[tuple[int, int, str, str]], displacy_key: str | None) -> None:
    """Write a span group from character offsets, labels and ids; tokens at the edges are taken whole."""
    spans = []
    for start, end, label, span_id in rows:
        span = doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[family] = spans
    if displacy_key is not None:
        show(doc, family, displacy_key)


def show(doc: Doc, family: str, displacy_key: str) -> None:
    """Put the family's spans, labelled with its name, into the group that displaCy shows."""
    label = family.removesuffix("s").upper() if family != "quantities" else "QUANTITY"
    others = [s for s in doc.spans[displacy_key] if s.label_ != label] if displacy_key in doc.spans else []
    ours = [Span(doc, s.start, s.end, label=label, span_id=s.id_) for s in doc.spans[family]]
    doc.spans[displacy_key] = [*others, *ours]


def kept_ids(doc: Doc, family: str) -> set[str]:
    """Ids of the spans still in the family's group."""
    return {span.id_ for span in doc.spans[family]}


def read_family(doc: Doc, family: str, kind: type[_M]) -> defaultdict[int, Family[_M]]:
    """The family's mentions by block, without those whose spans were taken out of the group."""
    kept = kept_ids(doc, family)
    by_block: defaultdict[int, Family[_M]] = defaultdict(Family)
    for mention_id, row in doc.user_data[STORE][family].items():
        if mention_id in kept:
            fields = dict(row)
            at = by_block[fields.pop("block")]
            at.ids.append(mention_id)
            at.mentions.append(from_json(kind, fields))
    return by_block
