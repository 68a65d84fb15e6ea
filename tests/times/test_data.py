"""The shipped data: every rule is shown by a case, names are unique, faults are reported by place."""

from __future__ import annotations

import re

import pytest

from detente.errors import DataError
from detente.lexicon import load_table
from detente.times.alphabet import Alphabet
from detente.times.known_events import KnownEvent
from detente.times.pattern import PatternCompiler
from detente.times.rules import load_rule_book
from detente.times.shape import numeric_roles
from detente.times.words import load_words


def test_rule_ids_are_unique() -> None:
    ids = [one.rule.id for one in load_rule_book(load_words()).rules]
    assert len(set(ids)) == len(ids)


def test_every_rule_can_match() -> None:
    """A class without letters compiles to "(?!)": a word or role that nothing can be."""
    assert [one.rule.id for one in load_rule_book(load_words()).rules if "(?:(?!)" in one.regex.pattern] == []


def test_every_sampled_number_has_a_letter() -> None:
    alphabet = Alphabet(load_words(), ())
    for word in (
        "7",
        "28",
        "31",
        "77",
        "1234",
        "1987",
        "3rd",
        "22nd",
        "2020s",
        "2021-12-31",
        "mid-2010",
        "9/11",
        "18:45",
    ):
        assert numeric_roles(word)
        assert alphabet.number(word) != " ", word


def test_known_events_are_ordered_and_apart() -> None:
    rows = load_table("times/known_events.tsv", KnownEvent)
    assert len({row.id for row in rows}) == len(rows) >= 150
    assert all(row.start <= row.end and len(row.words) >= 1 and row.fact for row in rows)
    assert all(re.fullmatch(r"[a-z0-9-]+", row.id) for row in rows)


@pytest.mark.parametrize("pattern", ["( MONTH", "NOROLE x", "@nomacro", "MONTH )"])
def test_bad_pattern_is_refused(pattern: str) -> None:
    alphabet = Alphabet(load_words(), ("x",))
    with pytest.raises(DataError, match=r"times/rules\.yml"):
        PatternCompiler(alphabet.letters, {}).compile(pattern)
