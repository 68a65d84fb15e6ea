"""Whatever the bytes: no crash, and every span lies in the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from detente.ingest import article_from_text, gather
from detente.model import Article, Rejected

if TYPE_CHECKING:
    from pathlib import Path

LINES = st.sampled_from(
    [
        "Advertisement",
        "--",
        "3 min read",
        "Related Posts",
        "Check Also",
        "By Ana Petrova",
        "Jun 21, 2023",
        "Share Tweet",
        "Leave a Reply",
        "About the Author",
        "Envoys Return to Muscat",
        "#Peace #Talks",
        "Ana Petrova / Reuters",
        "More from X",
        "The ministers met for three hours on Sunday and agreed, they said, to meet again.",
        "Farmers have lost…",
        "Author",
    ]
)
BEGINNINGS = st.sampled_from(
    [
        b"",
        b"<html><body>",
        b"<rss><channel><item>",
        b'{"text": "',
        b"[{",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"<?xml?>",
        b'{"a":1}\n{"',
    ]
)
PLAIN = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffd")
KEYS = st.sampled_from(["text", "title", "date", "authors", "source", "url", "items", "body"])
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(article: Article) -> None:
    """What must hold of any article."""
    end = 0
    for mark in article.dropped:
        assert end <= mark.span.start < mark.span.end <= len(article.text)
        assert mark.reason
        end = mark.span.end
    if article.title_span is not None:
        assert 0 <= article.title_span.start < article.title_span.end <= len(article.text)
        assert not any(mark.span.overlaps(article.title_span) for mark in article.dropped)
    article.text.encode("utf-8")
    assert article.language


@QUICK
@given(
    begin=BEGINNINGS, rest=st.binary(max_size=300), name=st.sampled_from(["a", "a.txt", "a.html", "a.jsonl", "a.xml"])
)
def test_no_bytes_crash(begin: bytes, rest: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(begin + rest)
    for item in gather([str(path)]):
        if isinstance(item, Article):
            check(item)
        else:
            assert isinstance(item, Rejected)
            assert item.reason


@QUICK
@given(
    st.lists(st.one_of(LINES, st.text(PLAIN, max_size=60)), min_size=1, max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_every_span_lies_in_the_text(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    assume(text.strip())
    check(article_from_text(text))


@QUICK
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
        max_leaves=12,
    )
)
def test_no_json_crashes(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(value))
    for item in gather([str(path)]):
        if isinstance(item, Article):
            check(item)


@QUICK
@given(st.text(PLAIN, min_size=1, max_size=200))
def test_text_comes_back_unaltered(text: str) -> None:
    assume(text.strip())
    assert article_from_text(text).text == text
