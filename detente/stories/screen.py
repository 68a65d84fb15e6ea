"""Which pairs of events are worth a close look: for many at once, the most that their log-odds can be.

What is quickly told from numbers (kinds, sides, days, meaning) is weighed as `detente.stories.matching` does; every
other feature counts as much as it may at best. A pair whose bound is below `unsure` is different, whatever its words;
two stages are looked at where their sides and vectors are such as those of one undertaking have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.stories.event_rows import FIRST, LAST, MODE, MOST_SIDES, PARTS, SIDES, STAGE, TYPE, code, shared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from detente.stories.event_rows import EventRows
    from detente.stories.matching import Matching

__all__ = ["LIKE", "SENSES", "Pairs", "Screen", "Values", "parted"]

SLACK = 1e-3  # log-odds by which rounding may differ
SENSES = ("word sense", "clause", "sense")  # features of an event's vectors
LIKE = " in like articles"  # ends the name of a feature that is multiplied by the likeness of the articles
WEIGHED = {
    "articles", "one article", "type", "related type", "other type", "mode", "other mode", "stage", "other stage",
    "sides", "other sides", "no sides", "day", "next day", "time", "days apart", "time apart", *SENSES,
}  # fmt: skip
YEAR = np.log1p(365)

Values = dict[str, "NDArray[np.float64]"]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of events, each by a row of one table and one of another; `found` are features, see `matching.features`."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    found: Values

    def __len__(self) -> int:
        return len(self.one)

    def __getitem__(self, chosen: NDArray[np.bool_]) -> Pairs:
        """Some of them."""
        return Pairs(
            self.one[chosen], self.other[chosen], {name: values[chosen] for name, values in self.found.items()}
        )


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
        self._groups, self._related = _related(model.groups)
        self._plain = [code(kind) for kind in sorted(model.plain)]
        self._denied = code("denied")

    def pairs(
        self,
        one: EventRows,
        other: EventRows,
        alike: NDArray[np.float64],
        own: NDArray[np.bool_],
        allowed: NDArray[np.bool_],
    ) -> Pairs:
        """Pairs of rows that may be one event.

        Args:
            one: Events of an article.
            other: Events of several.
            alike: How alike the article of each of `other` is to that of `one`.
            own: Which of `other` are of that article itself.
            allowed: Which pairs are asked about.
        """
        cosines = _Cosines(one, other)
        a, b = np.nonzero(cosines.above(2, self._model.least_sense) & allowed)
        found: Values = {"articles": alike[b], "one article": own[b].astype(np.float64)}
        found |= {name: cosines.of(a, b, part) for part, name in enumerate(SENSES)}
        first, second = one.facts[a], other.facts[b]
        found |= self._kinds(first, second) | _times(first, second)
        common = shared(one.sides[a], other.sides[b])
        many = (first[:, SIDES] > MOST_SIDES) | (second[:, SIDES] > MOST_SIDES)
        found |= _sides(first[:, SIDES], second[:, SIDES], common, many)
        likeliest = np.maximum.reduce([found[name] for name in SENSES]) >= self._model.staged.alike - SLACK
        staged = likeliest & ((common > 0) | many)
        bounds = self._bounds(found) + many * max(0.0, self._weight("sides"), self._weight("other sides"))
        apart = parted(first, second, self._denied)
        return Pairs(a, b, found)[np.where(apart, staged, bounds >= self._model.unsure - SLACK)]

    def _bounds(self, found: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        alike = found["articles"]
        bounds = np.full(len(alike), self._model.coded.bias)
        for kind in self._rest:
            bounds += np.maximum.reduce([np.zeros(len(alike)), *(self._with_likeness(name, alike) for name in kind)])
        for name, values in found.items():
            bounds += (self._with_likeness(name, alike) if name in SENSES else self._weight(name)) * values
        return bounds

    def _with_likeness(self, name: str, alike: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a feature of 1 adds, with what it adds in articles that are alike."""
        return self._weight(name) + self._weight(name + LIKE) * alike

    def _weight(self, name: str) -> float:
        return self._weights.get(name, 0.0)

    def _kinds(self, one: NDArray[np.int32], other: NDArray[np.int32]) -> Values:
        same, known = one[:, :3] == other[:, :3], (one[:, :3] > 0) & (other[:, :3] > 0)
        last = len(self._groups) - 1
        groups = [self._groups[np.minimum(kinds[:, TYPE], last)] for kinds in (one, other)]
        unlike, related = known[:, TYPE] & ~same[:, TYPE], self._related[groups[0], groups[1]]
        alike = known[:, TYPE] & same[:, TYPE]
        moded = alike & (known[:, MODE] | np.isin(one[:, TYPE], self._plain))
        return _numbers({
            "stage": known[:, STAGE] & same[:, STAGE],
            "other stage": known[:, STAGE] & ~same[:, STAGE],
            "type": alike,
            "mode": moded & same[:, MODE],
            "other mode": moded & ~same[:, MODE],
            "related type": unlike & related,
            "other type": unlike & ~related,
        })  # fmt: skip


class _Cosines:
    """Cosines of all pairs of two tables' events, exact in any order: of products of whole numbers."""

    def __init__(self, one: EventRows, other: EventRows) -> None:
        self._one, self._other = one.senses.astype(np.float32), other.senses.astype(np.float32)
        self._squares = one.squares.astype(np.float64), other.squares.astype(np.float64)

    def above(self, part: int, least: float) -> NDArray[np.bool_]:
        """Pairs whose cosine of one part is above a number; all where one of two has no vector."""
        products = self._one[:, PARTS[part]] @ self._other[:, PARTS[part]].T
        squares = self._squares[0][:, part, None] * self._squares[1][:, part]
        found: NDArray[np.bool_] = (squares <= 0) | (products / np.sqrt(np.maximum(squares, 1.0)) > least)
        return found

    def of(self, a: NDArray[np.int64], b: NDArray[np.int64], part: int) -> NDArray[np.float64]:
        """Those of one part of some pairs, 0 at least."""
        products = np.einsum("ij,ij->i", self._one[a, PARTS[part]], self._other[b, PARTS[part]]).astype(np.float64)
        squares = self._squares[0][a, part] * self._squares[1][b, part]
        found: NDArray[np.float64] = np.maximum(0.0, products) / np.sqrt(np.maximum(squares, 1.0))
        return found


def parted(one: NDArray[np.int32], other: NDArray[np.int32], denied: int) -> NDArray[np.bool_]:
    """Which pairs are of different stages, by their facts; see `matching`. A denial (its code) is no stage."""
    first, second = one[:, STAGE], other[:, STAGE]
    found: NDArray[np.bool_] = (first != second) & (first > 0) & (second > 0) & (first != denied) & (second != denied)
    return found


def _times(one: NDArray[np.int32], other: NDArray[np.int32]) -> Values:
    known = (one[:, FIRST] > 0) & (other[:, FIRST] > 0)
    gap = np.maximum(one[:, FIRST] - other[:, LAST], other[:, FIRST] - one[:, LAST])
    exact = (one[:, LAST] - one[:, FIRST] < 7) & (other[:, LAST] - other[:, FIRST] < 7)
    apart = np.where(known & (gap > 1), np.minimum(1.0, np.log1p(np.maximum(gap, 0)) / YEAR), 0.0)
    touching = known & (gap <= 0)
    return _numbers({"day": touching & exact, "time": touching & ~exact, "next day": known & (gap == 1)}) | {
        "days apart": np.where(exact, apart, 0.0),
        "time apart": np.where(exact, 0.0, apart),
    }


def _sides(
    one: NDArray[np.int32], other: NDArray[np.int32], common: NDArray[np.int64], many: NDArray[np.bool_]
) -> Values:
    known = (one > 0) & (other > 0)
    share = np.where(known & ~many, common / np.maximum(1, one + other - common), 0.0)
    return {"sides": share} | _numbers({"other sides": known & ~many & (common == 0), "no sides": ~known & ~many})


def _numbers(found: Mapping[str, NDArray[np.bool_]]) -> Values:
    return {name: values.astype(np.float64) for name, values in found.items()}


def _related(groups: Sequence[Sequence[str]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """By code of a type its number among those of groups, 0 for all others; and which two are of one group."""
    kinds = sorted({kind for group in groups for kind in group})
    numbers = {kind: number for number, kind in enumerate(kinds, 1)}
    places = np.zeros(max(map(code, kinds), default=0) + 2, np.int64)
    for kind, number in numbers.items():
        places[code(kind)] = number
    found = np.zeros((len(kinds) + 1, len(kinds) + 1), bool)
    for group in groups:
        inside = [numbers[kind] for kind in group]
        found[np.ix_(inside, inside)] = True
    return places, found
