"""Options of a run over folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from cnfacts.errors import CnfactsError

if TYPE_CHECKING:
    from cnfacts.io.batch.options import BatchOptions

__all__ = [
    "FolderRunError",
    "FollowLinks",
    "Fresh",
    "Jobs",
    "Manifest",
    "SaveText",
    "SizeLimit",
    "TimeLimit",
    "given",
    "options",
    "require_folder_run",
]

_PANEL = "Folders (with -o FILE)"

Jobs = Annotated[
    Optional[int],  # noqa: UP045 (typer reads it at run time)
    typer.Option(
        "--jobs", "-j", metavar="N", min=1, help="Processes. Default: one a core.", rich_help_panel=_PANEL
    ),
]
Manifest = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--manifest", metavar="FILE", help="Dates of documents: a CSV path,date.", rich_help_panel=_PANEL
    ),
]
SaveText = Annotated[
    bool,
    typer.Option(
        "--save-text", help="Keep the texts that offsets count in, in FILE.text.", rich_help_panel=_PANEL
    ),
]
TimeLimit = Annotated[
    Optional[float],  # noqa: UP045
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=0.1,
        help="Of one document. Default: 300, and 5 a megabyte.",
        rich_help_panel=_PANEL,
    ),
]
SizeLimit = Annotated[
    Optional[float],  # noqa: UP045
    typer.Option(
        "--size-limit", metavar="MB", min=0.001, help="Of one document. Default: 512.", rich_help_panel=_PANEL
    ),
]
FollowLinks = Annotated[
    bool, typer.Option("--follow-links", help="Read symbolic links in folders, too.", rich_help_panel=_PANEL)
]
Fresh = Annotated[
    bool, typer.Option("--fresh", help="Read all anew, whatever was done before.", rich_help_panel=_PANEL)
]


class FolderRunError(CnfactsError):
    """Options of a run over folders where there can be none."""

    code = "CF104"


def given(**values: Any) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in values.items() if value is not None and value is not False}


def require_folder_run(
    wanted: dict[str, Any], paths: list[str], text: str | None, output: Path | None
) -> Path:
    """The output, if the run can be one over files and folders.

    Raises:
        FolderRunError: there is no output, or what is read is no file.
    """
    if output is None:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in wanted)
        raise FolderRunError(f"{names}: only with an output; name it with -o FILE")
    if text is not None or "-" in paths:
        raise FolderRunError(
            "a run over folders reads no --text and no standard input; name files and folders"
        )
    return output


def options(
    wanted: dict[str, Any], *, date: str | None, lexicon: Path | None, follow_links: bool
) -> BatchOptions:
    """The options as the run takes them.

    Raises:
        DateError: `date` is no date.
        LexiconError: `lexicon` cannot be read.
    """
    from cnfacts.io.batch.options import BatchOptions
    from cnfacts.lexicon.loading import load_lexicon
    from cnfacts.schema.dates import parse_date

    load_lexicon(lexicon)
    values = dict(wanted)
    if "size_limit" in values:
        values["size_limit"] = round(values["size_limit"] * 2**20)
    return BatchOptions(date=parse_date(date), lexicon=lexicon, follow_links=follow_links, **values)
