"""All checks over some facts, and the report of what was found, checked, and could not be."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cnfacts.checks.finding import Checked, CheckReport, Finding, NotChecked, Reason, Verdict
from cnfacts.checks.index import Index
from cnfacts.checks.linking import link
from cnfacts.checks.records import as_facts
from cnfacts.checks.registry import modules
from cnfacts.errors import MissingExtraError
from cnfacts.schema.fact import Fact

__all__ = ["check"]

_JOINT = ("S3", "joint-feasibility")
_GRAVITY = (
    Verdict.INCONSISTENT,
    Verdict.CONDITIONAL,
    Verdict.ROUNDING_SENSITIVE,
    Verdict.SUSPICIOUS,
    Verdict.CANNOT_TELL,
    Verdict.CONSISTENT,
)


def check(facts: Iterable[Fact | Mapping[str, Any]], *, same_vintage: bool = False, joint: bool = True) -> CheckReport:
    """Check facts against each other: of one document, of many, or a table of your own.

    A finding of the identity tier that says `inconsistent` means that no real numbers could have been printed
    this way, whatever the rounding. Figures of different documents may be of different editions, so what
    contradicts across documents is `conditional`, unless you say that the edition is the same.

    Args:
        facts: facts, or records with the record's field names (`metric`, `value` or `value_text`, `unit`,
            `period_start`, `period_end`, `kind` … ; see docs/record.md).
        same_vintage: whether you know all documents to give one edition of the figures (P3 stated).
        joint: whether the joint engine runs too (the extra `checks`; without it that is among `not_checked`).

    Raises:
        InputError: a record lacks what it needs; names the row and the field.
    """
    with _collector_paused():
        return _checked(as_facts(facts), same_vintage, joint)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Findings are many, stay, and make no cycles: the collector would walk them over and over, a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _checked(read: list[Fact], same_vintage: bool, joint: bool) -> CheckReport:
    index = Index(link(read), same_vintage)
    findings: list[Finding] = []
    done: dict[tuple[str, str], Counter[str]] = {}
    skipped: Counter[tuple[str, str, Reason]] = Counter()
    for code, name, found in _results(index, joint):
        if isinstance(found, Reason):
            skipped[code, name, found] += 1
            continue
        findings.append(found)
        done.setdefault((code, name), Counter())[found.verdict.value] += 1
        if found.reason is not None:
            skipped[code, name, found.reason] += 1
    return _report(read, findings, done, skipped)


def _results(index: Index, joint: bool) -> Iterator[tuple[str, str, Finding | Reason]]:
    """The closed-form checks', then the joint engine's, which needs an extra."""
    for module in modules():
        for found in module.run(index):
            yield module.CHECK.code, module.CHECK.name, found
    if not joint:
        return
    from cnfacts.checks.joint import groups_of, run

    try:
        for finding in run(groups_of(index.links), same_vintage=index.same_vintage):
            yield finding.check, finding.name, finding
    except MissingExtraError:
        yield *_JOINT, Reason.SOLVER


def _report(
    facts: list[Fact],
    findings: list[Finding],
    done: Mapping[tuple[str, str], Counter[str]],
    skipped: Counter[tuple[str, str, Reason]],
) -> CheckReport:
    order = {fact.fact_id: at for at, fact in enumerate(facts)}
    findings.sort(key=lambda f: (_GRAVITY.index(f.verdict), order[f.facts[0].fact_id], f.check, f.id))
    linked = {ref.fact_id for finding in findings for ref in finding.facts}
    checked = tuple(
        Checked(check=code, name=name, count=sum(verdicts.values()), verdicts=dict(sorted(verdicts.items())))
        for (code, name), verdicts in done.items()
    )
    rows = sorted(skipped.items(), key=lambda item: (item[0][0], item[0][2].value))
    not_checked = tuple(NotChecked(check=code, name=name, reason=reason, count=count) for (code, name, reason), count in rows)
    return CheckReport(
        findings=tuple(findings),
        checked=checked,
        not_checked=not_checked,
        facts=len(facts),
        unlinked=len(facts) - len(linked),
    )
