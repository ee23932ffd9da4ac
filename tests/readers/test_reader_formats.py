"""What a spreadsheet's cell shows."""

from __future__ import annotations

from datetime import datetime

import pytest

from cnfacts.io.readers.formats import shown


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.045, "0.0%", "4.5%"),
        (0.045, "0%", "5%"),
        (-0.0123, "0.0%", "-1.2%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "0.00_ ", "1234.50"),
        (1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "1,234.50"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "-1,234.50"),
        (-1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "-1,234.50"),
        (0.1 + 0.2, "General", "0.3"),
        (1228.5, "General", "1228.5"),
        (100, "General", "100"),
        (1e15, "General", "1000000000000000"),
        (12345678, '0.00,,"百万"', "12.35百万"),
        (5, '0"亿元"', "5亿元"),
        (2.50, "0.##", "2.5"),
        (3, "0.##", "3"),
        (0, "0.0", "0.0"),
        (0.05, "#.0", "0.1"),
        ("  城镇", "General", "  城镇"),
        (None, "General", ""),
        (True, "General", "TRUE"),
        (datetime(2024, 2, 29), "yyyy-mm-dd", "2024年2月29日"),
        (datetime(2024, 2, 1), 'yyyy"年"m"月"', "2024年2月"),
        (datetime(2024, 2, 1), "mmm-yy", "2024年2月"),
    ],
)
def test_shown(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text
