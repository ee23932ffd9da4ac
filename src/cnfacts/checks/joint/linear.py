"""Linear equations in fractions: sparse elimination, fewest terms first."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from cnfacts.checks.joint.system import Form, Number

__all__ = ["CONSTANT", "solution"]

CONSTANT = -1
"""The key of an equation's constant: `Σ coefficient·unknown + constant = 0`."""


def solution(equations: Iterable[Form], unknowns: Iterable[int]) -> dict[int, Number] | None:
    """The only solution; None where there is none or more than one."""
    left = [dict(equation) for equation in equations if equation]
    solved: list[tuple[int, dict[int, Number]]] = []
    while left:
        equation = left.pop(min(range(len(left)), key=lambda i: len(left[i])))
        pivot = min((u for u in equation if u != CONSTANT), default=None)
        if pivot is None:
            return None
        own = equation.pop(pivot)
        solved_for: dict[int, Number] = {u: Fraction(-value) / own for u, value in equation.items()}
        solved.append((pivot, solved_for))
        left = [reduced for other in left if (reduced := _replaced(other, pivot, solved_for))]
    out: dict[int, Number] = {CONSTANT: 1}
    for pivot, form in reversed(solved):
        if any(u not in out for u in form):
            return None
        out[pivot] = sum(value * out[u] for u, value in form.items())
    return out if all(u in out for u in unknowns) else None


def _replaced(equation: dict[int, Number], pivot: int, form: Form) -> dict[int, Number]:
    factor = equation.pop(pivot, None)
    if factor is not None:
        for u, value in form.items():
            total = equation.get(u, 0) + factor * value
            if total:
                equation[u] = total
            else:
                equation.pop(u, None)
    return equation
