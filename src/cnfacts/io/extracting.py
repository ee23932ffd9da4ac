"""The facts of a document that a reader gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date as Date  # noqa: N812

from cnfacts.assembly.grids import iter_grid_facts
from cnfacts.assembly.source import describe
from cnfacts.assembly.state import State
from cnfacts.io.dates import document_date
from cnfacts.io.documents import Document
from cnfacts.lexicon.loading import Lexicon, load_lexicon
from cnfacts.schema.dates import parse_date
from cnfacts.schema.fact import Fact

__all__ = ["extract_document", "iter_document"]


def extract_document(
    document: Document,
    date: Date | str | None = None,
    *,
    manifest: Mapping[str, Date] | None = None,
    lexicon: Lexicon | None = None,
) -> list[Fact]:
    """Return the facts of a document's prose and tables, in order of their place in `document.text`.

    Each fact's `locator` leads back to the original (`page 3, table 2, row 5, column 3`).

    Args:
        document: as `read_source` gives it.
        date: the document's date, which goes before all others; see `cnfacts.io.dates` for the order.
        manifest: dates by document id, from `read_manifest`.
        lexicon: units, stop words and aliases; None for the packaged ones.

    Raises:
        DateError: `date` is no date.
    """
    return list(iter_document(document, date, manifest=manifest, lexicon=lexicon))


def iter_document(
    document: Document,
    date: Date | str | None = None,
    *,
    manifest: Mapping[str, Date] | None = None,
    lexicon: Lexicon | None = None,
) -> Iterator[Fact]:
    """Yield the facts of a document as they are found: for those too many to hold."""
    day, source = document_date(document, parse_date(date), manifest)
    said = describe(document.text, date=day, dateline=False)
    state = State(
        day,
        document.doc_id,
        source,
        document.publisher or said.publisher,
        document.title or said.title,
        lexicon or load_lexicon(),
    )
    facts = iter_grid_facts(document.text, document.tables, state)
    if not document.locators and not document.tables:
        yield from facts
    for fact in facts:
        yield fact.model_copy(update={"locator": document.locate(fact.start)})
