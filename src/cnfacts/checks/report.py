"""All checks over some facts, and the report of what was found, checked, and could not be."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cnfacts.checks.check_report import Checked, CheckReport, NotChecked
from cnfacts.checks.finding import Reason, Verdict
from cnfacts.checks.index import Index
from cnfacts.checks.judgement import CheckName, Findings, Judgement
from cnfacts.checks.linking import link
from cnfacts.checks.records import as_facts
from cnfacts.checks.registry import modules
from cnfacts.errors import MissingExtraError
from cnfacts.schema.fact import Fact

__all__ = ["check"]

_JOINT = CheckName("S3", "joint-feasibility")
_GRAVITY = {
    verdict: rank
    for rank, verdict in enumerate(
        (
            Verdict.INCONSISTENT,
            Verdict.CONDITIONAL,
            Verdict.ROUNDING_SENSITIVE,
            Verdict.SUSPICIOUS,
            Verdict.CANNOT_TELL,
            Verdict.CONSISTENT,
        )
    )
}


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
    """Judgements are many, stay, and make no cycles: the collector would walk them over and over, a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()  # with the next line, moves all that is new past the young generations unwalked
                gc.unfreeze()
            gc.enable()


def _checked(read: list[Fact], same_vintage: bool, joint: bool) -> CheckReport:
    index = Index(link(read), same_vintage)
    judged: list[Judgement] = []
    done: dict[CheckName, Counter[str]] = {}
    skipped: Counter[tuple[CheckName, Reason]] = Counter()
    for check, found in _results(index, joint):
        if isinstance(found, Reason):
            skipped[check, found] += 1
            continue
        judged.append(found)
        done.setdefault(check, Counter())[found.verdict.value] += 1
        if found.reason is not None:
            skipped[check, found.reason] += 1
    return _report(read, judged, done, skipped)


def _results(index: Index, joint: bool) -> Iterator[tuple[CheckName, Judgement | Reason]]:
    """The closed-form checks', then the joint engine's, which needs an extra."""
    for module in modules():
        for found in module.run(index):
            yield module.CHECK, found
    if not joint:
        return
    from cnfacts.checks.joint import groups_of, judged

    try:
        for judgement in judged(groups_of(index.links), same_vintage=index.same_vintage):
            yield judgement.check, judgement
    except MissingExtraError:
        yield _JOINT, Reason.SOLVER


def _report(
    facts: list[Fact],
    judged: list[Judgement],
    done: Mapping[CheckName, Counter[str]],
    skipped: Counter[tuple[CheckName, Reason]],
) -> CheckReport:
    place = {fact.fact_id: at for at, fact in enumerate(facts)}
    judged.sort(key=lambda j: (_GRAVITY[j.verdict], place[j.facts[0]], j.check.code, [place[id_] for id_ in j.facts[1:]]))
    linked = {id_ for judgement in judged for id_ in judgement.facts}
    checked = tuple(
        Checked(check=check.code, name=check.name, count=sum(verdicts.values()), verdicts=dict(sorted(verdicts.items())))
        for check, verdicts in done.items()
    )
    rows = sorted(skipped.items(), key=lambda item: (item[0][0].code, item[0][1].value))
    not_checked = (
        NotChecked(check=check.code, name=check.name, reason=reason, count=count) for (check, reason), count in rows
    )
    return CheckReport.trusted(
        {
            "findings": Findings(judged),
            "checked": checked,
            "not_checked": tuple(not_checked),
            "facts": len(facts),
            "unlinked": len(facts) - len(linked),
        }
    )
