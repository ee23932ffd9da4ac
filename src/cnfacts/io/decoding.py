"""Bytes to text, whatever Chinese encoding they are in; else an error with its remedy."""

from __future__ import annotations

import codecs

import regex

from cnfacts.errors import InputError

__all__ = ["decode", "known_encoding"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GB_MARK = "\ufeff"
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs"}
_DETECTED = frozenset({"big5", "big5hkscs", "cp950", "gb18030", "gbk", "gb2312", "hz", "utf_16_le", "utf_16_be"})
"""What the detector is believed in: its other guesses turn damaged Chinese into Latin letters."""
_GOOD_PER_BAD = 20
"""Characters outside ASCII read well for each one that is not, from which a text is UTF-8 with damage."""
_PROBE = 20_000
_COMMON_GB, _COMMON_BIG5 = 0.75, 0.9
"""Shares of common characters: genuine texts have 0.98 of either; Big5 read as GB18030 0.3 to 0.5."""
_READABLE = regex.compile(r"[\p{Han}\u3000-\u303f\uff00-\uffef\x20-\x7e\s]")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of `data`, without a byte order mark; line ends stay, so that offsets are the file's.

    In this order: a byte order mark, the encoding declared, UTF-8, GB18030 (which contains GBK and GB2312) or
    Big5, whichever gives common characters, a detector. UTF-8 with a damaged byte is refused rather than read
    as GB18030, which would turn it into other characters without a word.

    Args:
        data: the whole document.
        name: what to call it in an error.
        declared: the encoding that the caller says it is in.

    Raises:
        InputError: the bytes are in none of them, or no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name, len(mark))
    if declared is not None:
        return _strict(data, known_encoding(declared, name), name).removeprefix(_GB_MARK)
    if (nul := data.find(b"\0")) >= 0:
        if (wide := _unmarked_wide(data)) is not None:
            return wide
        raise InputError(f"{name}, {_place(data, nul)}: a zero byte, so no text; convert it first")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _damaged(data):
            raise InputError(f"{name}, {_place(data, error.start)}: damaged UTF-8; mend or remove these bytes") from None
    return _chinese(data, name)


def _chinese(data: bytes, name: str) -> str:
    """GB18030 or Big5, or what the detector says."""
    try:
        text = data.decode("gb18030").removeprefix(_GB_MARK)
    except UnicodeDecodeError as error:
        detected = _detect(data)
        if detected is None:
            raise InputError(f"{name}, {_place(data, error.start)}: neither UTF-8 nor GB18030; save it as UTF-8") from None
        return detected
    if _common(text, "gb2312", 0xB0, 0xD7) < _COMMON_GB:
        try:
            other = data.decode("big5hkscs")
        except UnicodeDecodeError:
            return text
        if _common(other, "big5", 0xA4, 0xC6) > _COMMON_BIG5:
            return other
    return text


def _common(text: str, encoding: str, low: int, high: int) -> float:
    """The share of Chinese characters that stand in the encoding's first level, the common ones."""
    han = [c for c in text[:_PROBE] if c > "\u2e7f" and not "\uff00" <= c <= "\uffef" and not "\u3000" <= c <= "\u303f"]
    codes = (c.encode(encoding, errors="ignore") for c in han)
    return sum(1 for code in codes if code and low <= code[0] <= high) / len(han) if han else 1.0


def _detect(data: bytes) -> str | None:
    """What the detector that `requests` brings along finds, where it is a Chinese encoding."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(data[:_PROBE]).best()
    if best is None or best.encoding not in _DETECTED:
        return None
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without its mark, where that makes readable text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        probe = text[:_PROBE]
        if len(_READABLE.findall(probe)) > 0.9 * len(probe):
            return text
    return None


def known_encoding(encoding: str, name: str) -> str:
    """Python's name of an encoding, or of the larger one that contains it.

    Args:
        encoding: as a user or a page says it: gb2312, GBK, utf-8.
        name: what to call what is read, in an error.

    Raises:
        InputError: there is no such encoding.
    """
    try:
        known = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise InputError(f"{name}: encoding {encoding!r} is unknown; give utf-8, gb18030 or big5") from None
    return _SUPERSETS.get(known, known)


def _strict(data: bytes, encoding: str, name: str, skipped: int = 0) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        place = _place(data, at, skipped)
        raise InputError(f"{name}, {place}: no {encoding.upper()}; save it as UTF-8") from None


def _damaged(data: bytes) -> bool:
    """Whether nearly all of it is UTF-8 all the same."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    return good >= bad * _GOOD_PER_BAD


def _place(data: bytes, at: int, skipped: int = 0) -> str:
    return f"line {data.count(bytes([10]), 0, at) + 1}, byte {at + skipped}"
