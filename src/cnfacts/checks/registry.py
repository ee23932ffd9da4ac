"""The table of checks. To add one: a module like the others, its line here, its fixture in tests/checks/fixtures."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

__all__ = ["MODULES", "modules"]

MODULES = (
    "s01_same_figure",
    "s02_cumulative_growth",
    "s03_known_levels",
    "s04_rest_of_period",
    "s05_level_growth",
    "s06_point_change",
    "s07_share",
    "s08_parts_sum",
    "s09_part_of_whole",
    "s09b_parts_growth",
    "s10_average_growth",
    "s11_chained_growth",
    "s12_multiple",
    "s13_index_growth",
    "s14_increment",
    "s15_cumulative_level",
    "s16_per_day",
    "s17_target",
    "s18_month_on_month",
    "s19_rate",
    "s20_contributions",
    "s21_domain",
)
"""In the order of design/checks.md; a module has `CHECK` and `run`."""


def modules() -> tuple[ModuleType, ...]:
    """The checks' modules."""
    return tuple(import_module(f"cnfacts.checks.{name}") for name in MODULES)
