"""Documents and their facts, and what could not be read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date as Date  # noqa: N812

from cnfacts.checks.records import as_facts
from cnfacts.errors import CnfactsError
from cnfacts.io.dates import document_date
from cnfacts.io.documents import Document
from cnfacts.io.extracting import extract_document
from cnfacts.io.reading import read_source
from cnfacts.io.source import Source
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.fact import Fact

__all__ = ["Entry", "Failed", "Gathered", "gather", "with_own_ids"]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its facts, whose fact_ids are unique in the report."""

    document: Document
    facts: tuple[Fact, ...]
    date: Date | None = None
    """Its date, where one is known."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read, and why."""

    name: str
    reason: str


@dataclass(slots=True)
class Gathered:
    """All that a report is made of."""

    entries: list[Entry] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)


def gather(
    sources: Iterable[Source],
    day: Date | None = None,
    lexicon: Lexicon | None = None,
    *,
    told: Callable[[str], None] = lambda message: None,
) -> Gathered:
    """Read documents and extract their facts; what fails is kept with its reason and costs only itself.

    Args:
        sources: what to read.
        day: the date of all documents; None: each one's own.
        lexicon: units and words of one's own.
        told: called with the line of each failure.
    """
    found = Gathered()
    for source in sources:
        try:
            for document in read_source(source):
                date = document_date(document, day, None)[0]
                found.entries.append(Entry(document, tuple(_extracted(document, day, lexicon)), date))
        except CnfactsError as error:
            told(str(error))
            found.failed.append(Failed(source.doc_id, error.message))
    return with_own_ids(found)


def _extracted(document: Document, day: Date | None, lexicon: Lexicon | None) -> list[Fact]:
    try:
        return extract_document(document, day, lexicon=lexicon)
    except (CnfactsError, MemoryError):
        raise
    except Exception as error:
        _LOG.debug("extraction of %s", document.doc_id, exc_info=True)
        raise CnfactsError(
            f"{document.doc_id}: an error of cnfacts itself ({type(error).__name__}: {error}); "
            "please report it with the document"
        ) from error


def with_own_ids(found: Gathered) -> Gathered:
    """The same with every fact_id made unique, which findings and links rest on."""
    facts: Iterator[Fact] = iter(as_facts(fact for entry in found.entries for fact in entry.facts))
    entries = [replace(entry, facts=tuple(next(facts) for _ in entry.facts)) for entry in found.entries]
    return Gathered(entries, found.failed)
