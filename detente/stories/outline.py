"""An article's sentences, as those of another article are compared with them."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from detente.stories.facts import Amount, Period
from detente.stories.profile import unit_rows
from detente.stories.sentences import Sentence
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from numpy.typing import NDArray

    from detente.model import Span
    from detente.stories.pages import Page

__all__ = ["TRAITS", "Outline", "Trait"]

Trait = Literal["acts", "days", "numbers", "places", "sides", "stems", "types", "voices"]
TRAITS: tuple[Trait, ...] = ("acts", "days", "numbers", "places", "sides", "stems", "types", "voices")
LONGEST = timedelta(days=31)  # of what is compared as a day


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
        found: dict[Trait, dict[Hashable, list[int]]] = {trait: defaultdict(list) for trait in TRAITS}
        for number, sentence in enumerate(self.sentences):
            for trait, values in _traits(sentence):
                for value in values:
                    found[trait][value].append(number)
        return found


def _traits(sentence: Sentence) -> Iterator[tuple[Trait, Iterable[Hashable]]]:
    named = sentence.mentions
    yield "acts", sentence.acts
    yield "days", {(one.start, one.end) for one in _periods(sentence) if one.end - one.start <= LONGEST}
    yield "numbers", {(one.unit, one.low, one.high) for one in _amounts(sentence)}
    yield "places", {one.name.lower() for one in named if one.role == "place" and not one.person}
    yield "sides", {one.state or one.actor for one in named if (one.state if one.person else one.role != "place")}
    yield "stems", sentence.stems.places.keys() - sentence.stems.names
    yield "types", {one.type for one in sentence.events}
    yield "voices", {one.speaker.id for one in sentence.statements if one.speaker.id}


def _periods(sentence: Sentence) -> Iterator[Period]:
    return (fact.content for fact in sentence.dates if isinstance(fact.content, Period))


def _amounts(sentence: Sentence) -> Iterator[Amount]:
    return (fact.content for fact in sentence.amounts if isinstance(fact.content, Amount))
