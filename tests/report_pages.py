"""What reports are made of, from texts."""

from __future__ import annotations

from cnfacts.api import extract
from cnfacts.io.documents import Document
from cnfacts.report.gathering import Entry, Gathered, with_own_ids


def gathered(*texts: str, date: str | None = "2024-01-20", title: str | None = None) -> Gathered:
    """Documents of these texts with their facts."""
    entries = []
    for number, text in enumerate(texts):
        doc_id = f"{number}.txt"
        entries.append(Entry(Document(doc_id, text, title=title), tuple(extract(text, date=date, doc_id=doc_id))))
    return with_own_ids(Gathered(entries))
