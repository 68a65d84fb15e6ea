"""Sentences of two articles that tell the same, by what they mean and by the words that they share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.stories.dispute_words import load_dispute_words
from detente.stories.profile import unit_rows
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.model import Span
    from detente.stories.pages import Page

__all__ = ["Outline", "Pair", "align"]


class Outline:
    """What of an article's sentences is compared.

    Args:
        page: The article.

    Attributes:
        spans: Where they stand.
        senses: Vectors of length 1, one a row; None where there are none.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._words: dict[int, dict[str, float]] = {}
        self.spans = page.reading.sentences
        meaning = page.reading.meaning
        senses = unit_rows(meaning.sentences) if meaning is not None else None
        self.senses = senses if senses is not None and len(senses) == len(self.spans) else None

    def words(self, number: int) -> dict[str, float]:
        """The stems of a sentence with their weights, as a vector of length 1."""
        if number not in self._words:
            self._words[number] = _weights(self._page.words(self.spans[number]))
        return self._words[number]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of one article and one of another that tell the same.

    Attributes:
        one, other: Where they stand.
        score: How alike they are, 0-1.
        close: Whether they are so much alike that what goes together in them is of one thing; else only what is equal.
    """

    one: Span
    other: Span
    score: float
    close: bool


def align(one: Outline, other: Outline) -> list[Pair]:
    """The sentences of two articles that tell the same, in the order of the first."""
    if not one.spans or not other.spans:
        return []
    settings = load_dispute_words().twice
    scores = _scores(one, other)
    first, second = scores.argmax(axis=1), scores.argmax(axis=0)
    found: list[Pair] = []
    for n, span in enumerate(one.spans):
        nearest = (int(first[n]), *np.flatnonzero(second == n).tolist())
        for m in sorted({*nearest, *np.flatnonzero(scores[n] >= settings.any).tolist()}):
            mutual = int(first[n]) == m and int(second[m]) == n
            least = settings.best if mutual else settings.near if m in nearest else settings.any
            if scores[n, m] >= least:
                close = scores[n, m] >= (settings.close if mutual else settings.closer)
                found.append(Pair(span, other.spans[m], float(scores[n, m]), bool(close)))
    return found


def _scores(one: Outline, other: Outline) -> NDArray[np.float32]:
    """How alike each two sentences are; 0 where their vectors are not."""
    least = load_dispute_words().twice.vectors
    if one.senses is None or other.senses is None:
        second = [other.words(m) for m in range(len(other.spans))]
        pairs = [[_shared(one.words(n), b) for b in second] for n in range(len(one.spans))]
        return np.array(pairs, np.float32)
    scores: NDArray[np.float32] = (one.senses @ other.senses.T).astype(np.float32)
    unknown = (np.abs(scores).sum(axis=1) == 0)[:, None] | (np.abs(scores).sum(axis=0) == 0)[None, :]
    alike = (scores >= least) | unknown
    for n, m in zip(*(found.tolist() for found in np.nonzero(alike)), strict=True):
        words = _shared(one.words(n), other.words(m))
        scores[n, m] = words if unknown[n, m] else (scores[n, m] + words) / 2
    scores[~alike] = 0.0
    return scores.round(4)


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    """The cosine of two sentences' words."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)


def _weights(words: str) -> dict[str, float]:
    weigher = load_weigher()
    weights = {stem: weigher.rarity(stem) for stem in weigher.stems(words)}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}
