"""Whether two canonical names are one statistic: the same name, or one with more words that a table gives a reason for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from cnfacts.checks.lexicon import rows
from cnfacts.checks.names import NATIONAL, is_identified, is_joint
from cnfacts.lexicon.heads import head_of

__all__ = ["Extent", "Naming", "core", "extents", "names_one_thing", "relate"]


@dataclass(frozen=True, slots=True)
class Extent:
    """One row of extents.tsv."""

    words: str
    where: str
    of: str
    region: str
    reason: str
    example: str

    def drop(self, name: str) -> str:
        """`name` without the words, where the row says so."""
        if self.where == "head":
            return self.of if name == self.words + self.of else name
        longer = self.words in name and name.replace(self.words, "", 1).endswith(self.of)
        return name.replace(self.words, "", 1) if longer else name


@dataclass(frozen=True, slots=True)
class Naming:
    """How a claim's name stands to a known one; `reason` is why other words are no other statistic."""

    is_same: bool
    reason: str | None = None


@cache
def extents() -> tuple[Extent, ...]:
    """The rows of extents.tsv, in their order."""
    return tuple(Extent(*cells) for cells in rows("extents.tsv", 6, "cnfacts.claims"))


@lru_cache(maxsize=65536)
def core(name: str, region: str) -> tuple[str, tuple[str, ...]]:
    """The name without words that make no difference in `region`, and why they make none."""
    for extent in extents():
        if extent.region in ("*", region) and (shorter := extent.drop(name)) != name:
            rest, reasons = core(shorter, region)
            return rest, (extent.reason, *reasons)
    return name, ()


def relate(claimed: str, known: str, region: str) -> Naming:
    """Whether two canonical names, of one region, are names of one statistic."""
    if claimed == known:
        return Naming(True)
    (one, why), (other, because) = core(claimed, region), core(known, region)
    if one != other:
        return Naming(False)
    return Naming(True, "；".join(dict.fromkeys((*why, *because))))


@lru_cache(maxsize=65536)
def names_one_thing(name: str, region: str) -> bool:
    """Whether a canonical name says what is measured and of whom, the region being known.

    A head that needs no scope (财政支出) is a name by itself, one that does (投资) is bare: its scope was left out.
    """
    if is_identified(name):
        return True
    if is_joint(name):
        return False
    short, reasons = core(name, region)
    head = head_of(name)
    if reasons or (region == NATIONAL and short in {extent.of for extent in extents()}):
        return True
    return head is not None and (not head.needs_scope or len(name) > len(head.text) > 1)
