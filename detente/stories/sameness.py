"""Whether two sentences of two articles tell the same: named likenesses, weighed together.

The weights are learned from dispatches of which is written down what of them tells the same (`training/fit_twice.py`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from detente.lexicon import Row, load_lexicon
from detente.stories.dispute_words import load_dispute_words
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from detente.stories.facts import Slot
    from detente.stories.outline import Outline, Trait

__all__ = ["FEATURES", "Compared", "Feature", "Sameness", "Scores", "compare_sentences", "load_sameness", "sameness"]

Matrix = NDArray[np.float32]  # a row for each sentence of the one article, a column for each of the other
SHORT = 6  # stems; a sentence of fewer tells little
MOST = 2  # numbers that two sentences share, counted
LEAST = np.float32(1e-6)  # a sentence without stems shares nothing
Feature = Literal[
    "sense", "contained", "rare", "alike", "mutual", "margin", "beside", "short", "days", "places",
    "numbers", "acts", "voices", "other types", "other sides", "other voices",
]  # fmt: skip
FEATURES: tuple[Feature, ...] = get_args(Feature)
OWN: dict[Slot, Feature] = {
    "date": "days",
    "number": "numbers",
    "duration": "numbers",
    "place": "places",
    "speaker": "voices",
}  # what of them rests on what is told in a slot


class Sameness(Row, frozen=True):
    """`sameness.yml`: learned weights, and what is made of the log-odds.

    `least` is the likeness (the mean of that of vectors and of words) below which two sentences are not looked at,
    `told` the log-odds from which on they tell the same, `close` those from which on what goes together in them is of
    one thing, and `sure` those from which on that holds of what is told of many things: of somebody whom an article
    names in this part of its sentences (`often`), of one who says something, of an act of some kind.
    """

    bias: float
    weights: dict[Feature, float]
    least: float
    told: float
    close: float
    sure: float
    often: float


class Compared(NamedTuple):
    """What each two sentences have in common: how like they are (0-1), and the features by name (`FEATURES`)."""

    likeness: Matrix
    features: dict[Feature, Matrix]


class Scores(NamedTuple):
    """Log-odds that each two sentences tell the same, and what they rest on."""

    all: Matrix
    features: dict[Feature, Matrix]

    def own(self, n: int, m: int) -> dict[Slot, float]:
        """How much of the log-odds of two sentences rests on what both say of a slot."""
        weights = load_sameness().weights
        return {slot: weights.get(name, 0.0) * float(self.features[name][n, m]) for slot, name in OWN.items()}


@lru_cache(maxsize=1)
def load_sameness() -> Sameness:
    """The shipped weights.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("stories/sameness.yml", Sameness)


def sameness(one: Outline, other: Outline, alike: float) -> Scores:
    """Log-odds that each two sentences tell the same; minus infinity for those that are not looked at.

    Args:
        one: The sentences of an article.
        other: Those of another one.
        alike: How alike the articles are, 0-1.
    """
    model = load_sameness()
    found = compare_sentences(one, other, alike)
    score = model.bias + sum(weight * found.features[name] for name, weight in model.weights.items())
    return Scores(np.where(found.likeness >= model.least, np.round(score, 3), np.float32(-np.inf)), found.features)


def compare_sentences(one: Outline, other: Outline, alike: float) -> Compared:
    """What each two sentences of two articles have in common; arguments as those of `sameness`."""
    words, contained = _shared_words(one, other)
    sense = _senses(one, other, words)
    likeness = ((sense + words) / 2).astype(np.float32)
    rivals = _next_best(likeness, 1), _next_best(likeness, 0)
    tells, rarity = load_dispute_words().twice.tells, load_weigher().rarity
    fewer = np.minimum.outer(one.lengths, other.lengths)
    features: dict[Feature, Matrix] = {
        "sense": sense,
        "contained": contained,
        "rare": np.log1p(_summed(one, other, "stems", lambda stem: rarity(str(stem)) - tells)),
        "alike": np.full(likeness.shape, alike, np.float32),
        "mutual": ((likeness >= rivals[0]) & (likeness >= rivals[1])).astype(np.float32),
        "margin": 2 * likeness - rivals[0] - rivals[1],
        "beside": _beside(likeness),
        "short": (fewer < SHORT).astype(np.float32),
        "days": _days(one, other),
        "places": _scarcest(one, other, "places"),
        "numbers": np.minimum(_summed(one, other, "numbers"), MOST),
        "acts": _shared_part(one, other, "acts"),
        "voices": np.minimum(_summed(one, other, "voices"), 1),
        "other types": _others(one, other, "types"),
        "other sides": _others(one, other, "sides"),
        "other voices": _others(one, other, "voices"),
    }
    return Compared(likeness, features)


def _senses(one: Outline, other: Outline, words: Matrix) -> Matrix:
    """The cosines of the sentences' vectors; where there is none, of their words."""
    if one.senses is None or other.senses is None:
        return words
    senses: Matrix = (one.senses @ other.senses.T).astype(np.float32)
    unknown = ~np.any(one.senses, axis=1)[:, None] | ~np.any(other.senses, axis=1)[None, :]
    return np.where(unknown, words, senses)


def _shared_words(one: Outline, other: Outline) -> tuple[Matrix, Matrix]:
    """The cosines of the sentences' words, and what part of the one that has less to say the other has too."""
    both = sorted(one.columns.keys() & other.columns.keys())
    first, second = ([outline.columns[stem] for stem in both] for outline in (one, other))
    cosines: Matrix = one.words[:, first] @ other.words[:, second].T
    shared: Matrix = one.weights[:, first] @ other.stands[:, second].T
    least: Matrix = np.minimum.outer(one.totals, other.totals)
    return cosines, (shared / np.maximum(least, LEAST)).astype(np.float32)


def _next_best(likeness: Matrix, axis: int) -> Matrix:
    """Of each pair how like the best of the others is that stand in its row (`axis` 1) or column (0)."""
    none = np.zeros_like(likeness[:, :1] if axis else likeness[:1])
    ranked = np.sort(np.concatenate([likeness, none], axis=axis), axis=axis)
    best, second = np.take(ranked, [-1], axis=axis), np.take(ranked, [-2], axis=axis)
    return np.where(likeness >= best, second, best)


def _beside(likeness: Matrix) -> Matrix:
    """How like the likest two sentences are that stand right before, beside or behind two sentences."""
    height, width = likeness.shape
    around = np.zeros((height + 2, width + 2), np.float32)
    around[1:-1, 1:-1] = likeness
    steps = [(n, m) for n in range(3) for m in range(3) if (n, m) != (1, 1)]
    found: Matrix = np.maximum.reduce([around[n : n + height, m : m + width] for n, m in steps])
    return found


def _days(one: Outline, other: Outline) -> Matrix:
    """How few sentences name the days that two name; days that only overlap count as one."""
    return _highest(
        one,
        other,
        [
            (min(day.scarcity, then.scarcity), day.sentences, then.sentences)
            for day in one.days
            for then in other.days
            if day.start < then.end and then.start < day.end
        ],
    )


def _scarcest(one: Outline, other: Outline, trait: Trait) -> Matrix:
    """How few sentences of both articles have what two have in common: of the scarcest such thing."""
    return _highest(
        one,
        other,
        [
            (min(one.scarcity(len(rows)), other.scarcity(len(columns))), rows, columns)
            for _, rows, columns in _common(one, other, trait)
        ],
    )


def _highest(one: Outline, other: Outline, found: Iterable[tuple[float, list[int], list[int]]]) -> Matrix:
    """Of each two sentences the highest of the values that are given for some of both."""
    highest = np.zeros((len(one.spans), len(other.spans)), np.float32)
    for value, rows, columns in found:
        for n in rows:
            for m in columns:
                highest[n, m] = max(highest[n, m], value)
    return highest


def _summed(one: Outline, other: Outline, trait: Trait, weight: Callable[[Hashable], float] = lambda _: 1.0) -> Matrix:
    """How much two sentences have in common, by the weight of each such thing."""
    height, width = len(one.spans), len(other.spans)
    cells, weights = list[int](), list[float]()
    for value, rows, columns in _common(one, other, trait):
        here = [n * width + m for n in rows for m in columns]
        cells += here
        weights += [weight(value)] * len(here)
    found = np.bincount(cells, weights, height * width) if cells else np.zeros(height * width)
    return found.reshape(height, width).astype(np.float32)


def _shared_part(one: Outline, other: Outline, trait: Trait) -> Matrix:
    """What part of the fewer things that either sentence has both have."""
    fewer: Matrix = np.minimum.outer(one.counts[trait], other.counts[trait])
    return (_summed(one, other, trait) / np.maximum(fewer, 1)).astype(np.float32)


def _others(one: Outline, other: Outline, trait: Trait) -> Matrix:
    """Whether both sentences have something of a trait, and nothing in common."""
    first, second = one.counts[trait] > 0, other.counts[trait] > 0
    found: Matrix = np.outer(first, second).astype(np.float32)
    for _, rows, columns in _common(one, other, trait):
        for n in rows:
            found[n, columns] = 0
    return found


def _common(one: Outline, other: Outline, trait: Trait) -> Iterator[tuple[Hashable, list[int], list[int]]]:
    """What two articles have in common, and the sentences of both that have it."""
    mine, theirs = one.traits[trait], other.traits[trait]
    for value in mine:
        if value in theirs:
            yield value, mine[value], theirs[value]
