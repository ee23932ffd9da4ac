"""Facts in somebody else's spaCy pipeline."""

import spacy

import cnfacts.spacy  # noqa: F401 (registers doc._.facts and doc._.doc_date)

nlp = spacy.blank("zh")
nlp.add_pipe("cnfacts_facts")

doc = nlp.make_doc("11月末，电动汽车充电桩保有量达到86.5万个，比上年末增加21.3万个。")
doc._.doc_date = "2022-12-20"
doc = nlp(doc)

for fact in doc._.facts:
    print(fact.metric, fact.period_end, fact.value, fact.unit, fact.kind.value, fact.basis.value)
for name, group in doc.spans.items():
    print(name, [span.text for span in group])
