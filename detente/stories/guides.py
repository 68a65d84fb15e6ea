"""Guides: the first tellings of what some sides did in a month, or on a day, with which all later ones are compared.

An archive recalls some events again and again. Were all of these tellings compared with one another, their number would
grow with its square; compared with the first alone, each new one costs the same. Which are the first depends on the
articles that are there, and not on the order in which they came.
"""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from detente.record.joins import EventKey, Joins, RankedEvent

__all__ = ["Guides"]

Bound = tuple[int, int]  # rank and number of an article


class Guides:
    """Knows which events are guides of their keys.

    Args:
        joins: The tables of joining.
    """

    def __init__(self, joins: Joins) -> None:
        self._joins, self._most = joins, load_settings().events.guides
        self._last: dict[int, Bound | None] = {}

    def compared(self, article: int, rank: int, keys: Collection[int]) -> tuple[list[tuple[int, int, int]], set[int]]:
        """Events of other articles that an article's are compared with because of its keys.

        Args:
            article: Its number.
            rank: What sorts it; see `event_rank`.
            keys: Those of its events.

        Returns:
            The events (key, article, place): of each key its guides, or all where this article is one of them; and the
            articles that are guides no more where this one comes anew.
        """
        found: list[tuple[int, int, int]] = []
        displaced: set[int] = set()
        for key in keys:
            guide = True
            for before, (other_rank, other, rows) in enumerate(self._others(key, article)):
                if before < self._most:
                    guide = before < self._most - 1 or (rank, article) < (other_rank, other)
                    if before == self._most - 1 and guide:
                        displaced.add(other)
                elif not guide:
                    break
                found += [(key, other, place) for _, _, place in rows]
        return found, displaced

    def promoted(self) -> set[int]:
        """Articles that may have become guides, as others have gone."""
        found: set[int] = set()
        for key, lost in groupby(self._joins.lost_keys(), key=lambda row: row[0]):
            first = self._first(key)
            gone = sum(len(first) < self._most or rank <= first[-1][0] for _, rank in lost)
            found.update(article for _, article in first[max(0, self._most - gone) :])
        return found

    def led(self, articles: Collection[int] | None = None) -> set[EventKey]:
        """Events that were compared with guides and are none themselves; of some articles, or all."""
        guides: set[EventKey] = set()
        others: set[EventKey] = set()
        if articles is None:
            for _, rows in groupby(self._joins.event_keys(), key=lambda row: row[0]):
                for before, (_, told) in enumerate(groupby(rows, key=lambda row: row[2])):
                    (guides if before < self._most else others).update(row[2:] for row in told)
        else:
            for key, rank, article, place in (row for one in articles for row in self._joins.event_keys(one)):
                last = self._last_of(key)
                (others if last and last < (rank, article) else guides).add((article, place))
        return others - guides

    def _last_of(self, key: int) -> Bound | None:
        """Rank and number of the last article that guides a key; None where there are fewer."""
        if key not in self._last:
            first = self._first(key)
            self._last[key] = first[-1] if len(first) == self._most else None
        return self._last[key]

    def _first(self, key: int) -> list[Bound]:
        """Rank and number of the articles that guide a key."""
        return [(rank, article) for rank, article, _ in islice(self._others(key), self._most)]

    def _others(self, key: int, article: int | None = None) -> Iterator[tuple[int, int, Sequence[RankedEvent]]]:
        """The articles that have a key in order, without one of them: rank, number, and their events."""
        for (rank, other), rows in groupby(self._joins.with_event_key(key), key=lambda row: row[:2]):
            if other != article:
                yield rank, other, list(rows)
