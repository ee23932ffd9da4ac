"""What is counted, when its name stands after the figure: 新建40个优势特色产业集群."""

from __future__ import annotations

import regex

from cnfacts.grammar.masking import COMPARISON, NOTE, PERIOD, QUANTITY
from cnfacts.lexicon.predicates import Word
from cnfacts.schema.enums import UnitClass
from cnfacts.schema.mentions import Quantity

__all__ = ["counted_noun", "counted_parts", "noun_end"]

Span = tuple[int, int]

_WORDS = rf"[^，,;。；：、（）()/／\n\s{QUANTITY}{PERIOD}{COMPARISON}]+"
_AFTER = regex.compile(
    rf"(?>(?:元?人民币)?)(?P<noun>{_WORDS}(?:(?:、{_WORDS})+等{_WORDS})?"
    rf"(?:{COMPARISON}+(?:增长|增加|下降|减少|上涨|持平)(?=[，。；]))?)"
)
_NOT_NOUN = regex.compile(
    r"的|以[上下内]|左右|上下|和|与|及|或|并|且|而|增长|下降|增加|减少|提高|为|是|达|起|至|到|元"
    r"|以来|之后|后|时|期间|大关|关口|新?台阶|新高|等(?=$|[，。])|中(?=$|[，。])"
)
_CLOSED = regex.compile(rf"[，。；：（）()\n\s]|$|(?:[、和及与/／]|以及){QUANTITY}")
_UNITS = frozenset({UnitClass.COUNT, UnitClass.PERSON, UnitClass.CURRENCY, UnitClass.NONE, UnitClass.PHYSICAL})


def counted_noun(masked: str, quantity: Quantity) -> Span | None:
    """The noun right after a figure with a unit that counts or measures things, or None."""
    match = _AFTER.match(masked, quantity.tail) if quantity.unit_class in _UNITS else None
    if match is None or match["noun"].startswith(NOTE) or _NOT_NOUN.match(match["noun"]):
        return None
    start, end = match.span("noun")
    while end > start and masked[end - 1] in "和与及的":
        end -= 1 + masked.endswith("以及", start, end)
    return (start, end) if end > start else None


def noun_end(masked: str, noun: Span, quantity: Quantity) -> int:
    """Where the next figure's clause may begin: after the noun, unless the noun is that clause's subject."""
    return noun[1] if _CLOSED.match(masked, noun[1]) else quantity.tail


def counted_parts(
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
