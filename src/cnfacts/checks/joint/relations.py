"""What holds by definition: parts and wholes, block by block (P4, P5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from cnfacts.checks.joint.columns import Columns
from cnfacts.checks.joint.lanes import Lane, Mode
from cnfacts.checks.joint.statements import Statement
from cnfacts.checks.joint.system import Number, Row
from cnfacts.checks.observation import Observation, Partition, SeriesKey, Window
from cnfacts.schema.enums import PriceBasis

__all__ = ["relations"]


def relations(
    columns: Columns,
    partitions: Sequence[Partition],
    statements: Sequence[Statement],
    facts: Sequence[Observation],
) -> Iterator[Row]:
    """The rows of the partitions: of series wherever they meet, or of the very facts that a text lists."""
    lanes = _lanes(columns)
    years = {s.num[1][1].year for s in statements if s.num[0].price == PriceBasis.REAL.value}
    printed = {s.num[0] for s in statements if s.den is None}
    ids = {facts[s.index].fact.fact_id: s for s in statements if s.minus is None}
    for partition in partitions:
        if partition.members or partition.total:
            yield from _of_facts(columns, partition, ids)
        else:
            yield from _of_series(columns, partition, _comparable(partition, lanes, printed, len(years) > 1))


def _comparable(
    partition: Partition, lanes: Mapping[SeriesKey, Sequence[Lane]], printed: Set[Lane], many_years: bool
) -> dict[SeriesKey, list[Lane]]:
    """The lanes in which parts add up to the whole.

    Real levels do at one year's prices only; published levels do not where the table says `growth`.
    """
    kind = partition.name.rpartition(":")[2]
    if kind == "contribution":
        return {}
    out = {}
    for key in (partition.whole, *partition.parts):
        found = [lane for lane in lanes.get(key, ()) if not (many_years and lane.price == PriceBasis.REAL.value)]
        out[key] = [lane for lane in found if kind != "growth" or lane not in printed]
    return out


def _lanes(columns: Columns) -> dict[SeriesKey, list[Lane]]:
    out: dict[SeriesKey, list[Lane]] = {}
    for lane in dict.fromkeys(cell.lane for cell in columns.cells):
        out.setdefault(lane.key, []).append(lane)
    return out


def _of_series(columns: Columns, partition: Partition, lanes: Mapping[SeriesKey, Sequence[Lane]]) -> Iterator[Row]:
    windows: dict[Lane, list[Window]] = {}
    for cell in columns.cells:
        windows.setdefault(cell.lane, []).append(cell.window)
    for whole in lanes.get(partition.whole, ()):
        parts = [twin for key in partition.parts for twin in lanes.get(key, ()) if _is_twin(whole, twin)]
        for window in windows[whole] if parts and whole.adds_up else ():
            total = columns.column(whole, window)
            found = [column for part in parts if (column := columns.column(part, window)) is not None]
            if total is not None and found:
                is_full = partition.is_complete and len(found) == len(partition.parts)
                yield from _rows({total: 1}, [{c: 1} for c in found], partition, is_full, whole.mode)


def _is_twin(whole: Lane, part: Lane) -> bool:
    same = (whole.price, whole.unit, whole.mode, whole.restated) == (
        part.price,
        part.unit,
        part.mode,
        part.restated,
    )
    return same and part.adds_up


def _of_facts(columns: Columns, partition: Partition, ids: Mapping[str, Statement]) -> Iterator[Row]:
    whole = ids.get(partition.total or "")
    members = [ids[i] for i in partition.members if i in ids]
    if whole is None or not members or not whole.num[0].adds_up:
        return
    parts = [m for m in members if m.num[1] == whole.num[1] and _is_alike(whole.num[0], m.num[0])]
    is_full = partition.is_complete and len(parts) == len(partition.members)
    forms = [columns.form(part.num) for part in parts]
    if parts:
        yield from _rows(columns.form(whole.num), forms, partition, is_full, whole.num[0].mode)


def _is_alike(whole: Lane, part: Lane) -> bool:
    return part.adds_up and (whole.price, whole.unit, whole.mode) == (part.price, part.unit, part.mode)


def _rows(
    whole: Mapping[int, Number],
    parts: Sequence[Mapping[int, Number]],
    partition: Partition,
    is_full: bool,
    mode: Mode,
) -> Iterator[Row]:
    """One equality; else the parts together, or each part, within the whole."""
    label = f"{partition.name}: {partition.whole.metric}"
    if is_full and partition.is_disjoint:
        yield Row(_less(whole, parts), (), f"{label} = Σ", equal=True)
    elif mode is not Mode.NET:
        for some in [parts] if partition.is_disjoint else [[part] for part in parts]:
            yield Row(_less(whole, some), (), f"{label} ≥")


def _less(whole: Mapping[int, Number], parts: Sequence[Mapping[int, Number]]) -> dict[int, Number]:
    out = dict(whole)
    for part in parts:
        for column, value in part.items():
            out[column] = out.get(column, 0) - value
    return {column: value for column, value in out.items() if value}
