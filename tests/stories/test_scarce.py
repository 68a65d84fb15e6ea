"""Words that two sentences share in whatever order."""

from __future__ import annotations

import pytest

from detente.model import Article, Mention, Reading, Span, TimeMention, When, Why
from detente.stories.outline import Outline
from detente.stories.pages import Page
from detente.stories.scarce import ScarceWords, scarce_matches, shared_words

PORT = "Divers found a rusted anchor chain beneath the harbour wall."
AGAIN = "The chain of an anchor, rusted through, lay there."
CHOIR = "The choir sang for the guests until late."


def page(*sentences: str, mentions: tuple[str, ...] = (), times: tuple[str, ...] = ()) -> Page:
    text = " ".join(sentences)
    when = When(None, None, None, "unknown")

    def find(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Page(
        Reading(
            Article(text), "reader 1", tuple(find(one) for one in sentences),
            tuple(Mention(find(one), one, one, None, "place", False) for one in mentions),
            tuple(TimeMention(find(one), when, Why("rule:day"), "DATE", "") for one in times),
        )
    )  # fmt: skip


def words(one: Page) -> ScarceWords:
    return ScarceWords(Outline(one))


def found(one: Page, other: Page) -> list[tuple[str, str]]:
    return [
        (match.one.evidence.quote, match.other.evidence.quote) for _, match in scarce_matches(words(one), words(other))
    ]


def test_scarce_words_close_together_are_of_one_thing_in_whatever_order() -> None:
    one, other = page(CHOIR, PORT), page(AGAIN, CHOIR.replace("choir", "band"))
    assert ("rusted anchor chain", "chain of an anchor, rusted") in found(one, other)
    ((pair, _),) = [
        (pair, match)
        for pair, match in scarce_matches(words(one), words(other))
        if match.one.evidence.quote == "rusted anchor chain"
    ]
    assert (one.words(pair.one), other.words(pair.other), pair.close("wording")) == (PORT, AGAIN, True)


def test_the_same_is_found_from_both_sides() -> None:
    one, other = page(CHOIR, PORT), page(AGAIN)
    assert found(one, other) == [(b, a) for a, b in found(other, one)] != []


def test_words_far_apart_or_met_often_are_not() -> None:
    far = "An anchor that nobody had asked for in all those years of the siege stood beside a rusted gate."
    assert found(page(PORT), page(far)) == []
    anchors = [f"The rusted anchor chain held ship number {n}." for n in ("one", "two", "three")]
    assert found(page(*anchors), page(AGAIN)) == []


def test_names_alone_and_times_are_not() -> None:
    one, other = "They flew on to Zanzibar and Mombasa.", "Mombasa, near Zanzibar, was hot."
    assert found(page(one), page(other)) == []
    ball, other_ball = "They danced at Zanzibar harbour.", "The Zanzibar harbour was shut."
    assert found(page(ball, mentions=("Zanzibar",)), page(other_ball, mentions=("Zanzibar",))) != []
    midsummer, again = "Midsummer eve began with a regatta.", "On midsummer eve there was no vote."
    assert found(page(midsummer), page(again)) != []
    assert found(page(midsummer, times=("Midsummer eve",)), page(again, times=("midsummer eve",))) == []


def test_what_one_denies_is_not_shared() -> None:
    assert found(page("A rusted anchor chain hung there."), page("There was no rusted anchor or chain.")) == []


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (
            "Divers found an anchor, and after a week of storms raised the rusted chain.",
            "The chain, rusted for decades, has been raised with its anchor.",
            (
                "anchor, and after a week of storms raised the rusted chain",
                "chain, rusted for decades, has been raised with its anchor",
            ),
        ),
        ("They had an anchor.", "The anchor was old.", None),
        ("Zanzibar met Mombasa.", "Mombasa met Zanzibar.", None),
    ],
)  # fmt: skip
def test_sentences_that_tell_the_same_share_words_anywhere(
    one: str, other: str, shared: tuple[str, str] | None
) -> None:
    first, second = page(one), page(other)
    match = shared_words(first, words(first).sentences[0], second, words(second).sentences[0])
    assert (match and (match.one.evidence.quote, match.other.evidence.quote)) == shared
