"""A unit, an alias and a stop word of your own, kept in a file beside this script."""

from pathlib import Path

import cnfacts

LEXICON = Path(__file__).with_name("own_units.tsv")
TEXT = "2022年，规上工业增加值增长6.1%，港口集装箱吞吐量完成152万标准柜。"

nlp = cnfacts.load(lexicon=LEXICON)
for fact in nlp(TEXT)._.facts:
    print(fact.metric, fact.value, fact.unit)
