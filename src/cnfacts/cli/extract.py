"""`cnfacts extract`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from cnfacts.cli import folder_options as batch
from cnfacts.cli.options import Date, Lexicon, Output, Paths, Text, require_input

if TYPE_CHECKING:
    from cnfacts.cli.batch import Batch

__all__ = ["run"]

Format = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--format",
        metavar="table|jsonl|csv|sdmx-csv|parquet|duckdb",
        help="Default: by the suffix of -o; without -o a table in a terminal, else jsonl.",
    ),
]


def run(
    paths: Paths = None,
    text: Text = None,
    date: Date = None,
    format: Format = None,
    output: Output = None,
    lexicon: Lexicon = None,
    encoding: batch.Encoding = None,
    text_field: batch.TextField = None,
    date_field: batch.DateField = None,
    id_field: batch.IdField = None,
    jobs: batch.Jobs = None,
    manifest: batch.Manifest = None,
    save_text: batch.SaveText = False,
    time_limit: batch.TimeLimit = None,
    size_limit: batch.SizeLimit = None,
    memory_limit: batch.MemoryLimit = None,
    follow_links: batch.FollowLinks = False,
    fresh: batch.Fresh = False,
) -> None:
    """Extract the facts of files and folders.

    A table in a terminal, one JSON record a line when piped. A folder with -o runs on all cores, goes on
    where it was stopped, and says at its end what it read. Exit status 0: all read, 1: some failed,
    2: could not run.
    """
    given = require_input(paths, text)
    output = None if str(output) == "-" else output
    wanted = batch.given(
        jobs=jobs,
        manifest=manifest,
        save_text=save_text,
        time_limit=time_limit,
        size_limit=size_limit,
        memory_limit=memory_limit,
        fresh=fresh,
    )
    reading = batch.reading(encoding, text_field, date_field, id_field)
    if wanted or (output is not None and any(Path(path).is_dir() for path in given)):
        from cnfacts.cli.running import run_folder

        place = batch.require_folder_run(wanted, given, text, output)
        options = batch.options(wanted, date=date, lexicon=lexicon, follow_links=follow_links, reading=reading)
        raise typer.Exit(run_folder(given, place, format, options))
    from cnfacts.cli.batch import Batch
    from cnfacts.cli.folders import expanded

    documents = Batch(list(expanded(given, text, follow_links)), date, lexicon, reading)
    raise typer.Exit(_one_by_one(documents, format, output))


def _one_by_one(documents: Batch, format: str | None, output: Path | None) -> int:
    """Documents in turn, in this process."""
    from cnfacts.cli.output import check_not_input, open_output
    from cnfacts.io.writers import FORMATS, format_of, writer

    check_not_input(output, documents.sources)
    chosen = format or (format_of(output) if output else None)
    if output is not None and chosen is not None and chosen not in FORMATS:
        _to_file(documents, output, chosen)
        return documents.status
    with open_output(output) as out:
        writer(chosen or ("table" if out.isatty() else "jsonl"))(documents, out)
    return documents.status


def _to_file(documents: Batch, output: Path, format: str) -> None:
    from cnfacts.io.staging import staged
    from cnfacts.io.writers import record_writer

    write = record_writer(format)
    with staged(output) as place:
        write(_records(documents), place)


def _records(documents: Batch) -> Any:
    return (fact.to_record() for _, facts in documents for fact in facts)
