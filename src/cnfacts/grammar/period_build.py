"""From a match of the period pattern to the expressions it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import regex

from cnfacts.grammar.holidays import HOLIDAY_NAMES, LUNAR_NEW_YEAR
from cnfacts.grammar.period_patterns import MONTH, QUARTER, YEAR_NUMBER
from cnfacts.grammar.period_tables import PLAN_NUMBERS
from cnfacts.schema.periods import PeriodExpr, PeriodKind, YearAnchor

if TYPE_CHECKING:
    from regex import Match

__all__ = ["BUILDERS", "Item"]

Item = tuple[int, int, PeriodExpr]
"""Offsets and meaning of one mention."""

_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_VALUES |= {char: 0 for char in "零○ОoO0Ｏ"} | {"两": 2}
_EDGES = {"末": "end", "底": "end", "初": "start"}
_RELATIVE = {
    "今年": (YearAnchor.DOC, 0),
    "去年": (YearAnchor.DOC, -1),
    "前年": (YearAnchor.DOC, -2),
    "明年": (YearAnchor.DOC, 1),
    "来年": (YearAnchor.DOC, 1),
    "下一年": (YearAnchor.SECTION, 1),
    "上年": (YearAnchor.SECTION, -1),
    "上一年": (YearAnchor.SECTION, -1),
    "当年": (YearAnchor.SECTION, 0),
    "本年": (YearAnchor.SECTION, 0),
}
_HALVES = {"上": ((1, 1), (6, 0)), "下": ((7, 1), (12, 0))}
_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0)}
# 国庆 before 中秋: a joint holiday has the same dates under both names.
_HOLIDAYS = {"国庆": "国庆", "十一": "国庆", "五一": "劳动节", "劳动": "劳动节", "暑": "暑期"}
_HOLIDAYS |= {"除夕": LUNAR_NEW_YEAR, "大年": LUNAR_NEW_YEAR, "正月": LUNAR_NEW_YEAR}
_HOLIDAYS |= {name: name for name in HOLIDAY_NAMES}
_CENTURY_EDGES = {"本世纪末": 100, "本世纪中叶": 50}
_DAYS = {"昨": -1}
_GAP = 18


def number(text: str) -> int:
    """A small numeral, Arabic or Chinese (up to 99)."""
    if text.isdecimal():
        return int(text)
    tens, found, ones = text.rpartition("十")
    if found:
        return (_VALUES.get(tens[-1:], 1)) * 10 + _VALUES.get(ones, 0)
    return _VALUES.get(text[-1:], 0)


def year_number(text: str) -> int:
    """Four digits of a year, Arabic or Chinese; two digits are of the twentieth century."""
    value = int("".join(char if char in "0123456789" else str(_VALUES[char]) for char in text))
    return value + 1900 if value < 100 else value


def _year(match: Match[str]) -> dict[str, Any]:
    stated = match["y"] or match["yy"]
    if stated:
        return {"year": year_number(stated)}
    if match["rel"]:
        anchor, offset = _RELATIVE[match["rel"]]
        return {"anchor": anchor, "offset": offset}
    return {}


def _bounds(match: Match[str]) -> dict[str, Any]:
    """The window inside the year."""
    if match["d"]:
        month = number(match["m"])
        first = (month, number(match["d"]))
        last = (number(match["m2"]) if match["m2"] else month, number(match["d2"])) if match["d2"] else first
        return {"first": first, "last": last}
    if match["mf"]:
        return {"last": (number(match["mf"]), 0)}
    if match["qf"]:
        return {"last": (3 * number(match["qf"]), 0)}
    if match["q"]:
        quarter = number(match["q"])
        return {"first": (3 * quarter - 2, 1), "last": (3 * number(match["q2"] or match["q"]), 0)}
    if match["half"]:
        first, last = _HALVES[match["half"]]
        return {"first": first, "last": last}
    if match["m"]:
        month = number(match["m"])
        if match["third"]:
            day1, day2 = _THIRDS[match["third"]]
            return {"first": (month, day1), "last": (month, day2)}
        later = {"year_end": year_number(match["y2"])} if match["y2"] else {}
        return {"first": (month, 1), "last": (number(match["m2"] or match["m"]), 0), **later}
    return {}


def _since_later(match: Match[str]) -> bool:
    """自10月1日开通运营以来: the words between name the event."""
    if match.string[max(0, match.start() - 1) : match.start()] != "自":
        return False
    after = match.string[match.end() : match.end() + _GAP]
    words = after[: max(0, after.find("以来"))]
    return bool(words) and not any(char in "，。；、,;\n" for char in words)


def _marks(match: Match[str]) -> dict[str, Any]:
    edge = _EDGES.get(match["edge"] or "", "")
    if match["upto"] and not edge:
        edge = "end"
    since = match["since"] is not None or _since_later(match)
    return {"edge": "" if since else edge, "since": since}


def _plan(match: Match[str]) -> Iterator[Item]:
    which = PLAN_NUMBERS[match["plan"]] if match["plan"] else number(match["ord"])
    if not 1 <= which <= len(PLAN_NUMBERS):
        return
    cut: dict[str, Any] = {}
    if match["cut"]:
        cut["last_years" if match["cut"] == "后" else "first_years"] = number(match["cn"])
    yield *match.span(), PeriodExpr(PeriodKind.PLAN, n=which, **cut, **_marks(match))


def _holiday(match: Match[str]) -> Iterator[Item]:
    words = match["name"] or match["season"] or ""
    name = next((name for word, name in _HOLIDAYS.items() if word in words), "")
    days = 1 if match["hday"] else number(match["hn"] or "")
    one = match["hth"] is not None or name == LUNAR_NEW_YEAR
    counted: dict[str, Any] = {"day": days} if one else {"n": days}
    yield (
        *match.span(),
        PeriodExpr(PeriodKind.HOLIDAY, name=name, since=bool(match["since"]), **counted, **_year(match)),
    )


def _event(match: Match[str]) -> Iterator[Item]:
    yield *match.span(), PeriodExpr(PeriodKind.EVENT, name=match["event"], since=True)


def _years(match: Match[str]) -> Iterator[Item]:
    first = year_number(match["y"])
    last = year_number(match["y2"])
    if len(match["y2"]) == 2:
        last = first - first % 100 + int(match["y2"])
    if last < first:
        return
    yield *match.span(), PeriodExpr(PeriodKind.WINDOW, year=first, year_end=last)


def _listed(pattern: str) -> Callable[[Match[str]], Iterator[Item]]:
    """A list whose last item alone has the unit: each item becomes a mention, the last takes the unit in."""
    item = regex.compile(pattern)

    def build(match: Match[str]) -> Iterator[Item]:
        stem = _year(match)
        found = list(item.finditer(match.string, *match.span("list")))
        for position, one in enumerate(found):
            start = match.start() if position == 0 else one.start()
            end = match.end() if one is found[-1] else one.end()
            if pattern == YEAR_NUMBER:
                yield start, end, PeriodExpr(PeriodKind.WINDOW, year=year_number(one[0]))
            elif pattern == QUARTER:
                quarter = number(one[0])
                yield start, end, _window(stem, (3 * quarter - 2, 1), (3 * quarter, 0))
            else:
                month = number(one[0])
                yield start, end, _window(stem, (month, 1), (month, 0))

    return build


def _window(stem: dict[str, Any], first: tuple[int, int], last: tuple[int, int]) -> PeriodExpr:
    return PeriodExpr(PeriodKind.WINDOW, first=first, last=last, **stem)


def _dated(match: Match[str]) -> Iterator[Item]:
    year = _year(match)
    if match["bare"]:
        year = {"anchor": YearAnchor.SECTION}
    if match["same"] and not _bounds(match) and not match["edge"]:
        yield *match.span(), PeriodExpr(PeriodKind.SAME, **year)
        return
    yield *match.span(), PeriodExpr(PeriodKind.WINDOW, **year, **_bounds(match), **_marks(match))


def _same(match: Match[str]) -> Iterator[Item]:
    offset = -1 if match["against"] is not None else 0
    yield *match.span(), PeriodExpr(PeriodKind.SAME, anchor=YearAnchor.SECTION, offset=offset)


def _span(match: Match[str]) -> Iterator[Item]:
    direction = match["dir"].removesuffix("的")
    name = "past"
    if direction in ("今后", "未来", "此后"):
        name = "next"
    elif direction == "内":
        name = "within"
    elif direction == "前":
        name = "before" if match[0].startswith("前") else "ago"
    if count := number(match["n"]):
        yield *match.span(), PeriodExpr(PeriodKind.SPAN, n=count, name=name)


def _current(match: Match[str]) -> Iterator[Item]:
    unit = match["unit"]
    kind = PeriodKind.MONTH if "月" in unit else PeriodKind.QUARTER
    yield (
        *match.span(),
        PeriodExpr(kind, offset=-1 if unit.startswith("上") else 0, edge="end" if match["edge"] else ""),
    )


def _now(match: Match[str]) -> Iterator[Item]:
    edge = "end" if match["upto"] else ""
    if match["m"]:
        day = (number(match["m"]), number(match["d"]))
        yield *match.span(), PeriodExpr(PeriodKind.WINDOW, anchor=YearAnchor.DOC, first=day, last=day, edge=edge)
        return
    yield *match.span(), PeriodExpr(PeriodKind.DAY, offset=_DAYS.get(match["now"][0], 0), edge=edge)


def _opening(match: Match[str]) -> Iterator[Item]:
    yield *match.span(), PeriodExpr(PeriodKind.WINDOW, since=True)


def _century(match: Match[str]) -> Iterator[Item]:
    yield *match.span(), PeriodExpr(PeriodKind.CENTURY, n=_CENTURY_EDGES[match["century"]], edge="end")


def _nothing(match: Match[str]) -> Iterator[Item]:
    yield from ()


BUILDERS: dict[str, Callable[[Match[str]], Iterator[Item]]] = {
    "title": _nothing,
    "plan": _plan,
    "holiday": _holiday,
    "event": _event,
    "years": _years,
    "year_list": _listed(YEAR_NUMBER),
    "quarter_list": _listed(QUARTER),
    "month_list": _listed(MONTH),
    "window": _dated,
    "same": _same,
    "span": _span,
    "current": _current,
    "now": _now,
    "since_opening": _opening,
    "century": _century,
}
