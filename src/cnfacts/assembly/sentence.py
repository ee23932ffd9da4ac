"""One sentence with its mentions: what the assembly rules look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from cnfacts.grammar.masking import NOTE, PERIOD
from cnfacts.grammar.readings import Reading
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import PeriodMention
from cnfacts.text.block import Block

__all__ = ["Sentence"]

Span = tuple[int, int]

_MAX_HEADING = 50
_MIN_HEADLINE = 12
_NUMBERED = regex.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第.{1,3}[章节条]|表\s*\d|[—◎●·*#])")
_SPAN = regex.compile(r"(?:\d{1,2}|[一二三四五六七八九十两]+)年")
_OPENERS = "，；：、。\n \u3000在从自到至对"
_BLANKS = regex.compile(r"[\s\u3000]+")
_PART = regex.compile(r"\s*(?:其中|[（(]其中)[，,：:]?")
_PART_CLAUSE = regex.compile(r"[，；。,;（(]\s*其中")
# 超过1950年到1997年的总和; 在一季度良好开局的基础上: periods that the sentence is not about.
_ASIDE_BEFORE = regex.compile(r"(?:超过|相当于|高于|多于|大于|不及|低于)$")
_ASIDE_AFTER = regex.compile(
    r"(?:的?(?:历史)?最|新[高低]|的?首次)|[^，。；\ue003]{0,12}基础上|(?:之|以)?前(?:的|夕|，)"
    r"|的?(?:位?居(?!民)|位列|排名?)\p{Han}{0,6}第|(?:确定|提出|制定|下达|部署)的"
)
_VERB_OPENS = regex.compile(rf"\s*(?:{PERIOD}+[，,]?)?(?:共|累计)?(?:实现|完成)(?!情况|率)")
_REACHED = regex.compile("[^，。；]{0,12}之?后，")  # 自3月份由负转正后，…
_ON = regex.compile("起(?![至到步降来])|开始")
_NEAR = 4  # characters of the longest word before a period
_BRACKET = 7
_PLACE = regex.compile(r"[（(]\p{Han}{1,5}[）)]")
_ORIGIN = regex.compile(rf"[由从]{PERIOD}*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Offsets are the block's normalised ones; `raw` leads to the document's text.

    `own_periods` are those that are not compared with and do not stand in a bracketed remark.
    """

    source: str
    block: Block
    masked: str
    start: int
    end: int
    quantities: Sequence[Quantity]
    readings: Sequence[Reading]
    periods: Sequence[PeriodMention]
    comparisons: Sequence[Comparison]
    own_periods: Sequence[PeriodMention]

    def raw(self, start: int, end: int) -> tuple[Span, str]:
        """Document span and text of a normalised span."""
        span = self.block.to_raw(start, end)
        return span, self.source[span[0] : span[1]]

    def phrase(self, parts: Sequence[Span]) -> tuple[str, Span | None]:
        """The document's words of a name, blanks left out, and the stretch they stand in."""
        if not parts:
            return "", None
        text = "".join(self.raw(*part)[1] + self._bracket(part[1], after) for part, after in pairwise([*parts, (-1, -1)]))
        return _BLANKS.sub("", text), (self.raw(*parts[0])[0][0], self.raw(*parts[-1])[0][1])

    def _bracket(self, start: int, after: Span) -> str:
        """A short name in brackets inside a name: 中欧（亚）班列."""
        end = after[0]
        if not 2 < end - start <= _BRACKET or self.masked[start:end] != NOTE * (end - start):
            return ""
        text = self.raw(start, end)[1]
        return text if _PLACE.fullmatch(text) else ""

    def masked_text(self, start: int, end: int) -> str:
        """Normalised text, unmasked, of a span."""
        return self.block.norm[start:end]

    @property
    def is_heading(self) -> bool:
        """A short line of its own without a full stop."""
        text = self.masked[self.start : self.end]
        return text.endswith("\n") and len(text) <= _MAX_HEADING and text.rstrip()[-1:] not in "。！？；：，"

    @property
    def is_headline(self) -> bool:
        """The heading of a digest's item: not numbered, not a label, and no clause put apart by blanks."""
        if not self.is_heading or self.end - self.start < _MIN_HEADLINE:
            return False
        before = self.masked[max(0, self.start - 8) : self.start].rstrip()
        goes_on = bool(before) and before[-1] not in "。！？：；）)”"
        return not goes_on and _NUMBERED.match(self.block.norm, self.start) is None

    @property
    def is_part(self) -> bool:
        """Speaks of parts of what came before: 其中，…"""
        return _PART.match(self.masked, self.start, self.end) is not None

    @property
    def has_no_subject(self) -> bool:
        """Opens with its verb: 实现利润3亿元."""
        return _VERB_OPENS.match(self.masked, self.start, self.end) is not None

    def after_part(self, position: int) -> bool:
        """Whether 其中 stands earlier in the sentence, in the same ；-part."""
        clauses = list(_PART_CLAUSE.finditer(self.masked, self.start, position))
        found = clauses[-1] if clauses else None
        if found is None or self.closed_between(found.end(), position):
            return False
        return found[0][0] in "（(" or "；" not in self.masked[found.end() : position]

    def follows(self, mention: PeriodMention) -> str:
        """The character after a period."""
        return self.masked[mention.end : mention.end + 1]

    def runs_from(self, mention: PeriodMention) -> bool:
        """自去年6月起, 从2015年开始: from then on."""
        before = self.masked[max(self.start, mention.start - 1) : mention.start]
        return before in {"自", "从"} and _ON.match(self.masked, mention.end) is not None

    def opens(self, mention: PeriodMention) -> bool:
        """Whether the sentence opens with the period, but for a mark or a preposition."""
        return mention.start <= self.start + 1

    def starts_clause(self, mention: PeriodMention) -> bool:
        """Whether only a preposition stands between the period and the mark before it."""
        before = self.masked[max(self.start, mention.start - 1) : mention.start]
        if before in {"到", "至"}:
            before = self.masked[max(self.start, mention.start - 2) : mention.start - 1]
        return not before or before in _OPENERS

    def is_aside(self, mention: PeriodMention) -> bool:
        """Whether the period is one that something is measured by or rests on, not one spoken of."""
        before = _ASIDE_BEFORE.search(self.masked, max(self.start, mention.start - _NEAR), mention.start)
        if self.masked[mention.start - 1 : mention.start] == "自" and _REACHED.match(self.masked, mention.end):
            return True
        return before is not None or _ASIDE_AFTER.match(self.masked, mention.end) is not None

    def is_topical(self, mention: PeriodMention) -> bool:
        """Whether the period may run on: no attribute (年初以来的), no bare span (十年增长), and ahead of a figure."""
        if self.is_aside(mention):
            return False
        if self.follows(mention) == "的" or _SPAN.fullmatch(self.block.norm, mention.start, mention.end):
            return False
        figures = [self.quantities[r.quantity] for r in self.readings]
        opens = mention.start == self.start or self.masked[mention.start - 1] in _OPENERS
        alone = not figures and self.follows(mention) in "，,\n"
        return opens or alone or any(q.start > mention.end for q in figures)

    def inside_whole(self, mention: PeriodMention) -> bool:
        """Whether the period belongs to the whole of a share or the base of a multiple."""
        return any(r.whole and r.whole[0] <= mention.start < r.whole[1] for r in self.readings)

    def is_origin(self, mention: PeriodMention) -> bool:
        """The 2012年 of 由2012年的28万亿元增加到."""
        for reading in self.readings:
            if reading.origin and reading.left[0] <= mention.start and mention.end <= reading.left[1]:
                return _ORIGIN.search(self.masked, reading.left[0], mention.start) is not None
        return False

    def closed_between(self, position: int, end: int) -> bool:
        """Whether a bracket that is open at `position` is closed before `end`."""
        depth = 0
        for char in self.masked[position:end]:
            if char in "（(":
                depth += 1
            elif char in "）)":
                depth -= 1
                if depth < 0:
                    return True
        return False
