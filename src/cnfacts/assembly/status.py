"""Whether a figure happened, is aimed at, or is expected."""

from __future__ import annotations

from datetime import date

import regex

from cnfacts.assembly.sentence import Sentence
from cnfacts.grammar.masking import PERIOD, QUANTITY
from cnfacts.grammar.readings import Form, Reading
from cnfacts.schema.enums import Status
from cnfacts.schema.periods import Period

__all__ = ["aims", "lists_targets", "status_of"]

_TARGET = regex.compile(
    rf"目标(?!任务的|的)|力争|争取|拟(?!定)|计划(?:安排|新建|完成|发行|投资)|规划(?:建设|到)|确保|要(?!求|素|闻|点|因)"
    rf"|将(?!近|军|士|此)|预算安排|必须|努力(?:实现|达到)|控制在|不低于|今后|未来|到{PERIOD}+[，,]?|安排(?={QUANTITY})"
)
_SURE_TARGET = regex.compile(
    rf"{PERIOD}(?:还|也)?(?:计划|拟|要|将)|(?:^|[，；。\n])计划(?!单列|生育|经济)|预期目标|主要目标|目标是|目标为|力争|争取(?=到|在|实现|完成|达|全年|年|新|今年|使|用)|拟|确保"
    r"|将(?=$)|将(?:达|新|发|保|投|建|完|增|超|实|安|突|继|支|进|由|从)|要(?:达|完|实|新|增|力|努|保|控)|(?:预算|按)[^，]{0,6}安排"
)
# A plan's figure stays one when its year is over.
_PLANNED = regex.compile(
    "(?:原定|(?<!完成)(?:原|年度)?计划)[\ue000-\ue00f]*(?:为|增长|增加|减少|下降|达到?|安排)[\ue000-\ue00f]*$|原定的?[近约]?$"
)
_TO_HOLD = regex.compile(r"(?:努力|力争|提出|(?<![主需重只])要)[^，；。]{0,6}把[^，；。]*$")
_TARGETS = regex.compile(r"目标(?:任务)?(?:主要)?(?:是|为|包括)?[：:]|主要(?:预期)?目标(?:是|为)")
_LONG = 180
_FORECAST = regex.compile(r"预计|预测|有望|初步预计|估计|预期(?!目标|值|寿命|指数)")


def _words(sentence: Sentence, reading: Reading) -> str:
    low = max(sentence.start, sentence.masked.rfind("；", sentence.start, reading.left[1]))
    return sentence.masked[low : reading.left[1]]


def aims(sentence: Sentence, reading: Reading) -> bool:
    """Whether the words before the figure speak of something ahead, so that a bare month is one to come."""
    return reading.form is not Form.COMPLETION and _SURE_TARGET.search(_words(sentence, reading)) is not None


def status_of(sentence: Sentence, reading: Reading, period: Period | None, doc_date: date | None, aiming: bool) -> Status:
    """Words alone decide for a period that is not over; a period that is over has happened.

    `aiming` says that the paragraph lists targets (主要预期目标是：…).
    """
    words = _words(sentence, reading)
    clause = sentence.masked[reading.left[0] : reading.left[1]]
    if _FORECAST.search(words):
        return Status.FORECAST
    if _PLANNED.search(clause) or _to_hold(sentence, reading, words):
        return Status.TARGET
    if reading.form is Form.COMPLETION or _over(period, doc_date):
        return Status.ACTUAL
    ahead = doc_date is not None and period is not None and period.start is not None and period.start > doc_date
    if ahead and not _TARGET.search(words) and _foretold(sentence):
        return Status.FORECAST
    if aiming or _SURE_TARGET.search(words) or _far_ahead(period, doc_date):
        return Status.TARGET
    return Status.TARGET if ahead or (_TARGET.search(words) and _starts_late(period, doc_date)) else Status.ACTUAL


def _to_hold(sentence: Sentence, reading: Reading, words: str) -> bool:
    """提出要把…控制在X: an aim, whether its year is over or not."""
    return sentence.block.norm.startswith("控制在", reading.left[1]) and _TO_HOLD.search(words) is not None


def lists_targets(sentence: Sentence) -> bool:
    """Whether the sentence opens a list of targets."""
    return _TARGETS.search(sentence.masked, sentence.start, sentence.end) is not None


def _foretold(sentence: Sentence) -> bool:
    """Whether the paragraph opened with somebody's forecast: 交通运输部预测，…"""
    start = sentence.masked.rfind("\n", 0, sentence.start) + 1
    return _FORECAST.search(sentence.masked, start, sentence.start) is not None


def _far_ahead(period: Period | None, doc_date: date | None) -> bool:
    """Most of the period lies after the document: the year of a report in its first months, a plan's years."""
    if doc_date is None or period is None or period.start is None or period.end is None:
        return False
    if (period.end - period.start).days < _LONG:
        return False  # a holiday that has begun is spoken of as it goes
    return (period.end - doc_date).days > 2 * max(0, (doc_date - period.start).days)


def _over(period: Period | None, doc_date: date | None) -> bool:
    return bool(doc_date and period and period.end and period.end < doc_date)


def _starts_late(period: Period | None, doc_date: date | None) -> bool:
    """A period that ends after the document's date."""
    return bool(doc_date and period and period.end and period.end > doc_date)
