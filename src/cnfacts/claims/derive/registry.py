"""The table of derivations. To add one: a module like the others, its line here, its cases in tests/claims."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

__all__ = ["MODULES", "modules"]

MODULES = ("growth", "level", "rest", "share", "cumulative", "parts", "chained", "average", "difference")
"""In the order in which they are tried; a module has `NAME` and `derive`."""


def modules() -> tuple[ModuleType, ...]:
    """The derivations' modules."""
    return tuple(import_module(f"cnfacts.claims.derive.{name}") for name in MODULES)
