"""A linked group as a system of rows: latent levels, printed intervals, sums of blocks, parts and wholes.

Every figure is read as N (rounded to nearest) or as W (way of rounding unknown); the rows are the same. The
assumption tier adds rows that bound the monthly means of one year within a factor of each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import permutations

from cnfacts.checks.figure import Figure
from cnfacts.checks.joint.columns import TAU, Cell, Columns
from cnfacts.checks.joint.groups import Group
from cnfacts.checks.joint.lanes import Mode, units_of
from cnfacts.checks.joint.relations import relations
from cnfacts.checks.joint.statements import Place, Statement, statement_of
from cnfacts.checks.joint.system import Form, Ratio, Row, System, add, rows_of, scaled
from cnfacts.checks.observation import Observation, Partition

__all__ = ["Model", "Reading", "weights"]


_CONSTANT: Form = {TAU: 1}


class Reading(str, Enum):
    """Which interval a printed figure stands for."""

    NEAR = "near"  # N: rounded to nearest
    WIDE = "wide"  # W: the way of rounding unknown


@dataclass(frozen=True, slots=True)
class Model:
    """A group's statements on its latent levels; `system` puts the printed intervals in."""

    observations: tuple[Observation, ...]
    statements: tuple[Statement, ...]
    columns: Columns
    relations: tuple[Row, ...]
    partitions: tuple[Partition, ...]

    @classmethod
    def of(cls, group: Group) -> Model:
        """The model of a group: observations from which nothing sound follows are left out."""
        observations = group.observations
        units = units_of(observations)
        made = (statement_of(index, o, units) for index, o in enumerate(observations))
        statements = tuple(statement for statement in made if statement is not None)
        columns = Columns(place for statement in statements for place in statement.places)
        rows = tuple(relations(columns, group.partitions, statements, observations))
        return cls(observations, statements, columns, rows, group.partitions)

    def system(self, reading: Reading, changed: Mapping[int, Figure] | None = None) -> System:
        """The rows of all statements in one reading, some figures changed."""
        rows = list(self.relations)
        for statement in self.statements:
            ratio = self.ratio(statement, reading, (changed or {}).get(statement.index))
            rows += rows_of(ratio)
        return System(self.columns.positive, tuple(rows))

    def ratio(self, statement: Statement, reading: Reading, figure: Figure | None = None) -> Ratio:
        """A statement with its interval."""
        observation = self.observations[statement.index]
        figure = figure or observation.figure
        assert figure is not None
        interval = statement.read(figure.near if reading is Reading.NEAR else figure.wide)
        num, den = self.forms(statement)
        return Ratio(num, den, interval.lo, interval.hi, (statement.index,), observation.fact.text)

    def forms(self, statement: Statement) -> tuple[Form, Form]:
        """Numerator and denominator of a statement."""
        num = self.columns.form(statement.num)
        if statement.minus is not None:
            num = add(num, scaled(self.columns.form(statement.minus), -1))
        return num, _CONSTANT if statement.den is None else self.columns.form(statement.den)

    def level(self, place: Place) -> Form:
        """A level as a form."""
        return self.columns.form(place)


def weights(model: Model, within: Fraction) -> Iterator[Row]:
    """Assumption rows: in one lane and year, no block's monthly mean is a factor above another's."""
    years: dict[object, list[tuple[int, Cell]]] = {}
    for column, cell in enumerate(model.columns.cells, start=1):
        if cell.lane.mode is Mode.FLOW and cell.window[0].year == cell.window[1].year:
            years.setdefault((cell.lane, cell.window[0].year), []).append((column, cell))
    for cells in years.values():
        for (low, small), (high, large) in permutations(cells, 2):
            form = {low: within / small.months, high: -1 / large.months}
            yield Row(form, (), f"{large.name} ≤ ×{within} {small.name}")
