"""Rows of events of many articles in one table, so that some of any of them are picked out at once."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detente.stories.event_rows import EventRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["EventShelf", "Picked"]


class Picked(NamedTuple):
    """Events with their articles and places."""

    rows: EventRows
    articles: NDArray[np.int64]
    places: NDArray[np.int64]


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

    def pick(self, wanted: Mapping[int, Sequence[int] | None]) -> Picked:
        """Events of articles: those of some places, or all where None is given."""
        held, loaded = [], []
        for article, places in wanted.items():
            known = self._start.get(article)
            if known is None:
                loaded.append((article, places, self._load(article)))
            else:
                start, count = known
                held.append((article, start, np.arange(count) if places is None else np.array(places, np.int64)))
        parts = [self._table[_joined(start + places for _, start, places in held)]]
        for article, places, rows in loaded:
            chosen = np.arange(len(rows)) if places is None else np.array(places, np.int64)
            held.append((article, 0, chosen))
            parts.append(rows[chosen])
        found = Picked(
            EventRows.joined(parts) if loaded else parts[0],
            np.repeat(np.array([article for article, *_ in held], np.int64), [len(places) for *_, places in held]),
            _joined(places for *_, places in held),
        )
        for article, _, rows in loaded:
            self.put(article, rows)
        return found

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


def _joined(parts: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(0, np.int64), *parts])
