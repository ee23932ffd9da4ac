"""Taking the words around a metric's phrase off it: predicates from the right, connectives from the left."""

from __future__ import annotations

import regex

from cnfacts.grammar.masking import COMPARISON, NOTE, PERIOD, QUANTITY
from cnfacts.lexicon.connectives import connectives
from cnfacts.lexicon.heads import head_of
from cnfacts.lexicon.predicates import Word, predicates
from cnfacts.schema.enums import UnitClass
from cnfacts.schema.mentions import Quantity

__all__ = ["name_parts", "object_of", "peel", "strip_left"]

Span = tuple[int, int]

_MARKS = f'{PERIOD}{COMPARISON}{QUANTITY}{NOTE} \u3000“”"'
# 以载重吨计, 按总产值计算; 扣除价格因素; 连续3个月.
_ADVERBIAL = regex.compile(
    r"(?:[以按](?![上下内外])[^，。；、以按]{1,8}(?<![总合累])计(?:算)?"
    r"|扣除(?:价格|物价)(?:上[涨升]|变动)?因素(?:影响)?后?|按?(?:可比|同|自然)口径|按年率"
    r"|(?:已|自)?连续(?:\d+|[一二三四五六七八九十两多]+)(?:年|个月|个季度|次|日|天|周|届))$"
)
# One-character change words are nouns' and adjectives' ends as well: they count only after a comparison.
_WEAK = frozenset("高低快慢多少大长升增减降涨跌")
_DELIVER = frozenset("下表传转送")  # 下达资金, 表达 are verbs of their own
_PER = regex.compile(r"[人户日月年亩单平周]")  # 人均, 月均 are no 均
# Words inside a phrase that a table row leaves out: 第一产业[实现]增加值.
_INNER = regex.compile(
    r"扣除(?:价格|物价)(?:上[涨升]|变动)?因素(?:影响)?后?"
    r"|(?:预计|拟)(?:将|共)?(?!目标|任务|安排)"
    r"|这几年|近几年来?|近年来|多年来|一直|分别(?=[^，。]{1,12}$)|已(?=累计)"
    r"|计划(?=[将共]|完成|实现|投资|新建|安排(?!资金))"
    r"|(?:已|自)?连续(?:\d+|[一二三四五六七八九十两多]+)(?:年|个月|个季度|次|日|天|周|届)"
    r"|(?<=[省市县区州村])均?都(?=[建培有设完实])"
    r"|(?<=[省市县州]|自治区)将|(?<=[^，。])将(?=增发|发行|安排|投入|新建|建设|推出|新增)"
    r"|(?<=我国|全国|全市|全省)(?:\ue000)?(?:已经?|将|要)(?!经济)"
    r"|(?<=[^，。]{2})已(?:经)?(?=开通|开行|建成|形成|覆盖|培育|吸引|取消|建立)"
    r"|(?:累计|已|共|共计|合计|全年|单月|全面|圆满|顺利)?(?:实现|完成|发生|达到)了?(?!率|情况|度|量|的)"
)
# A rate or price that somebody moves: the verb stands before its name.
_MOVED = regex.compile(
    "[^，。；、]{0,24}?(?P<verb>下调|上调|调降|调升|降低|提高)(?=[^，。；、]{0,20}(?:率|利率|价格|标准|关税|税率)$)"
)
_BY_WHOM = regex.compile("[^，。；、]{2,20}?(?:将|把|推动)(?=[^，。；]{2,})")
_HOLE = regex.compile(f"[从自][{PERIOD}]+(?:开始|起)|[{PERIOD}{COMPARISON}{NOTE}]+(?:(?<={PERIOD})(?:[之以]?[前内]))?")


def peel(masked: str, start: int, end: int) -> tuple[int, tuple[Word, ...]]:
    """Take predicate words, marks and blanks off the right of `masked[start:end]`.

    Returns the end of what is left, and the words, nearest to the figure first.
    """
    table = predicates()
    backwards = masked[start:end][::-1]
    words: list[Word] = []
    at = 0
    while at < len(backwards):
        if backwards[at] in _MARKS or backwards.startswith("的" + PERIOD, at):
            at += 1
            continue
        match = table.backwards.match(backwards, at)
        if match is None:
            break
        word = table.words[match[0][::-1]]
        if not _is_predicate(word, backwards, at, match.end(), bool(words)):
            break
        words.append(word)
        at = match.end()
    adverbial = _ADVERBIAL.search(masked, start, end - at)
    if adverbial:
        rest, more = peel(masked, start, adverbial.start())
        return rest, (*words, *more)
    return end - at, tuple(words)


def _is_predicate(word: Word, backwards: str, at: int, after: int, others: bool) -> bool:
    """Whether a word of the table stands as a predicate here, and not as the end of a name."""
    if word.text.startswith("达") and backwards[after : after + 1] in _DELIVER:
        return False
    if word.text == "均" and _PER.match(backwards, after):
        return False
    if word.text in _WEAK and word.role == "change":
        alone = after >= len(backwards.rstrip("、和与及，"))
        if not (alone or others or COMPARISON in backwards):
            return False
    head = head_of(backwards[at:][::-1])  # 负债合计: the word ends an indicator's name
    return head is None or len(head.text) <= len(word.text) or not head.text.endswith(word.text)


def strip_left(masked: str, start: int, end: int) -> int:
    """Where the phrase in `masked[start:end]` begins once connectives, marks and blanks are taken off its left."""
    match = connectives().match(masked, start, end)
    return match.end() if match else start


def object_of(
    masked: str, start: int, end: int, quantity: Quantity, words: tuple[Word, ...]
) -> tuple[int, tuple[Word, ...]]:
    """Where the name begins after who did it: 央行决定[下调]存款准备金率0.25个百分点, 某院将[增速预期]下调0.3个百分点."""
    if quantity.unit_class not in (UnitClass.POINTS, UnitClass.RATIO):
        return start, words
    if any(word.role in ("change", "to") for word in words):
        match = _BY_WHOM.match(masked, start, end)
        return (match.end(), words) if match and head_of(masked[match.end() : end]) else (start, words)
    match = _MOVED.match(masked, start, end)
    return (match.end(), (*words, predicates().words[match["verb"]])) if match else (start, words)


def name_parts(masked: str, start: int, end: int) -> tuple[Span, ...]:
    """The spans of `masked[start:end]` that make the name: without marks and without 实现, 完成."""
    cuts = [*(m.span() for m in _HOLE.finditer(masked, start, end))]
    cuts += [m.span() for m in _INNER.finditer(masked, start, end) if m.end() < end]
    parts: list[Span] = []
    at = start
    for low, high in sorted(cuts):
        if low > at:
            parts.append((at, low))
        at = max(at, high)
    if at < end:
        parts.append((at, end))
    return tuple(parts)
