"""Projects that an investment is in: 投资4500万元的沿河道路工程; 基地建设初具规模，完成投资3340万元."""

from __future__ import annotations

import regex

from cnfacts.assembly.sentence import Sentence
from cnfacts.assembly.state import Draft
from cnfacts.grammar.readings import Form, Reading

__all__ = ["project"]

_INVESTMENT = regex.compile(r"(?:总|累计|计划|概算|年度)*投资额?")
_KINDS = "(?:工程|项目|基地|园区|综合体|中心)"
_PLAIN = "[^，。；：\ue000-\ue00f]"
_FARES = "建成|投入|竣工|完工|开工|进展|全面|全部|顺利|正式|启动|落地|当年|主体|已|基本|[，。]"
_AFTER = regex.compile(rf"(?:实施|建设|兴建|新建|打造)?的(?P<name>{_PLAIN}{{2,40}}?(?:{_KINDS}|(?={_FARES})))")
_PURPOSE = regex.compile(r"，?(?:用于|完成了?|建成了?|实施了?|对)?(?P<name>[^，。；：]{4,40})(?=[，。；])")
_SPENT = regex.compile(r"(?:总|累计)*投资(?P<on>.+)")
# The clause or the sentence before opens with a project and says how it fares.
_BEFORE = regex.compile(rf"(?:^|[，。；\n])(?P<name>{_PLAIN}{{2,24}}?(?:{_KINDS}(?:建设)?|改造|建设)){_PLAIN}{{2,16}}[，。]$")
_REACH = 60


def project(sentence: Sentence, reading: Reading, name: str, before: Draft | None) -> str:
    """The project's name, or nothing."""
    tail = sentence.quantities[reading.quantity].tail
    if reading.form is Form.COUNTED and _SPENT.fullmatch(name) and (purpose := _PURPOSE.match(sentence.masked, tail)):
        return _without_figures(sentence, *purpose.span("name"))
    if not _INVESTMENT.fullmatch(name):
        return ""
    if after := _AFTER.match(sentence.masked, tail):
        return sentence.raw(*after.span("name"))[1]
    if before is not None:
        theirs = _INVESTMENT.sub("", before.name.base)
        theirs = regex.sub("(?:落实|完成|计划|下达)$", "", theirs)
        return theirs if before.name.base.endswith("投资") else ""
    if sentence.masked[tail : tail + 1] not in "，。；":
        return ""
    start = reading.left[0]
    found = _BEFORE.search(sentence.masked, max(0, start - _REACH), start)
    return sentence.raw(*found.span("name"))[1] if found else ""


def _without_figures(sentence: Sentence, start: int, end: int) -> str:
    """The words of a stretch without its figures."""
    parts = regex.finditer(r"[^\ue000-\ue00f]+", sentence.masked, pos=start, endpos=end)
    return "".join(sentence.raw(*part.span())[1] for part in parts)
