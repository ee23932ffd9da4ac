"""Facts in a notebook: the same page, in a frame of its own."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnfacts.io.atomic import open_atomic
from cnfacts.io.documents import Document
from cnfacts.report.building import build
from cnfacts.report.gathering import Entry, Gathered, with_own_ids
from cnfacts.schema.dates import parse_date
from cnfacts.schema.fact import Fact

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Page", "load_ipython_extension", "show"]

_HEIGHT = 720
"""Pixels of the frame."""


class Page:
    """A page that shows itself in a notebook; `html` is the whole of it."""

    def __init__(self, html: str) -> None:
        self.html = html

    def _repr_html_(self) -> str:
        """The page in a frame that keeps its style and script to itself."""
        frame = f'sandbox="allow-scripts allow-downloads" srcdoc="{escape(self.html)}"'
        return f'<iframe title="cnfacts" width="100%" height="{_HEIGHT}" style="border:0" {frame}></iframe>'

    def save(self, path: Path | str) -> None:
        """Write the page to a file.

        Raises:
            OutputError: the place cannot be written to.
        """
        with open_atomic(Path(path)) as out:
            out.write(self.html)


def show(doc_or_facts: Doc | Iterable[Fact], text: str | None = None, *, lang: str = "en") -> Page:
    """Facts in their place, as a page for a notebook or a file.

    Args:
        doc_or_facts: a Doc of the pipeline, or the facts of one text.
        text: the text the facts were extracted from; of a Doc its own. Without it only the table, series and
            findings are shown.
        lang: of the interface, en or zh.

    Raises:
        LanguageError: `lang` is neither.
    """
    day = None
    given: Any = doc_or_facts
    if hasattr(given, "_"):
        text = given.text if text is None else text
        day = parse_date(given._.doc_date)
        given = given._.facts
    held: tuple[Fact, ...] = tuple(given)
    name = next((fact.doc_id for fact in held if fact.doc_id), "text")
    entry = Entry(Document(name, text or ""), held, day or next((fact.doc_date for fact in held), None))
    ((_, html),) = build(with_own_ids(Gathered([entry])), lang)
    return Page(html)


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext cnfacts`: a Doc with facts, and a list of facts, show themselves as a page.

    Args:
        shell: the notebook's `InteractiveShell`.
    """
    formatter = shell.display_formatter.formatters["text/html"]
    formatter.for_type(list, _of_list)
    formatter.for_type_by_name("spacy.tokens.doc", "Doc", _of_doc)


def _of_list(value: list[Any]) -> str | None:
    if not value or not all(isinstance(item, Fact) for item in value):
        return None
    return show(value)._repr_html_()


def _of_doc(doc: Doc) -> str | None:
    return show(doc)._repr_html_() if doc.has_extension("facts") and doc._.facts else None
