"""Consistency checks: which printed figures cannot be true together, and which could not be told."""

from __future__ import annotations

from cnfacts.checks.report import check

__all__ = ["check"]
