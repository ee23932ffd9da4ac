"""The one line that tells a verdict, in Chinese and English."""

from __future__ import annotations

from cnfacts.checks.finding import Message
from cnfacts.checks.observation import Observation
from cnfacts.claims.judging import Outcome
from cnfacts.claims.reading import Reading
from cnfacts.claims.records import Difference, Match, Reason, Slot, Verdict
from cnfacts.claims.shown import ends, figure, when

__all__ = ["REASONS", "message_of", "miss_message"]

_MATCHES = {
    Match.EXACT: ("与参照数据一致", "the reference says the same"),
    Match.ROUNDING: ("与参照数据在舍入范围内一致", "the reference agrees within rounding"),
    Match.DERIVED: ("可由其他数据推出", "it follows from other figures"),
    Match.REVISED: ("与修订前的数据一致，后有修订", "an older vintage says so; it was revised since"),
}
REASONS = {
    Reason.NO_REFERENCE: ("库中没有这一指标", "the base has nothing of this name"),
    Reason.OTHER_METRIC: ("库中只有口径不同的指标", "the base has only another scope"),
    Reason.OTHER_REGION: ("库中只有其他地区的数据", "the base has only other regions"),
    Reason.OTHER_PERIOD: ("库中只有其他时期的数据", "the base has only other periods"),
    Reason.OTHER_KIND: ("库中只有该指标的其他类数据", "the base has only figures of another kind"),
    Reason.OTHER_BASIS: ("库中数据的对比基期不同", "the base compares with another period"),
    Reason.OTHER_PRICE_BASIS: ("库中数据的价格口径不同", "the base has it at other prices only"),
    Reason.OTHER_UNIT: ("计量单位不可换算", "the units cannot be converted"),
    Reason.OTHER_STATUS: ("库中只有目标或预计数", "the base has only a target or forecast"),
    Reason.METRIC_UNKNOWN: ("指标名称不足以确定所指", "the name does not say of what or of whom"),
    Reason.REGION_UNKNOWN: ("文中未说明地区", "the text names no region; give one"),
    Reason.PERIOD_UNKNOWN: ("时期不明", "the period is not known; give the document's date"),
    Reason.BASIS_UNKNOWN: ("对比基期或币种不明", "what the change is measured against is not said"),
    Reason.PRICE_BASIS_UNKNOWN: ("未说明名义还是实际", "it is not said at which prices"),
    Reason.VINTAGE_UNKNOWN: ("差距可由数据修订解释", "a revision may explain the gap"),
    Reason.ROUNDING_UNKNOWN: ("四舍五入不符，截尾相符", "apart when rounded to nearest, not when cut"),
    Reason.COVERAGE_UNKNOWN: ("基数可能按可比口径调整", "the base may have been restated"),
    Reason.APPROXIMATE: ("约数不足以判断", "an approximate figure bounds too little"),
    Reason.IMPLIED_RANGE: ("推得的范围比所称数字宽", "what follows is a range wider than the claim"),
    Reason.NO_DIGITS: ("未印出数字", "no digits were printed"),
    Reason.NOT_ACTUAL: ("目标或预计数，不是实际数", "a target or forecast, not what happened"),
}
_SLOTS = {
    Slot.METRIC: "指标",
    Slot.REGION: "地区",
    Slot.PERIOD: "时期",
    Slot.KIND: "类别",
    Slot.BASIS: "对比基期",
    Slot.PRICE_BASIS: "价格口径",
    Slot.UNIT: "单位",
    Slot.STATUS: "状态",
}


def message_of(claim: Observation, said: Reading, outcome: Outcome) -> Message:
    """Claim, reference and verdict with the intervals that decide."""
    known = figure(outcome.used[0][1]) if outcome.derivation is None else outcome.derivation[1]
    own, other = _intervals(claim, said, outcome)
    zh, en = _verdict(outcome)
    sign = "；参照" if outcome.derivation is None else "；推算"
    newer = outcome.superseded_by
    zh_newer = "" if newer is None else f"（修订后为{figure(newer)}）"
    en_newer = "" if newer is None else f" (now {figure(newer)})"
    rest = "; others: " + ", ".join(figure(o) for _, o in outcome.used[1:4]) if _shows_others(outcome) else ""
    head = f"{claim.key.metric} {when(claim.fact)}：{figure(claim)} {own}"
    return Message(
        zh=f"{head}{sign} {known} {other}：{zh}{zh_newer}{rest.replace('others', '另有')}",
        en=f"{head}; {'reference' if outcome.derivation is None else 'implied'} {known} {other}: {en}{en_newer}{rest}",
    )


def _shows_others(outcome: Outcome) -> bool:
    return outcome.verdict is Verdict.CONFLICTING and len(outcome.used) > 1


def _intervals(claim: Observation, said: Reading, outcome: Outcome) -> tuple[str, str]:
    assert outcome.reference is not None
    supported = outcome.verdict is Verdict.SUPPORTED
    own = said.tight if supported else said.band.wide
    other = outcome.reference.near if supported else outcome.reference.wide
    return ends(own, claim.fact), ends(other, claim.fact)


def _verdict(outcome: Outcome) -> tuple[str, str]:
    if outcome.match is not None:
        return _MATCHES[outcome.match]
    if outcome.reason is not None:
        return REASONS[outcome.reason]
    if outcome.verdict is Verdict.CONFLICTING:
        return "参照数据彼此矛盾", "the references disagree"
    return "任何舍入方式下都不符", "apart however they were rounded"


def miss_message(claim: Observation, reason: Reason, differs: tuple[Difference, ...]) -> Message:
    """Why nothing settles the claim, with what the nearest figure differs in."""
    zh, en = REASONS[reason]
    zh_rest = "，".join(f"{_SLOTS[d.slot]}：所称 {d.claimed}，库中 {d.known}" for d in differs)
    en_rest = ", ".join(f"{d.slot.value}: claimed {d.claimed}, known {d.known}" for d in differs)
    head = f"{claim.key.metric} {when(claim.fact)}：{figure(claim)}"
    return Message(
        zh=f"{head}：{zh}" + (f"（{zh_rest}）" if zh_rest else ""),
        en=f"{head}: {en}" + (f" ({en_rest})" if en_rest else ""),
    )
