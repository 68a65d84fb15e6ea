"""Which reports are plainly of one meeting. This is for display: the record keeps every report."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from detente.model import Event, When
    from detente.record import StoredEvent

__all__ = ["group_meetings", "width"]


def group_meetings(stored: Sequence[StoredEvent], days: int) -> list[list[StoredEvent]]:
    """Reports of plainly the same meeting together.

    The report that names most people and the narrowest date leads; another joins it where sides, mode and status are
    the same, its people (at least one) are all among the leader's, and the times overlap within `days`. In one article
    the same two or more people meet once, unless its dates tell two meetings apart. What fits several leaders stays
    alone.
    """
    widest = timedelta(days)
    groups: list[list[StoredEvent]] = []
    shelves: dict[Hashable, list[int]] = defaultdict(list)
    for one in sorted(stored, key=_weight):
        places = list(_shelves(one, widest))
        near = sorted({number for place in places for number in shelves[place]})
        fitting = [groups[number] for number in near if _same(groups[number][0], one, widest)]
        if len(fitting) == 1:
            fitting[0].append(one)
            continue
        for place in places:
            shelves[place].append(len(groups))
        groups.append([one])
    return groups


def width(when: When) -> timedelta:
    """How long an interval is."""
    return when.end - when.start if when.start and when.end else timedelta.max


def _weight(stored: StoredEvent) -> tuple[int, timedelta, str]:
    return (-len(stored.event.people), width(stored.event.when), stored.id)


def _shelves(stored: StoredEvent, widest: timedelta) -> Iterator[Hashable]:
    """Where a leader is kept and a report looks for one: its article, and each of its people in each of its months."""
    event = stored.event
    if len(event.people) > 1:
        yield _kind(event), stored.article_id, frozenset(event.people)
    if width(event.when) <= widest:
        yield from ((_kind(event), *place) for place in product(event.people, _months(event.when)))


def _months(when: When) -> Iterator[int]:
    if when.start and when.end:
        yield from range(12 * when.start.year + when.start.month, 12 * when.end.year + when.end.month + 1)


def _kind(event: Event) -> Hashable:
    return event.type, event.mode, event.status, frozenset(event.actor + event.recipient)


def _same(leader: StoredEvent, other: StoredEvent, widest: timedelta) -> bool:
    one, two = leader.event, other.event
    if not two.people or not set(two.people) <= set(one.people) or _kind(one) != _kind(two):
        return False
    if leader.article_id == other.article_id and set(one.people) == set(two.people) and len(one.people) > 1:
        return _may_overlap(one.when, two.when)
    return max(width(one.when), width(two.when)) <= widest and _may_overlap(one.when, two.when)


def _may_overlap(one: When, two: When) -> bool:
    """Whether two intervals share a moment, open sides reaching for ever."""
    apart = (one.end and two.start and one.end <= two.start) or (two.end and one.start and two.end <= one.start)
    return not apart
