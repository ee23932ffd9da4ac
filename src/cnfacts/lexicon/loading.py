"""The lexicon: units, stop list and metric aliases, read from tables that a user can extend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import regex

from cnfacts.errors import LexiconError
from cnfacts.schema.enums import UnitClass

__all__ = ["Lexicon", "Stop", "Unit", "load_lexicon", "stop_parts", "stop_source"]

DIGITS = "〇零一二三四五六七八九两"
MACROS = {
    "{A}": r"(?>\d[\d,]{0,20}(?:\.\d{1,9})?(?:[十百万亿]|千(?!瓦|克|米|升|伏|卡)){0,3})",
    "{C}": rf"(?>(?:[{DIGITS}十百万亿廿卅]|千(?!瓦|克|米|升|伏|卡)){{1,16}})",
}
MACROS["{N}"] = f"(?>{MACROS['{A}']}|{MACROS['{C}']})"


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of units.tsv: canonical spelling, class, UCUM or ISO 4217 code, and what denies it."""

    name: str
    variants: tuple[str, ...]
    unit_class: UnitClass
    code: str | None
    not_before: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One row of stops.tsv: a pattern whose «…» is a numeral that is no statistic, and why."""

    pattern: str
    reason: str
    example: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Units, stops and aliases, with the lookups made of them.

    `by_spelling` maps every spelling to its unit, `spelling_lengths` are their lengths, longest first.
    `aliases` maps a user's own wording of a metric to the metric's name.
    """

    units: tuple[Unit, ...]
    stops: tuple[Stop, ...]
    aliases: Mapping[str, str]
    by_spelling: Mapping[str, Unit]
    spelling_lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    place: str
    """File and line, for messages."""


def stop_parts(pattern: str) -> tuple[str, str, str]:
    """The regexes before, inside and after «…» of a stop pattern, macros written out.

    Raises:
        ValueError: the pattern does not mark exactly one numeral.
    """
    for macro, source in MACROS.items():
        pattern = pattern.replace(macro, source)
    before, opened, rest = pattern.partition("«")
    numeral, closed, after = rest.partition("»")
    if not (opened and closed and numeral) or "«" in after or "»" in after:
        raise ValueError("mark exactly one numeral with «…»")
    return before, numeral, after


def stop_source(pattern: str) -> str:
    """One regex of a stop pattern: what stands outside «…» becomes lookaround."""
    before, numeral, after = stop_parts(pattern)
    return (f"(?<={before})" if before else "") + f"(?:{numeral})" + (f"(?={after})" if after else "")


def _read_rows(text: str, name: str) -> Iterator[_Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield _Row(tuple(cell.strip() for cell in line.split("\t")), f"{name}, line {number}")


def _listed(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(cell.split())


def _unit(row: _Row) -> Unit:
    if len(row.cells) != 6 or not all(row.cells):
        raise LexiconError(
            f"{row.place}: a unit has 6 columns separated by tabs (unit, variants, class, code, not before, "
            f"example), here are {len(row.cells)}; write - for an empty one"
        )
    name, variants, unit_class, code, not_before, example = row.cells
    known = [c.value for c in UnitClass if c not in (UnitClass.NONE, UnitClass.COMPOUND)]
    if unit_class not in known:
        raise LexiconError(f"{row.place}: class {unit_class!r} is unknown; use one of {', '.join(known)}")
    kind, coded = UnitClass(unit_class), None if code == "-" else code
    return Unit(name, _listed(variants), kind, coded, _listed(not_before), example)


def _stop(row: _Row) -> Stop:
    if len(row.cells) != 3 or not all(row.cells):
        raise LexiconError(
            f"{row.place}: a stop has 3 columns separated by tabs (pattern, reason, example), here are {len(row.cells)}"
        )
    stop = Stop(*row.cells)
    try:
        regex.compile(stop_source(stop.pattern))
    except (ValueError, regex.error) as error:
        message = f"{row.place}: pattern {stop.pattern!r} is not usable: {error}; correct it"
        raise LexiconError(message) from error
    return stop


def _alias(row: _Row) -> tuple[str, str]:
    if len(row.cells) < 2 or not all(row.cells[:2]):
        raise LexiconError(f"{row.place}: an alias has 2 columns separated by tabs (wording, metric)")
    return row.cells[0], row.cells[1]


def _index(units: tuple[Unit, ...]) -> dict[str, Unit]:
    by_spelling: dict[str, Unit] = {}
    for unit in units:
        by_spelling.update(dict.fromkeys((unit.name, *unit.variants), unit))
    return by_spelling


def _packaged(name: str) -> list[_Row]:
    return list(_read_rows(files("cnfacts.lexicon").joinpath(name).read_text(encoding="utf-8"), name))


def _user_rows(path: Path) -> list[_Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read ({error}); give a UTF-8 file with tab-separated rows"
        raise LexiconError(message) from error
    return list(_read_rows(text, str(path)))


@lru_cache(maxsize=16)
def _load(path: Path | None) -> Lexicon:
    units = {unit.name: unit for unit in map(_unit, _packaged("units.tsv"))}
    stops = [Stop(*row.cells) for row in _packaged("stops.tsv")]
    aliases: dict[str, str] = {}
    for row in _user_rows(path) if path else ():
        rest = _Row(row.cells[1:], row.place)
        match row.cells[0]:
            case "unit":
                unit = _unit(rest)
                units[unit.name] = unit
            case "stop":
                stops.append(_stop(rest))
            case "alias":
                wording, metric = _alias(rest)
                aliases[wording] = metric
            case kind:
                raise LexiconError(f"{row.place}: first column {kind!r}: write unit, stop or alias there")
    table = tuple(units.values())
    by_spelling = _index(table)
    lengths = tuple(sorted({len(s) for s in by_spelling}, reverse=True))
    return Lexicon(table, tuple(stops), aliases, by_spelling, lengths)


def load_lexicon(path: Path | None = None) -> Lexicon:
    """The packaged lexicon, with the rows of the user's own TSV file added.

    Args:
        path: a UTF-8 file of tab-separated rows whose first column is `unit`, `stop` or `alias`; the other
            columns are those of units.tsv, of stops.tsv, or wording and metric.

    Raises:
        LexiconError: the file cannot be read, or a row breaks its grammar (names file, line and remedy).
    """
    return _load(Path(path).resolve() if path is not None else None)
