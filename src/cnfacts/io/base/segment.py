"""One segment: where the figures of each metric, region and time stand in it, and those rows as facts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from cnfacts.checks.observation import SeriesKey, Window
from cnfacts.claims.knowledge import Known
from cnfacts.errors import InputError
from cnfacts.io.base.filing import EXTRA, METRIC, REGION, SOURCE
from cnfacts.io.base.manifest import Segment
from cnfacts.io.base.restoring import restored
from cnfacts.io.extras import need
from cnfacts.schema.fact import Fact

__all__ = ["SegmentFile"]

_GROUPS = 16
"""Row groups that are read at a time."""
_EPOCH = date(1970, 1, 1).toordinal()
_OPEN = 2**31 - 1
"""The end of an open period: after all others, as the rows are sorted."""


class SegmentFile:
    """A segment's file, open. Its rows are sorted by metric, region and the period's end, held in memory."""

    def __init__(self, folder: Path, segment: Segment) -> None:
        """Open it.

        Raises:
            FileNotFoundError: it is gone.
            InputError: it is damaged.
        """
        self.path = folder / segment.file
        self.gone = frozenset(segment.gone)
        pa, parquet = need("pyarrow", EXTRA), need("pyarrow.parquet", EXTRA)
        try:
            self._file = parquet.ParquetFile(pa.OSFile(str(self.path)))
            self._index(pa)
        except FileNotFoundError as error:
            raise FileNotFoundError(error.errno, "no such segment", str(self.path)) from None
        except (OSError, pa.ArrowException, KeyError) as error:
            raise self._damaged(error) from None
        if self._starts[-1] != segment.rows:
            raise self._damaged(f"{self._starts[-1]} rows instead of {segment.rows}")

    def _index(self, pa: Any) -> None:
        """Metrics and regions by number for each row, and where the row groups begin."""
        columns = [METRIC, REGION, "period_end", *([SOURCE] if self.gone else [])]
        table = self._file.read(columns=columns, use_threads=False)
        self.names, self._ends = _runs(table[METRIC])
        self._regions, self._region = _coded(pa.concat_arrays(table[REGION].chunks))
        self._day = _numbers(
            pa.concat_arrays(table["period_end"].chunks).cast(pa.int32()).fill_null(_OPEN), "i"
        )
        self._source = _numbers(pa.concat_arrays(table[SOURCE].chunks), "q") if self.gone else None
        self._starts = [0]
        for group in range(self._file.metadata.num_row_groups):
            self._starts.append(self._starts[-1] + self._file.metadata.row_group(group).num_rows)

    def figures(
        self, left: dict[str, int | None], regions: Collection[str] | None, ends: Window | None
    ) -> Iterator[Known]:
        """The figures of these regions whose periods end in this window.

        Args:
            left: the metrics, each with how many of its figures are wanted (None: all); counted down.
            regions: as in `Knowledge.figures`.
            ends: as in `Knowledge.figures`.
        """
        rows: list[int] = []
        for metric, most in left.items():
            found = list(islice(self._rows(metric, regions, ends), most))
            rows += found
            left[metric] = most if most is None else most - len(found)
        rows.sort()
        groups = sorted({bisect_right(self._starts, row) - 1 for row in rows})
        for at in range(0, len(groups), _GROUPS):
            chosen = groups[at : at + _GROUPS]
            low, high = (
                bisect_left(rows, self._starts[chosen[0]]),
                bisect_left(rows, self._starts[chosen[-1] + 1]),
            )
            yield from self._known(chosen, rows[low:high])

    def _known(self, groups: list[int], rows: list[int]) -> Iterator[Known]:
        """Rows of some row groups as figures."""
        begins = {}
        length = 0
        for group in groups:
            begins[group] = self._starts[group] - length
            length += self._starts[group + 1] - self._starts[group]
        places = [row - begins[bisect_right(self._starts, row) - 1] for row in rows]
        facts = restored(self._read(groups).take(places))
        for row, fact in zip(rows, facts, strict=True):
            yield Known(fact, SeriesKey(self._metric(row), self._regions[self._region[row]]))

    def _metric(self, row: int) -> str:
        return self.names[bisect_right(self._ends, row)]

    def _rows(self, metric: str, regions: Collection[str] | None, ends: Window | None) -> Iterator[int]:
        at = bisect_left(self.names, metric)
        if at == len(self.names) or self.names[at] != metric:
            return
        first, last = self._ends[at - 1] if at else 0, self._ends[at]
        for low, high in self._regions_of(first, last, regions):
            if ends is not None:
                low = bisect_left(self._day, _day(ends[0]), low, high)
                high = bisect_right(self._day, _day(ends[1]), low, high)
            yield from (
                row for row in range(low, high) if self._source is None or self._source[row] not in self.gone
            )

    def _regions_of(
        self, first: int, last: int, regions: Collection[str] | None
    ) -> Iterator[tuple[int, int]]:
        """The rows of each region among those of a metric."""
        if regions is not None:
            for region in sorted(set(regions)):
                low = bisect_left(self._region, region, first, last, key=self._name)
                yield low, bisect_right(self._region, region, low, last, key=self._name)
            return
        while first < last:
            high = bisect_right(self._region, self._name(self._region[first]), first, last, key=self._name)
            yield first, high
            first = high

    def _name(self, code: int) -> str:
        return self._regions[code]

    def _read(self, groups: list[int]) -> Any:
        try:
            return self._file.read_row_groups(groups, columns=self._filled, use_threads=False)
        except (OSError, need("pyarrow", EXTRA).ArrowException) as error:
            raise self._damaged(error) from None

    @cached_property
    def _filled(self) -> list[str]:
        """Columns that are not null throughout: about a third is."""
        metadata = self._file.metadata
        filled = set()
        for at in range(metadata.num_columns):
            for number in range(metadata.num_row_groups):
                column = metadata.row_group(number).column(at)
                if column.statistics is None or column.statistics.null_count != column.num_values:
                    filled.add(column.path_in_schema.partition(".")[0])
                    break
        return [name for name in Fact.model_fields if name in filled]

    def _damaged(self, reason: object) -> InputError:
        said = " ".join(str(reason).split())[:120]
        return InputError(
            f"{self.path}: a damaged segment of the base ({said}); restore it, or index anew into another folder"
        )


def _day(day: date) -> int:
    return day.toordinal() - _EPOCH


def _numbers(column: Any, sign: Literal["i", "q"]) -> Sequence[int]:
    """An array of integers without nulls as a sequence over its own memory."""
    held: memoryview[int] = memoryview(column.buffers()[1]).cast(sign)
    return held[column.offset : column.offset + len(column)]


def _coded(column: Any) -> tuple[list[str], Sequence[int]]:
    """The distinct values of an array, and each row's place among them."""
    encoded = column.dictionary_encode()
    return encoded.dictionary.to_pylist(), _numbers(encoded.indices, "i")


def _runs(column: Any) -> tuple[list[str], list[int]]:
    """The distinct values of a sorted column, and where each one's rows end."""
    encode: Callable[[Any], Any] = need("pyarrow.compute", EXTRA).run_end_encode
    names: list[str] = []
    ends: list[int] = []
    at = 0
    for chunk in column.chunks:
        runs = encode(chunk)
        for name, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            if names and names[-1] == name:
                ends[-1] = at + end
            else:
                names.append(name)
                ends.append(at + end)
        at += len(chunk)
    return names, ends
