"""The word lists of quantities: what they promise, and the numbers read off plain tokens."""

from __future__ import annotations

import pytest

from detente.quantities.lexicon import Phrases, load_quantity_lexicon
from detente.quantities.numerals import NumeralReader
from tests.times.build import spaced

LEXICON = load_quantity_lexicon()


@pytest.mark.parametrize(
    ("text", "at", "low", "high"),
    [
        ("two hundred and fifty", 0, 250, 250),
        ("three million two hundred thousand", 0, 3_200_000, 3_200_000),
        ("1,234.5", 0, 1234.5, 1234.5),
        ("2.5 million", 0, 2_500_000, 2_500_000),
        ("two and a half million", 0, 2_500_000, 2_500_000),
        ("2½", 0, 2.5, 2.5),
        ("3bn", 0, 3e9, 3e9),
        ("half a million", 0, 500_000, 500_000),
        ("a hundred thousand", 1, 100_000, 100_000),
        ("hundreds of thousands of people", 0, 200_000, None),
        ("several thousand people", 0, 3000, None),
        ("a few hundred people", 1, 200, None),
        ("a quarter of a million people", 1, 250_000, 250_000),
        ("100 two", 0, 100, 100),
        ("forty people", 0, 40, 40),
    ],
)
def test_a_number_is_read(text: str, at: int, low: float, high: float | None) -> None:
    tree = spaced(text)
    found = NumeralReader(LEXICON.numbers).read(tree, at, len(tree))
    assert found is not None
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "at"), [("few expected it", 0), ("the million", 1), ("a third party", 1), ("1.2.3", 0)]
)
def test_what_is_no_number_is_left(text: str, at: int) -> None:
    tree = spaced(text)
    assert NumeralReader(LEXICON.numbers).read(tree, at, len(tree)) is None


def test_every_unit_has_a_positive_factor_and_one_dimension() -> None:
    dimensions: dict[str, set[str]] = {}
    for unit in {id(unit): unit for unit in (*LEXICON.single.values(), *LEXICON.short.values())}.values():
        assert unit.factor > 0
        dimensions.setdefault(unit.unit, set()).add(unit.dimension)
    assert all(len(found) == 1 for found in dimensions.values()), dimensions


def test_money_of_a_state_is_named_beside_it() -> None:
    for names in LEXICON.money.of_state.values():
        assert set(names) <= set(LEXICON.money.names) | {"crowns"}
    assert set(LEXICON.money.weights) | LEXICON.money.nouns_only <= set(LEXICON.money.names)


def test_words_of_one_list_stand_in_the_list_that_they_narrow() -> None:
    numbers, guards = LEXICON.numbers, LEXICON.guards
    assert numbers.round <= set(numbers.magnitudes)
    assert numbers.plurals_of <= set(numbers.plurals)
    assert numbers.vague_closed <= numbers.vague_article <= set(numbers.vague)
    assert not guards.placing & guards.placed_after
    assert not guards.one_things & guards.abstract
    assert LEXICON.clauses.suffered <= LEXICON.clauses.person_verbs


def test_the_longest_phrase_is_taken_in_either_direction() -> None:
    tree = spaced("no more than 12")
    phrases = Phrases({"more than": "over", "no more than": "most"}, backward=True)
    assert phrases.match(tree, 2, -1) == (0, "most")
    assert phrases.match(tree, 2, 0) == (1, "over")
    assert Phrases({"square mile": 1, "square": 2}).match(spaced("square - mile"), 0, 3) == (2, 1)
