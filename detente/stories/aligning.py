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
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.model import Span
    from detente.stories.pages import Page

__all__ = ["Outline", "Pair", "align", "longest_runs", "outline_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What of an article's sentences is compared.

    Attributes:
        spans: Where they stand.
        senses: Vectors of length 1, one a row; None where there are none.
        words: Of each the stems with their weights, as a vector of length 1.
    """

    spans: tuple[Span, ...]
    senses: NDArray[np.float32] | None
    words: tuple[dict[str, float], ...]


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


def outline_of(page: Page) -> Outline:
    """The sentences of an article as they are compared."""
    spans = page.reading.sentences
    meaning = page.reading.meaning
    senses = unit_rows(meaning.sentences) if meaning is not None else None
    known = senses if senses is not None and len(senses) == len(spans) else None
    return Outline(spans, known, tuple(_weights(page.words(span)) for span in spans))


def align(one: Outline, other: Outline) -> list[Pair]:
    """The sentences of two articles that tell the same, in the order of the first."""
    if not one.spans or not other.spans:
        return []
    settings = load_dispute_words().twice
    scores = _scores(one, other)
    first, second = scores.argmax(axis=1), scores.argmax(axis=0)
    found: list[Pair] = []
    for n, span in enumerate(one.spans):
        for m in sorted({int(first[n]), *(int(m) for m in np.flatnonzero(second == n))}):
            mutual = int(first[n]) == m and int(second[m]) == n
            if scores[n, m] >= (settings.best if mutual else settings.near):
                close = scores[n, m] >= (settings.close if mutual else settings.closer)
                found.append(Pair(span, other.spans[m], float(scores[n, m]), bool(close)))
    return found


def _scores(one: Outline, other: Outline) -> NDArray[np.float32]:
    """How alike each two sentences are; 0 where their vectors are not."""
    least = load_dispute_words().twice.vectors
    if one.senses is None or other.senses is None:
        pairs = [[_shared(a, b) for b in other.words] for a in one.words]
        return np.array(pairs, np.float32)
    scores: NDArray[np.float32] = (one.senses @ other.senses.T).astype(np.float32)
    unknown = (np.abs(scores).sum(axis=1) == 0)[:, None] | (np.abs(scores).sum(axis=0) == 0)[None, :]
    alike = (scores >= least) | unknown
    for n, m in zip(*np.nonzero(alike), strict=True):
        words = _shared(one.words[n], other.words[m])
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


def longest_runs(one: Sequence[str], other: Sequence[str], least: int) -> list[tuple[int, int, int]]:
    """Runs of words that two wordings have in common: where each begins, and its length; the longest of each place."""
    starts: dict[tuple[str, ...], list[int]] = {}
    for m in range(len(other) - least + 1):
        starts.setdefault(tuple(other[m : m + least]), []).append(m)
    found: list[tuple[int, int, int]] = []
    n = 0
    while n <= len(one) - least:
        length, at = max(
            ((_run(one, n, other, m), -m) for m in starts.get(tuple(one[n : n + least]), ())), default=(0, 0)
        )
        if length:
            found.append((n, -at, length))
        n += max(length, 1)
    return found


def _run(one: Sequence[str], n: int, other: Sequence[str], m: int) -> int:
    length = 0
    while n + length < len(one) and m + length < len(other) and one[n + length] == other[m + length]:
        length += 1
    return length
