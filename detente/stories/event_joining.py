"""Joining events: each event of a new article is compared with those that may be the same one, each verdict kept.

Events may be the same where their articles are neighbours, or where they have the same sides in the same month. A
sentence of a neighbour that nobody coded as an event may tell it too; it is kept as a link to that sentence.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from detente.record.joins import EventLinkRow
from detente.stories.matching import Surroundings, load_matching, match
from detente.stories.profile import event_rows, unit_rows
from detente.stories.telling import sentence_tellings, telling_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from detente.record import Record
    from detente.record.joins import EventKey
    from detente.stories.matching import Match
    from detente.stories.telling import Telling

__all__ = ["EventJoiner", "sentence_place"]

MOST_SIDES = 3  # more take part in what is found by its article's neighbours alone
MOST_MONTHS = 3


def sentence_place(number: int) -> int:
    """The place by which links name a sentence that is no event: -1 for the first."""
    return -1 - number


@dataclass(frozen=True, slots=True)
class Told:
    """An article's events and sentences as they are compared; matrices have a vector of length 1 in each row."""

    events: list[Telling]
    senses: NDArray[np.float32] | None
    sentences: NDArray[np.float32] | None


class EventJoiner:
    """Compares the events of one article after another with those that were added before.

    Args:
        record: The record.
        names: Ids of its articles by number.
        remember: Wraps what is loaded for an article, so that it need not be loaded each time.
    """

    def __init__(
        self, record: Record, names: Mapping[int, str], remember: Callable[[Callable[[int], Told]], Mapping[int, Told]]
    ) -> None:
        self._record, self._joins, self._names = record, record.joins, names
        self._told = remember(self._load)
        self._matching = load_matching()

    def add(self, article: int, near: Mapping[int, float]) -> None:
        """Compare an article's events with one another, with those of its neighbours, and with those of its keys."""
        told = self._told[article]
        keys = [(key, place) for place, one in enumerate(told.events) for key in event_keys(one)]
        found: dict[int, set[int] | None] = dict.fromkeys(near)  # None for all events of an article
        for key, _ in keys:
            for other, place in self._joins.with_event_key(key):
                places = found.setdefault(other, set())
                if places is not None:
                    places.add(place)
        found[article] = None
        self._joins.add_event_keys(article, keys)
        rows = [
            row for other in sorted(found) for row in self._compare(article, other, near.get(other, 0.0), found[other])
        ]
        self._joins.add_event_links(rows)

    def _load(self, article: int) -> Told:
        text = self._record.text_of(self._names[article])
        meaning = self._joins.meaning(article)
        rows = event_rows(meaning.events)
        events = [
            telling_of(event, text, () if rows is None else tuple(row[place] for row in rows))
            for place, event in enumerate(self._joins.events(article))
        ]
        return Told(events, None if rows is None else rows[-1], unit_rows(meaning.sentences))

    def _compare(self, article: int, other: int, likeness: float, places: set[int] | None) -> Iterator[EventLinkRow]:
        one, two = self._told[article], self._told[other]
        around = Surroundings(likeness, article == other)
        for a, b in self._likely(one.senses, two.senses, len(one.events), len(two.events), self._matching.least_sense):
            if (places is not None and b not in places) or (article == other and a >= b):
                continue
            found = match(one.events[a], two.events[b], around)
            if found.verdict != "different":
                yield _row((article, a), (other, b), found)
        if article != other and places is None:
            yield from self._sentences((article, one), (other, two), around)
            yield from self._sentences((other, two), (article, one), around)

    def _sentences(
        self, events_of: tuple[int, Told], sentences_of: tuple[int, Told], around: Surroundings
    ) -> Iterator[EventLinkRow]:
        """Links of events to sentences of another article that tell them and were not coded."""
        (article, one), (other, two) = events_of, sentences_of
        if one.senses is None or two.sentences is None or not one.events:
            return
        cosines = one.senses @ two.sentences.T
        wanted = [(a, int(b)) for a, row in enumerate(cosines) for b in np.flatnonzero(row > self._matching.least_told)]
        if not wanted:
            return
        tellings = sentence_tellings(self._record, self._names[other], {b for _, b in wanted})
        for a, b in wanted:
            if b in tellings:
                found = match(one.events[a], tellings[b], around)
                if found.verdict == "same":
                    yield _row((article, a), (other, sentence_place(b)), found)

    @staticmethod
    def _likely(
        one: NDArray[np.float32] | None, other: NDArray[np.float32] | None, rows: int, columns: int, least: float
    ) -> Iterable[tuple[int, int]]:
        """Pairs of events that are worth a closer look."""
        if one is None or other is None or len(one) != rows or len(other) != columns:
            return [(a, b) for a in range(rows) for b in range(columns)]
        return [(int(a), int(b)) for a, b in np.argwhere(one @ other.T > least)]


def event_keys(telling: Telling) -> set[int]:
    """Numbers that events share where they have two sides, or their only side, and a month in common."""
    if telling.days is None or not 0 < len(telling.sides) <= MOST_SIDES:
        return set()
    first, last = (date.fromordinal(day) for day in telling.days)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    if len(months) > MOST_MONTHS:
        return set()
    pairs = list(combinations(sorted(telling.sides), 2)) or [tuple(telling.sides)]
    return {zlib.crc32(f"{pair} {month}".encode()) for pair in pairs for month in months}


def _row(event: EventKey, other: EventKey, found: Match) -> EventLinkRow:
    why = tuple(f"{name} {value:+.2f}" for name, value in found.parts if abs(value) >= 0.05)
    return EventLinkRow(event, other, found.verdict, round(found.score, 3), why)
