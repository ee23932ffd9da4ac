"""A subject put before its figure's clause: 居民收入，去年达到2253元; 产品出口快速增长，拉动出口2个百分点."""

from __future__ import annotations

import regex

from cnfacts.assembly.sentence import Sentence
from cnfacts.assembly.state import State
from cnfacts.grammar.peeling import name_parts, peel, strip_left
from cnfacts.grammar.readings import Reading
from cnfacts.lexicon.heads import Head, head_of

__all__ = ["flow_spoken_of", "leading_subject", "list_before", "list_with_head", "partner_spoken_of", "preposed", "programme"]

Span = tuple[int, int]

_CLAUSE = regex.compile(r"[，,；;：:。！？\n（）()]|\u3000{2,}")
_NO_SUBJECT = regex.compile(
    r"^(?:再?创|刷新|居|位[居列]|为|是|达|超|突破|保持|连续|首次|同比|环比)|(?:新高|新低|首位|纪录|记录|第[一二三]位)$"
)
_GROUNDS = regex.compile("在[^，。]{0,24}(?:基础上|情况下|背景下|条件下)$")  # 粮食产量在上年增长的基础上，又增产…
_RECORD = regex.compile(r"(?:[屡再又连]?创|刷新)(?!新)[^，。]{0,6}(?:新高|新低|纪录|记录)$")  # 粮食产量屡创历史新高，达到…
_NAMED = regex.compile(r"^[^、]*?(?:有|包括|是)(?=[^、]+、)")  # 增长较快的领域有A、B，增幅分别为…
_NO_LIST = regex.compile(r"[\ue000-\ue00f]|[^、和与及]{16,}|^.{0,3}$")
_FLOW = regex.compile(r"(?P<flow>(?<!进)出口|进口)(?:商品|产品|品类|结构)*(?:方面|来看|看)，$")
_MAX = 40
_MAX_NOUN = 10
_ADVERBIAL = regex.compile(r"[\ue000-\ue00f]*(?:按照?|扣除|据|根据|经)[^，]*$")
_SUBJECT = regex.compile(
    r"(?P<subject>[^，。\ue000-\ue00f]{2,14}?)(?:经济效益|效益|继续|仍然?|依然|保持|稳居|是|为|成为|跃居|受|因)"
)

# What people are counted in, or what its reach is said of, is named in a clause before: 实施居民养老保险试点，1334万人参保.
_LARGEST = regex.compile("(?P<subject>[^，。、\ue000-\ue00f]{3,16}?)(?:规模|总量|占比|数量|增速|增幅)?最[大多高快]，")
_PARTNER = regex.compile("(?<=对)[^对进出]+(?=进出口|出口|进口)")
_MEMBER = regex.compile(r"参保|参合|受益|人均|覆盖面|(?:领取|享受).{0,6}")
_PROGRAMME = regex.compile(
    r"(?:实施|开展|启动|推行|推进|实行|建立|完善|提高|上调|发放|落实)(?P<name>[^，、；。（）\ue000-\ue00f]{3,20}?)(?:试点|工作|制度|政策)?[，；]"
)


def list_before(sentence: Sentence, reading: Reading) -> str:
    """The clauses before that are nothing but names (外商投资企业、国有企业，进出口分别…), or nothing."""
    if not any(w.text.startswith("分别") for w in reading.words):
        return ""
    clauses: list[str] = []
    end = reading.left[0] - 1
    while (start := _clause_before(sentence, end)) is not None:
        text = _NAMED.sub("", sentence.masked[strip_left(sentence.masked, start, end) : end])
        if _NO_LIST.search(text) or peel(sentence.masked, start, end)[1]:
            break
        clauses.insert(0, text)
        end = start - 1
    return "，".join(clauses)


def list_with_head(sentence: Sentence, reading: Reading, head: str) -> str:
    """对欧盟、美国进出口回暖，全年分别进出口…: the list in the clause before that ends in the bare head, or nothing."""
    start = _clause_before(sentence, reading.left[0] - 1)
    if start is None or not head or "分别" not in sentence.masked[slice(*reading.left)] or _bare_head(head) is None:
        return ""
    start = strip_left(sentence.masked, start, reading.left[0])
    at = sentence.masked.find(head, start, reading.left[0] - 1)
    return sentence.raw(start, at + len(head))[1] if at > start and "、" in sentence.masked[start:at] else ""


def partner_spoken_of(sentence: Sentence, reading: Reading, state: State) -> str:
    """东盟为我国第一大贸易伙伴，占…: the flow with the partner of the clause before, worded as the last one was."""
    start = _clause_before(sentence, reading.left[0] - 1)
    if start is None or state.last is None or state.sentence:
        return ""
    match = _SUBJECT.match(sentence.masked, strip_left(sentence.masked, start, reading.left[0]), reading.left[0])
    if match is None or not _PARTNER.search(state.last.name.base):
        largest = _LARGEST.match(sentence.masked, strip_left(sentence.masked, start, reading.left[0]), reading.left[0])
        return sentence.raw(*largest.span("subject"))[1] if largest else ""
    return _PARTNER.sub(sentence.raw(*match.span("subject"))[1], state.last.name.base)


def _bare_head(name: str) -> Head | None:
    head = head_of(name)
    return head if head is not None and head.text == name and head.needs_scope else None


def flow_spoken_of(sentence: Sentence, reading: Reading) -> str:
    """出口方面，机电产品增长…: the flow that goods without one are said of, or nothing."""
    first = next(r for r in sentence.readings if r.quantity == reading.leader).left[0]
    found = _FLOW.search(sentence.masked, max(sentence.start, first - _MAX), first)
    return found["flow"] if found else ""


def programme(sentence: Sentence, reading: Reading, name: str) -> str:
    """The programme of an earlier clause that 参保, 受益 or 领取养老金 is said of, or nothing."""
    if not _MEMBER.fullmatch(name):
        return ""
    found = list(_PROGRAMME.finditer(sentence.masked, sentence.start, reading.left[1]))
    return sentence.raw(*found[-1].span("name"))[1] if found else ""


def preposed(sentence: Sentence, reading: Reading) -> tuple[Span, ...] | None:
    """The name's spans in the clause just before the figure's, when that clause has no figure of its own."""
    end = reading.left[0] - 1
    start = _clause_before(sentence, end)
    if start is not None and _ADVERBIAL.match(sentence.masked, start, end):
        end = start - 1
        start = _clause_before(sentence, end)
    if start is None or end - start > _MAX:
        return None
    grounds = _GROUNDS.search(sentence.masked, start + 2, end)
    end = grounds.start() if grounds else end
    record = _RECORD.search(sentence.masked, start + 2, end)
    end = record.start() if record else end
    phrase_end, words = peel(sentence.masked, start, end)
    phrase_start = strip_left(sentence.masked, start, phrase_end)
    if phrase_end - phrase_start < 2:
        return None
    if _NO_SUBJECT.search(sentence.masked[phrase_start:phrase_end]):
        return None
    parts = name_parts(sentence.masked, phrase_start, phrase_end)
    name = "".join(sentence.masked[a:b] for a, b in parts)
    if record and (head_of(name) is None or _bare_head(name)):
        return None
    changed = any(w.role == "change" or w.text.endswith("增长") for w in words)
    reached = any(w.role in ("reach", "to") for w in reading.words)
    bare = not words and (head_of(name) or (reached and len(name) <= _MAX_NOUN))
    return parts if changed or bare else None


def leading_subject(sentence: Sentence, reading: Reading, name: str) -> str:
    """The subject of the clause before a bare head (东盟继续为我国第一大贸易伙伴，进出口…), or nothing."""
    start = _clause_before(sentence, reading.left[0] - 1)
    if start is None or _bare_head(name) is None:
        return ""
    match = _SUBJECT.match(sentence.masked, strip_left(sentence.masked, start, reading.left[0]), reading.left[0])
    return sentence.raw(*match.span("subject"))[1] if match else ""


def _clause_before(sentence: Sentence, end: int) -> int | None:
    """Where the figureless clause that ends at the comma at `end` begins, or None."""
    if end <= sentence.start or sentence.masked[end] not in "，,":
        return None
    bounds = [m.end() for m in _CLAUSE.finditer(sentence.masked, sentence.start, end)]
    start = bounds[-1] if bounds else sentence.start
    figures = (sentence.quantities[r.quantity] for r in sentence.readings)
    return None if any(start <= q.start < end for q in figures) else start
