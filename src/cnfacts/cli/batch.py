"""Documents one after the other: a bad one costs only itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cnfacts.cli.status import ALL_READ, SOME_FAILED, say
from cnfacts.errors import CnfactsError
from cnfacts.io.extracting import extract_document
from cnfacts.io.reading import Document, ReadOptions, read_source
from cnfacts.io.source import Source
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.dates import parse_date

if TYPE_CHECKING:
    from cnfacts.schema.fact import Fact

__all__ = ["Batch"]

_LOG = logging.getLogger(__name__)


class Batch:
    """The facts of each document in turn; what fails is told in one line and counted."""

    def __init__(
        self, sources: list[Source], day: str | None, lexicon: Path | None, reading: ReadOptions | None = None
    ) -> None:
        """Check what holds for all documents.

        Raises:
            DateError: `day` is no date.
            LexiconError: `lexicon` cannot be read.
        """
        self.sources = sources
        self.day = parse_date(day)
        self.reading = reading
        self.lexicon = load_lexicon(lexicon)
        self.failed = 0

    def __iter__(self) -> Iterator[tuple[Document, list[Fact]]]:
        for source in self.sources:
            try:
                for document in read_source(source, self.reading):
                    yield document, self._extract(document)
            except CnfactsError as error:
                self._fail(str(error))

    @property
    def status(self) -> int:
        """The exit status so far."""
        return SOME_FAILED if self.failed else ALL_READ

    def _extract(self, document: Document) -> list[Fact]:
        try:
            return extract_document(document, self.day, lexicon=self.lexicon)
        except (CnfactsError, MemoryError, KeyboardInterrupt):
            raise
        except Exception as error:
            _LOG.debug("extraction of %s", document.doc_id, exc_info=True)
            raise CnfactsError(
                f"{document.doc_id}: an error of cnfacts itself ({type(error).__name__}: {error}); "
                "please report it with the document"
            ) from error

    def _fail(self, message: str) -> None:
        self.failed += 1
        say(message)
