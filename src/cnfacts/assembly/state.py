"""What is carried from figure to figure, sentence to sentence and block to block."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cnfacts.grammar.readings import Reading
from cnfacts.lexicon.loading import Lexicon
from cnfacts.schema.enums import Basis, DifferenceOf, Kind, PriceBasis, SlotSource, Status
from cnfacts.schema.mentions import Comparison, Quantity
from cnfacts.schema.periods import Period, PeriodExpr

__all__ = ["Draft", "Name", "PeriodSlot", "State"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """A metric's name: `base` is what is measured, `suffix` 增速 or 降幅 for a change of a growth rate."""

    base: str
    span: Span | None
    source: SlotSource
    suffix: str = ""

    @property
    def text(self) -> str:
        """The name as the record holds it."""
        return self.base + self.suffix


@dataclass(frozen=True, slots=True)
class PeriodSlot:
    """A period in force: its meaning, its dates, and where its words stand in the document."""

    expr: PeriodExpr | None
    period: Period
    span: Span | None
    text: str | None
    source: SlotSource


@dataclass(slots=True)
class Draft:
    """A fact in the making; spans are raw document offsets."""

    quantity: Quantity
    reading: Reading
    start: int
    end: int
    name: Name
    kind: Kind = Kind.LEVEL
    sign: int = 1
    period: PeriodSlot | None = None
    said: PeriodSlot | None = None  # the period in force, before it is fitted to the figure
    basis: Basis = Basis.NONE
    basis_period: Period | None = None
    comparison: Comparison | None = None
    basis_span: Span | None = None
    basis_source: SlotSource = SlotSource.DEFAULT
    status: Status = Status.ACTUAL
    price_basis: PriceBasis = PriceBasis.UNSTATED
    of: DifferenceOf | None = None
    relative_to: str | None = None
    place: str | None = None  # named in a clause of its own: 在北京，…
    rule: str = ""
    unresolved: list[str] = field(default_factory=list)

    part: bool = False  # said after 其中
    base_of: Comparison | None = None  # the comparison whose base the figure is

    @property
    def is_origin(self) -> bool:
        """The 由X of 由X增加到Y."""
        return self.reading.origin


@dataclass(slots=True)
class State:
    """The document so far."""

    doc_date: date | None = None
    doc_id: str = ""
    doc_date_source: str | None = None
    publisher: str | None = None
    title: str | None = None
    lexicon: Lexicon | None = None
    year: int | None = None  # the year the section speaks of
    topic: PeriodSlot | None = None  # the running period
    opened: bool = False  # a block has been read
    default: PeriodSlot | None = None  # for figures before any period is said
    window: PeriodSlot | None = None  # the last running period that was no instant
    opening: PeriodSlot | None = None  # the first period of the paragraph
    turn: tuple[Period, Period] | None = None  # the years of the paragraph's last 由1997年的X增加到2002年的Y
    compared: Comparison | None = None  # said at a clause of its own for the paragraph: 同1987年相比，…
    span: PeriodSlot | None = None  # the last running span of years
    aiming: bool = False  # the paragraph lists targets
    last: Draft | None = None  # the paragraph's last fact
    sentence: list[Draft] = field(default_factory=list)
    real: set[str] = field(default_factory=set)  # metrics' heads said to be at comparable prices (下同)
    seen: int = 0  # facts so far
