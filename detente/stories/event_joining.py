"""Joining events: each event of a new article is compared with those that may be the same one, each verdict given.

Events may be the same where their articles are alike, or where they have the same sides in the same month, or on the
same day, and one is told by an article that was among the first to tell of these: so an event that a whole archive
recalls is compared with its first tellings, not with all. A sentence of an article that is alike, in which nobody coded
an event, may tell it too; it is kept as a link to that sentence.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detente.model import MEANING_WIDTH
from detente.record.joins import pack_parts
from detente.stories.close import BIAS, Closely
from detente.stories.event_rows import EventRows, rows_of
from detente.stories.event_shelf import EventShelf
from detente.stories.matching import Surroundings, load_matching, match
from detente.stories.memory import Memory
from detente.stories.profile import event_rows, unit_rows
from detente.stories.screen import SENSES, Screen
from detente.stories.settings import load_settings
from detente.stories.telling import sentence_telling, unpack, unpacked_telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from detente.model import Meaning
    from detente.record.joins import EventKey, PackedLink
    from detente.stories.matching import Match
    from detente.stories.material import Sources
    from detente.stories.telling import EventFacts, Telling

__all__ = ["Asked", "EventJudge", "event_keys", "feature_names", "sentence_place"]

LEAST_PART = 0.05  # of the score, to be kept
REMEMBERED = 4_096  # articles; about 8 KB each
REMEMBERED_TELLINGS = 1_024  # articles; about 20 KB each
AT_HAND = 131_072  # events; about 430 bytes each
KEY_BITS = 32  # of the sides; the month or day stands above them, so that new keys stand together
AT_ONCE = 2_048  # pairs of events that are compared together


def sentence_place(number: int) -> int:
    """The place by which links name a sentence that is no event: -1 for the first."""
    return -1 - number


class Asked(NamedTuple):
    """An article that is compared, by what others it may be alike.

    Attributes:
        article: Its number.
        near: Articles that are alike enough, and how alike.
        banded: Others that may be copies of it, and how alike.
        keys: Of its events: (key, place); see `event_keys`.
        keyed: Events that are compared because they have one of these: (key, article, place).
        anew: Whether its copies are not known yet.
    """

    article: int
    near: dict[int, float]
    banded: dict[int, float]
    keys: list[tuple[int, int]]
    keyed: list[tuple[int, int, int]]
    anew: bool = True


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


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """An article's events with those that they may be, one a row, until they are compared."""

    article: int
    near: Mapping[int, float]
    one: EventRows
    other: EventRows
    keys: list[tuple[EventKey, EventKey]]
    alike: NDArray[np.float64]


class EventJudge:
    """Compares the events of one article after another with those of others.

    Args:
        sources: What there is of the articles.
        numbers: Of all features by name; see `feature_names`.
    """

    def __init__(self, sources: Sources, numbers: Mapping[str, int]) -> None:
        self._sources, self._numbers = sources, numbers
        self._told = Memory(self._load, REMEMBERED)
        self._tellings = Memory(self._tell, REMEMBERED_TELLINGS)
        self._events = EventShelf(self._load_rows, AT_HAND)
        self._matching = load_matching()
        self._screen = Screen(self._matching)
        self._closely = Closely(self._matching, LEAST_PART)
        self._asked: list[_Asked] = []
        self._found: list[PackedLink] = []

    def put(self, article: int, tellings: bytes, facts: Sequence[EventFacts], meaning: Meaning) -> None:
        """Keep what is compared of an article at hand.

        Args:
            article: Its number.
            tellings: Its events and sentences as they are kept.
            facts: The former.
            meaning: Its vectors.
        """
        self._told[article] = Told.of(tellings, meaning.events, meaning.sentences)
        self._events.put(article, rows_of(facts, meaning.events))

    def ask(self, asked: Asked) -> None:
        """Find the events that an article's may be: one another, those of articles near it, and those of its keys.

        They are compared when they are many, or else by `found`.
        """
        self._asked.append(self._ask(asked.article, asked.near, _with_keys(asked)))
        if sum(len(one.keys) for one in self._asked) >= AT_ONCE:
            self._compare()

    def found(self) -> list[PackedLink]:
        """Compare what was not yet, and give all that was found since this was last asked for."""
        self._compare()
        found, self._found = self._found, []
        return found

    def _ask(self, article: int, near: Mapping[int, float], keyed: Mapping[EventKey, set[int]]) -> _Asked:
        """Which events of others an article's may be, besides one another: all of those near, of others some."""
        mine, _ = self._events.pick([article])
        rows, keys = self._events.pick([article, *near], list(keyed))
        allowed = np.ones((len(mine), len(keys)), bool)
        shared = [(column, places) for column, key in enumerate(keys) if (places := keyed.get(key))]
        allowed[:, [column for column, _ in shared]] = False
        for column, places in shared:
            for place in places:
                allowed[place, column] = True
        for column, (other, place) in enumerate(keys):
            if other == article:
                allowed[place:, column] = False
        a, b = np.nonzero(self._screen.meant_alike(mine, rows) & allowed)
        pairs = [((article, one), keys[column]) for one, column in zip(a.tolist(), b.tolist(), strict=True)]
        return _Asked(article, near, mine[a], rows[b], pairs, np.array([near.get(other[0], 0.0) for _, other in pairs]))

    def _compare(self) -> None:
        """Compare all that was asked about."""
        before = len(self._found)
        keys = [pair for asked in self._asked for pair in asked.keys]
        if keys:
            alike = np.concatenate([asked.alike for asked in self._asked])
            own = np.array([one[0] == other[0] for one, other in keys])
            pairs = self._screen.pairs(
                EventRows.joined([asked.one for asked in self._asked]),
                EventRows.joined([asked.other for asked in self._asked]),
                alike,
                own,
            )
            whole = self._closely.whole(pairs)
            for pair, verdict, score, parts in self._closely.judge(pairs[whole], self._numbers):
                one, other = keys[pair]
                self._found.append((*one, *other, verdict, round(score, 3), parts))
            for pair in pairs.at[~whole].tolist():
                one, other = keys[pair]
                self._match(one, other, float(alike[pair]))
        self._compare_sentences(self._found[before:])
        self._asked.clear()

    def _match(self, one: EventKey, other: EventKey, likeness: float) -> None:
        """Compare two events, or an event and a sentence, which has to be the same."""
        around = Surroundings(likeness, one[0] == other[0])
        found = match(self._tellings[one[0]][one[1]], self._tellings[other[0]][other[1]], around)
        if found.verdict == "same" or (other[1] >= 0 and found.verdict != "different"):
            self._found.append(self._link(one, other, found))

    def _compare_sentences(self, links: Iterable[PackedLink]) -> None:
        """Find sentences that tell events of articles near, where no event of these does by the links."""
        near = {asked.article: asked.near for asked in self._asked}
        same = {pair for link in links if link[4] == "same" and link[2] in near[link[0]] for pair in _across(link)}
        for asked in self._asked:
            others = [other for other in asked.near if other != asked.article]
            self._told_in([asked.article], others, asked.near, same)
            self._told_in(others, [asked.article], asked.near, same)

    def _told_in(
        self, articles: list[int], others: list[int], near: Mapping[int, float], same: set[tuple[EventKey, int]]
    ) -> None:
        """Find sentences of some articles that tell events of others; one of the two lists is of one article."""
        rows, events = self._events.pick(articles)
        told = [self._told[other] for other in others]
        sentences = [
            (other, sentence_place(n)) for other, one in zip(others, told, strict=True) for n in range(len(one.lengths))
        ]
        if not events or not sentences:
            return
        lengths = np.sqrt(rows.squares[:, -1:]) * np.concatenate([one.lengths for one in told])
        vectors = np.concatenate([one.sentences for one in told]).astype(np.float32)
        products = rows.senses[:, -MEANING_WIDTH:].astype(np.float32) @ vectors.T
        for a, b in zip(*np.nonzero(products > self._matching.least_told * np.maximum(lengths, 1.0)), strict=True):
            event, sentence = events[a], sentences[b]
            if (event, sentence[0]) not in same:
                likeness = near[event[0] if event[0] in near else sentence[0]]
                self._match(event, sentence, likeness)

    def _link(self, one: EventKey, two: EventKey, found: Match) -> PackedLink:
        parts = pack_parts((part for part in found.parts if abs(part[1]) >= LEAST_PART), self._numbers)
        return *one, *two, found.verdict, round(found.score, 3), parts

    def _load(self, article: int) -> Told:
        meaning = self._sources.meaning(article)
        return Told.of(self._sources.tellings(article), meaning.events, meaning.sentences)

    def _load_rows(self, article: int) -> EventRows:
        return rows_of(unpack(self._sources.tellings(article)).events, self._sources.meaning(article).events)

    def _tell(self, article: int) -> Tellings:
        return Tellings(self._told[article], lambda: self._sources.text(article))


def feature_names() -> frozenset[str]:
    """Names of all features that may be among the parts of a link."""
    model = load_matching()
    weighed = {name for weights in (model.coded, model.mixed, model.uncoded) for name in weights.weights}
    return frozenset(weighed) | {BIAS, *SENSES}


def _with_keys(asked: Asked) -> dict[EventKey, set[int]]:
    """By events of articles not near, the places of this one's events that have a key in common with them."""
    own: dict[int, list[int]] = {}
    for key, place in asked.keys:
        own.setdefault(key, []).append(place)
    found: dict[EventKey, set[int]] = {}
    for key, other, place in asked.keyed:
        if other != asked.article and other not in asked.near:
            event = other, place
            if event in found:
                found[event].update(own[key])
            else:
                found[event] = set(own[key])
    return found


def event_keys(event: EventFacts) -> set[int]:
    """Numbers that events share where they have two sides, or their only side, and a time in common.

    That is a month, and a day where both are dated so closely; or a year where they name one person too.
    """
    sides, most = {*event.actors, *event.recipients}, load_settings().events
    if event.days is None or not 0 < len(sides) <= most.sides:
        return set()
    first, last = event.days
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = range(begin.year * 12 + begin.month, end.year * 12 + end.month + 1)
    years = range(begin.year, end.year + 1) if last - first <= most.dated else ()
    times = list(months) if len(months) <= most.months else []
    times += range(first, last + 1) if last - first < most.days else ()
    pairs = list(combinations(sorted(sides), min(2, len(sides))))
    told = {(time, str(pair)) for pair in pairs for time in times}  # no number of a year, month or day is another's
    told |= {(year, f"{pair} {person}") for pair in pairs for year in years for person in event.people}
    return {time << KEY_BITS | zlib.crc32(name.encode()) for time, name in told}


def _across(link: PackedLink) -> tuple[tuple[EventKey, int], tuple[EventKey, int]]:
    """Each of two events with the article of the other."""
    return (link[:2], link[2]), (link[2:4], link[0])
