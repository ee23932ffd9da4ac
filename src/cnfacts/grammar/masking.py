"""A copy of the text in which whatever has been understood is one private character a position.

Later rules are then plain patterns over what is left, at unchanged offsets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

__all__ = ["COMPARISON", "NOTE", "PERIOD", "QUANTITY", "mask"]

PERIOD = "\ue001"
COMPARISON = "\ue002"
QUANTITY = "\ue003"
NOTE = "\ue004"  # a bracketed remark without a figure


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def mask(text: str, *families: tuple[str, Iterable[_Span]]) -> str:
    """Overwrite each span with its family's character; later families win."""
    chars = list(text)
    for char, spans in families:
        for span in spans:
            chars[span.start : span.end] = char * (span.end - span.start)
    return "".join(chars)
