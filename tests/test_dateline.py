"""The document's own date, title and issuing body."""

from __future__ import annotations

from datetime import date

import pytest

from cnfacts.text.dateline import find_dateline
from cnfacts.text.heading import find_publisher, find_title

BODY = "全市发电量达到86.5亿千瓦时，增长4.2%。\n"


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (f"某市统计公报\n（2021年3月18日）\n{BODY}", date(2021, 3, 18), "2021年3月18日"),
        (f"某市统计公报\n2021年3月18日\n{BODY}", date(2021, 3, 18), "2021年3月18日"),
        (f"某市统计公报\n２０２１年３月１８日\n{BODY}", date(2021, 3, 18), "2021年3月18日"),
        (f"某市统计公报\n发布时间：2024-02-29 09:30 来源：某市统计局\n{BODY}", date(2024, 2, 29), "2024-02-29"),
        (f"首页 > 数据 发布日期:2024/2/29 浏览次数：17\n{BODY}", date(2024, 2, 29), "2024/2/29"),
        (f"2024-02-29 10:00 来源：某市统计局\n{BODY}", date(2024, 2, 29), "2024-02-29"),
        (f"政府工作报告\n——2019年2月14日在某市第十届人民代表大会第四次会议上\n{BODY}", date(2019, 2, 14), None),
        (f"新华社北京2020年5月7日电 据海关统计，{BODY}", date(2020, 5, 7), "2020年5月7日"),
        (f"关于某市预算的报告（2022年1月11日）\n{BODY}", date(2022, 1, 11), "2022年1月11日"),
        (f"{BODY}某市统计局\n2021年3月18日\n", date(2021, 3, 18), "2021年3月18日"),
        (f"{BODY}某市统计局 2021年3月18日", date(2021, 3, 18), "2021年3月18日"),
        (f"{BODY}某市人民政府\n二〇二一年十二月三十一日\n", date(2021, 12, 31), "二〇二一年十二月三十一日"),
    ],
)
def test_datelines(text: str, day: date, words: str | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found[0] == day
    assert words is None or found[1] == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        BODY,
        f"海关今天（5月9日）公布，{BODY}",
        f"中新社北京8月25日电 {BODY}",
        f"截至2023年12月31日，{BODY}",
        f"2023年7月1日起，{BODY}",
        f"今天（2023年3月22日）是世界水日，{BODY}",
        f"统计公报\n（2021年2月30日）\n{BODY}",
        f"统计公报\n2021年3月18日\n2021年3月19日\n{BODY}",
        f"2021年3月18日—20日\n{BODY}",
        f"2021年3月\n{BODY}",
        "\n".join([BODY * 20, "2021年3月18日", BODY * 40]),
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        (
            f"2020年某市统计公报\n某市统计局\n国家统计局某市调查队\n{BODY}",
            "2020年某市统计公报",
            "某市统计局、国家统计局某市调查队",
        ),
        (f"政 府 工 作 报 告\n{BODY}", "政府工作报告", None),
        (f"发布机构：某省财政厅\n{BODY}", None, "某省财政厅"),
        (f"各位代表：\n{BODY}", None, None),
        (f"全年发电量增长，用电量下降\n{BODY}", None, None),
        ("地区生产总值\n1204.5\n第一产业\n85.1\n", None, None),
        ("发电量增长百分之五", None, None),
        (f"{BODY}某市统计局\n", None, None),
        ("", None, None),
    ],
)
def test_title_and_publisher(text: str, title: str | None, publisher: str | None) -> None:
    assert (find_title(text), find_publisher(text)) == (title, publisher)
