"""Kinds of reasons to place a publication date: each reads one sort of wording and says which days it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.model import Clue
from detente.times.day_set import DaySet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.language.tree import Tree
    from detente.model import Span
    from detente.times.interval import Interval
    from detente.times.known_events import KnownHit
    from detente.times.meaning import Expression
    from detente.times.resolve import Resolver
    from detente.times.tense import Direction
    from detente.times.words import Settings

__all__ = ["ClueReader", "Hint", "linked"]

WEAK, FAIR, STRONG = 1, 2, 3
_SOLVE_DAYS = 760
_DATING = frozenset({"calendar", "slashed", "shift", "weekend"})
_SOLVABLE = frozenset({"calendar", "shift", "weekend"})


@dataclass(frozen=True, slots=True)
class Hint:
    """A clue with all the days it leaves (a clue's bounds are their hull) and its strength, 1 to 3."""

    span: Span
    days: DaySet
    reason: str
    strength: int

    def clue(self, note: str = "") -> Clue:
        """The public form, with a note on what became of it."""
        return Clue(self.span, self.days.when(), self.reason + note)


class ClueReader:
    """Reads hints from the expressions of a text and the known happenings named in it."""

    def __init__(self, settings: Settings, resolver: Resolver) -> None:
        self._settings, self._resolver = settings, resolver
        self._calendar = resolver.calendar

    def of_expression(self, tree: Tree, one: Expression, direction: Direction | None) -> Iterator[Hint]:
        """What an expression by itself says of the day of writing."""
        span = tree.span(one.start, one.end)
        dated = self._calendar.absolute(one.meaning) if one.meaning.absolute else None
        if dated is not None and one.meaning.decade is None and one.meaning.century is None:
            yield from _of_dated(span, dated[0], direction)
        elif one.meaning.needs_year and one.meaning.part is None:
            days = self._around(one, direction)
            if days is not None:
                named = "its weekday" if one.meaning.weekday is not None else "the clause"
                strength = STRONG if one.meaning.weekday is not None else FAIR if direction == "future" else WEAK
                yield Hint(
                    span, days, f"a date without a year, in a {direction or 'plain'} clause, by {named}", strength
                )

    def of_known(
        self, tree: Tree, hit: KnownHit, one: Expression | None, direction: Direction | None
    ) -> Iterator[Hint]:
        """What a known happening says: it lies behind, or its date in the text's words tells the day of writing."""
        span = tree.span(hit.tokens[0], hit.tokens[-1] + 1)
        fact = " or ".join(dict.fromkeys(hit.facts))
        if one is not None:
            days = self._solve(one, hit.days, direction)
            if days is not None:
                whole = tree.span(min(hit.tokens[0], one.start), max(hit.tokens[-1] + 1, one.end))
                said = tree.text[tree.starts[one.start] : tree.ends[one.end - 1]]
                yield Hint(whole, days, f"{fact}, here dated {said!r}", FAIR)
        if direction == "past" and self._is_recent(tree, hit):
            spells = [(at.first.toordinal(), at.end.toordinal() + self._settings.recent_days) for at in hit.days]
            yield Hint(span, DaySet.of(*spells), f"{fact}, told as recent", FAIR)
        if direction != "future":
            earliest = min(days.first for days in hit.days)
            told = "told as past" if direction == "past" else "spoken of"
            yield Hint(span, DaySet.since(earliest), f"{fact}, {told}", FAIR if direction == "past" else WEAK)

    def _is_recent(self, tree: Tree, hit: KnownHit) -> bool:
        """Whether a word of recency stands in the clause of the happening, or without syntax near its words."""
        first, last = tree.sentences[tree.sentence[hit.tokens[0]]]
        near = [i for i in range(first, last) if tree.lowers[i] in self._settings.recent_words]
        if any(tree.deps[first:last]):
            verbs = {_clause(tree, i) for i in hit.tokens}
            return any(tree.heads[i] in verbs for i in near)
        return any(hit.tokens[0] - 4 <= i <= hit.tokens[-1] for i in near)

    def _around(self, one: Expression, direction: Direction | None) -> DaySet | None:
        """Days from which a bare month and day can be spoken of, over all years in which its weekday holds."""
        meaning, settings = one.meaning, self._settings
        exact = meaning.weekday is not None and meaning.day is not None
        if direction is None or (direction == "past" and not exact) or (direction == "present" and meaning.day is None):
            return None
        years = range(settings.horizon[0], settings.horizon[1] + 1)
        dated = [self._calendar.in_year(meaning, year) for year in self._calendar.weekday_years(meaning, years)]
        runs = [self._spoken_of(one[0], direction, exact=exact) for one in dated if one is not None]
        return DaySet.of(*runs)

    def _spoken_of(self, at: Interval, direction: Direction, *, exact: bool) -> tuple[int, int]:
        """The days from which a date is spoken of without its year: its year up to it, or so many around it."""
        settings = self._settings
        start, end = at.first.toordinal(), at.end.toordinal()
        near = settings.weekday_date_reach_days
        if direction == "past":
            return start, start + near
        if exact:
            return start - near, end + near if direction == "present" else start
        return min(start - settings.month_ahead_days, date(at.first.year, 1, 1).toordinal()), start

    def _solve(self, one: Expression, events: Sequence[Interval], direction: Direction | None) -> DaySet | None:
        """The days of writing from which the expression denotes the day of the happening."""
        meaning = one.meaning
        if meaning.form not in _SOLVABLE or meaning.absolute or meaning.event or meaning.day is not None:
            return None
        if meaning.which is None and meaning.month is not None:
            return None
        runs = [run for at in events for run in self._solve_one(one, at, direction)]
        return DaySet.of(*runs) if runs else None

    def _solve_one(self, one: Expression, at: Interval, direction: Direction | None) -> Iterator[tuple[int, int]]:
        centre = at.first.toordinal()
        step = self._resolver.seen_from(one.meaning, at.first, direction)
        drift = ((at.start - step[0].start) + (at.end - step[0].end)).days // 2 if step is not None else 0
        for number in range(centre + drift - _SOLVE_DAYS, centre + drift + _SOLVE_DAYS):
            seen = self._resolver.seen_from(one.meaning, date.fromordinal(number), direction)
            if seen is not None and seen[0].meet(at) is not None:
                yield number, number + 1


def _of_dated(span: Span, at: Interval, direction: Direction | None) -> Iterator[Hint]:
    if direction == "past":
        yield Hint(span, DaySet.since(at.first), "a date told as past", STRONG)
    elif direction == "future":
        yield Hint(span, DaySet.before(at.end.date()), "a date told as still to come", FAIR)


def linked(tree: Tree, hit: KnownHit, expressions: Sequence[Expression], reach: int) -> Expression | None:
    """The expression that dates a happening: on its words by syntax, or without one the nearest."""
    first, last = tree.sentences[tree.sentence[hit.tokens[0]]]
    inside = [one for one in expressions if first <= one.start and one.end <= last and one.meaning.form in _DATING]
    if any(tree.deps[first:last]):
        inside = [one for one in inside if _governs(tree, hit, one)]
    else:
        inside = [one for one in inside if _gap(hit, one) <= reach]
    return min(inside, key=lambda one: _gap(hit, one)) if inside else None


def _gap(hit: KnownHit, one: Expression) -> int:
    return min(min(abs(one.start - i), abs(one.end - 1 - i)) for i in (hit.tokens[0], hit.tokens[-1]))


def _governs(tree: Tree, hit: KnownHit, one: Expression) -> bool:
    """Whether an expression hangs on a word of the happening, or on the verb of the clause that holds them all."""
    top = next((i for i in range(one.start, one.end) if not one.start <= tree.heads[i] < one.end), one.start)
    on = tree.heads[top]
    if on in hit.tokens:
        return True
    return any(_clause(tree, i) == _clause(tree, on) for i in hit.tokens)


def _clause(tree: Tree, i: int) -> int:
    """The verb, or the root, of the clause that holds a token."""
    while tree.heads[i] != i and (tree.upos[i] != "VERB" or tree.deps[i] in ("case", "mark", "amod")):
        i = tree.heads[i]
    return i
