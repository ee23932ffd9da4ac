"""Building a base and adding to it: documents, files of facts, and tables of official figures."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date as Date  # noqa: N812
from pathlib import Path

from cnfacts.errors import CnfactsError, InputError
from cnfacts.io.base.columns import Columns
from cnfacts.io.base.fact_files import load
from cnfacts.io.base.filing import connect
from cnfacts.io.base.sorting_out import Sort, Sorted, sort_out
from cnfacts.io.base.summary import IndexSummary
from cnfacts.io.base.tables import Counts, read_table
from cnfacts.io.base.writing import Intake, Writer, open_writer
from cnfacts.io.batch.finding import find
from cnfacts.io.batch.options import BatchOptions, Failure, Task
from cnfacts.io.batch.running import Watcher, run_batch
from cnfacts.io.source import document_id
from cnfacts.io.writers.parquet import write_parquet
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.dates import parse_date

__all__ = ["index"]

_DOCS = "SELECT DISTINCT doc_id FROM read_parquet(?)"

Started = Callable[[list[Task]], Watcher]


def index(
    paths: Path | str | Iterable[Path | str],
    out: Path | str,
    *,
    columns: Columns | None = None,
    date: Date | str | None = None,
    lexicon: Path | None = None,
    jobs: int = -1,
    follow_links: bool = False,
    started: Started | None = None,
) -> IndexSummary:
    """Add figures to a base of known figures, made if there is none.

    A file that is in already, unchanged, is not read again; one that has changed takes the place of what stood
    at its path. What fails is told in the summary and costs only itself. Documents are read in processes of their
    own: the calling script needs `if __name__ == "__main__":`.

    Args:
        paths: documents, files of facts (`.jsonl`, `.csv`, `.parquet` as cnfacts writes them, or records of your own),
            tables of official figures (`.csv`, `.tsv`, `.xlsx`), and folders of all these.
        out: the base's folder.
        columns: of tables, which column is what; None: by the headings.
        date: of documents, where they name none of their own it counts first; of tables, when they were published.
        lexicon: a file of your own units, stop words and aliases.
        jobs: processes for documents; -1: one a core.
        follow_links: whether symbolic links in folders are read, too.
        started: told of the documents once they are known, gives who is told of each as it is done.

    Raises:
        InputError: there is nothing to read.
        OutputError: `out` is no base, cannot be written to, or another run is adding to it.
        MissingExtraError: DuckDB or pyarrow is not installed.
        DateError: `date` is no date.
        LexiconError: `lexicon` cannot be read.
    """
    named = [os.fspath(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    options = BatchOptions(date=parse_date(date), lexicon=lexicon, jobs=jobs, follow_links=follow_links)
    load_lexicon(lexicon)
    return _Indexing(named, Path(out), columns or Columns(), options, started).run()


class _Indexing:
    """One run."""

    def __init__(
        self, named: list[str], out: Path, columns: Columns, options: BatchOptions, started: Started | None
    ) -> None:
        self.named = named
        self.columns = columns
        if options.date is not None and "doc_date" not in columns.constants:
            self.columns = replace(columns, constants={**columns.constants, "doc_date": str(options.date)})
        self.options = options
        self.started = started
        self.summary = IndexSummary(out)

    def run(self) -> IndexSummary:
        clock = time.monotonic()
        summary = self.summary
        with open_writer(summary.output) as writer:
            writer.con = connect(writer.work)
            self._read(list(self._sorted()), writer)
            writer.compact()
            summary.figures, summary.sources = writer.manifest.figures, len(writer.sources)
        summary.seconds = time.monotonic() - clock
        return summary

    def _sorted(self) -> Iterator[Sorted]:
        """What is to be read."""
        own = os.path.abspath(self.summary.output)  # noqa: PTH100 (links stay)
        found = find(
            self.named,
            ours=lambda path: path == own or path.startswith(own + os.sep),
            follow_links=self.options.follow_links,
        )
        self.summary.links = found.links
        self.summary.failures += found.failures
        if not found.tasks and not found.failures:
            raise InputError(
                "nothing there to index; name documents, files of facts, tables, or folders of them"
            )
        for task in found.tasks:
            try:
                yield sort_out(task, self.named, self.columns, self.options)
            except CnfactsError as error:
                self._fail(task.path, error)

    def _read(self, found: list[Sorted], writer: Writer) -> None:
        known = writer.known()
        writer.keep(_intake(one) for one in found if one.key in known)
        fresh: dict[str, Sorted] = {}
        doubles = []
        for one in found:
            if one.key in known:
                self.summary.unchanged += 1
            elif one.key in fresh:
                doubles.append(one)
            else:
                fresh[one.key] = one
        for one in fresh.values():
            if one.sort is not Sort.DOCUMENT:
                self._file(one, writer)
        documents = [one for one in fresh.values() if one.sort is Sort.DOCUMENT]
        if documents:
            self._documents(documents, writer)
        known = writer.known()
        writer.keep(_intake(one) for one in doubles if one.key in known)
        self.summary.unchanged += sum(one.key in known for one in doubles)

    def _file(self, one: Sorted, writer: Writer) -> None:
        """Add a file of facts or a table."""
        path, raw = Path(one.task.path), writer.work / "raw.parquet"
        counts = Counts()
        try:
            if one.sort is Sort.TABLE:
                facts = read_table(path, self.columns, load_lexicon(self.options.lexicon), counts)
                write_parquet((fact.to_record() for fact in facts), raw)
            else:
                load(writer.con, path, raw)
        except CnfactsError as error:
            self._fail(one.task.path, error)
            return
        self.summary.added += writer.add(raw, [_intake(one)], lambda doc: _absolute(path))
        self.summary.files += 1
        self.summary.blank += counts.blank
        self.summary.unused |= counts.unused

    def _documents(self, documents: list[Sorted], writer: Writer) -> None:
        """Extract from documents and add what they give; a stopped run goes on where it was."""
        facts, raw = writer.work / "documents.jsonl", writer.work / "raw.parquet"
        paths = [one.task.path for one in documents]
        summary = run_batch(paths, facts, format="jsonl", options=self.options, started=self.started)
        self.summary.failures += summary.failures
        load(writer.con, facts, raw)
        by_id = {document_id(one.task.path): one for one in documents}
        failed = {_owner(failure.path, by_id) for failure in summary.failures}
        given = {_owner(doc, by_id) for (doc,) in writer.con.execute(_DOCS, [str(raw)]).fetchall()}
        intakes = [
            replace(_intake(one), key=f"failed {_absolute(one.task.path)}")
            if name in failed
            else _intake(one)
            for name, one in by_id.items()
            if name in given or name not in failed
        ]
        self.summary.added += writer.add(
            raw, intakes, lambda doc: _absolute(by_id[_owner(doc, by_id)].task.path)
        )
        self.summary.files += len(documents) - len(failed)

    def _fail(self, path: str, error: CnfactsError) -> None:
        reason = " ".join(error.message.split()).removeprefix(f"{path}: ").removeprefix(f"{path}, ")
        self.summary.failures.append(Failure(path, "read", "unreadable", reason))


def _absolute(path: Path | str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 (links stay)


def _intake(one: Sorted) -> Intake:
    return Intake(_absolute(one.task.path), one.key)


def _owner(doc_id: str, by_id: dict[str, Sorted]) -> str:
    """The file that a document stands in: its own id, or what is before the `#` of a list's record."""
    name = doc_id
    while name and name not in by_id:
        name = name.rpartition("#")[0]
    return name
