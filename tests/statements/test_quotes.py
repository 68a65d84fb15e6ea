"""Quotation marks of all kinds, well and badly set."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.language.tree import Tree
from detente.statements.passage import Passage
from detente.statements.quotes import find_quotes
from detente.statements.settings import load_settings, load_source_words

if TYPE_CHECKING:
    from detente.statements.quotes import Quote

MARKS = ("“", "”", '"', "‘", "’", "«", "»", "``", "''")


def flat_tree(*paragraphs: str) -> Tree:
    """A tree without syntax: words split at spaces, marks and stops on their own; each paragraph is one sentence."""
    text = "\n\n".join(paragraphs)
    starts: list[int] = []
    words: list[str] = []
    bounds: list[tuple[int, int]] = []
    at = 0
    for paragraph in paragraphs:
        first = len(words)
        for chunk in paragraph.split(" "):
            for piece in _pieces(chunk):
                words.append(piece)
                starts.append(at)
                at += len(piece)
            at += 1
        at += 1
        bounds.append((first, len(words)))
    n = len(words)
    return Tree(
        text=text,
        words=words,
        lemmas=[w.lower() for w in words],
        upos=["X"] * n,
        xpos=["XX"] * n,
        morphs=[""] * n,
        deps=["root" if i in {a for a, _ in bounds} else "dep" for i in range(n)],
        heads=[next(a for a, b in bounds if a <= i < b) for i in range(n)],
        starts=starts,
        ends=[s + len(w) for s, w in zip(starts, words, strict=True)],
        sentences=bounds,
    )


def _pieces(chunk: str) -> list[str]:
    for mark in (*MARKS, ".", ","):
        if mark in chunk and chunk != mark:
            before, _, after = chunk.partition(mark)
            return [*(_pieces(before) if before else []), mark, *(_pieces(after) if after else [])]
    return [chunk] if chunk else []


def quotes_of(*paragraphs: str) -> list[str]:
    tree = flat_tree(*paragraphs)
    found = find_quotes(tree, tree.sentences, load_settings())
    return [tree.text[tree.starts[q.start] : tree.ends[q.end - 1]] for q in found if q.outer]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["He said “the bridge is now open” again."], ["“the bridge is now open”"]),
        (['He said "the bridge is now open" again.'], ['"the bridge is now open"']),
        (["He said ‘the bridge is now open’ again."], ["‘the bridge is now open’"]),
        (["He said «the bridge is now open» again."], ["«the bridge is now open»"]),
        (["He said ''the bridge is now open'' again."], ["''the bridge is now open''"]),
        (["He said “they cried ‘no more’ at us” again."], ["“they cried ‘no more’ at us”"]),
        (["The ministers’ plan and the nations’ wish."], []),
        (["He said “one two” and “three four” twice."], ["“one two”", "“three four”"]),
        (["He said “the bridge is open and safe for all."], ["“the bridge is open and safe for all."]),
        (["He said the bridge is open and safe.”"], []),
        (["“First part of it.", "“Second part of it.”"], ["“First part of it.\n\n“Second part of it.”"]),
        (["He said: “First part of it.", "Second part of it.”"], ["“First part of it.\n\nSecond part of it.”"]),
        (["He said: “First part of it.", "No mark in this one."], ["“First part of it."]),
    ],
)
def test_quotes(paragraphs: list[str], expected: list[str]) -> None:
    assert quotes_of(*paragraphs) == expected


def test_unclosed_quote_ends_before_the_next() -> None:
    found = quotes_of("He said “one two three four five six seven and then “eight nine ten eleven twelve” too.")
    assert found == ["“one two three four five six seven and then", "“eight nine ten eleven twelve”"]


def test_scare_quote_is_short_and_without_clause() -> None:
    tree = flat_tree("The “old guard” left, the “very old and very tired guard” too.")
    scares = [q.scare for q in find_quotes(tree, tree.sentences, load_settings())]
    assert scares == [True, False]


@given(
    st.lists(st.lists(st.sampled_from([*MARKS, "word", "other", "."]), min_size=1, max_size=12), min_size=1, max_size=4)
)
def test_any_marks_give_ordered_outer_quotes(paragraphs: list[list[str]]) -> None:
    tree = flat_tree(*(" ".join(words) for words in paragraphs))
    passage = Passage(tree, load_settings(), load_source_words())
    outer: list[Quote] = [q for q in passage.quotes if q.outer]
    assert all(0 <= q.start < q.end <= len(tree) for q in passage.quotes)
    assert all(a.end <= b.start for a, b in pairwise(outer))
