"""Predictions of the library itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cnfacts.api import extract
from cnfacts.evaluate.answers import Answer, GoldDoc, answer_of
from cnfacts.schema.fact import Fact

__all__ = ["answers", "predict"]


def predict(doc: GoldDoc) -> list[Answer]:
    """The facts that the library finds in a document, with the annotated date.

    Raises:
        DateError: the document's date is no date.
    """
    return answers(extract(doc.text, date=doc.doc_date, doc_id=doc.doc_id))


def answers(facts: Iterable[Fact]) -> list[Answer]:
    """The scored slots of facts."""
    records: list[dict[str, Any]] = [fact.to_record() for fact in facts]
    return [answer_of(record) for record in records]
