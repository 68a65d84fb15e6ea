"""Average linkage over pairs that are few among all: groups that depend on the pairs alone, not on their order."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["average_linkage"]

Pair = tuple[int, int]


def average_linkage(items: Iterable[int], likeness: Mapping[Pair, float], least: float, absent: float) -> list[list[int]]:
    """Groups of items: the two most alike are joined as long as the mean likeness of their members is `least`.

    Args:
        items: What is grouped.
        likeness: Of pairs (lower, higher); those that are missing have `absent`.
        least: Where joining ends.
        absent: A likeness below `least`.

    Returns:
        Groups in order of their first members, each in order. Ties go to the lower items.
    """
    sums: dict[int, dict[int, tuple[float, int]]] = {}
    members = {item: [item] for item in sorted(items)}
    for (one, other), value in likeness.items():
        sums.setdefault(one, {})[other] = (value, 1)
        sums.setdefault(other, {})[one] = (value, 1)
    heap = [(-value, one, other) for (one, other), value in likeness.items() if value >= least]
    heapq.heapify(heap)
    while heap:
        value, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        if -value != _mean(sums[one][other], len(members[one]) * len(members[other]), absent):
            continue  # one of them has grown since
        _join(sums, members, one, other)
        for third, pair in sums[one].items():
            mean = _mean(pair, len(members[one]) * len(members[third]), absent)
            if mean >= least:
                heapq.heappush(heap, (-mean, min(one, third), max(one, third)))
    return sorted(sorted(group) for group in members.values())


def _mean(pair: tuple[float, int], pairs: int, absent: float) -> float:
    total, known = pair
    return (total + absent * (pairs - known)) / pairs


def _join(
    sums: dict[int, dict[int, tuple[float, int]]], members: dict[int, list[int]], one: int, other: int
) -> None:
    """Put `other` into `one`, and its pairs with third ones to those of `one`."""
    members[one] += members.pop(other)
    gone = sums.pop(other)
    kept = sums[one]
    del gone[one], kept[other]
    for third, (total, known) in gone.items():
        before, counted = kept.get(third, (0.0, 0))
        kept[third] = sums[third][one] = (before + total, counted + known)
        del sums[third][other]
