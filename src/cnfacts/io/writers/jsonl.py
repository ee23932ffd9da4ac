"""JSON lines: one record a line, UTF-8, the fields of the JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from cnfacts.io.reading import Document
from cnfacts.schema.fact import Fact

__all__ = ["write_jsonl"]


def write_jsonl(documents: Iterable[tuple[Document, list[Fact]]], out: TextIO) -> None:
    """Write each fact as one line of JSON."""
    for _, facts in documents:
        for fact in facts:
            out.write(json.dumps(fact.to_record(), ensure_ascii=False) + "\n")
