"""Searching: which sentences come, what is marked, and that nothing typed can break it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import record
from detente.errors import UsageError
from detente.model import Article, Reading, Span
from tests.record.samples import reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Record]:
    with record.open(tmp_path / "x.db") as opened:
        opened.add(reading())
        yield opened


@pytest.mark.parametrize(
    ("words", "quote", "marked"),
    [
        ("candid", "Talks were candid. ", ["candid"]),
        ("TALK", "Talks were candid. ", ["Talks"]),
        ('"were candid"', "Talks were candid. ", ["were candid"]),
        ("yield Taiwan", '"China will never yield on Taiwan," Wang said. ', ["yield", "Taiwan"]),
        ("cand*", "Talks were candid. ", ["candid"]),
        ("candid ... OR", None, []),
        ('"candid were"', None, []),
        ("candid Beijing", None, []),
        ("NOT", None, []),
    ],
)
def test_all_words_of_a_sentence(book: Record, words: str, quote: str | None, marked: list[str]) -> None:
    hits = list(book.search(words))
    assert [hit.quote for hit in hits] == ([quote] if quote else [])
    for hit in hits:
        assert hit.span
        assert reading().article.text[hit.span.start : hit.span.end] == quote
        assert [hit.quote[mark.start : mark.end] for mark in hit.marks] == marked


def test_a_title_outside_the_text_is_found(book: Record) -> None:
    hits = [(hit.quote, hit.span) for hit in book.search("Blinken Beijing")]
    assert ("Blinken in Beijing", None) in hits
    assert len(hits) == 2


def test_an_article_that_was_not_read_is_found_by_line_and_accents_do_not_matter(book: Record) -> None:
    text = "Erdoğan à Ankara\n\n  Le président reçoit.  \n"
    book.add(Reading(Article(text, path="fr.txt", language="fr"), "reader 1"))
    assert [hit.span for hit in book.search("president recoit")] == [Span(18, 40)]
    assert [hit.quote for hit in book.search("Erdogan")] == ["Erdoğan à Ankara"]


def test_the_better_match_comes_first_and_limit_cuts(book: Record) -> None:
    text = "Chips. " + "Chips and many other things that nobody asked for were on the table that day. "
    ends = (Span(0, 6), Span(7, len(text) - 1))
    book.add(Reading(Article(text, path="chips.txt"), "reader 1", ends))
    hits = list(book.search("chips"))
    assert [hit.span for hit in hits] == list(ends)
    assert hits[0].score > hits[1].score > 0
    assert list(book.search("chips", limit=1)) == hits[:1]
    assert list(book.search("chips", limit=10**20)) == hits


@pytest.mark.parametrize("words", ["", "  ", '"', '""', "***", "... --", "a " * 65])
def test_what_cannot_be_searched_for_is_said(book: Record, words: str) -> None:
    with pytest.raises(UsageError, match=r"nothing to search for|65 words are more"):
        list(book.search(words))


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40) | st.text('ab"*()^:-+{}\\\0 NEAR', max_size=20))
def test_nothing_typed_breaks_the_search(book: Record, words: str) -> None:
    try:
        hits = list(book.search(words))
    except UsageError:
        return
    for hit in hits:
        assert all(0 <= mark.start < mark.end <= len(hit.quote) for mark in hit.marks)
