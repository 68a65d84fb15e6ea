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
from detente.record.joins import UNKNOWN_DAY, pack_parts
from detente.stories.close import Closely
from detente.stories.event_rows import rows_of
from detente.stories.event_shelf import EventShelf
from detente.stories.matching import Surroundings, load_matching, match
from detente.stories.memory import Memory
from detente.stories.profile import event_rows, unit_rows
from detente.stories.screen import Screen
from detente.stories.settings import load_settings
from detente.stories.telling import sentence_telling, unpack, unpacked_telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from detente.record import Record
    from detente.record.joins import EventKey, PackedLink
    from detente.stories.event_rows import EventRows
    from detente.stories.matching import Match
    from detente.stories.preparing import Prepared
    from detente.stories.telling import EventFacts, Telling

__all__ = ["EventJoiner", "sentence_place"]

LEAST_PART = 0.05  # of the score, to be kept
REMEMBERED = 4_096  # articles; about 8 KB each
REMEMBERED_TELLINGS = 1_024  # articles; about 20 KB each
AT_HAND = 131_072  # events; about 430 bytes each


def sentence_place(number: int) -> int:
    """The place by which links name a sentence that is no event: -1 for the first."""
    return -1 - number


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """An article's sentences as they are compared.

    Attributes:
        sentences: Vectors of its sentences.
        lengths: Of those.
        packed: Its events and sentences as they are kept.
        vectors: Those of the events, as they are kept.
    """

    sentences: NDArray[np.int8]
    lengths: NDArray[np.float64]
    packed: bytes
    vectors: bytes

    @classmethod
    def of(cls, packed: bytes, events: bytes, sentences: bytes) -> Told:
        """Out of what is kept of an article."""
        vectors = np.frombuffer(sentences, np.int8).reshape(-1, MEANING_WIDTH)
        return cls(vectors, np.linalg.norm(vectors.astype(np.float64), axis=1), packed, events)


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
        self._events = EventShelf(self._load_rows, AT_HAND)
        self._name = lru_cache(100_000)(self._joins.name)
        self._matching = load_matching()
        self._screen = Screen(self._matching)
        self._closely = Closely(self._matching, LEAST_PART)
        self._found: list[PackedLink] = []
        self._numbers: dict[str, int] = {}  # of features

    def add(self, article: Prepared, near: Mapping[int, float]) -> None:
        """Compare an article's events with one another, with those of articles near it, and with those of its keys.

        Args:
            article: An article whose profile has been added.
            near: Articles that are alike enough, and how alike.
        """
        number = article.article
        self._told[number] = Told.of(article.tellings, article.events, article.sentences)
        events = unpack(article.tellings).events
        mine = rows_of(events, article.events)
        self._events.put(number, mine)
        keys = [(key, place) for place, one in enumerate(events) for key in event_keys(one)]
        keyed = self._with_keys(number, article.profile.day, keys)
        self._joins.add_event_keys(number, article.profile.day, keys)
        links = list(self._links(number, mine, near, {o: pairs for o, pairs in keyed.items() if o not in near}))
        same = {pair for link in links if link[4] == "same" for pair in _across(link)}
        for other, value in near.items():
            links += self._sentences(number, other, value, same)
            links += self._sentences(other, number, value, same)
        self._found += links

    def keep(self) -> None:
        """Write down what was not yet."""
        self._joins.add_packed_links(sorted(self._found))
        self._found.clear()

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

    def _links(
        self, article: int, mine: EventRows, near: Mapping[int, float], keyed: Mapping[int, set[tuple[int, int]]]
    ) -> Iterator[PackedLink]:
        """Links of an article's events to one another and to those of others: all of those near, of others some."""
        if not len(mine):
            return
        places = {other: sorted({place for _, place in pairs}) for other, pairs in keyed.items()}
        picked = self._events.pick({article: None, **dict.fromkeys(near), **places})
        others, at = picked.articles.tolist(), picked.places.tolist()
        own = picked.articles == article
        allowed = np.array([other not in keyed for other in others]) & np.ones((len(mine), 1), bool)
        allowed[:, own] &= np.arange(len(mine))[:, None] < picked.places[own]
        columns = {key: column for column, key in enumerate(zip(others, at, strict=True)) if key[0] in keyed}
        for other, pairs in keyed.items():
            for a, place in pairs:
                allowed[a, columns[other, place]] = True
        alike = np.array([near.get(other, 0.0) for other in others])
        found = self._screen.pairs(mine, picked.rows, alike, own, allowed)
        whole = self._closely.whole(mine, picked.rows, found)
        close, rest = found[whole], found[~whole]
        for pair, verdict, score, parts in self._closely.judge(mine, picked.rows, close, self._features()):
            column = close.other[pair]
            one, two = self._in_order((article, int(close.one[pair])), (others[column], at[column]))
            yield *one, *two, verdict, round(score, 3), parts
        for a, column in zip(rest.one.tolist(), rest.other.tolist(), strict=True):
            one, two = self._in_order((article, a), (others[column], at[column]))
            yield from self._compare(one, two, float(alike[column]))

    def _in_order(self, event: EventKey, other: EventKey) -> tuple[EventKey, EventKey]:
        """Two events, the one first whose article has the lower id."""
        if event[0] != other[0] and self._name(event[0]) > self._name(other[0]):
            return other, event
        return event, other

    def _compare(self, one: EventKey, two: EventKey, likeness: float) -> Iterator[PackedLink]:
        """The link of two events, if there is one."""
        around = Surroundings(likeness, one[0] == two[0])
        found = match(self._tellings[one[0]][one[1]], self._tellings[two[0]][two[1]], around)
        if found.verdict != "different":
            yield self._link(one, two, found)

    def _link(self, one: EventKey, two: EventKey, found: Match) -> PackedLink:
        parts = pack_parts((part for part in found.parts if abs(part[1]) >= LEAST_PART), self._features(found.parts))
        return *one, *two, found.verdict, round(found.score, 3), parts

    def _features(self, parts: Iterable[tuple[str, float]] = ()) -> dict[str, int]:
        """Numbers of features, those of some parts among them."""
        if not self._numbers or any(name not in self._numbers for name, _ in parts):
            self._numbers = self._joins.feature_numbers(self._closely.names | {name for name, _ in parts})
        return self._numbers

    def _sentences(
        self, article: int, other: int, likeness: float, same: set[tuple[EventKey, int]]
    ) -> Iterator[PackedLink]:
        """Links of an article's events to sentences of another one, besides events that the other is known to tell."""
        rows, two = self._events.pick({article: None}).rows, self._told[other]
        if not len(rows) or not len(two.sentences):
            return
        lengths = np.sqrt(rows.squares[:, -1:]) * two.lengths
        products = rows.senses[:, -MEANING_WIDTH:].astype(np.float32) @ two.sentences.T.astype(np.float32)
        for a, b in zip(*np.nonzero(products > self._matching.least_told * np.maximum(lengths, 1.0)), strict=True):
            event, sentence = (article, int(a)), sentence_place(int(b))
            if (event, other) in same:
                continue
            found = match(
                self._tellings[article][event[1]], self._tellings[other][sentence], Surroundings(likeness, False)
            )
            if found.verdict == "same":
                yield self._link(event, (other, sentence), found)

    def _load(self, article: int) -> Told:
        meaning = self._joins.meaning(article)
        return Told.of(self._joins.profile(article).tellings, meaning.events, meaning.sentences)

    def _load_rows(self, article: int) -> EventRows:
        return rows_of(unpack(self._joins.profile(article).tellings).events, self._joins.meaning(article).events)

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


def _across(link: PackedLink) -> tuple[tuple[EventKey, int], tuple[EventKey, int]]:
    """Each of two events with the article of the other."""
    return (link[:2], link[2]), (link[2:4], link[0])
