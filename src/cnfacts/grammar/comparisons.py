"""What a change is measured against: 同比, 比上年末, 比第一季度和上半年, 年均, 高于全国平均."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from cnfacts.grammar.masking import PERIOD as P
from cnfacts.grammar.masking import QUANTITY as Q
from cnfacts.grammar.masking import mask
from cnfacts.grammar.numerals import parse_numeral
from cnfacts.schema.enums import Basis
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodExpr, PeriodKind, PeriodMention

__all__ = ["find_comparisons"]

_NUMBER = "一二三四五六七八九十"
_PERIODS = f"{P}+(?:(?:[、，]|和|及|与|以及){P}+)*"
_GROUP = rf"[^，。；：、（）\n{Q}]{{1,24}}?"
_BEFORE = r"(?:[^，。；、\n]{1,12}[前后时]的)?"  # 比疫情发生前的2019年
_GROUP_IS_PERIOD = regex.compile(rf"{P}+(?:的?(?:同期|水平|全年)?)?(?:的?[^，。、]{{0,6}}(?:增速|增幅|涨幅|降幅))?")  # 快于上半年
_MORE = "(?:高出|超出|多出|低出|高|低|快|慢|多|少)"
_PATTERN = regex.compile(
    rf"[比较](?:同期|{P}+)(?P<than_group>(?!同期|的|全|分别)[^，。；：（）\n{Q}{P}增下上减提降]{{2,24}}?)(?<![加放别变])(?=(?:高|低|快|慢)(?:了|约|近)?{Q})"
    rf"|(?P<yoy>同比{P}*|较同期|比同期|按年(?!率?(?:平均|均|度|计))率?)"
    rf"|(?P<pop>环比|[比较](?:上届|上次|上期|上一届|上周|前一周)(?:同期)?)"
    rf"|[比较](?:上一?个|前一?个)(?P<prior>{P}+)"
    rf"|[比较](?:上一?个|前一?个|前)(?P<span>[{_NUMBER}]+)年"
    rf"|(?P<other>[比较](?:常年|多年平均|历年平均|历史平均)(?P<group>[^，。；：、（）\n{Q}]{{0,12}}?)(?=偏|多|少|高|低|增|减|{Q}))"
    rf"|(?P<target>[比较](?:年初|年度)?(?:预期|预算|计划|目标)(?:目标|数)?)"
    rf"|(?P<average>(?:[这近]?(?P<years>[{_NUMBER}]{{1,3}}|(?<!\d)\d{{1,2}})年)?年(?:均|平均)(?!汇率|价|工资|气温|水平|利率|余额|人数|人口|产量)|平均每年|每年平均|(?P<both>[两{_NUMBER}]|\d)年平均)"
    rf"|[比较]{P}+(?P<than_group>(?!同期|的|全年|水平|比重|占比|增[速幅])[^，。；：、（）\n{Q}{P}]{{2,12}}?)(?<![加提升降减放别变])(?=(?:高|低|快|慢)(?:了|约|近)?{Q})"
    rf"|(?P<target>[比较]{P}+(?:计划|预期目标))"
    rf"|(?:对比|[比较]{_BEFORE}|相比) ?(?P<periods>{_PERIODS})"
    rf"的?(?:同期|(?:设立|成立|开通|启动|建立)(?:之初|初期|时)|水平|同月|预算数?|预计数|预计执行数|执行数|决算数)?(?:相比)?"
    rf"|[与同](?P<periods>{_PERIODS})(?:的?(?:同期|水平))?(?P<even>(?:大体|基本|大致)?(?:持平|相当|一致|相同)|相比|比较|比)"
    rf"|(?P<other>(?:高于|快于|低于|慢于|好于|高出|低出|领先|超出)(?P<group>{_GROUP})(?={Q}))"
    rf"|(?P<than>[比较](?![重例率值较比])(?P<than_group>{_GROUP})(?={_MORE}(?:了|约|近)?{Q}))"
)


def find_comparisons(text: str, quantities: Sequence[Quantity], periods: Sequence[PeriodMention]) -> list[Comparison]:
    """Comparison mentions of a normalised text, in order; `periods` and `quantities` are its own mentions."""
    masked = mask(text, (P, periods), (Q, quantities))
    found: list[Comparison] = []
    for match in _PATTERN.finditer(masked):
        comparison = _read(match, periods, text)
        if comparison is not None:
            found.append(comparison)
    return found


def _read(match: regex.Match[str], periods: Sequence[PeriodMention], text: str) -> Comparison | None:
    start, end = match.span()
    if match["yoy"]:
        return Comparison(start, end, Basis.YOY)
    if match["pop"]:
        return Comparison(start, end, Basis.POP)
    if match["prior"]:
        prior = next(p.expr for p in periods if p.start == match.start("prior"))
        return Comparison(start, end, Basis.PERIOD, (replace(prior, name="before"),))
    if match["span"]:
        expr = PeriodExpr(PeriodKind.SPAN, n=_count(match["span"]) or 0, name="before")
        return Comparison(start, end, Basis.PERIOD, (expr,))
    if match["target"]:
        return Comparison(start, end, Basis.TARGET)
    if match["average"]:
        years = match["years"] or match["both"]
        return Comparison(start, end, Basis.AVERAGE, years=_count(years) if years else None)
    if match["periods"]:
        low, high = match.span("periods")
        named = tuple(p.expr for p in periods if low <= p.start and p.end <= high)
        return Comparison(start, end, Basis.PERIOD, named) if named else None
    group = match.span("group") if match["other"] else match.span("than_group")
    if _GROUP_IS_PERIOD.fullmatch(match.string, *group):
        named = tuple(p.expr for p in periods if group[0] <= p.start and p.end <= group[1])
        return Comparison(start, end, Basis.PERIOD, named) if named else None
    return Comparison(start, end, Basis.OTHER, group=group)


def _count(word: str) -> int | None:
    """A number of years in digits or in words; a range (一二) is none."""
    number = parse_numeral(word)
    return int(number.value) if number and number.high is None else None
