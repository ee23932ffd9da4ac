"""Kind and sign of a figure from its unit, its form, its verbs and its metric."""

from __future__ import annotations

import regex

from cnfacts.assembly.state import Draft
from cnfacts.grammar.readings import Form, Reading
from cnfacts.lexicon.predicates import Word
from cnfacts.schema.enums import DifferenceOf, Kind, UnitClass
from cnfacts.schema.mentions import Quantity

__all__ = ["RATE_WORDS", "change_word", "kind_and_sign", "rate_word"]

RATE_WORDS = frozenset({"增速", "增幅", "涨幅", "升幅", "降幅", "跌幅", "增长幅度", "增长速度", "增长率", "上涨幅度"})
_RATIO_LIKE = frozenset({UnitClass.RATIO, UnitClass.MULTIPLE})
_SHARE_NAME = regex.compile(r"(?:占比|比重|份额|比例|贡献率|占有率)$")
_NOUN_END = "(?![到至为了\ue003])"
_GROWTH_AFTER = regex.compile(
    rf"的?(?:较快|快速|高速|中高速|高|速度|正|年均|实际|名义)*(?:的速度)?(?:增长|增速|增幅|递增|上升|上涨){_NOUN_END}"
)
_FALL_AFTER = regex.compile(rf"的?(?:速度)?(?:降幅|下降|递减){_NOUN_END}")


def change_word(words: tuple[Word, ...]) -> Word | None:
    """The change word that governs the figure: the nearest one, if no `to` or reach word of a level comes first."""
    for word in words:
        if word.role == "change":
            return word
        if word.role == "to":
            return None
    return None


def rate_word(words: tuple[Word, ...]) -> str | None:
    """增速, 降幅 … standing as the subject of another predicate (增速[加快], 降幅[收窄])."""
    return next((w.text for w in words if w.text in RATE_WORDS), None)


def kind_and_sign(quantity: Quantity, reading: Reading, name: str, after: str, antecedent: Draft | None) -> tuple[Kind, int]:
    """Kind of the figure, and the sign its words give a positive numeral."""
    if reading.origin:
        changed = change_word(reading.words)
        if changed and quantity.unit_class in _RATIO_LIKE:
            return Kind.GROWTH, changed.sign
        share = quantity.unit_class in _RATIO_LIKE and (reading.form is Form.SHARE or _SHARE_NAME.search(name))
        return (Kind.SHARE if share else Kind.LEVEL), 1
    change = change_word(reading.words)
    sign = change.sign if change else 1
    if quantity.unit_class is UnitClass.POINTS:
        if reading.form is Form.CONTRIBUTION:
            return Kind.CONTRIBUTION, -1 if reading.negative else sign
        return Kind.DIFFERENCE, sign
    if quantity.unit_class in _RATIO_LIKE:
        return _ratio(quantity, reading, name, after, antecedent, sign)
    if quantity.rule == "ratio":
        one_numeral = quantity.end - quantity.start > len(quantity.value_text or "")  # 5：1
        return Kind.LEVEL if one_numeral else Kind.SHARE, 1
    if change is not None and change.text not in RATE_WORDS and reading.form is not Form.COUNTED:
        return Kind.DIFFERENCE, sign
    return Kind.LEVEL, 1


def _ratio(quantity: Quantity, reading: Reading, name: str, after: str, antecedent: Draft | None, sign: int) -> tuple[Kind, int]:
    if reading.form in (Form.SHARE, Form.COMPLETION):
        return Kind.SHARE, 1
    if reading.form is Form.CONTRIBUTION:
        return Kind.CONTRIBUTION, -1 if reading.negative else sign
    if reading.form is Form.MULTIPLE or "番" in quantity.rule:
        return Kind.MULTIPLE, 1
    if antecedent and antecedent.is_origin and not reading.parts and any(w.role == "to" for w in reading.words):
        return antecedent.kind, 1
    if antecedent and antecedent.of is DifferenceOf.SHARE and not reading.parts and any(w.role == "to" for w in reading.words):
        return Kind.SHARE, 1  # 比重提高2个百分点至34%
    if change_word(reading.words) or rate_word(reading.words):
        rate = rate_word(reading.words)
        return Kind.GROWTH, -1 if rate in ("降幅", "跌幅") else sign
    if _GROWTH_AFTER.match(after):
        return Kind.GROWTH, 1
    if _FALL_AFTER.match(after):
        return Kind.GROWTH, -1
    if _SHARE_NAME.search(name):
        return Kind.SHARE, 1
    if quantity.unit_class is UnitClass.MULTIPLE:
        return (Kind.LEVEL if name.endswith("倍数") else Kind.MULTIPLE), 1
    bare = not reading.parts and not any(w.role in ("to", "reach") for w in reading.words)
    if bare and antecedent and antecedent.quantity.unit == quantity.unit:
        return antecedent.kind, antecedent.sign
    return Kind.LEVEL, 1
