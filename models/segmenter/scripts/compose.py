"""Step 1b: compose sentences of statistics, of our own wording, around the words of user_dict.txt.

    python compose.py ROWS.jsonl [--count 6000]

Press items and government reports hold few tables and few rare indicators; these sentences show the trainer
every word of the list between numerals, units, brackets and table words. They are appended to the rows as
training data (genre `composed`), never evaluated on, and segmented and mended like the rest.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from common import Row, read_rows, write_rows
from mend import load_words

PLACES = (
    "全国 全省 全市 全区 全县 我市 我省 本市 东部地区 中部地区 西部地区 东北地区 北京市 上海市 广东省 江苏省 浙江省 山东省 四川省 "
    "黑龙江省 内蒙古自治区 新疆维吾尔自治区 大连市 青岛市 深圳市 成都市"
).split()
PERIODS = (
    "2021年 2023年 2024年上半年 2019年前三季度 一季度 上半年 前三季度 1—11月份 1-8月 1—2月 12月份 3月末 年末 全年 “十三五”期间 "
    "2020年7月 二季度 前10个月 截至2022年底 四季度"
).split()
UNITS = "亿元 万元 万亿元 亿美元 万吨 亿吨 亿千瓦时 万千瓦 万人 人 户 家 个 万辆 万台 亿立方米 平方米 万平方米 公顷 万亩 公里 元 元/吨 吨标准煤 万头 万只".split()
VERBS = "为 达 达到 实现 完成 共计 合计 约 超过 突破 增至 降至 累计达".split()
CHANGES = "增长 下降 上涨 回落 提高 减少 增加 上升 加快 放缓 收窄 扩大".split()
BASES = "同比 环比 比上年 比上年同期 比上月 比去年同期 较上年末 按可比价格计算， 按不变价格计算， 扣除价格因素，实际 与上年同期相比".split()
KINDS = "国有企业 国有控股企业 股份制企业 外商及港澳台投资企业 私营企业 集体企业 中型企业 小微企业 大型企业 中央企业 地方企业 中直企业".split()
INDUSTRIES = (
    "煤炭开采和洗选业 石油和天然气开采业 黑色金属冶炼和压延加工业 有色金属矿采选业 农副食品加工业 纺织业 化学原料和化学制品制造业 非金属矿物制品业 "
    "通用设备制造业 专用设备制造业 汽车制造业 电气机械和器材制造业 计算机、通信和其他电子设备制造业 电力、热力生产和供应业 "
    "石油、煤炭及其他燃料加工业 医药制造业 仪器仪表制造业 造纸和纸制品业 食品烟酒类 衣着类 居住类 生活用品及服务类 交通和通信类 "
    "教育文化和娱乐类 医疗保健类 其他用品和服务类 化妆品类 金银珠宝类 通讯器材类 石油及制品类"
).split()
PATTERNS = (
    "{period}，{place}{word}{verb}{number}{unit}，{base}{change}{percent}。",
    "{period}{place}{word}{number}{unit}，{base}{change}{percent}，{change}幅度比上年同期{change}{point}个百分点。",
    "其中，{word}{number}{unit}，{change}{percent}；",
    "{kind}{word}{verb}{number}{unit}，{base}{change}{percent}，占{word2}的比重为{percent}。",
    "{industry}{word}{base}{change}{percent}，拉动{word2}{change}{point}个百分点。",
    "分行业看，{industry}{change}{percent}，{industry2}{change}{percent}，{industry3}与上年持平。",
    "#{word}（{unit}）", "{word}(%)", "{word}（亿元）", "指标单位{period}{base}±%", "注：{word}按现价计算，增长速度按可比价格计算。",
    "{place}{word}和{word2}分别{verb}{number}{unit}和{number2}{unit}。",
    "{word}、{word2}、{word3}分别{change}{percent}、{percent}和{point}%。",
    "人均{word}{number}元，中位数{number2}元，名义{change}{percent}，实际{change}{point}%。",
    "到{period}，力争{word}年均{change}{percent}左右，{word2}{verb}{number}{unit}以上。",
    "每百元{word}中的{word2}为{point}元，{base}{change}{point}元。", "{place}发行{word}{number}{unit}，其中{word2}{number2}{unit}。",
)


def numeral(chance: random.Random) -> str:
    """Return a numeral as bulletins print them."""
    forms = (
        f"{chance.uniform(1, 999):.1f}", f"{chance.randint(1, 99999)}", f"{chance.uniform(1, 99999):.2f}",
        f"{chance.randint(1000, 999999):,}", f"{chance.uniform(1, 99):.1f}万", f"{chance.randint(2, 80)}",
    )  # fmt: skip
    return chance.choice(forms)


def sentence(chance: random.Random, word: str, words: list[str]) -> str:
    """Fill one pattern with a given word and chance ones."""
    return chance.choice(PATTERNS).format(
        word=word, word2=chance.choice(words), word3=chance.choice(words), place=chance.choice(PLACES),
        period=chance.choice(PERIODS), unit=chance.choice(UNITS), verb=chance.choice(VERBS),
        change=chance.choice(CHANGES), base=chance.choice(BASES), kind=chance.choice(KINDS),
        industry=chance.choice(INDUSTRIES), industry2=chance.choice(INDUSTRIES),
        industry3=chance.choice(INDUSTRIES), number=numeral(chance), number2=numeral(chance),
        percent=f"{chance.uniform(0, 40):.1f}%", point=f"{chance.uniform(0, 9):.1f}",
    )  # fmt: skip


def compose(path: Path, count: int, seed: int) -> None:
    """Append `count` composed sentences to the rows."""
    chance = random.Random(seed)
    words = load_words()
    texts = (sentence(chance, words[number % len(words)], words) for number in range(count))
    rows = [Row("composed", "composed", "train", text, []) for text in texts]
    print(f"{write_rows(path, read_rows(path) + rows)} sentences, {count} of them composed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    compose(arguments.rows, arguments.count, arguments.seed)
