"""`cnfacts extract`."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from cnfacts.cli.options import Date, Lexicon, Output, Paths, Text, require_input

__all__ = ["run"]

Format = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--format", metavar="table|jsonl|csv", help="Default: a table in a terminal, else jsonl."),
]


def run(
    paths: Paths = None,
    text: Text = None,
    date: Date = None,
    format: Format = None,
    output: Output = None,
    lexicon: Lexicon = None,
) -> None:
    """Extract the facts of text files.

    A table in a terminal, one JSON record a line when piped. Exit status 0: all read, 1: some failed,
    2: could not run.
    """
    from cnfacts.cli.batch import Batch
    from cnfacts.cli.output import check_not_input, open_output
    from cnfacts.io.source import sources
    from cnfacts.io.writers import format_of, writer

    if output is not None and str(output) == "-":
        output = None
    named = list(sources(require_input(paths, text), text))
    batch = Batch(named, date, lexicon)
    check_not_input(output, named)
    with open_output(output) as out:
        chosen = format or (format_of(output) if output else "table" if out.isatty() else "jsonl")
        writer(chosen)(batch, out)
    raise typer.Exit(batch.status)
