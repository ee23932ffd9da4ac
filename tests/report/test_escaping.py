"""What a document says is text, in the page and in its data."""

from __future__ import annotations

import json

import pytest

from cnfacts.report.escaping import script_json, shown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("增长3%", "增长3%"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("\"a\" & 'b'", "&#34;a&#34; &amp; &#39;b&#39;"),
        ("a\u202eb", 'a<span class="hidden-char">U+202E</span>b'),
        ("a\x00b", 'a<span class="hidden-char">U+0000</span>b'),
        ("a\ud800b", 'a<span class="hidden-char">U+D800</span>b'),
        ("a\tb c", "a\tb c"),
    ],
)
def test_shown(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize("text", ["</script><b>", "<!--<script>", "\u2028\u2029", "&amp;", "\ud800", "\\u003c", '"'])
def test_script_json(text: str) -> None:
    made = script_json({"text": text})
    assert not set(made) & set("<>&\u2028\u2029\ud800")
    assert json.loads(made) == {"text": text}
