"""Parts of wholes: the lexicon's complete partitions, 其中, and what records say themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import regex

from cnfacts.checks.lexicon import partition_rules
from cnfacts.checks.observation import Observation, Partition, SeriesKey
from cnfacts.checks.place import Sentence, sentences
from cnfacts.schema.enums import Kind

__all__ = ["partitions_of"]

_PART = "其中"
_CLAUSE_END = regex.compile(r"[；;。]")


def partitions_of(observations: Sequence[Observation], series: Mapping[SeriesKey, Sequence[Observation]]) -> Iterator[Partition]:
    """Partitions among the series and facts present."""
    yield from _by_definition(series)
    yield from _by_record(observations)
    by_id = {observation.fact.fact_id: observation for observation in observations}
    for sentence in sentences(o.fact for o in observations):
        if _PART in sentence.text:
            yield from _by_text(sentence, by_id)


def _by_definition(series: Mapping[SeriesKey, Sequence[Observation]]) -> Iterator[Partition]:
    for key in series:
        for rule in partition_rules():
            names = rule.parts_of(key.metric)
            if names is None:
                continue
            parts = tuple(SeriesKey(name, key.region) for name in names)
            if any(part in series for part in parts):
                yield Partition(key, parts, f"{rule.name}:{rule.what}", True, True)


def _by_record(observations: Sequence[Observation]) -> Iterator[Partition]:
    """`part_of` and `partition` of the record; parts of one named partition are disjoint, but may not be all."""
    by_id = {observation.fact.fact_id: observation for observation in observations}
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.fact.part_of in by_id:
            groups[observation.fact.part_of or "", observation.fact.partition or ""].append(observation)
    for (whole, name), parts in groups.items():
        keys = tuple(part.key for part in parts)
        ids = tuple(part.fact.fact_id for part in parts)
        yield Partition(by_id[whole].key, keys, name or _PART, False, bool(name), whole, ids)


def _by_text(sentence: Sentence, by_id: Mapping[str, Observation]) -> Iterator[Partition]:
    """A（100亿元），其中B 20亿元、C 30亿元: B and C are parts of the one level of that unit before 其中."""
    if sentence.places is None:
        return
    observations = [by_id[fact.fact_id] for fact in sentence.facts]
    at = sentence.text.rfind(_PART)
    begin = max((m.end() for m in _CLAUSE_END.finditer(sentence.text, 0, at)), default=0)
    stop = _CLAUSE_END.search(sentence.text, at)
    end = stop.start() if stop else len(sentence.text)
    placed = list(zip(observations, sentence.places, strict=True))
    before = [o for o, place in placed if begin <= place < at and o.kind is Kind.LEVEL]
    after = [o for o, place in placed if at < place < end and o.kind is Kind.LEVEL]
    for unit in {o.unit for o in before}:
        wholes = [o for o in before if o.unit == unit]
        parts = [o for o in after if o.unit == unit and o.window == wholes[0].window]
        if len(wholes) == 1 and parts:
            ids = tuple(o.fact.fact_id for o in parts)
            keys = tuple(o.key for o in parts)
            yield Partition(wholes[0].key, keys, _PART, False, False, wholes[0].fact.fact_id, ids)
