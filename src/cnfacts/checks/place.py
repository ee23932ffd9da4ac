"""Where a fact's figure stands in its sentence, found again from the record alone."""

from __future__ import annotations

from collections.abc import Iterable

from cnfacts.schema.fact import Fact

__all__ = ["Sentence", "sentences"]


class Sentence:
    """A sentence with its facts in order, and the place of each in it."""

    __slots__ = ("facts", "places", "text")

    def __init__(self, text: str, facts: list[Fact]) -> None:
        """Find the offset at which every fact's words stand where its `start` says."""
        self.text = text
        self.facts = facts
        shift = _shift(text, facts)
        self.places = None if shift is None else [fact.start - shift for fact in facts]

    def before(self, index: int) -> str:
        """The words between the fact before and this one."""
        if self.places is None:
            return ""
        begin = self.places[index - 1] + len(self.facts[index - 1].text) if index else 0
        return self.text[begin : self.places[index]]


def _shift(text: str, facts: list[Fact]) -> int | None:
    shifts: set[int] | None = None
    for fact in facts:
        found, at = set(), text.find(fact.text)
        while at >= 0:
            found.add(fact.start - at)
            at = text.find(fact.text, at + 1)
        shifts = found if shifts is None else shifts & found
    return next(iter(shifts)) if shifts and len(shifts) == 1 else None


def sentences(facts: Iterable[Fact]) -> list[Sentence]:
    """The sentences of facts that follow one another; facts without one are left out."""
    runs: list[tuple[str, list[Fact]]] = []
    for fact in facts:
        if not fact.sentence:
            continue
        if runs and runs[-1][0] == fact.sentence and runs[-1][1][-1].doc_id == fact.doc_id:
            runs[-1][1].append(fact)
        else:
            runs.append((fact.sentence, [fact]))
    return [Sentence(text, members) for text, members in runs]
