"""Words around a figure that make it a bound: 约, 超过 before it; 以上, 左右 after it."""

from __future__ import annotations

from cnfacts.grammar.scan import Item
from cnfacts.schema.enums import Qualifier, UnitClass

__all__ = ["qualify"]

APPROX, GT, LT = Qualifier.APPROX, Qualifier.GT, Qualifier.LT
BEFORE = {
    APPROX: [
        "约",
        "大约",
        "近",
        "将近",
        "接近",
        "大概",
        "约为",
        "约占",
        "约合",
        "约达",
        "近乎",
        "几乎",
        "大致",
    ],
    GT: [
        "超",
        "超过",
        "超过了",
        "超出",
        "超出了",
        "突破",
        "突破了",
        "破",
        "逾",
        "高于",
        "不低于",
        "不少于",
        "至少",
        "多于",
        "大于",
        "不小于",
    ],
    LT: [
        "不到",
        "不足",
        "低于",
        "不超过",
        "不高于",
        "不大于",
        "不多于",
        "小于",
        "少于",
        "未到",
        "未超过",
        "至多",
        "最多",
        "不超",
    ],
}
AFTER = {
    APPROX: [
        "左右",
        "上下",
        "许",
    ],
    GT: [
        "以上",
        "及以上",
        "（含）以上",
        "多",
        "余",
        "强",
    ],
    LT: [
        "以下",
        "及以下",
        "以内",
        "之内",
        "（含）以下",
    ],
}
BEFORE_WORDS = {word: kind for kind, words in BEFORE.items() for word in words}
AFTER_WORDS = {word: kind for kind, words in AFTER.items() for word in words}
BEFORE_ENDS = frozenset(word[-1] for word in BEFORE_WORDS) | {"在"}
AFTER_STARTS = frozenset(word[0] for word in AFTER_WORDS)
BEFORE_LENGTHS = sorted({len(word) for word in BEFORE_WORDS}, reverse=True)
AFTER_LENGTHS = sorted({len(word) for word in AFTER_WORDS}, reverse=True)
OTHER_WORD_BEFORE = {
    "约": "节签条契公制预特合缔履违邀相续失守集简",
    "近": "附最临邻靠新远亲相",
    "超": "赶反高英中德",
    "破": "打击爆侦告冲",
}
"""The characters that make another word (节约, 附近) of a one-character qualifier."""
OTHER_WORD_AFTER = {
    "多": tuple("次个家项种年条方元样数达于少边层地亿万"),
    "强": ("度", "化", "劲", "调", "大", "国", "县", "企", "市"),
    "许": ("可", "多"),
    "余": ("额", "名", "家", "个", "热"),
    "上下": ("功夫", "游", "联动", "班"),
}


def _before(text: str, at: int) -> tuple[str, int] | None:
    for length in BEFORE_LENGTHS:
        word = text[max(at - length, 0) : at]
        if word in BEFORE_WORDS:
            previous = text[at - len(word) - 1 : at - len(word)]
            if previous and previous in OTHER_WORD_BEFORE.get(word, ""):
                return None
            return word, at - len(word)
    return None


def _after(text: str, at: int) -> tuple[str, int] | None:
    for length in AFTER_LENGTHS:
        word = text[at : at + length]
        if word in AFTER_WORDS:
            end = at + len(word)
            return None if text.startswith(OTHER_WORD_AFTER.get(word, "\0"), end) else (word, end)
    return None


def qualify(item: Item, text: str) -> tuple[int, int, Qualifier, str | None]:
    """Where the qualifier words begin and end, the bound they set on the magnitude, and the deciding word."""
    lead, tail = item.start, item.end
    words: list[tuple[str, Qualifier]] = []
    if text[lead - 1 : lead] in BEFORE_ENDS and lead:
        before = _before(text, lead)
        if before and not (before[0] in ("高于", "低于") and item.unit_class is UnitClass.POINTS):
            lead = before[1]
            words.append((before[0], BEFORE_WORDS[before[0]]))
    vague = item.number.vague or (item.high.vague if item.high else "")
    if vague:
        words.append((vague, BEFORE_WORDS.get(vague, GT)))
    at = tail + 3 if text.startswith("人民币", tail) else tail
    while text[at : at + 1] in AFTER_STARTS and at < len(text):
        after = _after(text, at)
        if after is None:
            break
        words.append((after[0], AFTER_WORDS[after[0]]))
        at = tail = after[1]
    if words and text[lead - 3 : lead] == "控制在" and words[-1][1] in (LT, APPROX):
        lead -= 3
    if not words:
        return lead, tail, Qualifier.EQ, None
    word, kind = next((pair for pair in words if pair[1] is not APPROX), words[0])
    return lead, tail, kind, word
