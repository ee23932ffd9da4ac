"""The tables that linking rests on: wordings of one metric, conventions of growth, complete partitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cnfacts.schema.enums import PriceBasis

__all__ = ["Alias", "Convention", "PartitionRule", "aliases", "convention_of", "conventions", "partition_rules", "rows"]


@dataclass(frozen=True, slots=True)
class Alias:
    """One row of aliases.tsv."""

    wording: str
    metric: str
    where: str
    example: str

    def apply(self, name: str) -> str:
        """`name` with the wording replaced where the row says."""
        if self.wording not in name:
            return name
        if self.where == "part":
            return name.replace(self.wording, self.metric)
        if self.where == "tail" and name.endswith(self.wording):
            return name[: -len(self.wording)] + self.metric
        if self.where == "head" and name.startswith(self.wording):
            return self.metric + name[len(self.wording) :]
        return self.metric if name == self.wording else name


@dataclass(frozen=True, slots=True)
class Convention:
    """One row of conventions.tsv: what a growth means where the text does not say."""

    tail: str
    price: PriceBasis
    is_revised: bool
    example: str


@dataclass(frozen=True, slots=True)
class PartitionRule:
    """One row of partitions.tsv."""

    name: str
    whole: str
    parts: tuple[str, ...]
    what: str
    example: str

    def parts_of(self, metric: str) -> tuple[str, ...] | None:
        """The names of the parts of `metric`, or None if the row is not about it."""
        head, star, tail = self.whole.partition("*")
        if not star:
            return self.parts if metric == self.whole else None
        if not metric.startswith(head) or not metric.endswith(tail) or len(metric) < len(head) + len(tail):
            return None
        stem = metric[len(head) : len(metric) - len(tail)]
        return tuple(part.replace("*", stem) for part in self.parts)


def rows(name: str, width: int, package: str = "cnfacts.checks") -> Iterator[list[str]]:
    """The rows of a package's table.

    Raises:
        ValueError: a row has not `width` columns; names the line.
    """
    table = files(package).joinpath("tables", name).read_text(encoding="utf-8")
    for number, line in enumerate(table.splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != width or not all(cells):
                raise ValueError(f"{name}, line {number}: {width} columns separated by tabs are needed")
            yield cells


@cache
def aliases() -> tuple[Alias, ...]:
    """The rows of aliases.tsv, in their order."""
    return tuple(Alias(*cells[:4]) for cells in rows("aliases.tsv", 5))


@cache
def conventions() -> tuple[Convention, ...]:
    """The rows of conventions.tsv, longest tail first."""
    table = rows("conventions.tsv", 5)
    read = [Convention(c[0], PriceBasis(c[1]), c[2] == "revised", c[3]) for c in table]
    return tuple(sorted(read, key=lambda row: -len(row.tail)))


@cache
def convention_of(metric: str) -> Convention | None:
    """The convention of a metric: the row of its longest tail."""
    return next((row for row in conventions() if metric.endswith(row.tail)), None)


@cache
def partition_rules() -> tuple[PartitionRule, ...]:
    """The rows of partitions.tsv."""
    return tuple(PartitionRule(c[0], c[1], tuple(c[2].split()), c[3], c[4]) for c in rows("partitions.tsv", 6))
