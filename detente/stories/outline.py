"""An article's sentences, as those of another article are compared with them."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from detente.stories.dates import period_of
from detente.stories.profile import unit_rows
from detente.stories.sentences import Sentence
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import datetime

    from numpy.typing import NDArray

    from detente.model import Span
    from detente.stories.pages import Page

__all__ = ["TRAITS", "Outline", "Trait"]

Trait = Literal["acts", "days", "numbers", "places", "sides", "stems", "types", "voices"]
TRAITS: tuple[Trait, ...] = ("acts", "days", "numbers", "places", "sides", "stems", "types", "voices")
LONGEST = timedelta(days=31)  # of what is compared as a day


class Named(NamedTuple):
    """A day that sentences name: from when to when, in which, and how few of them name it or a part of it."""

    start: datetime
    end: datetime
    sentences: list[int]
    scarcity: float


class Outline:
    """What of an article's sentences is compared.

    Args:
        page: The article.

    Attributes:
        spans: Where they stand.
        senses: Vectors of length 1, one a row; None where there are none.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.spans = page.reading.sentences
        meaning = page.reading.meaning
        senses = unit_rows(meaning.sentences) if meaning is not None else None
        self.senses = senses if senses is not None and len(senses) == len(self.spans) else None

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences themselves."""
        return [Sentence(self.page, span) for span in self.spans]

    def sentence(self, span: Span) -> Sentence:
        """The sentence that stands at a span; the span itself where that is none."""
        return self._by_span.get(span) or Sentence(self.page, span)

    @cached_property
    def _by_span(self) -> dict[Span, Sentence]:
        return dict(zip(self.spans, self.sentences, strict=True))

    @cached_property
    def weights(self) -> NDArray[np.float32]:
        """How rare each stem of each sentence is, a row for each sentence; 0 for stems that it has not."""
        weights = np.zeros((len(self.spans), len(self.columns)), np.float32)
        rarity = load_weigher().rarity
        for row, stems in enumerate(self._stems):
            for stem in stems:
                weights[row, self.columns[stem]] = rarity(stem)
        return weights

    @cached_property
    def words(self) -> NDArray[np.float32]:
        """The same, each row of length 1."""
        lengths: NDArray[np.float32] = np.sqrt((self.weights * self.weights).sum(axis=1, keepdims=True))
        unit: NDArray[np.float32] = (self.weights / np.where(lengths == 0, 1, lengths)).astype(np.float32)
        return unit

    @cached_property
    def stands(self) -> NDArray[np.float32]:
        """1 for each stem of each sentence, 0 for others."""
        return (self.weights > 0).astype(np.float32)

    @cached_property
    def totals(self) -> NDArray[np.float32]:
        """How rare the stems of each sentence are together."""
        totals: NDArray[np.float32] = self.weights.sum(axis=1)
        return totals

    @cached_property
    def days(self) -> list[Named]:
        """The days that the sentences name."""
        return [
            Named(day[0], day[1], numbers, self.scarcity(len(self._on(day[0], day[1]))))
            for day, numbers in self.traits["days"].items()
            if isinstance(day, tuple)
        ]

    def _on(self, start: datetime, end: datetime) -> set[int]:
        """The sentences that name a day, or one that overlaps with it."""
        meet = [
            numbers
            for other, numbers in self.traits["days"].items()
            if isinstance(other, tuple) and start < other[1] and other[0] < end
        ]
        return {number for numbers in meet for number in numbers}

    def scarcity(self, count: int) -> float:
        """1 for what one sentence has, near 0 for what all have."""
        total = len(self.spans)
        return math.log((1 + total) / count) / math.log(1 + total)

    @cached_property
    def counts(self) -> dict[Trait, NDArray[np.float32]]:
        """How much of each trait each sentence has."""
        found = {trait: np.zeros(len(self.spans), np.float32) for trait in TRAITS}
        for trait, values in self.traits.items():
            for numbers in values.values():
                found[trait][numbers] += 1
        return found

    @cached_property
    def columns(self) -> dict[str, int]:
        """Of each stem its column in `words`."""
        return {stem: column for column, stem in enumerate(sorted({stem for stems in self._stems for stem in stems}))}

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """How many stems each sentence has."""
        return np.array([len(stems) for stems in self._stems], np.int64)

    @cached_property
    def _stems(self) -> list[frozenset[str]]:
        return [frozenset(load_weigher().stems(self.page.words(span))) for span in self.spans]

    @cached_property
    def traits(self) -> dict[Trait, dict[Hashable, list[int]]]:
        """Whom and what the sentences name: of each trait, and of each of its values, the numbers of the sentences."""
        found: dict[Trait, dict[Hashable, set[int]]] = {trait: defaultdict(set) for trait in TRAITS}
        for trait, value, span in self._named():
            number = self.page.sentence_number(span.start)
            if number is not None:
                found[trait][value].add(number)
        for number, sentence in enumerate(self.sentences):
            for act in sentence.acts:
                found["acts"][act].add(number)
            for stem in sentence.stems.places.keys() - sentence.stems.names:
                found["stems"][stem].add(number)
        return {trait: {value: sorted(at) for value, at in values.items()} for trait, values in found.items()}

    def _named(self) -> Iterator[tuple[Trait, Hashable, Span]]:
        reading = self.page.reading
        for mention in reading.mentions:
            if mention.role == "place" and not mention.person:
                yield "places", mention.name.lower(), mention.span
            elif mention.state or not mention.person:
                yield "sides", mention.state or mention.actor, mention.span
        yield from self._measured()
        for event in reading.events:
            for span in event.why.words or tuple(piece.span for piece in event.evidence):
                yield "types", event.type, span
        for statement in reading.statements:
            for span in (statement.cue_span, statement.span) if statement.speaker.id else ():
                yield "voices", statement.speaker.id, span

    def _measured(self) -> Iterator[tuple[Trait, Hashable, Span]]:
        for time in self.page.reading.times:
            period = period_of(self.page, time)
            if period is not None and period.end - period.start <= LONGEST:
                yield "days", (period.start, period.end), time.span
        for amount in self.page.reading.quantities:
            if (amount.low, amount.high) != (1, 1):
                yield "numbers", (amount.unit, amount.low, amount.high), amount.span
