"""Events as rows of numbers, so that many are compared at once; words are told apart by codes of this process."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.model import EVENT_WIDTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from detente.stories.telling import EventFacts

__all__ = [
    "ACTOR",
    "FIRST",
    "LAST",
    "MODE",
    "MOST_SIDES",
    "PARTS",
    "PLACE",
    "RECIPIENT",
    "SIDES",
    "STAGE",
    "TYPE",
    "WHOLE",
    "EventRows",
    "code",
    "how_many",
    "rows_of",
    "shared",
    "word_of",
]

MOST_SIDES = 6  # events with more are not judged by their sides
MOST_NAMED = 8  # people, issues, or stems of the words that decide; events with more are compared one by one
NAMED = ("people", "issues", "trigger")
ENDS = tuple(accumulate(EVENT_WIDTHS))
PARTS = [slice(end - width, end) for width, end in zip(EVENT_WIDTHS, ENDS, strict=True)]
TYPE, MODE, STAGE, FIRST, LAST, SIDES, PLACE, WHOLE = range(8)
ACTOR, RECIPIENT = 1, 2

_WORDS = [""]  # by code; both grow with the words that are met
_CODES: dict[str, int] = {}


@dataclass(frozen=True, slots=True, eq=False)
class EventRows:
    """Events, one a row.

    Attributes:
        facts: Codes and days; how many sides; whether all of it stands here (`WHOLE`).
        sides: Codes of sides.
        roles: Of those: `ACTOR`, `RECIPIENT` or both.
        named: Codes of people, issues and deciding stems, each in `MOST_NAMED` columns.
        senses: Vectors of whole numbers.
        squares: Squared lengths of their three parts.
    """

    facts: NDArray[np.int32]
    sides: NDArray[np.int32]
    roles: NDArray[np.int8]
    named: NDArray[np.int32]
    senses: NDArray[np.int8]
    squares: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.facts)

    def __getitem__(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> EventRows:
        """Some of the rows."""
        return EventRows(*(table[rows] for table in self._tables()))

    @classmethod
    def joined(cls, parts: Sequence[EventRows]) -> EventRows:
        """The rows of several, one after the other."""
        return cls(*map(np.concatenate, zip(*(part._tables() for part in parts), strict=True)))

    @classmethod
    def empty(cls, rows: int) -> EventRows:
        """Rows without anything."""
        return cls(
            np.zeros((rows, 8), np.int32),
            np.zeros((rows, MOST_SIDES), np.int32),
            np.zeros((rows, MOST_SIDES), np.int8),
            np.zeros((rows, len(NAMED) * MOST_NAMED), np.int32),
            np.zeros((rows, sum(EVENT_WIDTHS)), np.int8),
            np.zeros((rows, len(EVENT_WIDTHS)), np.float32),
        )

    def put(self, start: int, rows: EventRows) -> None:
        """Write rows over those from `start` on."""
        for table, other in zip(self._tables(), rows._tables(), strict=True):
            table[start : start + len(rows)] = other

    def names(self, kind: str) -> NDArray[np.int32]:
        """Codes of one of `NAMED`."""
        at = NAMED.index(kind) * MOST_NAMED
        return self.named[:, at : at + MOST_NAMED]

    def _tables(self) -> tuple[NDArray[Any], ...]:
        return self.facts, self.sides, self.roles, self.named, self.senses, self.squares


def rows_of(events: Sequence[EventFacts], vectors: bytes) -> EventRows:
    """An article's events; `vectors` as in `Meaning.events`."""
    rows = EventRows.empty(len(events))
    for row, one in enumerate(events):
        first, last = one.days or (0, 0)
        both = sorted({*one.actors, *one.recipients})
        named = [getattr(one, kind) for kind in NAMED]
        whole = one.type is not None and len(both) <= MOST_SIDES and max(map(len, named)) <= MOST_NAMED
        rows.facts[row] = (
            code(one.type), code(one.mode), code(one.stage), first, last, len(both), code(one.place), whole
        )  # fmt: skip
        for at, side in enumerate(both[:MOST_SIDES]):
            rows.sides[row, at] = code(side)
            rows.roles[row, at] = ACTOR * (side in one.actors) + RECIPIENT * (side in one.recipients)
        for at, words in enumerate(named):
            codes = [code(word) for word in words[:MOST_NAMED]]
            rows.named[row, at * MOST_NAMED : at * MOST_NAMED + len(codes)] = codes
    if vectors:
        rows.senses[:] = np.frombuffer(vectors, np.int8).reshape(-1, sum(EVENT_WIDTHS))
        senses = rows.senses.astype(np.float32)
        rows.squares[:] = np.stack([(senses[:, part] ** 2).sum(axis=1) for part in PARTS], axis=1)
    return rows


def code(word: str | None) -> int:
    """A number that stands for a word in this process; 0 for none."""
    if not word:
        return 0
    known = _CODES.get(word)
    if known is None:
        _CODES[word] = known = len(_WORDS)
        _WORDS.append(word)
    return known


def word_of(number: int) -> str:
    """The word that a number stands for."""
    return _WORDS[number]


def shared(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.int64]:
    """How many codes each two rows have in common; each stands in a row once."""
    found: NDArray[np.int64] = ((one[:, :, None] == other[:, None, :]) & (one[:, :, None] > 0)).sum(axis=(1, 2))
    return found


def how_many(codes: NDArray[np.int32]) -> NDArray[np.int64]:
    """How many codes stand in each row."""
    found: NDArray[np.int64] = (codes > 0).sum(axis=1)
    return found
