"""Quantities: numerals with scale word, unit and qualifier; and the numerals that are none, with reasons."""

from __future__ import annotations

from cnfacts.grammar.joins import DASHES, join
from cnfacts.grammar.numerals import EXACT
from cnfacts.grammar.qualifiers import qualify
from cnfacts.grammar.scan import Item, scan
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.enums import Qualifier, UnitClass
from cnfacts.schema.mentions import Quantity, Rejected

__all__ = ["find_quantities"]

SIGNS = frozenset("-−负")
NO_SIGN_AFTER = frozenset("年月日时期号第胜抱肩欺自") | DASHES | frozenset("%)）%℃")
CELL_EDGES = frozenset("\n\r\t|")
FIGURE_MARKS = frozenset("为到至达是：:")
SMALL_COUNT_CLASSES = frozenset({UnitClass.COUNT, UnitClass.PERSON, UnitClass.TIME})
DURATIONS = frozenset({"年", "个月", "天", "周", "小时"})
MEASURED = frozenset("为达到至是由从过了加少短长均延限命龄期数升高快低降慢")
SCALE_WORDS = frozenset("百千万亿")


def _sign(items: list[Item], text: str) -> None:
    """Take in a sign that stands directly before the numeral and is no dash."""
    for at, item in enumerate(items):
        start = item.start
        if item.reject or not start or text[start - 1] not in SIGNS:
            continue
        if at and items[at - 1].end == start - 1:
            continue
        previous = text[start - 2 : start - 1] if start > 1 else ""
        if previous in NO_SIGN_AFTER or (previous.isascii() and previous.isalnum()):
            continue
        item.start -= 1
        number = item.number
        digits = f"-{number.digits}" if number.digits else None
        item.number = type(number)(-number.value, number.high, digits, number.scale, number.vague)


def _whole_cell(item: Item, text: str) -> bool:
    before, after = item.start - 1, item.end
    while before >= 0 and text[before] in " \u3000":
        before -= 1
    while after < len(text) and text[after] in " \u3000":
        after += 1
    if before > 0 and text[before - 1].isascii() and text[before - 1].isalpha():
        return False
    return (before < 0 or text[before] in CELL_EDGES) and (after == len(text) or text[after] in CELL_EDGES)


def _year_like(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("18", "19", "20", "21")


def _refuse_bare(item: Item, text: str) -> str:
    """Reason against a numeral without unit and scale word, or ""."""
    if item.form == "words":
        return "number in words without a unit"
    digits = (item.number.digits or "").lstrip("-")
    if "." in digits or item.rule == "ratio":
        return ""
    if _year_like(digits):
        return "calendar date"
    if _whole_cell(item, text):
        return ""
    follows = text[item.end : item.end + 1]
    if item.start and text[item.start - 1] in FIGURE_MARKS and not follows.isalnum():
        return ""
    return "bare number"


def _refuse_words(item: Item, text: str, qualified: bool) -> str:
    """Reason against a numeral in words, or ""."""
    printed = text[item.start : item.num_end]
    value = abs(item.number.value)
    vague_head = printed[0] in "几数上"
    if printed[0] in SCALE_WORDS and len(printed) == 1 and not item.number.vague and not qualified:
        return "scale word without a figure"
    if vague_head and (not item.unit or (item.unit_class in SMALL_COUNT_CLASSES and value < 100)):
        return "order of magnitude"
    if not item.unit:
        large = "万" in printed or "亿" in printed
        if not large or (printed[0] in SCALE_WORDS and not item.number.vague and not qualified):
            return "number in words without a unit"
    if item.unit in DURATIONS and "万" not in printed and "点" not in printed:
        return "duration in words"
    if item.unit_class in SMALL_COUNT_CLASSES and value < 100:
        return "small count in words"
    return ""


def _refuse_duration(item: Item, text: str, lead: int) -> str:
    """Reason against a whole number of years or days that nothing measures (5年经济增量), or ""."""
    if item.high or "." in (item.number.digits or "") or text[max(lead - 1, 0) : lead] in MEASURED:
        return ""
    return "duration that bounds a period"


def _refusal(item: Item, text: str, lead: int, qualifier: Qualifier) -> str:
    if item.reject:
        return item.reject
    if item.unit in DURATIONS:
        refused = _refuse_duration(item, text, lead)
        if refused:
            return refused
    if item.form == "words":
        return _refuse_words(item, text, qualifier is not Qualifier.EQ)
    if not item.unit and not item.number.scale:
        return _refuse_bare(item, text)
    return ""


def _quantity(item: Item, lead: int, tail: int, qualifier: Qualifier, word: str | None) -> Quantity:
    number, high = item.number, item.high
    negative = number.value < 0 and high is not None and high.value > 0
    upper = high.value if high else number.high
    return Quantity(
        start=item.start,
        end=item.end,
        lead=lead,
        tail=tail,
        value=number.value,
        value_high=EXACT.minus(upper) if negative and upper is not None else upper,
        value_text=number.digits,
        value_high_text=high.digits if high else None,
        scale=number.scale,
        unit=item.unit,
        unit_code=item.unit_code,
        unit_class=item.unit_class,
        qualifier=qualifier,
        qualifier_text=word,
        rule=item.form if item.rule == "plain" else item.rule,
    )


def find_quantities(norm: str, lexicon: Lexicon) -> tuple[list[Quantity], list[Rejected]]:
    """Every quantity of a normalised text, and every other numeral with the reason it is none.

    Values are exact decimals with scale words multiplied out (3亿元 is 300000000 元); percentages and
    fractions are in percent (三成 is 30). Both lists are sorted by start and nothing in them overlaps. No
    text makes it raise; offsets are positions in `norm`.
    """
    items = list(scan(norm, lexicon))
    _sign(items, norm)
    quantities: list[Quantity] = []
    rejected: list[Rejected] = []
    for item in join(items, norm):
        lead, tail, qualifier, word = qualify(item, norm)
        reason = _refusal(item, norm, lead, qualifier)
        if reason:
            rejected.append(Rejected(item.start, item.end, reason))
        else:
            quantities.append(_quantity(item, lead, tail, qualifier, word))
    return quantities, rejected
