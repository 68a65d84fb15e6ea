"""Values and reasons in words."""

from __future__ import annotations

import pytest

from detente.comparison.labels import load_labels
from detente.comparison.parts import Joined
from detente.comparison.reasons import reason_words
from detente.comparison.values import value_words
from detente.stories.matching import load_matching

ALL_FOR = "on one day, of one kind, the same sides"
DOUBT = "alike in meaning, on one day, but different people"


@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [
        ("date", "2013-05-05", "5 May 2013"),
        ("date", "2013-05", "May 2013"),
        ("date", "2013", "2013"),
        ("date", "2013-05-05 morning", "5 May 2013, morning"),
        ("date", "2013-05-05 14:30", "5 May 2013, 14:30"),
        ("date", "2013-05-05/2013-06-02", "5 May – 2 June 2013"),
        ("date", "2013-02-31", "2013-02-31"),
        ("date", "some day", "some day"),
        ("status", "ongoing", "under way"),
        ("status", "unheard of", "unheard of"),
        ("place", "FIN", "Finland"),
        ("place", "2013-05-05", "2013-05-05"),
        ("number", "ongoing", "ongoing"),
    ],
)
def test_values_are_said_as_in_headings(slot: str, value: str, words: str) -> None:
    assert value_words(slot, value, {"ongoing": "under way"}, {"FIN": "Finland"}) == words


@pytest.mark.parametrize(
    ("verdict", "why", "words"),
    [
        ("same", ("bias -4.36", "sides +0.20", "day +2.00", "type +0.50", "mode +0.1"), ALL_FOR),
        ("same", ("sense +1.00", "day +1.50", "word sense +0.70"), "alike in meaning, on one day"),
        ("same", ("day +1.00", "days apart -2.00"), "on one day"),
        ("unsure", ("day +1.00", "sense +2.00", "type +0.50", "other people -1.50"), DOUBT),
        ("unsure", ("other people -1.50",), "different people"),
        ("stage", ("sense +0.60", "clause +0.50"), "alike in meaning"),
        ("same", ("told by hand",), "told by hand"),
        ("same", ("bias +1.00",), ""),
        ("same", (), ""),
    ],
)  # fmt: skip
def test_reasons_are_words_the_strongest_first(verdict: str, why: tuple[str, ...], words: str) -> None:
    assert reason_words(Joined("a", "b", verdict, 1.0, why), load_labels()) == words


def test_all_features_of_links_have_words() -> None:
    weighed = load_matching()
    features = {*weighed.coded.weights, *weighed.mixed.weights, *weighed.uncoded.weights}
    assert len(features) > 30
    assert features <= set(load_labels().reasons)
