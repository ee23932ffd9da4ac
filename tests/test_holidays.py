"""Holidays by the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from cnfacts.grammar.holidays import holiday_near

NEAR = """
2026-02-20 2026-02-15 2026-02-23
2026-05-01 2026-05-01 2026-05-05
2026-04-03 2026-04-04 2026-04-06
2025-10-09 2025-10-01 2025-10-08
2025-07-20 - -
2025-03-01 - -
"""


@pytest.mark.parametrize(("day", "first", "last"), [line.split() for line in NEAR.strip().splitlines()])
def test_the_holiday_a_text_is_about(day: str, first: str, last: str) -> None:
    found = holiday_near(date.fromisoformat(day))
    assert [str(end) for end in found or ("-", "-")] == [first, last]
