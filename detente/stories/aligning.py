"""Sentences of two articles that tell the same, by what they mean and by the words that they share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from detente.stories.dispute_words import load_dispute_words
from detente.stories.profile import unit_rows
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.model import Span
    from detente.stories.pages import Page

__all__ = ["Outline", "Pair", "align", "may_be_alike"]


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
    def words(self) -> NDArray[np.float32]:
        """The weights of stems, a row for each sentence, of length 1."""
        weights = np.zeros((len(self.spans), len(self.columns)), np.float32)
        rarity = load_weigher().rarity
        for row, stems in enumerate(self._stems):
            for stem in stems:
                weights[row, self.columns[stem]] = rarity(stem)
        lengths: NDArray[np.float32] = np.sqrt((weights * weights).sum(axis=1, keepdims=True))
        unit: NDArray[np.float32] = (weights / np.where(lengths == 0, 1, lengths)).astype(np.float32)
        return unit

    @cached_property
    def columns(self) -> dict[str, int]:
        """Of each stem its column in `words`."""
        return {stem: column for column, stem in enumerate(sorted({stem for stems in self._stems for stem in stems}))}

    @cached_property
    def _stems(self) -> list[frozenset[str]]:
        return [frozenset(load_weigher().stems(self.page.words(span))) for span in self.spans]


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


def may_be_alike(one: Outline, n: int, other: Outline, m: int) -> bool:
    """Whether the vectors of two sentences are near enough that they may tell the same, or one is not known."""
    if one.senses is None or other.senses is None:
        return True
    known = np.any(one.senses[n]) and np.any(other.senses[m])
    return not known or float(one.senses[n] @ other.senses[m]) >= load_dispute_words().twice.vectors


def _scores(one: Outline, other: Outline) -> NDArray[np.float32]:
    """How alike each two sentences are; 0 where their vectors are not."""
    least = load_dispute_words().twice.vectors
    words = _shared(one, other)
    if one.senses is None or other.senses is None:
        return words.round(4)
    senses: NDArray[np.float32] = (one.senses @ other.senses.T).astype(np.float32)
    unknown = (np.abs(senses).sum(axis=1) == 0)[:, None] | (np.abs(senses).sum(axis=0) == 0)[None, :]
    scores = np.where(unknown, words, np.where(senses >= least, (senses + words) / 2, np.float32(0)))
    return scores.round(4)


def _shared(one: Outline, other: Outline) -> NDArray[np.float32]:
    """The cosines of the words of each two sentences."""
    both = sorted(one.columns.keys() & other.columns.keys())
    first, second = ([outline.columns[stem] for stem in both] for outline in (one, other))
    shared: NDArray[np.float32] = one.words[:, first] @ other.words[:, second].T
    return shared
