"""Linkage: which groups units join that were compared with some of their members alone."""

from __future__ import annotations

import pytest

from detente.stories.linkage import attach, average_linkage


def test_a_unit_goes_to_the_group_that_it_is_most_like() -> None:
    likes = {(0, 4): 1.0, (1, 4): 1.0, (2, 4): 3.0, (3, 5): 0.4}
    assert attach([[0, 1], [2, 3]], [[4], [5]], likes, 0.5, -2.0) == [[0, 1], [2, 3, 4], [5]]


@pytest.mark.parametrize(("second", "joins"), [(0.9, True), (None, False)])
def test_of_those_whom_any_of_a_unit_is_like_what_is_missing_counts(second: float | None, joins: bool) -> None:
    likes = {(0, 2): 1.0} if second is None else {(0, 2): 1.0, (0, 3): second}
    found = attach([[0, 1]], [[2, 3]], likes, 0.5, -2.0)
    assert found == ([[0, 1, 2, 3]] if joins else [[0, 1], [2, 3]])


def test_how_many_are_led_by_a_group_changes_nothing_for_the_next() -> None:
    likes = {(0, n): 1.0 for n in range(1, 50)}
    assert attach([[0]], [[n] for n in range(1, 50)], likes, 0.5, -2.0) == [list(range(50))]
    assert len(average_linkage([[n] for n in range(50)], likes, 0.5, -2.0)) == 49
