"""Cutting a document into bounded blocks, so that cost is linear and memory bounded whatever its length."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cnfacts.text.block import Block
from cnfacts.text.normalise import normalise

__all__ = ["BLOCK_SIZE", "iter_blocks"]

BLOCK_SIZE = 8192
"""Characters of a block; a line longer than this is cut at the end of a sentence, or else of a clause."""

_SENTENCE_END = regex.compile(r"[。！？\n]")
_CLAUSE_END = regex.compile(r"[；，,;]")


def iter_blocks(text: str, size: int = BLOCK_SIZE) -> Iterator[Block]:
    """Blocks of whole lines where lines are short enough, in order, covering all of `text`."""
    at = 0
    while at < len(text):
        end = _cut(text, at, min(at + size, len(text)))
        yield normalise(text, at, end)
        at = end


def _cut(text: str, start: int, limit: int) -> int:
    """The last good place to cut in `text[start:limit]`."""
    if limit == len(text):
        return limit
    newline = text.rfind("\n", start, limit)
    if newline > start + (limit - start) // 2:
        return newline + 1
    for ends in (_SENTENCE_END, _CLAUSE_END):
        last = None
        for match in ends.finditer(text, start + (limit - start) // 2, limit):
            last = match
        if last is not None:
            return last.end()
    return limit
