"""Texts and tables of made-up bulletins: templates of our own with figures from a seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import regex

import cnfacts
from cnfacts.schema.fact import Fact

__all__ = ["Bulletin", "Key", "Keys", "Sheet", "bulletin", "key", "sheet", "traditional"]

Key = tuple[str, str, str, str, str, str, str]
"""metric, value, unit, first and last day, kind, basis"""
Keys = Counter[Key]

SMALLEST, LARGEST = 500, 8000
PLACES = ("清河市", "东江市", "云岭县", "白塔区", "临湖县", "北原市")
PARTS = ("综合", "农业", "工业和建筑业", "固定资产投资", "国内贸易", "对外经济", "财政金融", "人民生活")
METRICS = ("固定资产投资", "社会消费品零售总额", "进出口总值", "一般公共预算收入", "房地产开发投资", "旅游收入")
GOODS = ("原煤", "水泥", "钢材", "发电", "化肥", "汽车", "粗钢", "纱", "布", "成品油", "塑料制品", "集成电路")
ROWS = ("社会消费品零售总额", "固定资产投资", "一般公共预算收入", "一般公共预算支出", "房地产开发投资", "进出口总值")

SENTENCES = (
    "{year}年，全市实现地区生产总值{level}亿元，比上年增长{rate}%。其中，第一产业增加值{level}亿元，增长{rate}%；"
    "第二产业增加值{level}亿元，增长{rate}%；第三产业增加值{level}亿元，增长{rate}%。",
    "全年{metric}完成{level}亿元，比上年{move}{rate}%，增速比前三季度提高{point}个百分点。",
    "{year}年，全市{metric}{level}亿元，同比{move}{rate}%，其中第二、三季度分别增长{rate}%和{rate}%。",
    "全年粮食产量{count}万吨，比上年{move}{rate}%；油料产量{level}万吨，{move}{rate}%。",
    "年末全市常住人口{count}万人，比上年末增加{point}万人，城镇化率为{share}%，提高{point}个百分点。",
    "规模以上工业增加值比上年增长{rate}%。分门类看，采矿业增长{rate}%，制造业增长{rate}%。",
    "全年居民消费价格比上年上涨{rate}%，其中食品烟酒价格上涨{rate}%，衣着价格下降{rate}%。",
    "年末金融机构本外币各项存款余额{count}亿元，比年初增加{level}亿元，同比增长{rate}%。",
    "全年城镇新增就业{level}万人，完成年度目标的{over}%。",
    "全市居民人均可支配收入{income}元，比上年增长{rate}%；城镇居民人均可支配收入{income}元，增长{rate}%。",
    "12月份，全市{metric}同比{move}{rate}%，比11月份{move}{rate}%。",
    "{year}年12月末，全市千兆用户达到{level}万户，占固定宽带用户总数的{share}%，比上年末提高{point}个百分点。",
    "各地区各部门坚持稳中求进，扎实推进高质量发展，各项事业取得新的进展。",
    "要继续优化营商环境，办好民生实事，守住安全底线，努力完成全年各项任务。",
)
_FIELD = regex.compile(r"\{(\w+)\}")
_PAIRS = (
    "东東云雲岭嶺县縣区區临臨综綜农農业業资資产產国國内內贸貿对對经經济濟财財会會费費总總额額进進预預开開发發游遊实實现現亿億长長个個点點别別粮糧万萬镇鎮为為规規门門类類采採矿礦制製价價涨漲烟煙着著"
    "机機构構币幣项項余餘标標户戶达達占佔宽寬带帶数數坚堅稳穩扎紮质質继繼续續优優营營环環办辦线線务務统統计計报報"
)
"""Simplified and traditional, of the characters used above."""
_TRADITIONAL = str.maketrans({_PAIRS[i]: _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2)})


@dataclass(frozen=True)
class Sheet:
    """A table: caption, unit, rows with the head first, and what its figures are."""

    caption: str
    unit: str
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Bulletin:
    """Lines of text, the first a title and the second a dateline; and a table to stand after them, if any."""

    day: date
    lines: tuple[str, ...]
    sheet: Sheet | None = None

    @property
    def text(self) -> str:
        """The plain text."""
        return "\n".join(self.lines) + "\n"

    def keys(self) -> Keys:
        """What the plain text gives, and what the table is known to hold."""
        found = Counter(key(fact) for fact in cnfacts.extract(self.text))
        return found + Counter(self.sheet.keys if self.sheet else ())


def key(fact: Fact) -> Key:
    """What must be the same in every format."""
    first, last = fact.period_start, fact.period_end
    value = "" if fact.value is None else f"{fact.value.normalize():f}"
    return (fact.metric, value, fact.unit, str(first), str(last), fact.kind.value, fact.basis.value)


def bulletin(chance: random.Random, *, with_sheet: bool = False) -> Bulletin:
    """A bulletin of 500 to 8,000 characters on the year before its date."""
    day = date(chance.randint(2015, 2025), chance.randint(1, 4), chance.randint(1, 28))
    place = chance.choice(PLACES)
    lines = [f"{place}{day.year - 1}年国民经济和社会发展统计公报", f"（{day.year}年{day.month}月{day.day}日）"]
    wanted = round(SMALLEST * (LARGEST / SMALLEST) ** chance.random() * 0.98)
    size = part = 0
    while size < wanted:
        if not part % 3:
            lines.append(f"{'一二三四五六七八九十'[part // 3 % 10]}、{PARTS[part // 3 % len(PARTS)]}")
        part += 1
        picked = [filled(chance.choice(SENTENCES), day.year - 1, chance) for _ in range(chance.randint(1, 3))]
        lines.append("".join(picked))
        size = sum(map(len, lines))
    return Bulletin(day, tuple(lines), sheet(chance, day.year - 1) if with_sheet else None)


def filled(template: str, year: int, chance: random.Random) -> str:
    """A sentence with figures."""
    makers: dict[str, Callable[[], str]] = {
        "year": lambda: str(year),
        "level": lambda: f"{chance.randint(101, 99999) / 10:.1f}",
        "rate": lambda: f"{chance.randint(1, 299) / 10:.1f}",
        "point": lambda: f"{chance.randint(1, 59) / 10:.1f}",
        "share": lambda: f"{chance.randint(101, 899) / 10:.1f}",
        "over": lambda: f"{chance.randint(1001, 1399) / 10:.1f}",
        "count": lambda: f"{chance.randint(1001, 99999) / 100:.2f}",
        "income": lambda: str(chance.randint(12000, 70000)),
        "move": lambda: chance.choice(("增长", "下降")),
        "metric": lambda: chance.choice(METRICS),
    }
    return _FIELD.sub(lambda field: makers[field[1]](), template)


def sheet(chance: random.Random, year: int, rows: int | None = None) -> Sheet:
    """A table of levels and growths of a year, with a unit for all rows or one a row."""
    rows = rows or chance.randint(4, 24)
    with_units = chance.random() < 0.5
    head = ("指标", "单位", f"{year}年", "比上年增长（%）") if with_units else ("指标", f"{year}年", "比上年增长（%）")
    made, keys = [head], []
    for number in range(rows):
        name, unit, scale = ROWS[number % len(ROWS)], "亿元", 8
        if with_units and number % 2:
            name, unit, scale = f"{GOODS[number % len(GOODS)]}产量", "万吨", 4
        level, growth = chance.randint(100, 99999), chance.randint(-199, 299)
        figures = (f"{level / 10:,.1f}", f"{growth / 10:.1f}")
        made.append((name, unit, *figures) if with_units else (name, *figures))
        days = (f"{year}-01-01", f"{year}-12-31")
        keys.append((name, str(level * 10 ** (scale - 1)), "元" if scale == 8 else "吨", *days, "level", "none"))
        keys.append((name, _tenths(growth), "%", *days, "growth", "yoy"))
    return Sheet(f"{year}年主要经济指标", "" if with_units else "亿元", tuple(made), tuple(keys))


def _tenths(value: int) -> str:
    text = f"{value / 10:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def traditional(made: Bulletin) -> Bulletin:
    """The same in characters that Big5 has."""
    return Bulletin(made.day, tuple(line.translate(_TRADITIONAL) for line in made.lines))
