"""Figures, periods and metrics marked in the text; usage: displacy_page.py [OUTPUT.html]."""

import sys
from pathlib import Path

from spacy import displacy

import cnfacts

TEXT = "今年上半年，全区社会消费品零售总额348.6亿元，同比增长5.7%；限额以上餐饮收入增长12.4%。"

nlp = cnfacts.load()
doc = nlp.make_doc(TEXT)
doc._.doc_date = "2023-07-18"
page = displacy.render(nlp(doc), style="span", page=True, jupyter=False)

output = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("facts.html")
output.write_text(page, encoding="utf-8")
print(f"{output}: open it in a browser")
