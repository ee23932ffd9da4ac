"""`cnfacts index`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from cnfacts.cli.options import Lexicon, Paths, require_input

__all__ = ["run"]

Out = Annotated[
    Optional[Path],  # noqa: UP045 (typer reads it at run time)
    typer.Option(
        "-o", "--output", metavar="BASE", help="The base's folder; made if there is none.", show_default=False
    ),
]
Map = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--map", metavar="FIELD=COLUMN", help="Of tables: a column's heading, such as value=数值."),
]
Set = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--set", metavar="FIELD=VALUE", help="Of tables: what holds for every row, such as region=全国."
    ),
]
MapFile = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--map-file", metavar="FILE", help="Both, and the sheet, in a TOML or JSON file."),
]
Date = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--date", metavar="YYYY-MM-DD", help="Date of the documents; of tables, when they were published."
    ),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", metavar="N", help="Processes for documents; -1: one a core.")
]
FollowLinks = Annotated[bool, typer.Option("--follow-links", help="Read symbolic links in folders, too.")]


def run(
    paths: Paths = None,
    output: Out = None,
    map: Map = None,
    set: Set = None,
    map_file: MapFile = None,
    date: Date = None,
    lexicon: Lexicon = None,
    jobs: Jobs = -1,
    follow_links: FollowLinks = False,
) -> None:
    """Build a base of known figures, or add to one.

    Takes documents, files of facts, tables of official figures, and folders of all these. What is in already is
    not read again, a file that changed takes the place of what stood there. Exit status 0: all read, 1: some
    failed, 2: could not run.
    """
    from cnfacts.cli.indexing import run_index
    from cnfacts.io.atomic import OutputError
    from cnfacts.io.base.columns import read_columns

    given = require_input(paths, None)
    if output is None:
        raise OutputError("no base to write; name its folder with -o BASE")
    columns = read_columns(map or (), set or (), map_file)
    raise typer.Exit(run_index(given, output, columns, date, lexicon, jobs, follow_links))
