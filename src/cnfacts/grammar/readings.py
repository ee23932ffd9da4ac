"""What the clause around each figure says: the metric's words, the verbs, the form of the statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import regex

from cnfacts.grammar.masking import COMPARISON, PERIOD, QUANTITY, mask
from cnfacts.grammar.peeling import NOTE, name_parts, peel, strip_left
from cnfacts.lexicon.predicates import Word
from cnfacts.schema.enums import UnitClass
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodMention

__all__ = ["Form", "Reading", "mask_block", "read_figures"]

Span = tuple[int, int]


class Form(str, Enum):
    """The construction a figure stands in."""

    PLAIN = "plain"  # 增加值增长2.3%
    SHARE = "share"  # 占…的比重为38.2%
    COMPLETION = "completion"  # 完成全年目标的56.5%
    CONTRIBUTION = "contribution"  # 拉动增长1.2个百分点
    MULTIPLE = "multiple"  # 是1997年的2.9倍
    COUNTED = "counted"  # 新建40个产业园


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure in its clause.

    `left` is the stretch of the clause before it, `parts` the metric's words, `words` the predicate words nearest
    first, `whole` the whole of a share or the total of a contribution. Figures of one list share `leader`, the
    index of the list's first figure, and its reading.
    """

    quantity: int
    leader: int
    left: Span
    form: Form
    words: tuple[Word, ...]
    parts: tuple[Span, ...]
    whole: Span | None
    negative: bool
    origin: bool
    noun_end: int


_NOTE = regex.compile(rf"[（(][^（）()\n{QUANTITY}]{{0,60}}[）)]")
_BOUNDARY = regex.compile(rf"[，,；;：:。！？!?\n（）()]|持平(?=、)|{COMPARISON}(?=、)")
_LIST_GAP = regex.compile(rf"[{PERIOD}{COMPARISON}]*(?:、|和|及|与|以及|：|:|，(?=分别))?[{PERIOD}{COMPARISON}]*")
_PULL = regex.compile(r"(?P<sign>负向|正向)?(?:合计|共同|同时|直接|共)*(?:拉动|带动|推动|下拉|拉低|贡献(?!率))(?P<whole>[^，]*)$")
_SHARE = regex.compile(
    r"(?:均|约|已|共|合计|仅|分别|就|又)*占(?!比|有|用|地|领)到?(?P<whole>[^占]*?)的?"
    r"(?:(?<noun>比重|比例|份额|市场份额|总量|比率))?的?$"
    r"|(?:恢复[到至]|相当于)(?P<whole>[^，]{2,14})的$"
)
_COMPLETION = regex.compile(r"(?:已|均|分别|超额|提前)*完成(?P<whole>[^，]*(?:目标|任务|计划|预算|进度|规划)[^，]*?)的?$")
_MULTIPLE = regex.compile(r"(?:分别|约|已|则|均)*(?:相当于|是|为|达到|达)(?P<whole>[^，是为]*?)的$")
_FROM = regex.compile(rf"[由从](?P<base>[{PERIOD}{NOTE}]*(?:的|开通运营时的|前的)?(?:不足|不到|每[^，。由从]{{1,3}}){{0,2}})$")
_WORDS = rf"[^，。；：、（）()/／\n\s{QUANTITY}{PERIOD}{COMPARISON}]+"
_AFTER = regex.compile(
    rf"(?>(?:元?人民币)?)(?P<noun>{_WORDS}(?:(?:、{_WORDS})+等{_WORDS})?"
    rf"(?:{COMPARISON}+(?:增长|增加|下降|减少|上涨|持平)(?=[，。；]))?)"
)
_ATTRIBUTE = regex.compile(rf"的(?P<noun>(?!速度|增|降|涨|水平|目标|比重|比例|份额|以)[^，。；：、（）()\n\s{QUANTITY}{PERIOD}{COMPARISON}]{{2,12}})")
_NOUN_CLOSED = regex.compile(rf"[，。；：（）()\n\s]|$|[、和及与/／]{QUANTITY}")
_NOT_NOUN = regex.compile(r"的|以[上下内]|左右|上下|和|与|及|或|增长|下降|增加|减少|提高|为|是|达|以来|之后|后|时|期间|起|至|到|元|大关|关口|新?台阶|新高|并|且|而|等(?=$|[，。])|中(?=$|[，。])")
_COUNTED_UNITS = frozenset({UnitClass.COUNT, UnitClass.PERSON, UnitClass.CURRENCY, UnitClass.NONE, UnitClass.PHYSICAL})


def mask_block(
    text: str, quantities: Sequence[Quantity], periods: Sequence[PeriodMention], comparisons: Sequence[Comparison]
) -> str:
    """`text` with periods, figures (with their qualifier words), comparisons and remarks masked."""
    figures = [_Wide(q.lead, q.tail) for q in quantities]
    masked = mask(text, (PERIOD, periods), (QUANTITY, figures), (COMPARISON, comparisons))
    return _NOTE.sub(lambda m: NOTE * len(m[0]), masked)


@dataclass(frozen=True, slots=True)
class _Wide:
    start: int
    end: int


def read_figures(masked: str, quantities: Sequence[Quantity]) -> list[Reading]:
    """A reading for every figure, in order."""
    readings: list[Reading] = []
    bounds = [m.start() for m in _BOUNDARY.finditer(masked)]
    at = -1
    for i, quantity in enumerate(quantities):
        while at + 1 < len(bounds) and bounds[at + 1] < quantity.lead:
            at += 1
        clause = bounds[at] + 1 if at >= 0 else 0
        previous = quantities[i - 1] if i else None
        start = max(clause, readings[-1].noun_end) if readings else clause
        if previous and _in_list(masked, previous, quantity, readings[-1]):
            readings.append(_follow(readings[-1], i, (previous.tail, quantity.lead)))
        else:
            readings.append(_read(masked, i, quantity, start))
    return readings


def _in_list(masked: str, previous: Quantity, quantity: Quantity, reading: Reading) -> bool:
    alike = previous.unit == quantity.unit or not previous.unit or previous.unit_class is quantity.unit_class
    alike = alike or any(w.text.startswith("分别") for w in reading.words)
    return alike and _LIST_GAP.fullmatch(masked, previous.tail, quantity.lead) is not None


def _follow(first: Reading, index: int, left: Span) -> Reading:
    return replace(first, quantity=index, left=left, noun_end=left[1])


def _read(masked: str, index: int, quantity: Quantity, start: int) -> Reading:
    """Read the figure's clause from the right: form, predicate, phrase."""
    body_end, words = peel(masked, start, quantity.lead)
    form, phrase_end, whole, negative = _form(masked, start, body_end, quantity, words)
    origin = _FROM.search(masked, start, quantity.lead)
    if origin is not None:
        phrase_end = min(phrase_end, origin.start())
    if form is not Form.PLAIN or origin is not None:
        phrase_end, more = peel(masked, start, phrase_end)
        words = (*words, *more)
    phrase_start = strip_left(masked, start, phrase_end)
    parts = name_parts(masked, phrase_start, _trim(masked, phrase_start, phrase_end))
    noun_end = quantity.tail
    if form is Form.PLAIN and origin is None and quantity.unit_class in _COUNTED_UNITS:
        noun = _noun_after(masked, quantity)
        if noun is not None:
            form, noun_end = Form.COUNTED, _noun_end(masked, noun, quantity)
            parts, words = _counted(masked, start, quantity, parts, words, noun)
    if form is Form.SHARE and (attribute := _ATTRIBUTE.match(masked, quantity.tail)):
        noun_end = attribute.end()
        parts = (*parts, attribute.span("noun")) if not masked.endswith("覆盖", start, body_end) else parts
    left = (start, quantity.lead)
    return Reading(index, index, left, form, words, parts, whole, negative, origin is not None, noun_end)


def _noun_end(masked: str, noun: Span, quantity: Quantity) -> int:
    """Where the next figure's clause may begin: after the noun, unless the noun is that clause's subject."""
    return noun[1] if _NOUN_CLOSED.match(masked, noun[1]) else quantity.tail


def _counted(
    masked: str, start: int, quantity: Quantity, parts: tuple[Span, ...], words: tuple[Word, ...], noun: Span
) -> tuple[tuple[Span, ...], tuple[Word, ...]]:
    """Name of what is counted: its verb stays (降低900万户税负), a clause that ends in 的 before it does not."""
    before = masked[start : quantity.lead]
    if before.endswith("的"):
        return (noun,), ()
    if words and words[0].role == "change" and COMPARISON not in before:
        verb = masked.rfind(words[0].text, start, quantity.lead)
        return (*parts, (verb, verb + len(words[0].text)), noun), words[1:]
    return (*parts, noun), words


def _form(
    masked: str, start: int, end: int, quantity: Quantity, words: tuple[Word, ...]
) -> tuple[Form, int, Span | None, bool]:
    """The construction, where the metric's phrase ends in it, the whole's span, and whether it pulls down."""
    unit = quantity.unit_class
    if unit in (UnitClass.POINTS, UnitClass.RATIO) and (pull := _PULL.search(masked, start, end)):
        return Form.CONTRIBUTION, pull.start(), pull.span("whole"), pull["sign"] == "负向" or "拉低" in pull[0]
    if unit is UnitClass.MULTIPLE and (multiple := _MULTIPLE.search(masked, start, quantity.lead)):
        return Form.MULTIPLE, multiple.start(), multiple.span("whole"), False
    if unit in (UnitClass.RATIO, UnitClass.POINTS):
        if completion := _COMPLETION.search(masked, start, end):
            return Form.COMPLETION, completion.start(), completion.span("whole"), False
        if share := _SHARE.search(masked, start, end):
            return Form.SHARE, share.start(), share.span("whole"), False
        if not words and _ATTRIBUTE.match(masked, quantity.tail):
            return Form.SHARE, end, None, False
        if any(w.text == "占" for w in words) or masked.endswith("覆盖", start, end):
            return Form.SHARE, end, None, False
    return Form.PLAIN, end, None, False


def _trim(masked: str, start: int, end: int) -> int:
    """Without a 的, a quotation mark left open, or blanks at the right."""
    while end > start and masked[end - 1] in "的、，, \u3000和与":
        end -= 1
    return end


def _noun_after(masked: str, quantity: Quantity) -> Span | None:
    """The noun that a count is of, right after it: 40个[优势特色产业集群]."""
    match = _AFTER.match(masked, quantity.tail)
    if match is None or match["noun"].startswith(NOTE) or _NOT_NOUN.match(match["noun"]):
        return None
    start, end = match.span("noun")
    while end > start and masked[end - 1] in "和与及的":
        end -= 1
    return (start, end) if end > start else None
