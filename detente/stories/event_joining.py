"""Joining events: each event of a new article is compared with those that may be the same one, each verdict kept.

Events may be the same where their articles are alike, or where they have the same sides in the same month and their
articles appeared in one quarter. A sentence of an article that is alike, in which nobody coded an event, may tell it
too; it is kept as a link to that sentence. All of this rests on the two articles alone.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from detente.model import MEANING_WIDTH
from detente.record.joins import UNKNOWN_DAY, EventLinkRow
from detente.stories.matching import Surroundings, load_matching, match
from detente.stories.memory import Memory
from detente.stories.profile import event_rows, unit_rows
from detente.stories.screen import EventRows, Screen, rows_of
from detente.stories.settings import load_settings
from detente.stories.telling import sentence_telling, unpack, unpacked_telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from detente.record import Record
    from detente.record.joins import EventKey
    from detente.stories.matching import Match
    from detente.stories.preparing import Prepared
    from detente.stories.telling import EventFacts, Telling

__all__ = ["EventJoiner", "sentence_place"]

LEAST_PART = 0.05  # of the score, to be kept
REMEMBERED = 8_192  # articles; about 8 KB each
REMEMBERED_TELLINGS = 6_144  # articles; about 20 KB each


def sentence_place(number: int) -> int:
    """The place by which links name a sentence that is no event: -1 for the first."""
    return -1 - number


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """An article's events and sentences as they are compared.

    Attributes:
        rows: Its events, as numbers.
        sentences: Vectors of its sentences.
        lengths: Of those.
        packed: The events and sentences as they are kept.
        vectors: Those of the events, as they are kept.
    """

    rows: EventRows
    sentences: NDArray[np.int8]
    lengths: NDArray[np.float64]
    packed: bytes
    vectors: bytes

    @classmethod
    def of(cls, packed: bytes, events: bytes, sentences: bytes) -> Told:
        """Out of what is kept of an article."""
        vectors = np.frombuffer(sentences, np.int8).reshape(-1, MEANING_WIDTH)
        lengths = np.linalg.norm(vectors.astype(np.float64), axis=1)
        return cls(rows_of(unpack(packed).events, events), vectors, lengths, packed, events)


class Tellings:
    """An article's events and sentences as tellings, each made when it is asked for."""

    def __init__(self, told: Told, text: Callable[[], str]) -> None:
        self._packed = unpack(told.packed)
        self._text = text
        self._senses = event_rows(told.vectors)
        self._vectors = told.sentences
        self._made: dict[int, Telling] = {}

    def __getitem__(self, place: int) -> Telling:
        """The event of this place, or the sentence (see `sentence_place`)."""
        if place not in self._made:
            self._made[place] = self._event(place) if place >= 0 else self._sentence(-1 - place)
        return self._made[place]

    def _event(self, place: int) -> Telling:
        return unpacked_telling(self._packed.events[place], tuple(rows[place] for rows in self._senses or ()))

    def _sentence(self, number: int) -> Telling:
        sense = unit_rows(self._vectors[number].tobytes())
        return sentence_telling(self._packed.sentences[number], self._text(), () if sense is None else (sense[0],))


class EventJoiner:
    """Compares the events of one article after another with those that were added before.

    Args:
        record: The record.
    """

    def __init__(self, record: Record) -> None:
        self._record, self._joins = record, record.joins
        self._told = Memory(self._load, REMEMBERED)
        self._tellings = Memory(self._tell, REMEMBERED_TELLINGS)
        self._name = lru_cache(100_000)(self._joins.name)
        self._matching = load_matching()
        self._screen = Screen(self._matching)

    def add(self, article: Prepared, near: Mapping[int, float]) -> None:
        """Compare an article's events with one another, with those of articles near it, and with those of its keys.

        Args:
            article: An article whose profile has been added.
            near: Articles that are alike enough, and how alike.
        """
        number = article.article
        told = Told.of(article.tellings, article.events, article.sentences)
        self._told[number] = told
        keys = [(key, place) for place, one in enumerate(unpack(told.packed).events) for key in event_keys(one)]
        keyed = self._with_keys(number, article.profile.day, keys)
        self._joins.add_event_keys(number, article.profile.day, keys)
        found = sorted({*near, *keyed, number})
        likeness = {other: near.get(other, 0.0) for other in found}
        rows = [
            row
            for one, other in self._pairs(number, found, likeness, {o: p for o, p in keyed.items() if o not in near})
            if (row := self._compare(one, other, likeness[other[0]]))
        ]
        same = {pair for row in rows if row.verdict == "same" for pair in _across(row)}
        for other, value in near.items():
            rows += self._sentences(number, other, value, same)
            rows += self._sentences(other, number, value, same)
        self._joins.add_event_links(rows)

    def _with_keys(self, article: int, day: int, keys: list[tuple[int, int]]) -> dict[int, set[tuple[int, int]]]:
        """By article, the pairs of an event of this one and one of that which have a key in common."""
        if not keys:
            return {}
        own: dict[int, list[int]] = {}
        for key, place in keys:
            own.setdefault(key, []).append(place)
        window = load_settings().days.events
        days = None if day == UNKNOWN_DAY else (day - window, day + window)
        found: dict[int, set[tuple[int, int]]] = {}
        for key, other, place in self._joins.with_event_keys(sorted(own), days):
            found.setdefault(other, set()).update((mine, place) for mine in own[key])
        found.pop(article, None)
        return found

    def _pairs(
        self, article: int, others: list[int], likeness: Mapping[int, float], keyed: Mapping[int, set[tuple[int, int]]]
    ) -> Iterator[tuple[EventKey, EventKey]]:
        """Pairs of an event of an article and one of others, its own among them, that are worth a close look."""
        told = [self._told[other].rows for other in others]
        counts = [len(rows) for rows in told]
        home = np.repeat(np.array(others), counts)
        alike = np.repeat(np.array([likeness[other] for other in others]), counts)
        at = np.concatenate([np.arange(count) for count in counts])
        for a, b in zip(
            *self._screen.pairs(self._told[article].rows, EventRows.joined(told), alike, home == article), strict=True
        ):
            other, place = int(home[b]), int(at[b])
            if (other != article or a < place) and (other not in keyed or (int(a), place) in keyed[other]):
                yield (article, int(a)), (other, place)

    def _compare(self, event: EventKey, other: EventKey, likeness: float) -> EventLinkRow | None:
        """The link of two events, the one whose article has the lower id first."""
        one, two = sorted((event, other), key=lambda key: (self._name(key[0]), key[1]))
        around = Surroundings(likeness, one[0] == two[0])
        found = match(self._tellings[one[0]][one[1]], self._tellings[two[0]][two[1]], around)
        return None if found.verdict == "different" else _row(one, two, found)

    def _sentences(
        self, article: int, other: int, likeness: float, same: set[tuple[EventKey, int]]
    ) -> Iterator[EventLinkRow]:
        """Links of an article's events to sentences of another one, besides events that the other is known to tell."""
        one, two = self._told[article], self._told[other]
        if not len(one.rows) or not len(two.sentences):
            return
        lengths = np.sqrt(one.rows.squares[:, -1:]) * two.lengths
        products = one.rows.senses[:, -MEANING_WIDTH:] @ two.sentences.T.astype(np.float32)
        for a, b in zip(*np.nonzero(products > self._matching.least_told * np.maximum(lengths, 1.0)), strict=True):
            event, sentence = (article, int(a)), sentence_place(int(b))
            if (event, other) in same:
                continue
            found = match(
                self._tellings[article][event[1]], self._tellings[other][sentence], Surroundings(likeness, False)
            )
            if found.verdict == "same":
                yield _row(event, (other, sentence), found)

    def _load(self, article: int) -> Told:
        meaning = self._joins.meaning(article)
        return Told.of(self._joins.profile(article).tellings, meaning.events, meaning.sentences)

    def _tell(self, article: int) -> Tellings:
        return Tellings(self._told[article], lambda: self._record.text_of(self._name(article)))


def event_keys(event: EventFacts) -> set[int]:
    """Numbers that events share where they have two sides, or their only side, and a month in common."""
    sides, most = {*event.actors, *event.recipients}, load_settings().events
    if event.days is None or not 0 < len(sides) <= most.sides:
        return set()
    first, last = (date.fromordinal(day) for day in event.days)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    if len(months) > most.months:
        return set()
    pairs = list(combinations(sorted(sides), min(2, len(sides))))
    return {zlib.crc32(f"{pair} {month}".encode()) for pair in pairs for month in months}


def _across(row: EventLinkRow) -> tuple[tuple[EventKey, int], tuple[EventKey, int]]:
    """Each of two events with the article of the other."""
    return (row.event, row.other[0]), (row.other, row.event[0])


def _row(event: EventKey, other: EventKey, found: Match) -> EventLinkRow:
    parts = tuple(part for part in found.parts if abs(part[1]) >= LEAST_PART)
    return EventLinkRow(event, other, found.verdict, round(found.score, 3), parts)
