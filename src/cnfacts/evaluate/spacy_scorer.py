"""The scorer `cnfacts.scorer.v1`, for `nlp.evaluate` and `spacy evaluate`.

Gold facts travel in `doc.user_data["cnfacts_gold"]` of the reference Doc, a list of facts in the gold format;
`gold_docs` makes such Docs and `DocBin(store_user_data=True)` keeps them. Documents are rebuilt from their text
alone, so relative periods can only be right where the text carries its own dateline. Strict facts are scored as
the span group `facts`, which `spacy evaluate --spans-key facts` prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from cnfacts.evaluate.answers import GoldDoc
from cnfacts.evaluate.gold import gold_doc
from cnfacts.evaluate.judge import NEAR_METRIC, SLOTS
from cnfacts.evaluate.predict import answers
from cnfacts.evaluate.scores import Judged, judge_document, rates_of, total

__all__ = ["GOLD_KEY", "gold_docs", "make_scorer", "score_facts"]

GOLD_KEY = "cnfacts_gold"
"""Where a reference Doc keeps its gold facts, in `doc.user_data`."""

Scorer = Callable[..., dict[str, Any]]

_PREFIX = "spans_facts"


@registry.scorers("cnfacts.scorer.v1")  # type: ignore[untyped-decorator]
def make_scorer() -> Scorer:
    """The scorer, for a component's `scorer` setting: `{"@scorers": "cnfacts.scorer.v1"}`."""
    return score_facts


def gold_docs(nlp: Language, documents: Iterable[GoldDoc]) -> Iterator[Doc]:
    """Reference Docs of annotated documents, for a `DocBin` that stores user data."""
    for document in documents:
        doc = nlp.make_doc(document.text)
        doc.user_data[GOLD_KEY] = [dict(fact.best.record) for fact in document.facts]
        yield doc


def score_facts(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Scores of `predicted._.facts` against the reference's gold facts; a reference without any is left out.

    Args:
        examples: pairs of Docs on the same text.

    Returns:
        `spans_facts_p`, `_r`, `_f` of strict facts and `_per_type` by kind, `cnfacts_relaxed_f`,
        `cnfacts_detect_f`, and `cnfacts_<slot>` over aligned pairs; nothing where no reference has gold facts.

    Raises:
        InputError: the gold facts of a reference are malformed.
    """
    judged = list(_judged(examples))
    if not judged:
        return {}
    tally = total(j.tally for j in judged)
    strict = tally.rates("fact")
    slots = tally.slots()
    return {
        f"{_PREFIX}_p": strict.p,
        f"{_PREFIX}_r": strict.r,
        f"{_PREFIX}_f": strict.f1,
        f"{_PREFIX}_per_type": _per_kind(judged),
        "cnfacts_relaxed_f": tally.rates("relaxed").f1,
        "cnfacts_detect_f": tally.rates("detect").f1,
        **{f"cnfacts_{slot}": slots[slot] for slot in SLOTS},
        "cnfacts_metric_near": slots[NEAR_METRIC],
    }


def _judged(examples: Iterable[Example]) -> Iterator[Judged]:
    for i, example in enumerate(examples):
        facts = example.reference.user_data.get(GOLD_KEY)
        if facts is None:
            continue
        name = f"document {i}"
        data = {"doc_id": name, "text": example.reference.text, "facts": list(facts)}
        yield judge_document(gold_doc(data, name), answers(example.predicted._.facts))


def _per_kind(judged: Iterable[Judged]) -> dict[str, dict[str, float]]:
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for document in judged:
        for answer, expected, verdict in document.judged_pairs():
            right[answer.kind] += verdict.strict
            found[answer.kind] += 1
            gold[expected.best.kind if "kind" in verdict.wrong else answer.kind] += 1
        found.update(answer.kind for answer in document.alignment.extra)
        gold.update(expected.best.kind for expected in document.alignment.missing)
    rates = {kind: rates_of(right[kind], found[kind], gold[kind]) for kind in sorted(found.keys() | gold.keys())}
    return {kind: {"p": r.p, "r": r.r, "f": r.f1} for kind, r in rates.items()}
