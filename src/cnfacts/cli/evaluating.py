"""An evaluation as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cnfacts.evaluate.causes import Cause, Miss
from cnfacts.evaluate.classes import CLASSES, Confusion
from cnfacts.evaluate.report import LOW_FACTS, LOW_SCORE, Report
from cnfacts.evaluate.scores import MEASURES, Tally

__all__ = ["write_report"]

_FILE_WIDTH = 132
_RATES = ("P", "R", "F1")
_SCORED = ("facts", "strict P", "R", "F1", "relaxed F1", "detect F1", "false/10k")


def write_report(report: Report, misses: int, out: TextIO) -> None:
    """Write the tables of a report, with so many misses under each cause."""
    console = Console(file=out, width=None if out.isatty() else _FILE_WIDTH, highlight=False, soft_wrap=False)
    tally = report.tally
    counts = f"{len(report.judged)} documents, {tally.gold} gold facts, {tally.predicted} predicted"
    console.print(Text(f"{counts}, {tally.false_facts():.2f} false facts per 10,000 characters", style="bold"))
    console.print(_headline(report))
    console.print(_table(("slot", "right"), ((s, f"{share:.3f}") for s, share in tally.slots().items())))
    console.print(_genres(report))
    console.print(_documents(report))
    for found in report.confusions:
        console.print(_confusion(found))
    console.print(_causes(report.causes))
    if misses:
        for cause in report.causes:
            _write_misses(console, cause, misses)


def _table(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for i, header in enumerate(headers):
        table.add_column(header, justify="right" if i else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _headline(report: Report) -> Table:
    headers = ["", *_RATES, "macro F1"] + (["95 % of F1"] if report.intervals else [])
    rows = []
    for measure in MEASURES:
        rates = report.tally.rates(measure)
        row = [measure, *(f"{rate:.3f}" for rate in (rates.p, rates.r, rates.f1, report.macro(measure)))]
        if report.intervals:
            low, high = report.intervals[measure]
            row.append(f"{low:.3f} – {high:.3f}")
        rows.append(row)
    return _table(headers, rows)


def _scored(tally: Tally) -> list[str]:
    strict = tally.rates("fact")
    others = (tally.rates(measure).f1 for measure in ("relaxed", "detect"))
    rates = [f"{rate:.3f}" for rate in (strict.p, strict.r, strict.f1, *others)]
    return [str(tally.gold), *rates, f"{tally.false_facts():.2f}"]


def _genres(report: Report) -> Table:
    rows = [
        [name, str(docs), *_scored(tally), f"{report.without(name).rates('fact').f1:.3f}"]
        for name, (docs, tally) in report.genres.items()
    ]
    return _table(("genre", "docs", *_SCORED, "F1 without it"), rows)


def _documents(report: Report) -> Table:
    low = {j.doc.doc_id for j in report.low()}
    flag = f"under {LOW_SCORE:.2f} (of {LOW_FACTS} facts or more)"
    rows = ([j.doc.doc_id, *_scored(j.tally), flag if j.doc.doc_id in low else ""] for j in report.judged)
    return _table(("document", *_SCORED, ""), rows)


def _confusion(found: Confusion) -> Table:
    names = CLASSES[found.slot]
    rows = []
    for name in names:
        rates = found.rates(name)
        shares = (f"{rate:.3f}" for rate in (rates.p, rates.r, rates.f1))
        rows.append([name, *(str(found.count(name, other)) for other in names), *shares])
    return _table((f"{found.slot} ↓ found →", *names, *_RATES), rows)


def _causes(causes: Iterable[Cause]) -> Table:
    rows = ((cause.name, str(len(cause.misses)), str(cause.alone)) for cause in causes)
    return _table(("cause", "misses", "its only cause"), rows)


def _write_misses(console: Console, cause: Cause, count: int) -> None:
    console.print(Text(f"\n{cause.name}: {len(cause.misses)}", style="bold"))
    for miss in cause.misses[:count]:
        for line in _lines(miss):
            console.print(Text(line), soft_wrap=True)


def _lines(miss: Miss) -> list[str]:
    got, gold = _differing(miss)
    return [f"  [{miss.doc_id}:{miss.start}] …{miss.context}…", f"    got   {got}", f"    gold  {gold}"]


def _differing(miss: Miss) -> tuple[str, str]:
    """The slots of both sides that differ, or all of the only side there is."""
    got, gold = miss.got or {}, miss.gold or {}
    keys = [k for k in {**gold, **got} if not (got and gold) or str(got.get(k)) != str(gold.get(k))]
    return _row(got, keys), _row(gold, keys)


def _row(values: dict[str, Any], keys: Iterable[str]) -> str:
    return "  ".join(f"{key} {values.get(key, '–')}" for key in keys) if values else "nothing"
