"""The record's JSON Schema, as generated and as shipped."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import jsonschema
import pytest

from cnfacts.assembly.document import iter_facts
from cnfacts.schema.brief import brief_period
from cnfacts.schema.fact import Fact, json_schema

SHIPPED = json.loads(files("cnfacts.schema").joinpath("record.schema.json").read_text(encoding="utf-8"))
TEXT = "1—2月，全县工业用电量同比增长4.20%，其中2月份下降1.5%；预计全年增长3%至5%。总产值达12.5亿元。"


def test_the_shipped_schema_is_the_models() -> None:
    assert json_schema() == SHIPPED, "write `cnfacts schema` to src/cnfacts/schema/record.schema.json"


def test_records_keep_to_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(SHIPPED, format_checker=jsonschema.FormatChecker())
    for day in (date(2023, 3, 10), None):
        facts = list(iter_facts(TEXT, doc_date=day, doc_id="a.txt"))
        assert facts
        for fact in facts:
            record = fact.to_record()
            validator.validate(record)
            assert Fact.from_record(record) == fact


def test_every_field_is_described() -> None:
    properties = SHIPPED["properties"]
    assert list(properties) == list(Fact.model_fields)
    assert all(field.description for field in Fact.model_fields.values())


@pytest.mark.parametrize(
    ("start", "end", "brief"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2013, 1, 1), date(2017, 12, 31), "2013 – 2017"),
        (date(2020, 2, 1), date(2020, 2, 29), "2020-02"),
        (date(2022, 1, 1), date(2022, 11, 30), "2022-01 – 2022-11"),
        (date(2022, 11, 30), date(2022, 11, 30), "2022-11-30"),
        (date(2023, 4, 29), date(2023, 5, 3), "2023-04-29 – 2023-05-03"),
        (None, None, "?"),
        (date(2022, 1, 1), None, "2022-01-01 – ?"),
    ],
)
def test_periods_in_brief(start: date | None, end: date | None, brief: str) -> None:
    assert brief_period(start, end) == brief
