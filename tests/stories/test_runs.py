"""Words in a row that two articles share."""

from __future__ import annotations

import pytest

from detente.model import Article, Reading, Span
from detente.stories.pages import Page
from detente.stories.runs import Wordlist, longest_runs, rare_runs


def page(text: str) -> Page:
    return Page(Reading(Article(text), "reader 1", (Span(0, len(text)),)))


def runs(one: str, other: str) -> list[tuple[int, int, int]]:
    return longest_runs(Wordlist(page(one)), Wordlist(page(other)))


def rare(one: str, other: str) -> list[str]:
    first, second = page(one), page(other)
    return [match.one.evidence.quote for match in rare_runs(Wordlist(first), Wordlist(second))]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("a b c d e", "x B c d y", [(1, 1, 3)]),
        ("a b c", "c b a", []),
        ("a b", "a b", []),
        ("a b c", "a b c a b c", [(0, 0, 3)]),
        ("don’t go there", "I don't go there", [(0, 1, 3)]),
    ],
)
def test_runs_are_as_long_as_they_can_be(one: str, other: str, found: list[tuple[int, int, int]]) -> None:
    assert runs(one, other) == found


def test_rare_words_in_a_row_are_told_wherever_they_stand() -> None:
    one = "Smugglers dug tunnels lined with salvaged copper piping."
    other = "At dawn the patrol saw them: tunnels lined with salvaged copper piping, and no smuggler."
    assert rare(one, other) == ["tunnels lined with salvaged copper piping"]


def test_common_words_in_a_row_are_told_only_where_both_quote_them() -> None:
    assert rare("They asked for shelter and bread for all.", "Nobody had shelter and bread there.") == []
    assert rare("She called it “shelter and bread”.", "For him it was “shelter and bread” too.") == [
        "shelter and bread"
    ]
