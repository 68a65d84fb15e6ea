"""The bounds of an unstated publication date, from all clues; one that contradicts stronger ones is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME, Clue
from detente.times.clues import FAIR, ClueReader, Hint, linked
from detente.times.day_set import FOREVER, DaySet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.language.tree import Tree
    from detente.model import When
    from detente.times.known_events import KnownEvents
    from detente.times.meaning import Expression
    from detente.times.resolve import Resolver
    from detente.times.tense import Direction, Tense
    from detente.times.words import Settings

__all__ = ["PublicationReader"]


class PublicationReader:
    """Collects the clues of a text and intersects the days they leave."""

    def __init__(self, settings: Settings, resolver: Resolver, tense: Tense, known: KnownEvents) -> None:
        self._settings, self._tense, self._known = settings, tense, known
        self._clues = ClueReader(settings, resolver)

    def infer(
        self,
        tree: Tree,
        expressions: Sequence[Expression],
        directions: Sequence[Direction | None],
        clues: Sequence[Clue],
    ) -> tuple[When, tuple[Clue, ...]]:
        """The bounds and the clues, given ones first, then those of the text in its order."""
        given = [Hint(clue.span, DaySet.within(clue.bounds), clue.reason, FAIR) for clue in clues]
        found = sorted(self._hints(tree, expressions, directions), key=lambda hint: hint.span)
        hints = list(dict.fromkeys((*given, *found)))
        every, dropped = intersect(hints)
        days = every.near_first(self._settings.report_days)
        if not hints or days == FOREVER:
            return UNKNOWN_TIME, tuple(clues)
        note = " (set aside: it contradicts stronger clues)"
        out = [hint.clue(note if hint in dropped else "") for hint in hints]
        if days != every:
            out.append(
                Clue(
                    hints[0].span,
                    days.when(),
                    "of the spells that the clues leave, the one nearest what the text tells",
                )
            )
        return days.when(), tuple(out)

    def _hints(
        self, tree: Tree, expressions: Sequence[Expression], directions: Sequence[Direction | None]
    ) -> Iterator[Hint]:
        for one, direction in zip(expressions, directions, strict=True):
            yield from self._clues.of_expression(tree, one, direction)
        by_start = dict(zip(((one.start, one.end) for one in expressions), directions, strict=True))
        for hit in self._known.hits(tree):
            one_or_none = linked(tree, hit, expressions, self._settings.anchor_tokens)
            direction = by_start[one_or_none.start, one_or_none.end] if one_or_none else None
            told = direction or self._tense.direction(tree, hit.tokens[0], hit.tokens[0] + 1)
            yield from self._clues.of_known(tree, hit, one_or_none, told)


def intersect(hints: Sequence[Hint]) -> tuple[DaySet, set[Hint]]:
    """The days that the hints leave, strongest first; one that would leave none is dropped."""
    days, dropped = FOREVER, set()
    for hint in sorted(hints, key=lambda one: -one.strength):
        left = days.meet(hint.days)
        if left.runs:
            days = left
        else:
            dropped.add(hint)
    return days, dropped
