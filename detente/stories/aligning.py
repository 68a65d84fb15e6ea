"""Sentences of two articles that tell the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from detente.stories.dispute_words import load_dispute_words
from detente.stories.sameness import load_sameness, sameness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from detente.model import Span
    from detente.stories.facts import Slot
    from detente.stories.outline import Outline

__all__ = ["Pair", "align", "may_be_alike"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of one article and one of another that tell the same.

    Attributes:
        one, other: Where they stand.
        score: Log-odds that they do.
        own: How much of them rests on what both say of a slot, which is no evidence that this is of one thing.
    """

    one: Span
    other: Span
    score: float
    own: Mapping[Slot, float] = field(default_factory=dict)

    def told(self, slot: Slot) -> bool:
        """Whether what is equal in them is of one thing."""
        return self.score - self.own.get(slot, 0.0) >= load_sameness().told

    def close(self, slot: Slot) -> bool:
        """Whether they tell the same so surely that what goes together in them is of one thing."""
        return self.score - self.own.get(slot, 0.0) >= load_sameness().close

    def sure(self, slot: Slot) -> bool:
        """Whether that holds of what is told of many things, too."""
        return self.score - self.own.get(slot, 0.0) >= load_sameness().sure


def align(one: Outline, other: Outline, alike: float) -> list[Pair]:
    """The sentences of two articles that tell the same, in the order of the first.

    Args:
        one: The sentences of an article.
        other: Those of another one.
        alike: How alike the articles are, 0-1.
    """
    if not one.spans or not other.spans:
        return []
    scores = sameness(one, other, alike)
    return [
        Pair(one.spans[n], other.spans[m], float(scores.all[n, m]), scores.own(n, m))
        for n, m in np.argwhere(scores.all >= load_sameness().told).tolist()
    ]


def may_be_alike(one: Outline, n: int, other: Outline, m: int) -> bool:
    """Whether the vectors of two sentences are near enough that they may tell the same, or one is not known."""
    if one.senses is None or other.senses is None:
        return True
    known = np.any(one.senses[n]) and np.any(other.senses[m])
    return not known or float(one.senses[n] @ other.senses[m]) >= load_dispute_words().twice.vectors
