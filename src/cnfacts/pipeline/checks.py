"""The step that sets a document's facts against each other, after the facts step where that has not run."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from cnfacts.checks.check_report import CheckReport
from cnfacts.checks.report import check
from cnfacts.pipeline.facts import Facts
from cnfacts.pipeline.groups import STORE, store

__all__ = ["REPORT", "Checks"]

REPORT = "check_report"
"""Key of the report, as JSON values, in the library's part of `Doc.user_data`."""


class Checks:
    """Findings, kept as plain JSON in `doc.user_data["cnfacts"]["check_report"]`.

    `doc._.findings` gives them as `Finding`, `doc._.check_report` the whole as `CheckReport`.
    """

    def __init__(
        self,
        name: str,
        *,
        joint: bool = True,
        lexicon: str | None = None,
        doc_date: date | str | None = None,
        dateline: bool = True,
        displacy_key: str | None = "sc",
    ) -> None:
        self.name = name
        self.joint = joint
        self.facts = Facts("cnfacts_facts", lexicon=lexicon, doc_date=doc_date, dateline=dateline, displacy_key=displacy_key)

    def __call__(self, doc: Doc) -> Doc:
        """Check the document's facts and write the report on the Doc."""
        if self.facts.family not in doc.user_data.get(STORE, ()):
            self.facts(doc)
        self.set_annotations(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> CheckReport:
        """The report; the Doc is left as it is."""
        return check(doc._.facts, joint=self.joint)

    def set_annotations(self, doc: Doc, found: CheckReport) -> None:
        """Write the report."""
        store(doc)[REPORT] = found.model_dump(mode="json")
