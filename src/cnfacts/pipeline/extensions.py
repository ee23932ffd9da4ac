"""The library's attributes on a Doc: facts, findings, check_report and doc_date; the import registers them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from spacy.tokens import Doc

from cnfacts.checks.check_report import CheckReport
from cnfacts.checks.finding import Finding
from cnfacts.pipeline.checks import REPORT
from cnfacts.pipeline.groups import STORE, store
from cnfacts.schema.dates import parse_date
from cnfacts.schema.fact import Fact

__all__ = ["register"]

_DATE = "doc_date"


def _facts(doc: Doc) -> list[Fact]:
    """The Doc's facts, rebuilt from its records each time: keep the list when it is needed more than once."""
    return [Fact.from_record(record) for record in doc.user_data.get(STORE, {}).get("facts", ())]


def _check_report(doc: Doc) -> CheckReport | None:
    """What `cnfacts_checks` found, rebuilt each time; None where it has not run."""
    kept = doc.user_data.get(STORE, {}).get(REPORT)
    return None if kept is None else CheckReport.model_validate(kept)


def _findings(doc: Doc) -> list[Finding]:
    """The report's findings; none where the component has not run."""
    report = _check_report(doc)
    return [] if report is None else list(report.findings)


def _doc_date(doc: Doc) -> date | None:
    return parse_date(doc.user_data.get(STORE, {}).get(_DATE))


def _set_doc_date(doc: Doc, value: date | str | None) -> None:
    day = parse_date(value)
    store(doc)[_DATE] = day.isoformat() if day else None


_ATTRIBUTES: tuple[tuple[str, Callable[[Doc], Any], Callable[[Doc, Any], None] | None], ...] = (
    ("facts", _facts, None),
    ("findings", _findings, None),
    ("check_report", _check_report, None),
    (_DATE, _doc_date, _set_doc_date),
)


def register() -> None:
    """Register the attributes; again changes nothing.

    Raises:
        ValueError: another library has registered one of the names (spaCy's E090).
    """
    for name, getter, setter in _ATTRIBUTES:
        if not Doc.has_extension(name) or Doc.get_extension(name)[2] is not getter:
            Doc.set_extension(name, getter=getter, setter=setter)


register()
