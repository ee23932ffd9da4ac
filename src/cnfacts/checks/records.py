"""Records of a user's own as facts: the record's field names, with what can be left out filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import regex
from pydantic import ValidationError

from cnfacts.errors import InputError
from cnfacts.grammar.periods import sdmx, year_before
from cnfacts.schema.enums import Basis, Kind
from cnfacts.schema.fact import Fact
from cnfacts.schema.periods import Period

__all__ = ["as_facts"]

_PLAIN = regex.compile(r"[+-]?\d+(?:\.\d+)?")
_SCALED = regex.compile(r"(万亿|亿|万)(.+)")
_WORDS = {"万亿": 12, "亿": 8, "万": 4}
_RULE = "record"


def as_facts(facts: Iterable[Fact | Mapping[str, Any]]) -> list[Fact]:
    """Facts as they are, records completed; every `fact_id` is made unique, which findings rest on.

    Raises:
        InputError: a record lacks `metric` or a figure, or a field breaks its type.
    """
    out: list[Fact] = []
    seen: dict[str, int] = {}
    for row, given in enumerate(facts, 1):
        fact = given if isinstance(given, Fact) else _completed(dict(given), row)
        name = fact.fact_id or f"{fact.doc_id}#{row}"
        seen[name] = seen.get(name, 0) + 1
        name = name if seen[name] == 1 else f"{name}~{seen[name]}"
        out.append(fact if name == fact.fact_id else fact.model_copy(update={"fact_id": name}))
    return out


def _completed(record: dict[str, Any], row: int) -> Fact:
    given = {name: value for name, value in record.items() if value is not None and value != ""}
    given.setdefault("unit", "")
    _figure(given, row)
    _unscaled(given)
    if "metric" not in given:
        raise InputError(f"record {row}: no metric; name the indicator")
    given.setdefault("kind", Kind.LEVEL.value)
    given.setdefault("rule", _RULE)
    given.setdefault("start", 0)
    given.setdefault("end", given["start"])
    given.setdefault("text", f"{given['value_text'] or given['value']}{_scale(given)}{given['unit']}")
    try:
        fact = Fact.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"record {row}: {where}: {first['msg']}; see docs/record.md") from None
    return _dated(fact)


def _figure(given: dict[str, Any], row: int) -> None:
    """`value` and `value_text`, either from the other; a value in plain digits was printed so."""
    text = given.get("value_text")
    if text is None and "value" in given and not given.get("scale"):
        plain = str(given["value"]).strip().replace(",", "")
        text = plain if _PLAIN.fullmatch(plain) else None
    given["value_text"] = None if text is None else str(text).strip()
    if "value" not in given:
        if text is None:
            raise InputError(f"record {row}: no value; give value or value_text")
        try:
            given["value"] = Decimal(str(text)).scaleb(int(given.get("scale", 0)))
        except (InvalidOperation, ValueError):
            raise InputError(f"record {row}: value_text {text!r} is no plain number") from None


def _unscaled(given: dict[str, Any]) -> None:
    """A scale word left in the unit (万吨) belongs to the value."""
    match = _SCALED.fullmatch(str(given["unit"]))
    if match is None or given.get("scale"):
        return
    given["unit"], given["scale"] = match[2], _WORDS[match[1]]
    for name in ("value", "value_high"):
        if name in given:
            given[name] = Decimal(str(given[name]).replace(",", "")).scaleb(given["scale"])


def _scale(given: Mapping[str, Any]) -> str:
    return next((word for word, power in _WORDS.items() if power == int(given.get("scale", 0))), "")


def _dated(fact: Fact) -> Fact:
    """The period as SDMX prints it, and the base of a year-on-year change."""
    period = Period(fact.period_start, fact.period_end)
    update: dict[str, Any] = {}
    if fact.time_period is None:
        update["time_period"] = sdmx(period)
    if fact.basis is Basis.YOY and fact.basis_start is None and fact.period_start is not None:
        base = year_before(period)
        update |= {"basis_start": base.start, "basis_end": base.end}
    return fact.model_copy(update=update) if update else fact
