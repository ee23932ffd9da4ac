"""Explanations as lines of text, columns aligned for wide characters."""

from __future__ import annotations

from rich.cells import cell_len

from cnfacts.explain.numerals import Unused
from cnfacts.explain.slots import Slot, slots_of
from cnfacts.io.reading import Document
from cnfacts.schema.fact import Fact

__all__ = ["fact_lines", "unused_line"]

_NAME = 12
_VALUE = 26


def fact_lines(fact: Fact, document: Document) -> list[str]:
    """A head line with the figure's place, then one line a slot."""
    head = f"{document.doc_id}:{fact.start}-{fact.end}  {_one_line(fact.text)}"
    return [head, *(_slot(slot) for slot in slots_of(fact, document.text)), ""]


def unused_line(unused: Unused, document: Document) -> str:
    """The numeral's place and the reason."""
    place = f"{document.doc_id}:{unused.start}-{unused.end}"
    return f"{place}  {_one_line(unused.text)}  no fact: {unused.reason}"


def _slot(slot: Slot) -> str:
    line = f"  {_pad(slot.name, _NAME)}{_pad(slot.value, _VALUE)}"
    if slot.words is not None:
        place = f" {slot.span[0]}-{slot.span[1]}" if slot.span else ""
        line += f"  {slot.source}: {_one_line(slot.words)}{place}"
    elif slot.source is not None:
        line += f"  {slot.source}"
    return line.rstrip()


def _pad(text: str, width: int) -> str:
    return text + " " * max(1, width - cell_len(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())
