"""`cnfacts report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from cnfacts.cli.options import Date, Lexicon, Paths, Text, require_input

if TYPE_CHECKING:
    from cnfacts.io.batch.options import Failure

__all__ = ["run"]

Page = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FILE", help="The page; of many documents, further ones in a folder beside it."),
]
Lang = Annotated[str, typer.Option("--lang", metavar="en|zh", help="Language of the page.")]
Against = Annotated[
    Optional[str],  # noqa: UP045 (typer reads it at run time)
    typer.Option("--against", metavar="BASE", help="Hold claims against what is known, as `cnfacts validate` does."),
]
Region = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--region", metavar="AREA", help="With --against: the area the texts speak of where they name none."),
]


def run(
    paths: Paths = None,
    text: Text = None,
    date: Date = None,
    output: Page = Path("report.html"),
    against: Against = None,
    region: Region = None,
    lang: Lang = "en",
    lexicon: Lexicon = None,
) -> None:
    """Show the facts of documents in their place, as a page for a browser.

    The text with its figures marked, the table of facts, series drawn, and what the checks say; of several
    documents an index, too. The page holds all it needs and fetches nothing. Exit status 0: all read, 1: some
    failed, 2: could not run.
    """
    from cnfacts.cli.folders import expanded, tell
    from cnfacts.cli.output import check_not_input
    from cnfacts.cli.status import ALL_READ, SOME_FAILED, say
    from cnfacts.io.base.opening import open_base
    from cnfacts.lexicon.loading import load_lexicon
    from cnfacts.report.gathering import Failed, gather
    from cnfacts.report.words import load_words
    from cnfacts.report.writing import write_report
    from cnfacts.schema.dates import parse_date

    load_words(lang)
    base = open_base(against, lexicon=lexicon) if against is not None else None
    lost: list[Failure] = []
    named = list(expanded(require_input(paths, text), text, failed=lost.append))
    check_not_input(output, named)
    found = gather(named, parse_date(date), load_lexicon(lexicon), told=say)
    for failure in lost:
        tell(failure)
        found.failed.append(Failed(failure.path, failure.reason))
    write_report(found, output, lang, against=base, region=region)
    raise typer.Exit(SOME_FAILED if found.failed else ALL_READ)
