"""The closed vocabularies of the record."""

from __future__ import annotations

from enum import Enum

__all__ = [
    "Aggregation",
    "Basis",
    "DifferenceOf",
    "Kind",
    "PriceBasis",
    "Qualifier",
    "SlotSource",
    "Status",
    "UnitClass",
]


class Kind(str, Enum):
    """What the figure says of its metric."""

    LEVEL = "level"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    SHARE = "share"
    CONTRIBUTION = "contribution"
    MULTIPLE = "multiple"


class Basis(str, Enum):
    """What a change is measured against."""

    NONE = "none"
    YOY = "yoy"
    POP = "pop"
    PERIOD = "period"
    AVERAGE = "average"
    OTHER = "other"
    TARGET = "target"
    UNSTATED = "unstated"


class Qualifier(str, Enum):
    """How the printed figure bounds the true one, on the magnitude."""

    EQ = "eq"
    APPROX = "approx"
    GT = "gt"
    LT = "lt"


class Status(str, Enum):
    """Whether the figure happened, is aimed at, or is expected."""

    ACTUAL = "actual"
    TARGET = "target"
    FORECAST = "forecast"


class Aggregation(str, Enum):
    """How figures of the metric add up over time."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"
    INDEX = "index"
    NET = "net"
    UNKNOWN = "unknown"


class PriceBasis(str, Enum):
    """Current or comparable prices."""

    NOMINAL = "nominal"
    REAL = "real"
    UNSTATED = "unstated"


class DifferenceOf(str, Enum):
    """What a difference is the difference of."""

    LEVEL = "level"
    GROWTH = "growth"
    SHARE = "share"


class SlotSource(str, Enum):
    """Where a slot's words stand."""

    STATED = "stated"
    INHERITED = "inherited"
    CAPTION = "caption"
    DEFAULT = "default"


class UnitClass(str, Enum):
    """What a unit measures; decides which readings a figure may have."""

    RATIO = "ratio"  # % ‰ 成
    POINTS = "points"  # 百分点
    MULTIPLE = "multiple"  # 倍 番
    CURRENCY = "currency"
    PHYSICAL = "physical"  # length, area, volume, mass, energy …
    TIME = "time"  # 年 个月 天 小时
    PERSON = "person"  # 人 人次 户
    COUNT = "count"  # 个 家 项 …
    COMPOUND = "compound"  # 元/吨
    NONE = "none"
