"""`cnfacts validate`."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from cnfacts.cli.options import Date, Lexicon, Output, Paths, Text, require_input

__all__ = ["run"]

Against = Annotated[
    str,
    typer.Option(
        "--against", metavar="BASE", help="What is known: a base of `cnfacts index`, or a file of facts or official figures."
    ),
]
Region = Annotated[
    Optional[str],  # noqa: UP045 (typer reads it at run time)
    typer.Option("--region", metavar="AREA", help="The area the texts speak of where they name none (全省)."),
]
Format = Annotated[str, typer.Option("--format", metavar="text|jsonl", help="For people, or JSON Lines.")]
LevelAllowance = Annotated[
    str, typer.Option("--level-allowance", metavar="PERCENT", help="How far a level may have been revised since.")
]
PointAllowance = Annotated[
    str, typer.Option("--point-allowance", metavar="POINTS", help="How far a growth or share may have been revised since.")
]


def run(
    against: Against,
    paths: Paths = None,
    text: Text = None,
    date: Date = None,
    region: Region = None,
    format: Format = "text",
    output: Output = None,
    lexicon: Lexicon = None,
    level_allowance: LevelAllowance = "5",
    point_allowance: PointAllowance = "1",
) -> None:
    """Hold the figures that texts claim, or facts (.jsonl, .csv), against what is known.

    Each is supported, refuted, conflicting (the references disagree) or open (not_enough_info, with the reason and
    what comes near). Exit status 0: nothing refuted or conflicting, 1: something is, 2: could not run.
    """
    from cnfacts.cli.output import check_not_input, open_output
    from cnfacts.cli.status import CANNOT_RUN
    from cnfacts.cli.validating import allowances_of, read_claims, write_jsonl, write_text
    from cnfacts.io.atomic import OutputError
    from cnfacts.io.base.opening import open_base

    if format not in ("text", "jsonl"):
        raise OutputError(f"format {format!r} is unknown; use one of text, jsonl")
    limits = allowances_of(level_allowance, point_allowance)
    wanted = require_input(paths, text)
    base = open_base(against, lexicon=lexicon)
    claims = read_claims(wanted, text, date, lexicon)
    check_not_input(output, claims.sources)
    report = claims.validated(base, region, limits)
    with open_output(None if output is not None and str(output) == "-" else output) as out:
        (write_jsonl if format == "jsonl" else write_text)(report, out)
    accused = report.refuted or report.conflicting
    raise typer.Exit(CANNOT_RUN if claims.failed else 1 if accused else 0)
