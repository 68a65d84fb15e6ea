"""Sentences that tell the same, and the words that two wordings share."""

from __future__ import annotations

from detente.model import Article, Reading, Span
from detente.stories.aligning import align
from detente.stories.outline import Outline
from detente.stories.pages import Page


def page(*sentences: str) -> Page:
    text = " ".join(sentences)
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in sentences]
    return Page(Reading(Article(text), "reader 1", tuple(spans)))


ALIKE = 0.5
BRIDGE = "Engineers closed the suspension bridge at Vessla after cracks were found."
CRACKS = "Cracks were found in the suspension bridge of Vessla, which engineers closed."
RAIN = "Rain fell over the northern valleys for a week."


def test_sentences_of_the_same_words_go_together_and_others_do_not() -> None:
    one, other = page(RAIN, BRIDGE), page(CRACKS, "The choir sang for the guests.")
    (pair,) = align(Outline(one), Outline(other), ALIKE)
    assert (one.words(pair.one), other.words(pair.other)) == (BRIDGE, CRACKS)
    assert pair.close("date")


def test_what_is_very_much_alike_goes_together_although_each_has_a_nearer_one() -> None:
    ferry, boats = f"{BRIDGE[:-1]}, and ferries ran.", f"{CRACKS[:-1]}, while ferries ran."
    one, other = page(BRIDGE, ferry), page(CRACKS, boats)
    found = {(one.words(pair.one), other.words(pair.other)) for pair in align(Outline(one), Outline(other), ALIKE)}
    assert found == {(BRIDGE, CRACKS), (ferry, boats), (BRIDGE, boats), (ferry, CRACKS)}


def test_an_article_without_sentences_has_no_pairs() -> None:
    assert align(Outline(page(RAIN)), Outline(Page(Reading(Article(""), "reader 1"))), ALIKE) == []


def test_a_pair_is_the_same_from_both_sides() -> None:
    one, other = Outline(page(RAIN, BRIDGE)), Outline(page(CRACKS))
    assert [(pair.other, pair.one) for pair in align(one, other, ALIKE)] == [
        (pair.one, pair.other) for pair in align(other, one, ALIKE)
    ]
