"""Optional dependencies, imported when they are first needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cnfacts.errors import MissingExtraError

__all__ = ["need"]


def need(module: str, extra: str) -> Any:
    """The module, or how to install it.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        missing = error.name or module
        raise MissingExtraError(
            f"{missing} is not installed; install it with: pip install 'cnfacts[{extra}]'"
        ) from None
