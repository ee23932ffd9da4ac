"""The examples in the tables of units and of words that make no difference hold."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from cnfacts.claims.naming import Extent, extents, relate
from cnfacts.claims.units import Unit, conversion, units

SIDE = re.compile(r"(\d+)(\D+)")


@pytest.mark.parametrize("unit", units().values(), ids=lambda unit: unit.name)
def test_unit(unit: Unit) -> None:
    sides = [SIDE.fullmatch(side) for side in unit.example.split("=")]
    (many, one), (few, other) = [(Fraction(side[1]), side[2]) for side in sides if side]
    assert unit.name in (one, other)
    factor = conversion(one, other)
    assert factor is not None and many * factor == few


@pytest.mark.parametrize("extent", extents(), ids=lambda extent: extent.example)
def test_extent(extent: Extent) -> None:
    longer, shorter = extent.example.split("=")
    assert relate(longer, shorter, "全国").is_same
    assert relate(longer, shorter, "全国").reason
    assert extent.region == "*" or not relate(longer, shorter, "湖南省").is_same
    assert not relate(f"中央{longer}", shorter, "全国").is_same


APART = [("元", "美元"), ("吨", "元"), ("吨", "吨标准煤"), ("人", "人次"), ("%", "百分点"), ("个", "家")]


@pytest.mark.parametrize(("given", "wanted"), APART)
def test_not_comparable(given: str, wanted: str) -> None:
    assert conversion(given, wanted) is None


def test_a_growth_in_times_is_one_in_per_cent() -> None:
    assert conversion("倍", "%", is_growth=True) == 100
    assert conversion("倍", "%") is None
