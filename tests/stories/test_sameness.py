"""Whether sentences tell the same: each likeness with what has it and what just misses it."""

from __future__ import annotations

import numpy as np
import pytest

from detente.stories.aligning import align
from detente.stories.outline import Outline
from detente.stories.sameness import FEATURES, Feature, compare_sentences, load_sameness, sameness
from tests.stories.told import Told

HALVORSEN = ("Marit Halvorsen", "NOR", "Minister of Energy")
REST = ("A choir sang for the guests.", "Rain fell on the northern valleys.")


def value(feature: Feature, one: Told, other: Told, alike: float = 0.5) -> float:
    """The feature of the first sentences of two articles."""
    return float(compare_sentences(Outline(one.page), Outline(other.page), alike).features[feature][0, 0])


def dam(*more: str) -> Told:
    return Told("Engineers opened the dam at Brevik on 2 June.", *more).day("2 June", "2021-06-02")


def test_every_weight_is_of_a_feature_and_says_which_way() -> None:
    weights = load_sameness().weights
    assert set(weights) <= set(FEATURES)
    assert {name for name, weight in weights.items() if weight < 0} == {
        "short", "other types", "other sides", "other voices",
    }  # fmt: skip


def test_words_of_one_sentence_that_the_longer_one_has_too() -> None:
    short = Told("Engineers opened the dam.")
    longer = Told("Engineers from five countries opened the old dam after weeks of rain.")
    assert value("contained", short, longer) == pytest.approx(1.0, abs=0.01)
    assert value("sense", short, longer) < value("contained", short, longer)
    assert value("contained", short, Told("Engineers left.")) < 1.0


def test_rare_words_count_and_rare_names_do_not() -> None:
    assert value("rare", Told("The turbine hummed."), Told("A turbine stood there.")) > 0
    assert value("rare", Told("The man from Kvernes hummed."), Told("Here is Kvernes.")) == 0


def test_a_day_counts_for_less_the_more_sentences_name_it() -> None:
    other = Told("On Wednesday the dam was opened.", *REST).day("Wednesday", "2021-06-02")
    once = value("days", dam(*REST), other)
    twice = dam("Ferries ran that Wednesday too.", REST[0]).day("that Wednesday", "2021-06-02")
    assert once == 1.0
    assert 0 < value("days", twice, other) < once
    assert value("days", dam(), Told("It fell on Thursday.").day("Thursday", "2021-06-03")) == 0


def test_numbers_places_acts_and_voices_that_both_have() -> None:
    one = Told("Nine ferries left Brevik, she said.").count("Nine ferries", 9, "ferry").place("Brevik", "NOR")
    one.draft.says(HALVORSEN, "said", "Nine ferries left Brevik")
    other = Told("“Nine ferries came to Brevik,” said Halvorsen.").count("Nine ferries", 9, "ferry")
    other.place("Brevik", "NOR").draft.says(HALVORSEN, "said", "Nine ferries came to Brevik")
    assert [value(name, one, other) for name in ("numbers", "places", "voices")] == [1.0, 1.0, 1.0]
    assert value("acts", Told("They met."), Told("The summit was short.")) == 1.0
    six = Told("Six ferries lay at Larvik.").count("Six ferries", 6, "ferry").place("Larvik", "NOR")
    assert [value(name, one, six) for name in ("numbers", "places", "voices", "acts")] == [0.0, 0.0, 0.0, 0.0]


def test_other_sides_and_voices_speak_against_it_only_where_both_name_some() -> None:
    one, other = Told("Norway signed."), Told("Chile signed.")
    one.draft.says(HALVORSEN, "signed", "Norway")
    other.draft.says(("Ana Soto", "CHL", None), "signed", "Chile")
    assert (value("other voices", one, other), value("other voices", one, Told("It was signed."))) == (1.0, 0.0)
    one.person("Norway", "marit-halvorsen", "NOR")
    other.person("Chile", "ana-soto", "CHL")
    assert (value("other sides", one, other), value("other sides", one, Told("It was signed."))) == (1.0, 0.0)


def test_each_the_other_s_nearest_by_far_is_told_from_one_of_several() -> None:
    one, other = dam(*REST), Told("The dam at Brevik was opened by engineers.", *REST)
    rival = Told("The dam at Brevik was opened by engineers.", "Engineers opened a dam at Brevik on 2 June.")
    assert (value("mutual", one, other), value("mutual", one, rival)) == (1.0, 0.0)
    assert value("margin", one, other) > value("margin", one, rival)


def test_neighbours_that_are_alike_count() -> None:
    one, other = Told("It rained.", "Engineers opened the dam."), Told("Nobody came.", "Engineers opened the dam.")
    assert value("beside", one, other) > 0.9
    assert value("beside", Told("It rained."), Told("Nobody came.")) == 0


def test_the_likeness_of_the_articles_counts() -> None:
    one, other = Outline(dam().page), Outline(dam().page)
    assert sameness(one, other, 0.6).all[0, 0] > sameness(one, other, 0.3).all[0, 0]


def test_what_has_nothing_in_common_is_not_looked_at() -> None:
    found = sameness(Outline(Told(REST[0]).page), Outline(Told("Nobody came.").page), 1.0)
    assert np.isneginf(found.all[0, 0])


def test_what_rests_on_a_day_is_known() -> None:
    (pair,) = align(Outline(dam().page), Outline(dam().page), 0.5)
    assert pair.own["date"] == pytest.approx(load_sameness().weights["days"])
    assert pair.own["place"] == 0
