from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.language.decode import best_tags, is_tree, maximum_tree, spans_of


def total(scores: np.ndarray, heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[i, head] for i, head in enumerate(heads)))


@given(st.integers(1, 5).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32))))
@settings(max_examples=150, deadline=None)
def test_the_maximum_tree_is_the_best_of_all_trees(scores: np.ndarray) -> None:
    n = len(scores)
    found = maximum_tree(scores)
    assert is_tree(found)
    trees = [heads for heads in product(range(n + 1), repeat=n) if is_tree(heads)]
    assert total(scores, found) == pytest.approx(max(total(scores, heads) for heads in trees), abs=1e-3)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([0], True), ([2, 0, 2], True), ([2, 3, 1], False), ([0, 0], False), ([2, 1, 0], False), ([1], False)],
)
def test_is_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(heads) is expected


def test_best_tags_never_begin_inside() -> None:
    names = ["O", "B-PER", "I-PER"]
    far = -1e4
    allowed = np.array([[0, 0, far], [0, 0, 0], [0, 0, 0]], np.float32)
    first = np.array([0, 0, far], np.float32)
    scores = np.array([[0, 1, 2], [0, 0, 3]], np.float32)
    assert [names[i] for i in best_tags(scores, allowed, first)] == ["B-PER", "I-PER"]


def test_spans_of_adjacent_entities() -> None:
    tags = ["B-LOC", "B-LOC", "I-LOC", "O", "B-PER"]
    assert spans_of(tags) == [(0, 1, "LOC"), (1, 3, "LOC"), (4, 5, "PER")]
