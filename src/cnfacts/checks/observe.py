"""From facts to observations: name, region, windows, price basis and currency settled as far as they are known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import regex

from cnfacts.checks.figure import figure_of
from cnfacts.checks.finding import Precondition
from cnfacts.checks.lexicon import convention_of
from cnfacts.checks.locality import local
from cnfacts.checks.names import is_identified, is_joint
from cnfacts.checks.observation import Observation, SeriesKey, Window
from cnfacts.checks.series import area_of, area_word, series_key
from cnfacts.lexicon.heads import head_of
from cnfacts.schema.enums import Aggregation, Basis, Kind, PriceBasis, SlotSource, Status
from cnfacts.schema.fact import Fact

__all__ = ["is_origin", "is_record", "observe"]

CURRENCIES = frozenset({"元", "美元", "欧元", "日元", "港元", "英镑", "卢布", "澳元", "韩元", "斯里兰卡卢比"})
_IN_DOLLARS = regex.compile(r"(?:以|按)?美元计价?|折合?合?美元")
_ONE_DAY = regex.compile(r"单日|首日|当天|当日|正月初|除夕")
_ORIGIN = regex.compile(r"[由从][^，。；、到至]{0,10}$")
_THAN = regex.compile(r"(?:[低高快慢]于|不及)[^，。；、]{1,10}的$")
_EXPECTED = regex.compile(r"预计|预期|预测|有望|力争")
_BEFORE = 14
_UP_TO = regex.compile(r"截[至止]|[末底止]$|目前")
_RATES = frozenset({Kind.GROWTH, Kind.SHARE, Kind.CONTRIBUTION, Kind.MULTIPLE})


def is_record(fact: Fact) -> bool:
    """A row of a user's own table: its slots are what the user says, not read from a sentence."""
    return not fact.sentence and fact.metric_span is None


def observe(facts: Sequence[Fact]) -> list[Observation]:
    """The facts' observations, in their order."""
    areas = _areas(facts)
    keys = [series_key(fact.metric, fact.region, fact.doc_id, areas.get(fact.doc_id, "")) for fact in facts]
    currencies = _currencies(facts, keys)
    return [
        _observation(fact, key, currency, order, is_local)
        for order, (fact, key, currency, is_local) in enumerate(zip(facts, keys, currencies, local(facts), strict=True))
    ]


def _observation(fact: Fact, key: SeriesKey, currency: str, order: int, is_local: bool) -> Observation:
    aggregation = _aggregation(fact, key.metric)
    window, base = _window(fact.period_start, fact.period_end), _window(fact.basis_start, fact.basis_end)
    if _is_one_day(fact) or is_origin(fact) or _is_measure(fact) or (aggregation is Aggregation.FLOW and _is_open(fact)):
        window = None
    if aggregation is Aggregation.STOCK and (fact.kind in (Kind.LEVEL, Kind.SHARE) or fact.basis is Basis.YOY):
        window, base = window and (window[1], window[1]), base and (base[1], base[1])
    return Observation(
        fact=fact,
        key=key,
        window=window,
        base=base,
        figure=figure_of(fact),
        aggregation=aggregation,
        price=_price(fact, key.metric, currency),
        currency=currency,
        identity=_identity(fact, key.metric),
        scope=_scope(fact, key.metric),
        order=order,
        is_local=is_local,
    )


def _is_one_day(fact: Fact) -> bool:
    """Said of a day of its own (单日, 正月初六), while the period runs on from before: nobody knows which."""
    if fact.period_source is SlotSource.STATED or fact.period_start == fact.period_end:
        return False
    sentence = fact.sentence
    return _ONE_DAY.search(sentence, 0, max(sentence.rfind(fact.text), 0)) is not None


def _is_open(fact: Fact) -> bool:
    """A flow 截至 a day, or 自 … 以来至 a month: counted from a beginning that is not said."""
    text = fact.period_text
    if text is None or fact.kind is not Kind.LEVEL:
        return False
    if fact.period_start == fact.period_end and _UP_TO.search(text):
        return True
    at = fact.sentence.find(f"至{text}")
    return at > 0 and "自" in fact.sentence[:at]


def _is_measure(fact: Fact) -> bool:
    """The Y of X，低于上年的Y: what X is measured against, of another time or another place."""
    at = fact.sentence.find(fact.text)
    return at > 0 and _THAN.search(fact.sentence, max(0, at - _BEFORE), at) is not None


def is_origin(fact: Fact) -> bool:
    """The X of 由X增加到Y: of the beginning of the period said, or of the time before it; 由1997年的X says which."""
    at = fact.sentence.find(fact.text)
    match = _ORIGIN.search(fact.sentence, max(0, at - _BEFORE), at) if at > 0 else None
    if match is None:
        return False
    named = fact.period_source is SlotSource.STATED and fact.period_text and fact.period_text in match[0]
    return not named


def _window(start: date | None, end: date | None) -> Window | None:
    return (start, end) if start and end and start <= end else None


def _areas(facts: Iterable[Fact]) -> dict[str, str]:
    """What each document's names without a region word speak of."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        word = area_word(fact.metric, fact.region)
        if word is not None:
            words[fact.doc_id][word] += 1
    return {doc: area_of(doc, counts) for doc, counts in words.items()}


def _aggregation(fact: Fact, metric: str) -> Aggregation:
    if fact.aggregation is not Aggregation.UNKNOWN:
        return fact.aggregation
    head = head_of(metric)
    return head.aggregation if head else Aggregation.UNKNOWN


def _identity(fact: Fact, metric: str) -> Precondition:
    if is_record(fact):
        return Precondition.STATED
    is_one = is_identified(metric) and not is_joint(fact.metric) and not _is_expected(fact)
    return Precondition.INFERRED if is_one else Precondition.UNKNOWN


def _is_expected(fact: Fact) -> bool:
    """Taken for actual, although its sentence began with what is expected (预计全年接待 …，收入 …): another edition."""
    if fact.status is not Status.ACTUAL:
        return False
    return _EXPECTED.search(fact.sentence, 0, max(fact.sentence.find(fact.text), 0)) is not None


def _scope(fact: Fact, metric: str) -> Precondition:
    convention = convention_of(metric)
    if metric.startswith(("规模以上", "限额以上")) or (convention is not None and convention.is_revised):
        return Precondition.UNKNOWN
    return Precondition.INFERRED


def _currencies(facts: Sequence[Fact], keys: Sequence[SeriesKey]) -> list[str]:
    """The currency of each level; of a growth, that of the levels of its series in its sentence or document."""
    near: dict[tuple[str, SeriesKey, str], set[str]] = defaultdict(set)
    whole: dict[tuple[str, SeriesKey], set[str]] = defaultdict(set)
    for fact, key in zip(facts, keys, strict=True):
        if fact.unit in CURRENCIES:
            near[fact.doc_id, key, fact.sentence].add(fact.unit)
            whole[fact.doc_id, key].add(fact.unit)
    return [
        _currency(fact, near[fact.doc_id, key, fact.sentence], whole[fact.doc_id, key])
        for fact, key in zip(facts, keys, strict=True)
    ]


def _currency(fact: Fact, near: set[str], whole: set[str]) -> str:
    if fact.unit in CURRENCIES:
        return fact.unit
    if fact.kind not in _RATES:
        return ""
    if _IN_DOLLARS.search(fact.sentence):
        return "美元" if near == {"美元"} else "?"
    seen = near or whole
    return next(iter(seen)) if len(seen) == 1 else "?" if seen else ""


def _price(fact: Fact, metric: str, currency: str) -> PriceBasis:
    if fact.price_basis is not PriceBasis.UNSTATED:
        return fact.price_basis
    if fact.kind in (Kind.LEVEL, Kind.SHARE):
        return PriceBasis.NOMINAL
    convention = convention_of(metric)
    if convention is not None:
        return convention.price
    is_money = currency != "" or _aggregation(fact, metric) is Aggregation.FLOW
    return PriceBasis.UNSTATED if is_money and not metric.endswith("量") else PriceBasis.NOMINAL
