"""What the clause around each figure says: the metric's words, the verbs, the form of the statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from cnfacts.grammar.counted import counted_noun, counted_parts, noun_end
from cnfacts.grammar.forms import Form, attributed, construction_of, origin_of
from cnfacts.grammar.masking import COMPARISON, NOTE, PERIOD, QUANTITY, mask
from cnfacts.grammar.peeling import name_parts, object_of, peel, strip_left
from cnfacts.lexicon.predicates import Word
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodMention

__all__ = ["Form", "Reading", "mask_block", "read_figures"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure in its clause.

    `left` is the stretch of the clause before it, `parts` the metric's words, `words` the predicate words nearest
    first, `whole` the whole of a share or the total of a contribution. `origin` marks the 由X of 由X增加到Y, `negative`
    a pull downwards; `noun_end` is where the next figure's stretch may begin. Figures of one list share `leader`, the
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
_BOUNDARY = regex.compile(rf"[，,；;：:。！？!?\n（）()]|持平(?=、)|{COMPARISON}(?=、)|\u3000{{2,}}")
_LIST_GAP = regex.compile(rf"[{PERIOD}{COMPARISON}]*(?:、|和|及|与|以及|：|:|，(?=分别))?[{PERIOD}{COMPARISON}]*")
_MAX_CLAUSE = 160  # a name further from its figure than this is none


@dataclass(frozen=True, slots=True)
class _Wide:
    start: int
    end: int


def mask_block(
    text: str, quantities: Sequence[Quantity], periods: Sequence[PeriodMention], comparisons: Sequence[Comparison]
) -> str:
    """`text` with periods, figures (with their qualifier words), comparisons and remarks masked."""
    figures = [_Wide(q.lead, q.tail) for q in quantities]
    masked = mask(text, (PERIOD, periods), (QUANTITY, figures), (COMPARISON, comparisons))
    return _NOTE.sub(lambda m: NOTE * len(m[0]), masked)


def read_figures(masked: str, quantities: Sequence[Quantity]) -> list[Reading]:
    """A reading for every figure, in order."""
    readings: list[Reading] = []
    bounds = [m.end() - 1 for m in _BOUNDARY.finditer(masked)]
    at = -1
    for i, quantity in enumerate(quantities):
        while at + 1 < len(bounds) and bounds[at + 1] < quantity.lead:
            at += 1
        start = max(bounds[at] + 1 if at >= 0 else 0, quantity.lead - _MAX_CLAUSE)
        if readings and _in_list(masked, quantities[i - 1], quantity, readings[-1]):
            left = (quantities[i - 1].tail, quantity.lead)
            readings.append(replace(readings[-1], quantity=i, left=left, noun_end=quantity.tail))
        else:
            readings.append(_read(masked, i, quantity, max(start, readings[-1].noun_end) if readings else start))
    return readings


def _in_list(masked: str, previous: Quantity, quantity: Quantity, reading: Reading) -> bool:
    """Whether the figure goes on a list: nothing but a conjunction between, and units alike or 分别 said."""
    alike = previous.unit == quantity.unit or not previous.unit or previous.unit_class is quantity.unit_class
    alike = alike or any(w.text.startswith("分别") for w in reading.words)
    return alike and _LIST_GAP.fullmatch(masked, previous.tail, quantity.lead) is not None


def _read(masked: str, index: int, quantity: Quantity, start: int) -> Reading:
    """Read the figure's clause from the right: predicate, construction, phrase, then what follows the figure."""
    body_end, words = peel(masked, start, quantity.lead)
    built = construction_of(masked, start, body_end, quantity, words)
    form, phrase_end = built.form, built.phrase_end
    origin = origin_of(masked, start, quantity.lead)
    if origin is not None:
        phrase_end = min(phrase_end, origin)
    if form is not Form.PLAIN or origin is not None:
        phrase_end, more = peel(masked, start, phrase_end)
        words = (*words, *more)
    phrase_start = strip_left(masked, start, phrase_end)
    phrase_start, words = object_of(masked, phrase_start, phrase_end, quantity, words)
    parts = name_parts(masked, phrase_start, _trim(masked, phrase_start, phrase_end))
    end = quantity.tail
    noun = counted_noun(masked, quantity) if form is Form.PLAIN and origin is None else None
    if noun is not None:
        form, end = Form.COUNTED, noun_end(masked, noun, quantity)
        parts, words = counted_parts(masked, start, quantity, parts, words, noun)
    elif form is Form.SHARE and (attribute := attributed(masked, quantity)):
        end = attribute[1]
        parts = parts if masked.endswith("覆盖", start, body_end) else (*parts, attribute[0])
    left = (start, quantity.lead)
    return Reading(index, index, left, form, words, parts, built.whole, built.negative, origin is not None, end)


def _trim(masked: str, start: int, end: int) -> int:
    """Without a 的, a conjunction or blanks at the right."""
    while end > start and masked[end - 1] in "的、，, \u3000和与":
        end -= 1
    return end
