"""The library's attributes on a Doc: `doc._.facts` and `doc._.doc_date`; the import registers them."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from cnfacts.pipeline.groups import STORE, store
from cnfacts.schema.dates import parse_date
from cnfacts.schema.fact import Fact

__all__ = ["register"]

_DATE = "doc_date"


def _facts(doc: Doc) -> list[Fact]:
    """The Doc's facts, rebuilt from its records each time: keep the list when it is needed more than once."""
    return [Fact.from_record(record) for record in doc.user_data.get(STORE, {}).get("facts", ())]


def _doc_date(doc: Doc) -> date | None:
    return parse_date(doc.user_data.get(STORE, {}).get(_DATE))


def _set_doc_date(doc: Doc, value: date | str | None) -> None:
    day = parse_date(value)
    store(doc)[_DATE] = day.isoformat() if day else None


def register() -> None:
    """Register the attributes; again changes nothing.

    Raises:
        ValueError: another library has registered one of the names (spaCy's E090).
    """
    for name, getter, setter in (("facts", _facts, None), (_DATE, _doc_date, _set_doc_date)):
        if not Doc.has_extension(name) or Doc.get_extension(name)[2] is not getter:
            Doc.set_extension(name, getter=getter, setter=setter)


register()
