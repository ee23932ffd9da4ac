"""`cnfacts evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from cnfacts.cli.options import NothingToReadError
from cnfacts.cli.status import ALL_READ, SOME_FAILED, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cnfacts.evaluate.answers import Answer, GoldDoc

__all__ = ["run"]

_NAMED = 5

Gold = Annotated[
    Optional[list[Path]],  # noqa: UP045 (typer reads it at run time)
    typer.Argument(metavar="GOLD...", help="Annotated documents: JSON files, or folders of them.", show_default=False),
]
Pred = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--pred", metavar="FILE", help="Judge these facts (JSON Lines) instead of extracting."),
]
Misses = Annotated[int, typer.Option("--misses", metavar="N", min=0, help="Show N misses of each cause.")]
Format = Annotated[str, typer.Option("--format", metavar="text|json", help="Tables, or JSON for programs.")]
Bootstrap = Annotated[bool, typer.Option("--bootstrap/--no-bootstrap", help="95 % intervals over documents.")]


def run(
    gold: Gold = None,
    pred: Pred = None,
    misses: Misses = 0,
    format: Format = "text",
    bootstrap: Bootstrap = True,
) -> None:
    """Score extraction against annotated documents.

    Exit status 0: all documents were scored, 1: some could not be read, 2: could not run.
    """
    import json

    from cnfacts.cli.evaluating import write_report
    from cnfacts.cli.output import open_output
    from cnfacts.evaluate.report import evaluate, report_json
    from cnfacts.io.atomic import OutputError

    if format not in ("text", "json"):
        raise OutputError(f"format {format!r} is unknown; use one of text, json")
    documents, failed = _read(gold)
    report = evaluate(documents, _predictor(documents, pred), bootstrap=bootstrap)
    with open_output(None) as out:
        if format == "json":
            out.write(json.dumps(report_json(report, misses), ensure_ascii=False, indent=2) + "\n")
        else:
            write_report(report, misses, out)
    raise typer.Exit(SOME_FAILED if failed else ALL_READ)


def _read(paths: list[Path] | None) -> tuple[list[GoldDoc], int]:
    """The documents that can be read, and how many cannot; those are told in a line each."""
    from cnfacts.errors import InputError
    from cnfacts.evaluate.gold import gold_files, read_gold

    if not paths:
        raise NothingToReadError("nothing to score against; name a gold file or a folder of them")
    documents, failed = [], 0
    for path in gold_files(paths):
        try:
            documents.append(read_gold(path))
        except InputError as error:
            failed += 1
            say(str(error))
    if not documents:
        raise InputError("none of the gold files can be read; mend them as told above")
    return documents, failed


def _predictor(documents: list[GoldDoc], pred: Path | None) -> Callable[[GoldDoc], Sequence[Answer]]:
    """The library itself, or the facts of a file; those of documents that gold lacks are told and left out."""
    from cnfacts.evaluate.gold import name_of, read_predictions
    from cnfacts.evaluate.predict import predict

    if pred is None:
        return predict
    found = read_predictions(pred)
    unknown = sorted(found.keys() - {name_of(doc.doc_id) for doc in documents})
    if unknown:
        say(f"{pred}: facts of documents that gold lacks are left out: {', '.join(unknown[:_NAMED])}")
    return lambda doc: found.get(name_of(doc.doc_id), [])
