"""What was read of an article is found by where it stands."""

from __future__ import annotations

import pytest

from detente.model import Article, Mention, Reading, Span
from detente.stories.pages import Page

TEXT = "Oslo wrote to Lima. Lima wrote back. Nobody else did. End"
SENTENCES = (Span(0, 19), Span(20, 36), Span(37, 53))
NAMED = (Span(0, 4), Span(14, 24), Span(14, 18), Span(20, 24), Span(54, 57))  # one reaches into the next sentence
PAGE = Page(
    Reading(
        Article(TEXT), "reader 1", SENTENCES, tuple(Mention(one, str(one), "", None, "actor") for one in NAMED)
    )
)  # fmt: skip


@pytest.mark.parametrize(
    "span", [*SENTENCES, Span(14, 18), Span(19, 20), Span(20, 21), Span(10, 30), Span(50, 57), Span(0, len(TEXT))]
)
def test_those_that_overlap_are_found_within_a_sentence_and_across(span: Span) -> None:
    assert [one.span for one in PAGE.mentions(span)] == [one for one in NAMED if one.overlaps(span)]


def test_an_actor_is_counted_by_sentences() -> None:
    found = Page(
        Reading(Article(TEXT), "reader 1", SENTENCES, tuple(Mention(one, "LMA", "", None, "actor") for one in NAMED))
    )
    assert found.named["LMA"] == 2  # the last stands in none
