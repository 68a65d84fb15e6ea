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
    """Pairs of events: each row of `one` with that of `other`.

    Attributes:
        at: Of each pair its place among those that were asked about.
        one: Events.
        other: Others.
        found: Features, see `matching.features`.
    """

    at: NDArray[np.int64]
    one: EventRows
    other: EventRows
    found: Values

    def __getitem__(self, chosen: NDArray[np.bool_]) -> Pairs:
        """Some of them."""
        found = {name: values[chosen] for name, values in self.found.items()}
        return Pairs(self.at[chosen], self.one[chosen], self.other[chosen], found)


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

    def meant_alike(self, one: EventRows, other: EventRows) -> NDArray[np.bool_]:
        """Of each row with each other one, whether what they mean is alike enough to look at the two at all."""
        part, least = PARTS[SENSES.index("sense")], self._model.least_sense
        products = one.senses[:, part].astype(np.float32) @ other.senses[:, part].T.astype(np.float32)
        squares = one.squares[:, -1:].astype(np.float64) * other.squares[:, -1]
        found: NDArray[np.bool_] = (squares <= 0) | (products / np.sqrt(np.maximum(squares, 1.0)) > least)
        return found

    def pairs(
        self, one: EventRows, other: EventRows, alike: NDArray[np.float64], one_article: NDArray[np.bool_]
    ) -> Pairs:
        """Pairs that may be one event, among those of each row with its like; all of them meant alike.

        Args:
            one: Events.
            other: As many.
            alike: How alike the articles of each two are.
            one_article: Whether they are of one.
        """
        found: Values = {"articles": alike, "one article": one_article.astype(np.float64)}
        found |= {name: _cosines(one, other, part) for part, name in enumerate(SENSES)}
        found |= self._kinds(one.facts, other.facts) | _times(one.facts, other.facts)
        common = shared(one.sides, other.sides)
        counts = one.facts[:, SIDES], other.facts[:, SIDES]
        many = (counts[0] > MOST_SIDES) | (counts[1] > MOST_SIDES)
        found |= _sides(*counts, common, many)
        likeliest = np.maximum.reduce([found[name] for name in SENSES]) >= self._model.staged.alike - SLACK
        staged = likeliest & ((common > 0) | many)
        bounds = self._bounds(found) + many * max(0.0, self._weight("sides"), self._weight("other sides"))
        apart = parted(one.facts, other.facts, self._denied)
        kept = np.where(apart, staged, bounds >= self._model.unsure - SLACK)
        return Pairs(np.arange(len(one)), one, other, found)[kept]

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


def _cosines(one: EventRows, other: EventRows, part: int) -> NDArray[np.float64]:
    """Cosines of one part of the vectors, 0 at least; exact in any order, being of whole numbers."""
    first, second = one.senses[:, PARTS[part]], other.senses[:, PARTS[part]]
    products = np.einsum("ij,ij->i", first.astype(np.float32), second.astype(np.float32)).astype(np.float64)
    squares = one.squares[:, part].astype(np.float64) * other.squares[:, part]
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
