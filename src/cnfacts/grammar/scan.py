"""Finding numerals: one pass of a compiled pattern over a block, stop list first, unit from the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from cnfacts.grammar.numerals import Numeral, parse_numeral
from cnfacts.grammar.stops import stop_index
from cnfacts.lexicon.loading import Lexicon, Unit
from cnfacts.schema.enums import UnitClass

__all__ = ["Item", "scan"]

FIRST = "[0-9〇零一二三四五六七八九十百千万亿两廿卅几数上翻]"
DIGIT_WORDS = "〇零一二三四五六七八九两"
# 千 of 千瓦, 千克 and 百 of 百分点 belong to the unit.
SCALE = "(?:[十亿]|万(?!分[之点])|百(?!分|帕)|千(?!分|兆|瓦|克|米|升|卡|伏|帕|焦|赫|乏|字节|比特))"
ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,9}(?!\d|,\d)|\d{1,30}(?!\d))(?:[.·．]\d{1,20}(?!\d))?"
_POINTS_SPLIT = ("个多百分点", "个余百分点")
NEXT_PART = rf"(?:\d{{1,4}}|[一二三四五六七八九两])(?=[多余几]?{SCALE})"
ARABIC_SCALED = rf"{ARABIC}(?:[ ]?[多余几]?{SCALE}(?:{NEXT_PART})?){{0,6}}"
HEAD_VAGUE = (
    "(?:(?<![以线网路车马街史月])上(?=[百千万亿])|(?<![人总户函指多少参次系岁级度件倍分个])数(?=[十百千万亿])|几(?=[十百千万亿]))"
)
WORD = f"(?:[{DIGIT_WORDS}廿卅]|{SCALE})"
# 二、三百亿 is one figure: two neighbouring digits before a scale word.
NEIGHBOURS = "(?:(?:一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九)(?=[十百千万亿]))"
WORDS = (
    f"(?:{HEAD_VAGUE}|{NEIGHBOURS})?{WORD}{{1,24}}(?:点[{DIGIT_WORDS}]{{1,12}}{SCALE}{{0,4}})?(?:[多余几]{SCALE}{{1,3}}){{0,2}}"
)
PLAIN_WORDS = f"{WORD}{{1,16}}(?:点[{DIGIT_WORDS}]{{1,12}})?"
NOT_TENTHS = "员为立果分功本长品套就效都不年人熟语绩交型灾片批千对才家"
"""What makes another word of 成: 成员, 成为, 成立 …"""
SPECIALS = (
    rf"(?P<long>\d{{31,}}+(?:[.,]\d*+)?|[{DIGIT_WORDS}十百千万亿廿卅]{{25,}}+)",
    r"(?<![\d./])(?P<slash>\d{1,3}/\d{1,3})(?![\d./]|\d?月)",
    rf"(?P<percent>(?P<base>[百千万])分之(?P<of>{ARABIC}|{PLAIN_WORDS}|百))",
    rf"(?P<fraction>(?P<den>[{DIGIT_WORDS}十]{{1,3}}|\d{{1,3}})分之(?P<num>[{DIGIT_WORDS}十]{{1,3}}|\d{{1,3}}))",
    rf"(?P<double>翻了?(?P<more>[近约超逾]?)(?P<times>[{DIGIT_WORDS}十]|\d{{1,2}}(?:\.\d{{1,3}})?)番(?P<half>半?))",
    r"(?P<half_of>一半)",
    rf"(?P<tenths>(?P<tens>[一二三四五六七八九两]{{1,2}}|\d)成(?![{NOT_TENTHS}])(?P<tenths_half>半?))",
    rf"(?P<arabic>{ARABIC_SCALED})",
    rf"(?P<words>{WORDS})",
)
DENOMINATORS = ("工作日", "日", "月", "时", "秒", "分", "年", "天", "人", "次", "台班", "标准煤")
FORMS = ("arabic", "words", "percent", "tenths", "fraction", "slash", "double", "half_of", "long")
HALF, FIFTY = Decimal("0.5"), Decimal(50)
PERCENT_BASE = {"百": "%", "千": "‰", "万": "‱"}


@dataclass(slots=True)
class Item:
    """A numeral on its way to a quantity: where it stands, its number, its unit, and why it may be none."""

    start: int
    end: int
    number: Numeral
    form: str
    """The name of the pattern's branch: arabic, words, percent, fraction …"""
    unit: str = ""
    unit_code: str | None = None
    unit_class: UnitClass = UnitClass.NONE
    printed_unit: str = ""
    num_end: int = 0
    reject: str = ""
    high: Numeral | None = None
    rule: str = "plain"


_FIRST = regex.compile(FIRST)
_NUMERAL = regex.compile("|".join(SPECIALS))


def unit_at(text: str, at: int, lexicon: Lexicon) -> tuple[Unit, int] | None:
    """The unit that starts at `at` and where it ends: the longest spelling that no other word denies."""
    by_spelling = lexicon.by_spelling
    for length in lexicon.spelling_lengths:
        unit = by_spelling.get(text[at : at + length])
        end = at + length
        if unit is not None and end <= len(text) and not text.startswith(unit.not_before or "\0", end):
            return unit, end
    return None


def _attach_unit(item: Item, text: str, lexicon: Lexicon) -> None:
    at = item.num_end
    if text.startswith(("多", "余", "几"), at):
        at += 1
    if text[at : at + 1] == " " and item.form == "arabic":
        at += 1
    if text.startswith(_POINTS_SPLIT, at):
        item.number = _with_vague(item.number, text[at + 1])
        at += 2
    found = unit_at(text, at, lexicon)
    if found is None:
        return
    unit, end = found
    item.unit, item.unit_code, item.unit_class = unit.name, unit.code, unit.unit_class
    item.printed_unit, item.end = text[at:end], end
    if at > item.num_end and text[item.num_end] in "多余几":
        item.number = _with_vague(item.number, text[item.num_end])
    if text[end : end + 1] in ("/", "／"):
        _attach_denominator(item, text, end + 1, lexicon)


def _attach_denominator(item: Item, text: str, at: int, lexicon: Lexicon) -> None:
    scaled = text.startswith(("万", "千", "百"), at) and not text.startswith(("瓦", "克", "米", "升"), at + 1)
    scale_end = at + 1 if scaled else at
    found = unit_at(text, scale_end, lexicon)
    if found:
        name, end = found[0].name, found[1]
    else:
        name = next((d for d in DENOMINATORS if text.startswith(d, scale_end)), "")
        end = scale_end + len(name)
    if name:
        item.unit = f"{item.unit}/{text[at:scale_end]}{name}"
        item.unit_code, item.unit_class, item.end = None, UnitClass.COMPOUND, end


def _with_vague(number: Numeral, word: str) -> Numeral:
    return Numeral(number.value, number.high, number.digits, number.scale, word)


def _special(match: regex.Match[str], form: str) -> tuple[Numeral | None, str, UnitClass, str | None]:
    """Number, unit, class and code of the forms that carry their own unit."""
    ratio = UnitClass.RATIO
    if form == "percent":
        base, number = match["base"], parse_numeral(match["of"])
        if match["of"] == "百":
            number = Numeral(Decimal(100))
        code = {"百": "%", "千": "[ppth]", "万": None}[base]
        return number, PERCENT_BASE[base], ratio, code
    if form in ("fraction", "slash"):
        if form == "slash":
            num, den = (parse_numeral(part) for part in match["slash"].split("/"))
        else:
            num, den = parse_numeral(match["num"]), parse_numeral(match["den"])
        if not num or not den or not 0 < num.value < den.value or (form == "slash" and den.value > 100):
            return None, "", UnitClass.NONE, None
        share = (num.value * 100 / den.value).quantize(Decimal("0.01"))
        return Numeral(Decimal(f"{share.normalize():f}")), "%", ratio, "%"
    if form == "half_of":
        return Numeral(FIFTY), "%", ratio, "%"
    if form == "tenths":
        return _tenths(match), "%", ratio, "%"
    times = parse_numeral(match["times"])
    if times is None or times.value != times.value.to_integral_value() or match["half"]:
        return None, "", UnitClass.NONE, None
    return Numeral(Decimal(2) ** int(times.value), vague=match["more"]), "倍", UnitClass.MULTIPLE, None


def _tenths(match: regex.Match[str]) -> Numeral | None:
    number = parse_numeral(match["tens"])
    if number is None or (number.high is None and number.value > 9):
        return None
    high = number.high * 10 if number.high is not None else None
    return Numeral(number.value * 10 + (5 if match["tenths_half"] else 0), high)


def _item(match: regex.Match[str], text: str, lexicon: Lexicon) -> Item:
    form = next(f for f in FORMS if match[f] is not None)
    start, end = match.span()
    if form == "long":
        return _refused(match.span(), form, "run of digits")
    if form in ("arabic", "words"):
        number = parse_numeral(match[form].replace("、", ""))
        if number is None:
            return _refused(match.span(), form, "not a well-formed numeral")
        item = Item(start, end, number, form, num_end=end)
        _attach_unit(item, text, lexicon)
        if item.unit == "倍" and text[item.end : item.end + 1] == "半":
            item.number, item.end = Numeral(item.number.value + HALF), item.end + 1
        return item
    special, unit, unit_class, code = _special(match, form)
    if special is None:
        return _refused(match.span(), form, "not a well-formed numeral")
    return Item(start, end, special, form, unit, code, unit_class, unit, end)


def scan(text: str, lexicon: Lexicon) -> Iterator[Item]:
    """Every numeral of the text in order, with its unit; those of the stop list carry their reason."""
    stops = stop_index(lexicon)
    search, numeral = _FIRST.search, _NUMERAL.match
    at = 0
    while (first := search(text, at)) is not None:
        at = first.start()
        stop = stops.match(text, at)
        if stop is not None:
            yield _refused((at, stop[1]), "stop", lexicon.stops[stop[0]].reason)
            at = max(stop[1], at + 1)
            continue
        match = numeral(text, at)
        if match is None:
            at += 1
            continue
        item = _item(match, text, lexicon)
        yield item
        at = item.end


def _refused(span: tuple[int, int], form: str, reason: str) -> Item:
    return Item(*span, Numeral(Decimal(0)), form, num_end=span[1], reject=reason)
