"""Verdicts first, findings when they are read: most groups are consistent, and nobody reads most of their findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from cnfacts.checks.finding import Finding, Reason, Verdict

__all__ = ["CheckName", "Findings", "Judgement"]


@dataclass(frozen=True, slots=True)
class CheckName:
    """A check's stable code and readable name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a check says of some facts (by their ids, in the check's order); `finding` writes it out."""

    check: CheckName
    verdict: Verdict
    reason: Reason | None
    facts: tuple[str, ...]
    finding: Callable[[], Finding]

    @classmethod
    def of(cls, finding: Finding) -> Judgement:
        """The judgement of a finding that is written already."""
        facts = tuple(ref.fact_id for ref in finding.facts)
        return cls(CheckName(finding.check, finding.name), finding.verdict, finding.reason, facts, lambda: finding)


class Findings(Sequence[Finding]):
    """Findings in order, each written when it is first read."""

    def __init__(self, judged: Iterable[Judgement]) -> None:
        """The judgements, in the order of the findings."""
        self._judged = tuple(judged)
        self._written: dict[int, Finding] = {}

    def of(self, verdict: Verdict) -> tuple[Finding, ...]:
        """Those of one verdict; the others are not written for it."""
        return tuple(self[at] for at, judged in enumerate(self._judged) if judged.verdict is verdict)

    @overload
    def __getitem__(self, at: int) -> Finding: ...

    @overload
    def __getitem__(self, at: slice) -> Findings: ...

    def __getitem__(self, at: int | slice) -> Finding | Findings:
        """A finding, or a stretch of them."""
        if isinstance(at, slice):
            return Findings(self._judged[at])
        place = range(len(self))[at]
        if place not in self._written:
            self._written[place] = self._judged[place].finding()
        return self._written[place]

    def __len__(self) -> int:
        return len(self._judged)

    def __iter__(self) -> Iterator[Finding]:
        return (self[at] for at in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __repr__(self) -> str:
        return f"Findings({list(self)})"

    def __reduce__(self) -> tuple[Callable[[Iterable[Finding]], Findings], tuple[list[Finding]]]:
        return Findings.read, (list(self),)

    @classmethod
    def read(cls, findings: Iterable[Finding]) -> Findings:
        """Findings that are written already, from a stored report."""
        return cls(map(Judgement.of, findings))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In a record they are a tuple of findings."""
        stored = handler.generate_schema(tuple[Finding, ...])
        written = core_schema.wrap_serializer_function_ser_schema(lambda found, write: write(tuple(found)), schema=stored)
        return core_schema.no_info_after_validator_function(cls.read, stored, serialization=written)
