"""Rows of events of many articles in one table, so that some of any of them are picked out at once."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detente.stories.event_rows import EventRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from detente.record.joins import EventKey

__all__ = ["EventShelf", "Picked"]


class Picked(NamedTuple):
    """Events, each with its article and place."""

    rows: EventRows
    keys: list[EventKey]


class EventShelf:
    """Holds the events of as many articles as there is room for; those of others are loaded when they are asked for.

    Args:
        load: Gives the rows of an article.
        room: For how many events; about 500 bytes each.
    """

    def __init__(self, load: Callable[[int], EventRows], room: int) -> None:
        self._load, self._room = load, room
        self._table = EventRows.empty(0)
        self._start: dict[int, tuple[int, int]] = {}  # of each article, and how many
        self._order: deque[int] = deque()  # of what stands from the next free row on, round the table
        self._next = 0

    def put(self, article: int, rows: EventRows) -> None:
        """Keep an article's events, and let go of what stands in their stead."""
        count = len(rows)
        if article in self._start or count > self._room:
            return
        if not count:
            self._start[article] = 0, 0  # takes no row, so it need not go
            return
        if self._next + count > len(self._table) < self._room:
            self._grow(self._next + count)
        if self._next + count > len(self._table):
            self._release(self._next, len(self._table))
            self._next = 0
        self._release(self._next, self._next + count)
        self._table.put(self._next, rows)
        self._start[article] = self._next, count
        self._order.append(article)
        self._next += count

    def pick(self, whole: Iterable[int], some: Sequence[EventKey] = ()) -> Picked:
        """All events of some articles, and some events of others."""
        keys: list[EventKey] = []
        rows: list[int] = []
        loaded: dict[int, EventRows] = {}
        missing: list[EventKey] = []
        for article, place in some:
            known = self._start.get(article)
            if known is None:
                missing.append((article, place))
            else:
                keys.append((article, place))
                rows.append(known[0] + place)
        for article in whole:
            known = self._start.get(article)
            if known is None:
                loaded[article] = self._load(article)
                missing += [(article, place) for place in range(len(loaded[article]))]
            else:
                start, count = known
                keys += [(article, place) for place in range(count)]
                rows += range(start, start + count)
        found = self._table[np.array(rows, np.int64)]
        if missing:
            for article, _ in missing:
                if article not in loaded:
                    loaded[article] = self._load(article)
            parts = [loaded[article][place : place + 1] for article, place in missing]
            found = EventRows.joined([found, *parts])
        for article, events in loaded.items():
            self.put(article, events)
        return Picked(found, keys + missing)

    def _grow(self, least: int) -> None:
        more = EventRows.empty(min(self._room, max(least, 2 * len(self._table), 1024)))
        more.put(0, self._table)
        self._table = more

    def _release(self, first: int, end: int) -> None:
        """Forget the articles that have events between two rows."""
        while self._order:
            start, count = self._start[self._order[0]]
            if start + count <= first or start >= end:
                return
            del self._start[self._order.popleft()]
