"""Average linkage over pairs that are few among all: groups that depend on the pairs alone, not on their order."""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["average_linkage"]

Pair = tuple[int, int]
Sums = dict[int, dict[int, tuple[float, int]]]


def average_linkage(
    groups: Iterable[Iterable[int]], likeness: Mapping[Pair, float], least: float, absent: float
) -> list[list[int]]:
    """Groups of items: the two most alike are joined as long as the mean likeness of their members is `least`.

    Args:
        groups: What is joined; groups of one, to begin with.
        likeness: Of pairs of items (lower, higher); those that are missing have `absent`.
        least: Where joining ends.
        absent: A likeness below `least`.

    Returns:
        Groups in order of their first members, each in order. Ties go to the lower items.
    """
    members = {min(group): group for group in (sorted(group) for group in groups)}
    home = {item: name for name, group in members.items() for item in group}
    sums = _sums(likeness, home)
    heap = [
        (-mean, one, other)
        for one, row in sums.items()
        for other, pair in row.items()
        if one < other and (mean := _mean(pair, len(members[one]) * len(members[other]), absent)) >= least
    ]
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


def _sums(likeness: Mapping[Pair, float], home: Mapping[int, int]) -> Sums:
    """For each two groups the sum of what is known, and of how many pairs."""
    sums: Sums = defaultdict(dict)
    for (a, b), value in sorted(likeness.items()):
        one, other = home[a], home[b]
        if one != other:
            total, known = sums[one].get(other, (0.0, 0))
            sums[one][other] = sums[other][one] = (total + value, known + 1)
    return sums


def _mean(pair: tuple[float, int], pairs: int, absent: float) -> float:
    total, known = pair
    return (total + absent * (pairs - known)) / pairs


def _join(sums: Sums, members: dict[int, list[int]], one: int, other: int) -> None:
    """Put `other` into `one`, and its pairs with third ones to those of `one`."""
    members[one] += members.pop(other)
    gone = sums.pop(other)
    kept = sums[one]
    del gone[one], kept[other]
    for third, (total, known) in gone.items():
        before, counted = kept.get(third, (0.0, 0))
        kept[third] = sums[third][one] = (before + total, counted + known)
        del sums[third][other]
