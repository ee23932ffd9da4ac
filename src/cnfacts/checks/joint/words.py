"""Scale words of repaired figures."""

from __future__ import annotations

__all__ = ["scale_word"]

_WORDS = {0: "", 3: "千", 4: "万", 6: "百万", 7: "千万", 8: "亿", 12: "万亿"}


def scale_word(scale: int) -> str:
    """万 for 4, 亿 for 8; ×10^n where no word is in use."""
    return _WORDS.get(scale, f"×10^{scale}")
