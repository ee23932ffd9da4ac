"""Documents in, records out: readers by kind of file, writers by format."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnfacts.io.documents import Document
    from cnfacts.io.extracting import extract_document
    from cnfacts.io.given import ReadOptions
    from cnfacts.io.reading import read_source

__all__ = ["Document", "ReadOptions", "extract_document", "read_source"]

_HOMES = {
    "Document": "documents",
    "ReadOptions": "given",
    "extract_document": "extracting",
    "read_source": "reading",
}


def __getattr__(name: str) -> Any:
    """Imported when first asked for: the command line names files before it reads any."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"cnfacts.io.{_HOMES[name]}"), name)
