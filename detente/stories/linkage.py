"""Average linkage over pairs that are few among all: groups that depend on the pairs alone, not on their order."""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["attach", "average_linkage"]

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


def attach(
    groups: Sequence[list[int]], units: Iterable[list[int]], likeness: Mapping[Pair, float], least: float, absent: float
) -> list[list[int]]:
    """Groups with those units that are like their members: each goes to the one where the mean likeness is highest.

    Args:
        groups: Items that were all compared with one another.
        units: Groups of others, of which each was compared with some of those items.
        likeness: Of pairs of an item of a unit and one of a group (lower, higher).
        least: The least mean likeness.
        absent: What a pair has that is missing: of those in the group that any of the unit is like.

    Returns:
        Groups in order of their first members, each in order; a unit that joins none is one by itself.
    """
    home = {item: place for place, group in enumerate(groups) for item in group}
    partners: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), value in sorted(likeness.items()):
        item, guide = (other, one) if one in home else (one, other)
        partners[item].append((guide, value))
    found = [list(group) for group in groups]
    for unit in units:
        likes: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for item in unit:
            for guide, value in partners.get(item, ()):
                likes[home[guide]].append((guide, value))
        means = {
            place: _mean((sum(value for _, value in known), len(known)), len(unit) * len({g for g, _ in known}), absent)
            for place, known in likes.items()
        }
        best = min(means, key=lambda place: (-means[place], place), default=None)
        if best is None or means[best] < least:
            found.append(list(unit))
        else:
            found[best] += unit
    return sorted(sorted(group) for group in found)


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
