"""Options of a run over folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from cnfacts.errors import CnfactsError

if TYPE_CHECKING:
    from cnfacts.io.batch.options import BatchOptions
    from cnfacts.io.given import ReadOptions

__all__ = [
    "DateField",
    "Encoding",
    "FolderRunError",
    "FollowLinks",
    "Fresh",
    "IdField",
    "Jobs",
    "Manifest",
    "MemoryLimit",
    "SaveText",
    "SizeLimit",
    "TextField",
    "TimeLimit",
    "given",
    "options",
    "reading",
    "require_folder_run",
]

_PANEL = "Folders (with -o FILE)"
_LISTS = "Lists of documents (.jsonl)"

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
MemoryLimit = Annotated[
    Optional[float],  # noqa: UP045
    typer.Option(
        "--memory-limit",
        metavar="MB",
        min=100,
        help="Of one process. Default: 800, and twice a document's size.",
        rich_help_panel=_PANEL,
    ),
]
Encoding = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--encoding", metavar="NAME", help="Of all texts, pages, CSV and JSON Lines. Default: found out."),
]
TextField = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--text-field", metavar="NAME", help="JSON Lines: the text. Default: text.", rich_help_panel=_LISTS),
]
DateField = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--date-field", metavar="NAME", help="JSON Lines: its date. Default: date.", rich_help_panel=_LISTS),
]
IdField = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--id-field", metavar="NAME", help="JSON Lines: its id. Default: id.", rich_help_panel=_LISTS),
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


def reading(encoding: str | None, text_field: str | None, date_field: str | None, id_field: str | None) -> ReadOptions:
    """How documents are read.

    Raises:
        InputError: there is no such encoding.
    """
    from cnfacts.io.decoding import known_encoding
    from cnfacts.io.given import ReadOptions

    if encoding is not None:
        known_encoding(encoding, "--encoding")
    fields = given(encoding=encoding, text_field=text_field, date_field=date_field, id_field=id_field)
    return ReadOptions(**fields)


def options(
    wanted: dict[str, Any], *, date: str | None, lexicon: Path | None, follow_links: bool, reading: ReadOptions
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
    for name in ("size_limit", "memory_limit"):
        if name in values:
            values[name] = round(values[name] * 2**20)
    return BatchOptions(date=parse_date(date), lexicon=lexicon, follow_links=follow_links, reading=reading, **values)
