"""`cnfacts check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cnfacts.cli.options import Date, Lexicon, Output, Paths, Text, require_input

if TYPE_CHECKING:
    from cnfacts.io.source import Source
    from cnfacts.schema.fact import Fact

__all__ = ["run"]

Format = Annotated[str, typer.Option("--format", metavar="text|jsonl", help="For people, or JSON Lines.")]
SameVintage = Annotated[bool, typer.Option("--same-vintage", help="All documents give one edition of the figures (you know it).")]
Everything = Annotated[bool, typer.Option("--all", help="Show what is consistent and what cannot be told too.")]


def run(
    paths: Paths = None,
    text: Text = None,
    date: Date = None,
    format: Format = "text",
    output: Output = None,
    lexicon: Lexicon = None,
    same_vintage: SameVintage = False,
    all: Everything = False,
) -> None:
    """Check statistics against each other: in texts, or in facts (.jsonl, .csv).

    Every figure is taken as the interval that its printed digits stand for. What is called inconsistent cannot
    hold together however it was rounded; what could not be told is counted with its reason. Exit status 0:
    nothing inconsistent, 1: something is, 2: could not run.
    """
    from cnfacts.checks import check
    from cnfacts.cli.checking import write_jsonl, write_text
    from cnfacts.cli.output import check_not_input, open_output
    from cnfacts.cli.status import CANNOT_RUN
    from cnfacts.io.atomic import OutputError

    if format not in ("text", "jsonl"):
        raise OutputError(f"format {format!r} is unknown; use one of text, jsonl")
    named, facts, failed = _read(require_input(paths, text), text, date, lexicon)
    check_not_input(output, named)
    report = check(facts, same_vintage=same_vintage)
    with open_output(None if output is not None and str(output) == "-" else output) as out:
        if format == "jsonl":
            write_jsonl(report, out)
        else:
            write_text(report, facts, out, everything=all)
    raise typer.Exit(CANNOT_RUN if failed else 1 if report.inconsistent else 0)


def _read(paths: list[str], text: str | None, date: str | None, lexicon: Path | None) -> tuple[list[Source], list[Fact], bool]:
    """The sources named, all their facts, and whether some could not be read."""
    from cnfacts.cli.batch import Batch
    from cnfacts.cli.status import say
    from cnfacts.errors import InputError
    from cnfacts.io.facts_in import is_fact_file, read_facts
    from cnfacts.io.source import sources

    named = list(sources(paths, text))
    batch = Batch([s for s in named if not is_fact_file(s.path or "")], date, lexicon)
    facts = [fact for _, found in batch for fact in found]
    failed = batch.failed > 0
    for source in named:
        if source.path is not None and is_fact_file(source.path):
            try:
                facts += read_facts(Path(source.path))
            except InputError as error:
                say(str(error))
                failed = True
    return named, facts, failed
