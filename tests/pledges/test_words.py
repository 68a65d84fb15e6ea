"""The words of pledges: no word in two classes that exclude each other, and every class does something."""

from __future__ import annotations

from detente.pledges.words import load_pledge_words


def test_keeping_is_not_breaking() -> None:
    words = load_pledge_words()
    assert not words.keeping & words.breaking
    assert not words.keeping_prepositions.keys() & words.breaking_prepositions.keys()


def test_what_is_done_is_idle_without_more() -> None:
    words = load_pledge_words()
    assert words.doing <= words.idle


def test_parts_of_classes() -> None:
    words = load_pledge_words()
    assert words.earlier <= words.deadlines
    assert words.given_to <= words.promised
    assert words.pacts <= words.bonds
    assert words.told_will <= words.modals | words.will


def test_no_class_is_empty() -> None:
    words = load_pledge_words()
    assert all(getattr(words, name) for name in words.__struct_fields__)
