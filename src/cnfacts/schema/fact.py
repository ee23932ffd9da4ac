"""The record: one extracted statistic, frozen and typed. Its fields are the columns of every output."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_serializer

from cnfacts.schema.enums import Aggregation, Basis, DifferenceOf, Kind, PriceBasis, Qualifier, SlotSource, Status

__all__ = ["SCHEMA_VERSION", "Fact", "json_schema"]

SCHEMA_VERSION = "1.0"
"""Counts changes of the record's fields."""

Span = tuple[int, int]


class Fact(BaseModel):
    """One statistic: a figure with its metric, period, kind and comparison basis, and the words each came from.

    Offsets are half-open character positions in the text as it was given: `text[fact.start:fact.end] == fact.text`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: str = Field(SCHEMA_VERSION, description="Version of this record")
    doc_id: str = Field("", description="The document: a path relative to the folder given, or the caller's id")
    fact_id: str = Field("", description="Stable within document and version: doc_id and start")
    start: int = Field(description="First character of the numeral", ge=0)
    end: int = Field(description="One past the last character of the numeral with its unit", ge=0)
    text: str = Field(description="The numeral with its unit as printed")
    sentence: str = Field("", description="The sentence around it")
    locator: str | None = Field(None, description="Page, table and cell in the original, where known")
    doc_date: date | None = Field(None, description="The date used to resolve relative periods")
    doc_date_source: str | None = Field(None, description="Where that date came from")
    publisher: str | None = Field(None, description="The issuing body where the document names it")
    title: str | None = Field(None, description="The document's title where it has one")

    metric: str = Field(description="The indicator as a table row would name it")
    value: Decimal | None = Field(description="Signed, scale words multiplied out, exact")
    value_high: Decimal | None = Field(None, description="The upper end of a range, in printed order")
    unit: str = Field(description="Unit without scale word, spelling variants folded; empty where none is printed")
    period_start: date | None = Field(None, description="First day of the period, inclusive")
    period_end: date | None = Field(None, description="Last day of the period, inclusive")
    kind: Kind = Field(description="level, growth, difference, share, contribution or multiple")
    basis: Basis = Field(Basis.NONE, description="What a change is measured against")
    basis_start: date | None = Field(None, description="First day of the period compared with")
    basis_end: date | None = Field(None, description="Last day of the period compared with")
    qualifier: Qualifier = Field(Qualifier.EQ, description="eq, approx, gt or lt, on the magnitude")
    status: Status = Field(Status.ACTUAL, description="actual, target or forecast")

    value_text: str | None = Field(None, description="The printed digits as ASCII with their decimals")
    value_high_text: str | None = Field(None, description="The printed digits of the upper end")
    scale: int = Field(0, description="Power of ten of the scale word (亿 is 8)")
    qualifier_text: str | None = Field(None, description="The qualifier word itself")
    unit_code: str | None = Field(None, description="UCUM or ISO 4217 code where one fits")
    time_period: str | None = Field(None, description="The period as SDMX prints it")
    aggregation: Aggregation = Field(Aggregation.UNKNOWN, description="flow, stock, rate, index, net or unknown")
    price_basis: PriceBasis = Field(PriceBasis.UNSTATED, description="nominal, real or unstated")
    difference_of: DifferenceOf | None = Field(None, description="For a difference: of a level, growth or share")
    relative_to: str | None = Field(None, description="Whole of a share, total of a contribution, other group, target")
    part_of: str | None = Field(None, description="fact_id of the whole this is a part of")
    partition: str | None = Field(None, description="What the whole is split by")
    region: str | None = Field(None, description="The area, when text or heading names one")

    metric_span: Span | None = Field(None, description="Offsets of the metric's words")
    metric_source: SlotSource = Field(SlotSource.STATED, description="stated, inherited, caption or default")
    period_span: Span | None = Field(None, description="Offsets of the period's words")
    period_text: str | None = Field(None, description="Those words")
    period_source: SlotSource = Field(SlotSource.DEFAULT, description="stated, inherited, caption or default")
    basis_span: Span | None = Field(None, description="Offsets of the comparison's words")
    basis_text: str | None = Field(None, description="Those words")
    basis_source: SlotSource = Field(SlotSource.DEFAULT, description="stated, inherited, caption or default")
    rule: str = Field(description="Name of the rule that made the fact")
    unresolved: tuple[str, ...] = Field((), description="Why a slot is null")
    confidence: float | None = Field(None, description="Probability that all scored slots are right, or null")

    @field_serializer("value", "value_high")
    def _plain_decimal(self, value: Decimal | None) -> str | None:
        return None if value is None else format(value, "f")

    def to_record(self) -> dict[str, Any]:
        """The flat form: JSON-ready values, decimals as plain strings, dates as ISO strings."""
        return self.model_dump(mode="json")

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Fact:
        """Rebuild a fact from `to_record()`'s output."""
        return cls.model_validate(record)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the record (draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Fact.model_json_schema(mode="serialization")}
