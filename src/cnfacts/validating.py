"""`validate`: a text, or facts, held against a base, wherever that base is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Date  # noqa: N812
from pathlib import Path
from typing import Any

from cnfacts.api import extract
from cnfacts.assembly.source import describe
from cnfacts.claims.knowledge import Knowledge
from cnfacts.claims.memory import Memory
from cnfacts.claims.options import Allowances
from cnfacts.claims.records import ValidationReport
from cnfacts.claims.validate import validate_facts
from cnfacts.claims.words.finding import WordClaim, find_words
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.dates import parse_date
from cnfacts.schema.fact import Fact

__all__ = ["Facts", "base_of", "validate", "words_of"]

_DOC = "text"

Facts = Iterable[Fact | Mapping[str, Any]]
"""Facts, or records with the record's field names."""


def validate(
    text_or_facts: str | Facts,
    against: Knowledge | Path | str | Facts,
    *,
    date: Date | str | None = None,
    region: str | None = None,
    lexicon: Path | str | None = None,
    allowances: Allowances | None = None,
) -> ValidationReport:
    """Say of each claimed figure whether known figures support it.

    Args:
        text_or_facts: a text, or facts (`extract`), or records with the record's field names.
        against: what is known: an open base, the path of one or of a file of facts or official figures, or facts.
        date: the text's date, as for `extract`.
        region: the area that the text speaks of where it names none (全省, 我市).
        lexicon: a file of your own units, stop words and aliases, as for `extract`.
        allowances: how far figures are taken to be revised after they were first published; None: 5 % of a level,
            1 point of a growth.

    Raises:
        DateError: `date` is no date.
        InputError: the base cannot be read, or a record lacks what it needs; names the place.
    """
    base = base_of(against)
    if not isinstance(text_or_facts, str):
        return validate_facts(text_or_facts, base, region=region, allowances=allowances)
    facts = extract(text_or_facts, date=date, doc_id=_DOC, lexicon=lexicon)
    words = words_of(text_or_facts, date=date, doc_id=_DOC, lexicon=lexicon)
    return validate_facts(facts, base, words=words, region=region, allowances=allowances)


def words_of(
    text: str, *, date: Date | str | None = None, doc_id: str = "", lexicon: Path | str | None = None
) -> list[WordClaim]:
    """The claims in words of a text (持平, 连续三年增长, 历史新高); arguments as for `extract`.

    Raises:
        DateError: `date` is no date.
        LexiconError: `lexicon` cannot be read.
    """
    source = describe(text, date=parse_date(date))
    table = load_lexicon(Path(lexicon) if lexicon is not None else None)
    return find_words(text, doc_date=source.date, doc_id=doc_id, lexicon=table)


def base_of(against: Knowledge | Path | str | Facts) -> Knowledge:
    """What is known, opened where it is a path, in memory where it is facts.

    Raises:
        InputError: it cannot be read; names the place.
    """
    if isinstance(against, str | Path):
        from cnfacts.io.base.opening import open_base

        return open_base(against)
    if isinstance(against, Knowledge):
        return against
    return Memory(against)
