"""Happenings whose days the world knows, found in a text by their words: anchors for an unstated publication date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (msgspec reads the annotation)
from typing import TYPE_CHECKING

from detente.lexicon import Row, load_table
from detente.times.interval import Interval, between, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from detente.language.tree import Tree

__all__ = ["KnownEvents", "KnownHit", "load_known_events"]


class KnownEvent(Row, frozen=True):
    """A row of known_events.tsv."""

    id: str
    words: tuple[str, ...]
    start: date
    end: date
    fact: str


@dataclass(frozen=True, slots=True)
class KnownHit:
    """The happenings that the words at `tokens` of one sentence can name, with the days of each."""

    tokens: tuple[int, ...]
    facts: tuple[str, ...]
    days: tuple[Interval, ...]


class KnownEvents:
    """The table, by the word that all spellings of a row's rarest part share."""

    def __init__(self, rows: Iterable[KnownEvent]) -> None:
        groups: dict[tuple[str, ...], list[KnownEvent]] = {}
        for row in rows:
            groups.setdefault(row.words, []).append(row)
        self._by_word: dict[str, list[tuple[tuple[frozenset[str], ...], list[KnownEvent]]]] = {}
        for words, events in groups.items():
            parts = tuple(frozenset(part.lower().split("/")) for part in words)
            for word in parts[0]:
                self._by_word.setdefault(word, []).append((parts, events))

    def hits(self, tree: Tree) -> Iterator[KnownHit]:
        """Every naming of a known happening, sentence by sentence."""
        for first, last in tree.sentences:
            places: dict[str, list[int]] = {}
            for i in range(first, last):
                places.setdefault(tree.lowers[i], []).append(i)
            for word in places.keys() & self._by_word.keys():
                for parts, events in self._by_word[word]:
                    tokens = _tokens(parts, places)
                    if tokens:
                        yield _hit(tokens, events)


def _tokens(parts: Sequence[frozenset[str]], places: dict[str, list[int]]) -> tuple[int, ...]:
    """One token for each part, as near together as can be; none if a part is missing."""
    found = [sorted(i for word in part for i in places.get(word, ())) for part in parts]
    if not all(found):
        return ()
    choices: list[list[int]] = []
    for first in found[0]:
        chosen = sorted({first, *(min(others, key=lambda i: abs(i - first)) for others in found[1:])})
        choices.append(chosen)
    best = min(choices, key=_spread)
    return tuple(best)


def _spread(tokens: Sequence[int]) -> int:
    return tokens[-1] - tokens[0]


def _hit(tokens: tuple[int, ...], events: Sequence[KnownEvent]) -> KnownHit:
    days = tuple(between(event.start, day(event.end).end.date()) for event in events)
    return KnownHit(tokens, tuple(event.fact for event in events), days)


def load_known_events() -> KnownEvents:
    """The table `times/known_events.tsv`.

    Raises:
        DataError: A row is not well formed.
    """
    return KnownEvents(load_table("times/known_events.tsv", KnownEvent))
