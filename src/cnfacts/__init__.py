"""Typed statistics from Chinese government text.

`extract` is the one-line way in; `pipe` reads many texts; `check` sets facts against each other; `validate` holds
claimed figures against known ones; `load` gives the spaCy pipeline; `show` makes a page to look
at. Importing the package loads no spaCy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnfacts.api import extract, pipe
    from cnfacts.checks.report import check
    from cnfacts.engines.batches import extract_batch
    from cnfacts.frames import to_arrow, to_pandas, to_polars
    from cnfacts.io.base.indexing import index
    from cnfacts.io.base.opening import open_base
    from cnfacts.pipeline.loading import load
    from cnfacts.report.notebook import load_ipython_extension, show
    from cnfacts.schema.fact import Fact
    from cnfacts.validating import validate

__all__ = [
    "Fact",
    "check",
    "extract",
    "extract_batch",
    "index",
    "load",
    "load_ipython_extension",
    "open_base",
    "pipe",
    "show",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "validate",
]
__version__ = "0.1.0"

_HOMES = {
    "Fact": "cnfacts.schema.fact",
    "check": "cnfacts.checks.report",
    "extract": "cnfacts.api",
    "extract_batch": "cnfacts.engines.batches",
    "index": "cnfacts.io.base.indexing",
    "load": "cnfacts.pipeline.loading",
    "load_ipython_extension": "cnfacts.report.notebook",
    "open_base": "cnfacts.io.base.opening",
    "pipe": "cnfacts.api",
    "show": "cnfacts.report.notebook",
    "to_arrow": "cnfacts.frames",
    "to_pandas": "cnfacts.frames",
    "to_polars": "cnfacts.frames",
    "validate": "cnfacts.validating",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cnfacts' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
