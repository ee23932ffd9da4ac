"""Which column of a user's table is which field: by its own name, by a usual heading, or as the user says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cnfacts.errors import InputError
from cnfacts.schema.fact import Fact

__all__ = ["FIELDS", "Columns", "read_columns"]

PERIOD = "period"
"""A cell that names a period (2013, 2013年1—3月, 2013-Q1), for the two dates of the record."""

_HEADINGS = {
    "metric": "指标 指标名称 统计指标 项目 项目名称 indicator",
    "region": "地区 地域 区域 省份 省市 行政区划 area",
    "period": "时期 时间 期间 日期 年份 年度 年 年月 月份 季度 year time_period",
    "period_start": "起 开始日期 起始日期 start_date",
    "period_end": "止 结束日期 截止日期 end_date",
    "value": "数值 值 数据 指标值 obs_value",
    "unit": "单位 计量单位 unit_measure",
    "publisher": "来源 数据来源 资料来源 发布机构 发布单位 source",
    "doc_date": "发布日期 公布日期 数据日期 版本日期 vintage published",
    "title": "标题 表名 文件名称",
    "locator": "位置 出处页码",
}
_USUAL = {heading: name for name, headings in _HEADINGS.items() for heading in headings.split()}

FIELDS = (PERIOD, *Fact.model_fields)
"""What a column can be."""

SET, MAP = "--set", "--map"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the user says of a table: fields by column, values for all rows, the sheet to read."""

    named: Mapping[str, str] = field(default_factory=dict)
    """Column headings by field."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Values of fields that hold for every row."""
    sheet: str | None = None

    def found(self, header: Sequence[str]) -> dict[str, int]:
        """The place of each field's column among the headings; what the user named goes before usual headings."""
        clean = [heading.strip() for heading in header]
        places = {name: clean.index(column) for name, column in self.named.items() if column in clean}
        taken = set(places.values())
        for place, heading in enumerate(clean):
            name = _field(heading)
            if name is not None and place not in taken and name not in places and name not in self.named:
                places[name] = place
        return places

    def said(self) -> str:
        """All of it as one line: what was indexed is known by it."""
        return json.dumps(
            [dict(self.named), dict(self.constants), self.sheet], ensure_ascii=False, sort_keys=True
        )


def _field(heading: str) -> str | None:
    folded = heading.lower()
    return folded if folded in FIELDS else _USUAL.get(folded)


def read_columns(
    named: Iterable[str] = (), constants: Iterable[str] = (), file: Path | str | None = None
) -> Columns:
    """What a mapping file and the options say, the options going first.

    Args:
        named: `field=heading` each.
        constants: `field=value` each.
        file: TOML or JSON with the tables `map` and `set` and the string `sheet`, all optional.

    Raises:
        InputError: the file cannot be read, or a field is none of the record's.
    """
    given = _file(Path(file)) if file is not None else {}
    maps = {**_table(given, "map", str(file)), **dict(_pair(option, MAP) for option in named)}
    sets = {**_table(given, "set", str(file)), **dict(_pair(option, SET) for option in constants)}
    sheet = given.get("sheet")
    return Columns(maps, sets, sheet if sheet is None else str(sheet))


def _pair(option: str, name: str) -> tuple[str, str]:
    key, sign, value = option.partition("=")
    if not sign or not value.strip():
        raise InputError(f"{name} {option}: give field=text, such as {name} metric=指标")
    return _known(key.strip(), f"{name} {option}"), value.strip()


def _known(name: str, place: str) -> str:
    if name not in FIELDS:
        raise InputError(
            f"{place}: {name!r} is no field; use one of metric, value, unit, period, region … (docs/record.md)"
        )
    return name


def _file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a UTF-8 file of TOML or JSON") from None
    is_json = path.suffix.lower() == ".json"
    try:
        given = json.loads(text) if is_json else _toml(text, path)
    except ValueError as error:
        raise InputError(f"{path}: no {'JSON' if is_json else 'TOML'} ({error}); mend it") from None
    if not isinstance(given, dict) or set(given) - {"map", "set", "sheet"}:
        raise InputError(f"{path}: give the tables map and set, and sheet; nothing else")
    return given


def _toml(text: str, path: Path) -> Any:
    try:
        import tomllib
    except ImportError:
        raise InputError(f"{path}: TOML is read from Python 3.11 on; write it as JSON (.json)") from None
    return tomllib.loads(text)


def _table(given: dict[str, Any], name: str, path: str) -> dict[str, str]:
    table = given.get(name, {})
    if not isinstance(table, dict):
        raise InputError(f"{path}: {name} is no table of field = text")
    return {_known(str(key), f"{path}, {name}"): str(value) for key, value in table.items()}
