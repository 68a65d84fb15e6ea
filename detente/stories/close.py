"""The close comparison of many pairs of coded events at once: as `detente.stories.matching` compares two.

A feature is a column here. Events of which not all stands in their row are left to be compared one by one.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from detente.stories.event_rows import (
    ACTOR,
    FIRST,
    LAST,
    MODE,
    PLACE,
    RECIPIENT,
    STAGE,
    WHOLE,
    code,
    how_many,
    shared,
    word_of,
)
from detente.stories.screen import LIKE, SENSES, parted
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from detente.stories.event_rows import EventRows
    from detente.stories.matching import Matching, Verdict
    from detente.stories.screen import Pairs, Values

__all__ = ["BIAS", "Closely", "Judged"]

BIAS = "bias"
NOT_IN_ROWS = "words"  # a feature of the words that tell an event
STAGED = tuple(SENSES[place] for place in (2, 0, 1))  # what the score of stages is the mean of


class Judged(NamedTuple):
    """The verdict on a pair, by its place among those asked about; `parts` as `record.joins` keeps them."""

    pair: int
    verdict: Verdict
    score: float
    parts: bytes


class Closely:
    """Compares by the weights of a model.

    Args:
        model: The weights.
        least_part: What a feature adds at least, either way, to be among the parts.
    """

    def __init__(self, model: Matching, least_part: float) -> None:
        self._model, self._least_part = model, least_part
        self._weights = {name: weight for name, weight in model.coded.weights.items() if weight} | {
            BIAS: model.coded.bias
        }
        self._in_rows = NOT_IN_ROWS not in self._weights
        self._denied, self._if, self._phone = code("denied"), code("if"), code("phone")
        self._ahead, self._done = code("ahead"), code("done")

    def whole(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Of which pairs all that is compared stands in the rows."""
        found: NDArray[np.bool_] = (pairs.one.facts[:, WHOLE] & pairs.other.facts[:, WHOLE]).astype(bool)
        return found & self._in_rows

    def judge(self, pairs: Pairs, numbers: Mapping[str, int]) -> Iterator[Judged]:
        """The pairs that are not different.

        Args:
            pairs: Pairs of events, all of them whole.
            numbers: Of the features, by name.
        """
        first, second = pairs.one, pairs.other
        found = pairs.found | self._beside(first, second, pairs.found)
        alike = found["articles"]
        found |= {name + LIKE: found[name] * alike for name in ("sense", "word", "word sense")}
        found[BIAS] = np.ones(len(alike))
        weighed = [name for name in found if name in self._weights]
        parts = np.stack([self._weights[name] * found[name] for name in weighed], axis=1)
        scores = parts.sum(axis=1)
        apart = parted(first.facts, second.facts, self._denied)
        likeness = (found[SENSES[0]] + found[SENSES[1]] + found[SENSES[2]]) / len(SENSES)
        staged = apart & self._staged(first.facts, second.facts, found) & (likeness >= self._model.staged.alike)
        joined = np.flatnonzero(~apart & (scores >= self._model.unsure))
        kept = _kept(parts[joined], [numbers[name] for name in weighed], self._least_part)
        for pair, score, packed in zip(joined.tolist(), scores[joined].tolist(), kept, strict=True):
            yield Judged(int(pairs.at[pair]), "same" if score >= self._model.same else "unsure", score, packed)
        stages = np.flatnonzero(staged)
        cosines = np.stack([found[name][stages] for name in STAGED], axis=1)
        kept = _kept(cosines, [numbers[name] for name in STAGED], self._least_part)
        for pair, packed in zip(stages.tolist(), kept, strict=True):
            yield Judged(int(pairs.at[pair]), "stage", float(likeness[pair]), packed)

    def _beside(self, one: EventRows, other: EventRows, found: Values) -> Values:
        """Features that the screen has not told."""
        people = [rows.names("people") for rows in (one, other)]
        common = shared(people[0], people[1])
        counts = [how_many(codes) for codes in people]
        timely = (found["day"] > 0) | (found["time"] > 0)
        words = [rows.names("trigger") for rows in (one, other)]
        return {
            **_overlap("people", common, counts[0], counts[1]),
            **_numbers("others too", (common > 0) & (counts[0] > common) & (counts[1] > common)),
            **_numbers("same people then", (common > 1) & (found["type"] > 0) & timely),
            **_overlap("issues", *_counted(one.names("issues"), other.names("issues"))),
            **_numbers("word", shared(words[0], words[1]) > 0),
            **_numbers("turned", _turned(one, other)),
            **_places(one.facts[:, PLACE], other.facts[:, PLACE]),
        }

    def _staged(self, one: NDArray[np.int32], other: NDArray[np.int32], found: Values) -> NDArray[np.bool_]:
        """Pairs of different stages that may be of one undertaking; see `matching`."""
        who = (found["sides"] == 1) | ((found["sides"] > 0) & (found["people"] > 0))
        against = np.zeros(len(one), bool)
        for name in ("other people", "other place", "others too", "turned", "other mode"):
            against |= found[name] > 0
        phoned = (one[:, MODE] == self._phone) | (other[:, MODE] == self._phone)
        against |= phoned & (one[:, MODE] != other[:, MODE])
        real = (one[:, STAGE] != self._if) & (other[:, STAGE] != self._if)
        staged: NDArray[np.bool_] = who & ~against & real & (found["type"] > 0)
        return staged & self._in_order(one, other)

    def _in_order(self, one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.bool_]:
        rule, planned = self._model.staged, load_settings().days.planned
        begins = ((one[:, STAGE] == self._ahead) | (other[:, STAGE] == self._done))[:, None]
        early, late = np.where(begins, one, other), np.where(begins, other, one)
        undated = early[:, LAST] - early[:, FIRST] >= planned
        after = np.where(undated, late[:, FIRST], late[:, LAST])
        known = (one[:, FIRST] > 0) & (other[:, FIRST] > 0)
        found: NDArray[np.bool_] = (
            known & (early[:, FIRST] - rule.earlier <= after) & (late[:, FIRST] - early[:, LAST] <= rule.days)
        )
        return found


def _kept(parts: NDArray[np.float64], numbers: Sequence[int], least: float) -> list[bytes]:
    """Of each row the columns that are large enough, as they are kept; see `record.joins.pack_parts`."""
    large = np.abs(parts) >= least
    flat = np.empty((*parts.shape, 2), "<i2")
    flat[..., 0], flat[..., 1] = numbers, np.rint(100 * parts)
    packed = flat[large].tobytes()
    ends = [0, *(4 * np.cumsum(large.sum(axis=1))).tolist()]
    return [packed[start:end] for start, end in pairwise(ends)]


def _numbers(name: str, found: NDArray[np.bool_]) -> Values:
    return {name: found.astype(np.float64)}


def _counted(
    one: NDArray[np.int32], other: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    return shared(one, other), how_many(one), how_many(other)


def _overlap(name: str, common: NDArray[np.int64], one: NDArray[np.int64], other: NDArray[np.int64]) -> Values:
    least = np.minimum(one, other)
    return {name: common / np.maximum(1, least)} | _numbers(f"other {name}", (least > 0) & (common == 0))


def _turned(one: EventRows, other: EventRows) -> NDArray[np.bool_]:
    """Whether who acts in one is acted on in the other, and nobody acts in both; not of what both sides do."""

    def having(rows: EventRows, role: int) -> NDArray[np.int32]:
        return np.where(rows.roles & role, rows.sides, 0)

    acts, suffers = having(one, ACTOR), having(one, RECIPIENT)
    acting, suffering = having(other, ACTOR), having(other, RECIPIENT)
    crossed = (shared(acts, suffering) > 0) & (shared(suffers, acting) > 0) & (shared(acts, acting) == 0)
    found: NDArray[np.bool_] = crossed & (acts != suffers).any(axis=1)
    return found


def _places(one: NDArray[np.int32], other: NDArray[np.int32]) -> Values:
    known = (one > 0) & (other > 0)
    alike = known & (one == other)
    for pair in np.flatnonzero(known & ~alike).tolist():
        alike[pair] = _one_place(int(one[pair]), int(other[pair]))
    return _numbers("place", alike) | _numbers("other place", known & ~alike)


@lru_cache(maxsize=65_536)
def _one_place(one: int, other: int) -> bool:
    first, second = word_of(one), word_of(other)
    return first in second or second in first
