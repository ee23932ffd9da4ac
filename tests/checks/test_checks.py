"""Each check's fixture: lines of facts, and what the check says of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lines import fact

from cnfacts.checks import check
from cnfacts.checks.registry import modules

FIXTURES = Path(__file__).parent / "fixtures"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{case['case']}")
    for path in sorted(FIXTURES.glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]
NEEDED = {"consistent", "touching", "just apart", "missing operand", "precondition unknown"}


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, Any]) -> None:
    report = check([fact(line, row) for row, line in enumerate(case["facts"])], joint=False)
    findings = [f for f in report.findings if f.check == code and f.name != "joint-feasibility"]
    verdicts = {f.verdict.value for f in findings}
    reasons = {n.reason.value for n in report.not_checked if n.check == code}
    if "verdict" in case:
        assert case["verdict"] in verdicts <= {case["verdict"], "consistent"}, (verdicts, reasons)
    else:
        assert verdicts <= {"cannot_tell"}, [f.message.en for f in findings]
    if "reason" in case:
        assert case["reason"] in reasons
    for name in ("implied", "tier"):
        if name in case:
            found = findings[0].model_dump(mode="json")[name]
            assert (list(found.values()) if isinstance(found, dict) else found) == case[name]


@pytest.mark.parametrize("code", [module.CHECK.code for module in modules()])
def test_every_check_has_its_cases(code: str) -> None:
    names = {case["case"].split(":")[0] for found, case in (p.values for p in CASES) if found == code}
    assert names >= NEEDED
