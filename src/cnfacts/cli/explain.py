"""`cnfacts explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from cnfacts.cli.options import Date, Lexicon, Paths, Text, require_input

if TYPE_CHECKING:
    from cnfacts.cli.batch import Batch
    from cnfacts.io.reading import Document
    from cnfacts.schema.fact import Fact

__all__ = ["run"]

At = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--at", metavar="OFFSET", min=0, help="Only the numeral at this character of the text."),
]
Numerals = Annotated[bool, typer.Option("--numerals", help="Also the numerals that are no fact, and why.")]


def run(
    paths: Paths = None,
    text: Text = None,
    date: Date = None,
    at: At = None,
    numerals: Numerals = False,
    lexicon: Lexicon = None,
) -> None:
    """Show the words each slot of a fact came from, and why a numeral is no fact.

    Offsets are half-open character positions in the text. Exit status as for extract.
    """
    from cnfacts.cli.batch import Batch
    from cnfacts.cli.output import open_output
    from cnfacts.io.source import sources

    batch = Batch(list(sources(require_input(paths, text), text)), date, lexicon)
    with open_output(None) as out:
        for document, facts in batch:
            for line in _lines(document, facts, batch, at, numerals):
                out.write(line + "\n")
    raise typer.Exit(batch.status)


def _lines(document: Document, facts: list[Fact], batch: Batch, at: int | None, numerals: bool) -> list[str]:
    from cnfacts.cli.explaining import fact_lines, unused_line
    from cnfacts.explain.numerals import unused_numerals

    found = [(f.start, fact_lines(f, document)) for f in facts if at is None or f.start <= at < f.end]
    if at is not None or numerals:
        for unused in unused_numerals(document.text, facts, batch.lexicon):
            if at is None or unused.start <= at < unused.end:
                found.append((unused.start, [unused_line(unused, document)]))
    if at is not None and not found:
        return [f"{document.doc_id}:{at}  no numeral here"]
    return [line for _, lines in sorted(found, key=lambda pair: pair[0]) for line in lines]
