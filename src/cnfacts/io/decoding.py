"""Bytes to text: UTF-8 with or without a byte order mark, else GB18030, else an error with its remedy."""

from __future__ import annotations

import codecs

from cnfacts.errors import InputError

__all__ = ["decode"]

_GB_MARK = "\ufeff"
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_GOOD_PER_BAD = 20
"""Characters outside ASCII read well for each one that is not, from which a text is UTF-8 with damage."""


def decode(data: bytes, name: str) -> str:
    """The text of `data`, without a byte order mark; line ends stay, so that offsets are the file's.

    GB18030 contains GBK and GB2312. UTF-8 with a damaged byte is refused rather than read as GB18030, which
    would turn it into other characters without a word.

    Args:
        data: the whole document.
        name: what to call it in an error.

    Raises:
        InputError: the bytes are neither encoding, or no text.
    """
    if data.startswith(_WIDE_MARKS):
        raise InputError(f"{name}: the text is UTF-16 or UTF-32; save it as UTF-8")
    if (nul := data.find(b"\0")) >= 0:
        raise InputError(f"{name}, {_place(data, nul)}: a zero byte, so no text; convert it first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _damaged(data):
            raise InputError(
                f"{name}, {_place(data, error.start)}: damaged UTF-8; mend or remove these bytes"
            ) from None
    try:
        return data.decode("gb18030").removeprefix(_GB_MARK)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}, {_place(data, error.start)}: neither UTF-8 nor GB18030; save it as UTF-8"
        ) from None


def _damaged(data: bytes) -> bool:
    """Whether nearly all of it is UTF-8 all the same."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    return good >= bad * _GOOD_PER_BAD


def _place(data: bytes, at: int) -> str:
    return f"line {data.count(bytes([10]), 0, at) + 1}, byte {at}"
