"""Names that hold in their document alone: without an area after a place was named, or a survey's part without it.

福建 … 对东盟进出口增长33.4% is Fujian's, and so is the next sentence's figure, until 全国, 我国 or a ministry speaks.
Inside the document its names stay one; nobody knows which other document's they are. Only sentences with figures are
at hand: a place named in another is not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import regex

from cnfacts.checks.names import split_region
from cnfacts.schema.fact import Fact

__all__ = ["local"]

_NATION = regex.compile(
    r"(?<![占居于列])全国(?!第|平均|前)|我国|中国(?!香港|台湾)|国家|国务院|海关总署"
    r"|\p{Han}{2}部(?=今天|昨天|最新|发布|数据|门?公布)"
)
_SUB_INDEX = regex.compile(
    r"(?:新(?:出口)?订单|生产|从业人员|原材料库存|产成品库存|供应商配送时间|业务活动预期|业务总量|库存周转|资金周转率|设备利用率|采购量)指数"
)
"""Parts of several surveys' indices (制造业采购经理指数, 物流业景气指数), which the text named before."""
_CUSTOMS = r"\p{Han}{2}海关(?!总署)"


@cache
def _places() -> regex.Pattern[str]:
    """The areas within the country of lexicon/regions.tsv, and local customs offices."""
    rows = files("cnfacts.lexicon").joinpath("regions.tsv").read_text(encoding="utf-8").splitlines()
    names = [row.split("\t")[0] for row in rows if row and not row.startswith("#")]
    within = sorted((name for name in names if not _NATION.fullmatch(name)), key=len, reverse=True)
    return regex.compile(rf"(?:{'|'.join(map(regex.escape, within))}|{_CUSTOMS})(?!时间)")


def local(facts: Sequence[Fact]) -> list[bool]:
    """Of each fact in order whether its name says no area while its text has named a place within the country.

    So it is of a survey's part that does not name the survey. What a user's records say is taken as it is.
    """
    out, now = [], {}
    for fact in facts:
        said = fact.sentence[: max(fact.sentence.find(fact.text), 0)]
        place, nation = _last(_places(), said), _last(_NATION, said)
        if place != nation:
            now[fact.doc_id] = place > nation
        is_part = bool(fact.sentence) and _SUB_INDEX.fullmatch(fact.metric) is not None
        out.append(is_part or (now.get(fact.doc_id, False) and _says_no_area(fact)))
    return out


def _says_no_area(fact: Fact) -> bool:
    word, rest = split_region(fact.metric)
    return not (word or fact.region or rest.startswith("国内生产总值"))


def _last(pattern: regex.Pattern[str], text: str) -> int:
    """Where the last match begins; −1 without one."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
