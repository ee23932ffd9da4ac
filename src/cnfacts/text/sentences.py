"""Sentence spans of a block."""

from __future__ import annotations

from collections.abc import Iterator

import regex

__all__ = ["iter_sentences"]

_SENTENCE = regex.compile(r"[^。！？!?\n]*(?:[。！？!?\n]+[”’』」）)]*(?:[ \t\u3000]*\n+)?|$)")


def iter_sentences(norm: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of sentences (。！？ or a line break ends one), in order, blank ones left out."""
    for match in _SENTENCE.finditer(norm):
        if match.end() > match.start() and not match[0].isspace():
            yield match.span()
