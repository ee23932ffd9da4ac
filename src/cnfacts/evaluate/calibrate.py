"""Fit the confidence model: `python -m cnfacts.evaluate.calibrate GOLD... [--seen GOLD...] [-o FILE]`.

GOLD are annotated documents that the rules were not developed on, those after --seen the others. All figures are
made by cross-validation over documents: a document's facts are judged by a model that has not seen it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import cnfacts
from cnfacts.assembly.build import build_fact
from cnfacts.assembly.confidence import MODEL_FILE, Model, Place, terms_of
from cnfacts.assembly.document import block_readings, find_mentions, printable
from cnfacts.assembly.paragraph import read_block
from cnfacts.assembly.source import describe
from cnfacts.assembly.state import State
from cnfacts.evaluate.align import align
from cnfacts.evaluate.answers import Answer, GoldDoc, answer_of
from cnfacts.evaluate.gold import gold_files, read_gold
from cnfacts.evaluate.judge import judge
from cnfacts.evaluate.logistic import Example, fit
from cnfacts.evaluate.reliability import Scored, bins, calibration_error, log_loss, threshold_for
from cnfacts.lexicon.heads import head_of
from cnfacts.lexicon.loading import load_lexicon
from cnfacts.schema.dates import parse_date
from cnfacts.text.blocks import iter_blocks

__all__ = ["Calibration", "calibrate", "main"]

PENALTIES = (3.0, 10.0, 30.0)
SEEN_WEIGHTS = (0.1, 0.3)
"""Tried in cross-validation; of those that do as well, the strongest penalty is taken."""

_PRECISIONS = (0.9, 0.95, 0.98)
_AS_GOOD = 1.02
_DIGITS = 4
_KINDS = ("unseen", "seen")
_TARGET = Path(__file__).parents[1] / "assembly" / MODEL_FILE


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted model, and cross-validated confidences of the facts of unseen documents."""

    model: Model
    penalty: float
    seen_weight: float
    scored: list[Scored]
    gold: int
    """Facts to find in the unseen documents."""
    unseen: tuple[int, int]
    """Documents and predictions."""
    seen: tuple[int, int]


def calibrate(unseen: Sequence[GoldDoc], seen: Sequence[GoldDoc] = ()) -> Calibration:
    """Fit the model on all documents, with the settings that do best on unseen ones by cross-validation.

    Args:
        unseen: documents that the rules were not developed on.
        seen: those they were; they tell which facts are harder, not how good facts are.
    """
    examples = [e for doc in unseen for e in _examples(doc, False)]
    others = [e for doc in seen for e in _examples(doc, True)]
    tried = [(_cross_validated(examples, others, *setting), setting) for setting in product(PENALTIES, SEEN_WEIGHTS)]
    least = min(log_loss(scored) for scored, _ in tried)
    good = [one for one in tried if log_loss(one[0]) <= least * _AS_GOOD]
    scored, (penalty, seen_weight) = max(good, key=lambda one: (one[1][0], -one[1][1]))
    return Calibration(
        model=fit([*examples, *others], penalty, seen_weight),
        penalty=penalty,
        seen_weight=seen_weight,
        scored=scored,
        gold=sum(not fact.optional for doc in unseen for fact in doc.facts),
        unseen=(len(unseen), len(examples)),
        seen=(len(seen), len(others)),
    )


def _examples(doc: GoldDoc, seen: bool) -> Iterator[Example]:
    """The document's predictions with their terms; those that count neither way are left out."""
    found = list(_predictions(doc))
    terms = {id(answer): row for answer, row in found}
    alignment = align([answer for answer, _ in found], doc.facts)
    for answer, expected in alignment.pairs:
        yield Example(doc.doc_id, terms[id(answer)], judge(answer, expected).strict, seen)
    for answer in alignment.extra:
        yield Example(doc.doc_id, terms[id(answer)], False, seen)


def _predictions(doc: GoldDoc) -> Iterator[tuple[Answer, dict[str, str]]]:
    """What `extract` finds, each fact with the terms it has when it is built."""
    lexicon = load_lexicon()
    source = describe(doc.text, date=parse_date(doc.doc_date))
    state = State(source.date, doc.doc_id, source.date_source, source.publisher, source.title, lexicon)
    text = printable(doc.text)
    for block in iter_blocks(text):
        mentions = find_mentions(block, lexicon)
        masked, readings = block_readings(block, mentions)
        for draft, sentence in read_block(text, block, masked, mentions, readings, state):
            fact = build_fact(text, draft, sentence, state, doc.doc_id)
            place = Place(text, draft, state, head_of(draft.name.base))
            yield answer_of(fact.to_record()), terms_of(place)


def _cross_validated(examples: Sequence[Example], others: Sequence[Example], penalty: float, seen_weight: float) -> list[Scored]:
    """Confidences of each unseen document's facts, from a model fitted without that document."""
    scored: list[Scored] = []
    for name in sorted({e.doc_id for e in examples}):
        held = [e for e in examples if e.doc_id == name]
        model = fit([*(e for e in examples if e.doc_id != name), *others], penalty, seen_weight)
        scored += [(model.probability(e.terms), e.right) for e in held]
    return scored


def calibration_json(found: Calibration, today: date) -> dict[str, Any]:
    """What is shipped: the weights, and where they come from."""
    thresholds = {p: threshold_for(p, found.scored, found.gold) for p in _PRECISIONS}
    settings = {"penalty": found.penalty, "seen_weight": found.seen_weight}
    return {
        "about": "Logistic model of a fact's confidence; fitted by python -m cnfacts.evaluate.calibrate, not by hand",
        "fitted": {"date": today.isoformat(), "cnfacts": cnfacts.__version__, **settings},
        "data": {name: dict(zip(("documents", "facts"), getattr(found, name), strict=True)) for name in _KINDS},
        "cross_validation": {
            "over": "documents, one left out at a time",
            "calibration_error": round(calibration_error(found.scored), _DIGITS),
            "log_loss": round(log_loss(found.scored), _DIGITS),
            "thresholds": {str(p): _rounded(asdict(t)) if t else None for p, t in thresholds.items()},
            "reliability": [_rounded(asdict(b)) for b in bins(found.scored)],
        },
        "intercept": found.model.intercept,
        "weights": found.model.weights,
    }


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, _DIGITS) for key, value in row.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the figures, and write the model.

    Raises:
        InputError: a gold file cannot be read.
    """
    parser = argparse.ArgumentParser(prog="python -m cnfacts.evaluate.calibrate", description=__doc__)
    parser.add_argument("gold", nargs="+", help="documents the rules were not developed on")
    parser.add_argument("--seen", nargs="*", default=[], help="documents they were developed on")
    parser.add_argument("-o", "--output", type=Path, default=_TARGET, help="the model's file")
    options = parser.parse_args(arguments)
    unseen, seen = ([read_gold(file) for file in gold_files(paths)] for paths in (options.gold, options.seen))
    found = calibration_json(calibrate(unseen, seen), date.today())
    text = json.dumps(found, ensure_ascii=False, indent=1)
    options.output.write_text(text + "\n", encoding="utf-8")
    json.dump({k: found[k] for k in ("fitted", "data", "cross_validation")}, sys.stdout, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
