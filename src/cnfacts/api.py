"""The two ways in without spaCy: `extract` for one text, `pipe` for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812
from pathlib import Path

from cnfacts.assembly.document import iter_facts
from cnfacts.assembly.source import describe
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.parallel import map_batches
from cnfacts.schema.dates import parse_date
from cnfacts.schema.fact import Fact

__all__ = ["Item", "extract", "pipe"]

Item = str | tuple[str, Date | str | None]
"""A text, or a text with its date."""


def extract(
    text: str, *, date: Date | str | None = None, doc_id: str | None = None, lexicon: Path | str | None = None
) -> list[Fact]:
    """Return the facts of a text, in order of their place.

    Relative periods (今年, 上半年) are resolved against `date`, else against the text's own dateline; with
    neither they stay null and `Fact.unresolved` says so. Safe to call from several threads.

    Args:
        text: the document; offsets of the facts are positions in it.
        date: the document's date, a `datetime.date` or `YYYY-MM-DD`.
        doc_id: the caller's name for the document, kept in each fact.
        lexicon: a file of your own units, stop words and aliases, added to the packaged ones.

    Raises:
        DateError: `date` is no date.
        LexiconError: `lexicon` cannot be read.
        TypeError: `text` is no string.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}; decode bytes first")
    source = describe(text, date=parse_date(date))
    table = load_lexicon(Path(lexicon) if lexicon is not None else None)
    return list(
        iter_facts(
            text,
            doc_date=source.date,
            doc_id=doc_id or "",
            lexicon=table,
            doc_date_source=source.date_source,
            publisher=source.publisher,
            title=source.title,
        )
    )


def pipe(
    texts: Iterable[Item], *, n_process: int = 1, batch_size: int = 32, lexicon: Path | str | None = None
) -> Iterator[list[Fact]]:
    """Yield the facts of many texts, in their order, as they are ready.

    The input is read only a few batches ahead, so it may be endless. With `n_process` above 1 the work goes
    to as many fresh processes (-1: one a core); the calling script needs `if __name__ == "__main__":`.

    Args:
        texts: texts, or pairs of a text and its date.
        n_process: how many processes.
        batch_size: how many texts are sent to a process at a time.
        lexicon: as for `extract`.

    Raises:
        DateError: an item's date is no date.
        LexiconError: `lexicon` cannot be read.
        ValueError: `n_process` or `batch_size` is out of range.
    """
    if (n_process < 1 and n_process != -1) or batch_size < 1:
        raise ValueError(f"n_process={n_process}, batch_size={batch_size}: give 1 or more (n_process may be -1)")
    path = Path(lexicon) if lexicon is not None else None
    load_lexicon(path)
    jobs = (_job(item, path) for item in texts)
    return map_batches(_run, jobs, n_process=n_process, batch_size=batch_size)


Job = tuple[str, Date | None, Path | None]


def _job(item: Item, lexicon: Path | None) -> Job:
    text, day = (item, None) if isinstance(item, str) else item
    return text, parse_date(day), lexicon


def _run(job: Job) -> list[Fact]:
    text, day, lexicon = job
    return extract(text, date=day, lexicon=lexicon)
