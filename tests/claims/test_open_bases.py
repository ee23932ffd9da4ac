"""A change whose sentence has named another base before it is not refuted on the year before."""

from __future__ import annotations

import pytest

from checks.lines import fact
from cnfacts.claims.memory import Memory
from cnfacts.claims.validate import validate_facts

KNOWN = [
    "油料产量 | 1994 | level | 1989.59万吨 | region=全国 | doc_date=1996-02-01",
    "油料产量 | 1995 | level | 2250.34万吨 | region=全国 | doc_date=1996-02-01",
]
CLAIM = "油料产量 | 1995 | difference yoy | 630万吨 | region=全国 | doc_id=claim | doc_date=1996-03-05 | period_text=1995年"


@pytest.mark.parametrize(
    ("sentence", "source", "told"),
    [
        ("1995年，棉花产量比1990年增加26万吨；油料产量增加630万吨。", "default", "not_enough_info basis_unknown"),
        ("1995年，棉花产量比上年增加26万吨；油料产量增加630万吨。", "default", "refuted None"),
        ("1995年，棉花产量比1990年增加26万吨；油料产量比上年增加630万吨。", "stated", "refuted None"),
    ],
)
def test_base(sentence: str, source: str, told: str) -> None:
    claim = fact(f"{CLAIM} | sentence={sentence} | basis_source={source} | metric_source=stated")
    (item,) = validate_facts([claim], Memory([fact(line, n) for n, line in enumerate(KNOWN)])).items
    assert f"{item.verdict.value} {item.reason and item.reason.value}" == told, item.message.en
