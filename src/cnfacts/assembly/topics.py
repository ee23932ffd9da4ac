"""A subject put before its figure's clause: 居民收入，去年达到2253元; 产品出口快速增长，拉动出口2个百分点."""

from __future__ import annotations

import regex

from cnfacts.assembly.sentence import Sentence
from cnfacts.grammar.peeling import name_parts, peel, strip_left
from cnfacts.grammar.readings import Reading
from cnfacts.lexicon.heads import head_of

__all__ = ["preposed"]

Span = tuple[int, int]

_CLAUSE = regex.compile(r"[，,；;：:。！？\n（）()]")
_MAX = 40


def preposed(sentence: Sentence, reading: Reading) -> tuple[Span, ...] | None:
    """The name's spans in the clause just before the figure's, when that clause has no figure of its own."""
    end = reading.left[0] - 1
    if end <= sentence.start or sentence.masked[end] not in "，,":
        return None
    bounds = [m.end() for m in _CLAUSE.finditer(sentence.masked, sentence.start, end)]
    start = bounds[-1] if bounds else sentence.start
    figures = (sentence.quantities[r.quantity] for r in sentence.readings)
    if end - start > _MAX or any(start <= q.start < end for q in figures):
        return None
    phrase_end, words = peel(sentence.masked, start, end)
    phrase_start = strip_left(sentence.masked, start, phrase_end)
    if phrase_end - phrase_start < 2:
        return None
    parts = name_parts(sentence.masked, phrase_start, phrase_end)
    name = "".join(sentence.masked[a:b] for a, b in parts)
    changed = any(w.role == "change" for w in words)
    return parts if changed or (not words and head_of(name)) else None
