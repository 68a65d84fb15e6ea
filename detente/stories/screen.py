"""Which pairs of events are worth a close look: for many at once, the most that their log-odds can be.

What is quickly told from numbers (kinds, sides, days, meaning) is weighed as `detente.stories.matching` does; every
other feature counts as much as it may at best. A pair whose bound is below `unsure` is different, whatever its words;
two stages are looked at where their sides and vectors are such as those of one undertaking have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from detente.model import EVENT_WIDTHS
from detente.stories.matching import load_matching
from detente.stories.profile import whole_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.stories.matching import Matching
    from detente.stories.telling import EventFacts

__all__ = ["EventRows", "Screen", "rows_of"]

MOST_SIDES = 6  # events with more are not judged by their sides
SLACK = 1e-3  # log-odds by which rounding may differ
WEIGHED = {
    "articles", "one article", "type", "related type", "other type", "mode", "other mode", "stage", "other stage",
    "sides", "other sides", "no sides", "day", "next day", "time", "days apart", "time apart", "sense", "word sense",
    "clause",
}  # fmt: skip
SENSES = ("word sense", "clause", "sense")  # features of an event's vectors
LIKE = " in like articles"  # ends the name of a feature that is multiplied by the likeness of the articles
ENDS = tuple(accumulate(EVENT_WIDTHS))
PARTS = [slice(end - width, end) for width, end in zip(EVENT_WIDTHS, ENDS, strict=True)]
TYPE, MODE, STAGE, FIRST, LAST, SIDES = range(6)


@dataclass(frozen=True, slots=True, eq=False)
class EventRows:
    """Events, one a row: codes and days, codes of sides, vectors of whole numbers, squared lengths of their parts."""

    facts: NDArray[np.int64]
    sides: NDArray[np.int64]
    senses: NDArray[np.float32]
    squares: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.facts)

    @classmethod
    def joined(cls, parts: Sequence[EventRows]) -> EventRows:
        """The rows of several, one after the other."""
        return cls(
            np.concatenate([part.facts for part in parts]),
            np.concatenate([part.sides for part in parts]),
            np.concatenate([part.senses for part in parts]),
            np.concatenate([part.squares for part in parts]),
        )


def rows_of(events: Sequence[EventFacts], vectors: bytes) -> EventRows:
    """An article's events; `vectors` as in `Meaning.events`."""
    facts = np.zeros((len(events), 6), np.int64)
    sides = np.zeros((len(events), MOST_SIDES), np.int64)
    for row, one in enumerate(events):
        first, last = one.days or (0, 0)
        both = {*one.actors, *one.recipients}
        facts[row] = (_code(one.type), _code(one.mode), _code(one.stage), first, last, len(both))
        sides[row, : len(both)] = [_code(side) for side in sorted(both)][:MOST_SIDES]
    senses = (
        whole_rows(vectors, sum(EVENT_WIDTHS)) if vectors else np.zeros((len(events), sum(EVENT_WIDTHS)), np.float32)
    )
    return EventRows(facts, sides, senses, np.stack([(senses[:, part] ** 2).sum(axis=1) for part in PARTS], axis=1))


class Screen:
    """Bounds of log-odds, by the weights of a model."""

    def __init__(self, model: Matching) -> None:
        self._model = model
        self._weights = model.coded.weights
        bases = {name.removesuffix(LIKE) for name in self._weights} - WEIGHED
        kinds: dict[str, list[str]] = {}
        for base in sorted(bases):
            kinds.setdefault(base.removeprefix("other "), []).append(base)
        self._rest = list(kinds.values())  # of "x" and "other x" there is at most one

    def pairs(
        self, one: EventRows, other: EventRows, articles: NDArray[np.float64], one_article: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of rows that may be one event.

        Args:
            one: Events of an article.
            other: Events of several.
            articles: How alike the article of each of `other` is to that of `one`.
            one_article: Whether it is the same one.
        """
        squares, products = self._compared(one, other, 2)
        cosines = products / np.sqrt(np.maximum(squares, 1.0))
        a, b = np.nonzero((squares <= 0) | (cosines > self._model.least_sense))
        alike = articles[b]
        bounds = self._model.coded.bias + self._weight("articles") * alike
        bounds += self._weight("one article") * one_article[b]
        for kind in self._rest:
            bounds += np.maximum.reduce([np.zeros(len(b)), *(self._with_likeness(name, alike) for name in kind)])
        senses = []
        for part, name in enumerate(SENSES):
            squares, products = self._compared(one, other, part)
            senses.append(np.maximum(0.0, products[a, b] / np.sqrt(np.maximum(squares[a, b], 1.0))))
            bounds += self._with_likeness(name, alike) * senses[-1]
        bounds += self._kinds(one.facts[a], other.facts[b]) + self._times(one.facts[a], other.facts[b])
        shared = _shared(one.sides[a], other.sides[b])
        bounds += self._sides(one.facts[a, SIDES], other.facts[b, SIDES], shared)
        first, second = one.facts[a, STAGE], other.facts[b, STAGE]
        parted = (
            (first != second) & (first > 0) & (second > 0) & (first != _code("denied")) & (second != _code("denied"))
        )
        staged = np.maximum.reduce(senses) >= self._model.staged.alike - SLACK
        staged &= (shared > 0) | (one.facts[a, SIDES] > MOST_SIDES) | (other.facts[b, SIDES] > MOST_SIDES)
        kept = np.where(parted, staged, bounds >= self._model.unsure - SLACK)
        return a[kept], b[kept]

    def _compared(self, one: EventRows, other: EventRows, part: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Products of squared lengths, and of vectors, of one part of the events' vectors."""
        products = one.senses[:, PARTS[part]] @ other.senses[:, PARTS[part]].T
        squares = one.squares[:, part, None].astype(np.float64) * other.squares[:, part]
        return squares, products.astype(np.float64)

    def _with_likeness(self, name: str, alike: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a feature of 1 adds, with what it adds in articles that are alike."""
        return self._weight(name) + self._weight(name + LIKE) * alike

    def _weight(self, name: str) -> float:
        return self._weights.get(name, 0.0)

    def _kinds(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        same, other_kind = one == other, (one != 0) & (other != 0)
        table = _related()
        related = table[np.minimum(one[:, TYPE], len(table) - 1), np.minimum(other[:, TYPE], len(table) - 1)]
        unlike = np.where(related, self._weight("related type"), self._weight("other type"))
        plain = np.isin(one[:, TYPE], [_code(kind) for kind in sorted(self._model.plain)])
        modes = np.where(same[:, MODE], self._weight("mode"), self._weight("other mode"))
        alike = self._weight("type") + np.where(other_kind[:, MODE] | plain, modes, 0.0)
        kinds = np.where(other_kind[:, TYPE], np.where(same[:, TYPE], alike, unlike), 0.0)
        stages = np.where(same[:, STAGE], self._weight("stage"), self._weight("other stage"))
        found: NDArray[np.float64] = kinds + np.where(other_kind[:, STAGE], stages, 0.0)
        return found

    def _times(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        known = (one[:, FIRST] > 0) & (other[:, FIRST] > 0)
        gap = np.maximum(one[:, FIRST] - other[:, LAST], other[:, FIRST] - one[:, LAST])
        exact = (one[:, LAST] - one[:, FIRST] < 7) & (other[:, LAST] - other[:, FIRST] < 7)
        near = np.where(exact, self._weight("day"), self._weight("time"))
        far = np.where(exact, self._weight("days apart"), self._weight("time apart"))
        apart = np.minimum(1.0, np.log1p(np.maximum(gap, 0)) / np.log1p(365))
        at_all = np.where(gap <= 0, near, np.where(gap == 1, self._weight("next day"), far * apart))
        return np.where(known, at_all, 0.0)

    def _sides(self, many: NDArray[np.int64], few: NDArray[np.int64], shared: NDArray[np.int64]) -> NDArray[np.float64]:
        known = self._weight("sides") * shared / np.maximum(1, many + few - shared)
        known += np.where(shared, 0.0, self._weight("other sides"))
        weighed = np.where((many > 0) & (few > 0), known, self._weight("no sides"))
        best = max(0.0, self._weight("sides"), self._weight("other sides"))
        found: NDArray[np.float64] = np.where((many > MOST_SIDES) | (few > MOST_SIDES), best, weighed)
        return found


def _shared(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many sides two rows of codes have in common."""
    found: NDArray[np.int64] = ((one[:, :, None] == other[:, None, :]) & (one[:, :, None] > 0)).sum(axis=(1, 2))
    return found


@lru_cache(maxsize=1)
def _codes() -> dict[str, int]:
    """Numbers of words, those of the groups of types first; it grows with the words that are met."""
    kinds = sorted({kind for group in load_matching().groups for kind in group})
    return {kind: number for number, kind in enumerate(kinds, 1)}


def _code(word: str | None) -> int:
    """A number that stands for a word in this process; 0 for none."""
    return 0 if word is None else _codes().setdefault(word, len(_codes()) + 1)


@lru_cache(maxsize=1)
def _related() -> NDArray[np.bool_]:
    """Which types of events are of one group, by their codes; the last row and column stand for all types of none."""
    groups = load_matching().groups
    size = len({kind for group in groups for kind in group}) + 2
    found = np.zeros((size, size), bool)
    for group in groups:
        codes = [_code(kind) for kind in group]
        found[np.ix_(codes, codes)] = True
    return found
