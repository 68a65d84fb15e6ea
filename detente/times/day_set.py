"""Sets of days: unions of half-open runs, as a publication date is narrowed by one clue after another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from detente.model import When

__all__ = ["FOREVER", "DaySet"]

_FIRST, _LAST = 0, date.max.toordinal() + 1
_WEEK = 7


@dataclass(frozen=True, slots=True)
class DaySet:
    """Runs [first, after) of day ordinals, sorted and apart from each other.

    >>> DaySet.of((5, 9), (8, 12), (20, 21)).runs
    ((5, 12), (20, 21))
    """

    runs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, *runs: tuple[int, int]) -> DaySet:
        """The union of runs, in any order."""
        out: list[tuple[int, int]] = []
        for first, after in sorted(run for run in runs if run[0] < run[1]):
            if out and first <= out[-1][1]:
                out[-1] = (out[-1][0], max(out[-1][1], after))
            else:
                out.append((first, after))
        return cls(tuple(out))

    @classmethod
    def since(cls, first: date) -> DaySet:
        """That day and all after it."""
        return cls(((first.toordinal(), _LAST),))

    @classmethod
    def before(cls, after: date) -> DaySet:
        """All days before that one."""
        return cls(((_FIRST, after.toordinal()),))

    @classmethod
    def within(cls, bounds: When) -> DaySet:
        """The days that a time covers, open where it is."""
        first = bounds.start.toordinal() if bounds.start else _FIRST
        after = bounds.end.toordinal() + (bounds.end.time() != time()) if bounds.end else _LAST
        return cls.of((first, after))

    def meet(self, other: DaySet) -> DaySet:
        """The days that both hold."""
        return DaySet.of(*((max(a, c), min(b, d)) for a, b in self.runs for c, d in other.runs))

    def near_first(self, days: int) -> DaySet:
        """The runs that begin at most so many days after the end of the first; all if the first is open."""
        return DaySet(tuple(run for run in self.runs if run[0] <= self.runs[0][1] + days))

    def when(self, expression: str | None = None) -> When:
        """The bounds of the set: a day or a week if it is no longer, else an interval; open sides are None."""
        if not self.runs:
            return When(None, None, None, "unknown", expression)
        first, after = self.runs[0][0], self.runs[-1][1]
        start = datetime.fromordinal(first) if first > _FIRST else None
        end = datetime.fromordinal(after) if after < _LAST else None
        if start is None and end is None:
            return When(None, None, None, "unknown", expression)
        precision = "day" if after - first == 1 else "week" if after - first == _WEEK else "interval"
        return When(start, end, precision, "inferred", expression)  # type: ignore[arg-type]


FOREVER = DaySet(((_FIRST, _LAST),))
