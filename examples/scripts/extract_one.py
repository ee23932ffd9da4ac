"""Facts of one text: metric, period, value, unit and comparison basis of each figure."""

from datetime import date

import cnfacts

TEXT = "前三季度，全市固定资产投资同比增长4.1%，其中第二、三季度分别增长3.2%和6.5%。"

for fact in cnfacts.extract(TEXT, date=date(2022, 10, 20)):
    period = f"{fact.period_start} to {fact.period_end}"
    print(fact.metric, period, fact.value, fact.unit, fact.kind.value, fact.basis.value, sep="  ")
