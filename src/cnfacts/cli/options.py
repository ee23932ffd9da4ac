"""Arguments and options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from cnfacts.errors import CnfactsError

__all__ = ["Date", "Lexicon", "NothingToReadError", "Output", "Paths", "Text", "require_input"]

Paths = Annotated[
    Optional[list[str]],  # noqa: UP045 (typer reads it at run time)
    typer.Argument(metavar="PATH...", help="Files and folders; [bold]-[/] is standard input."),
]
Text = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--text", metavar="TEXT", help="A text instead of a file.", show_default=False),
]
Date = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--date", metavar="YYYY-MM-DD", help="Date of the documents, where they name none."),
]
Output = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("-o", "--output", metavar="FILE", help="Write here; the suffix chooses the format."),
]
Lexicon = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--lexicon", metavar="FILE", help="Units, stop words and aliases of your own (TSV)."),
]


class NothingToReadError(CnfactsError):
    """No document was named."""

    code = "CF103"


def require_input(paths: list[str] | None, text: str | None) -> list[str]:
    """The paths, if there is anything to read at all.

    Raises:
        NothingToReadError: neither a path nor a text was given.
    """
    if not paths and text is None:
        raise NothingToReadError("nothing to read; name a file, - for standard input, or --text TEXT")
    return paths or []
