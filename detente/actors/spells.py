"""Offices held at a date: spells as half-open intervals, and what a day or an interval of days says about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.actors.tables import OfficeRow, PersonRow

__all__ = ["Spell", "first_day", "hull", "meets", "moved", "spells_of"]


@dataclass(frozen=True, slots=True)
class Spell:
    """One person's time in one office: [start, end), an end of None is not known to have come.

    `since` and `until` are the dates as precise as they are known: "2019", "2019-05", "2019-05-12".
    """

    office: OfficeRow
    start: datetime
    end: datetime | None
    basis: str
    since: str
    until: str | None
    acting: bool

    def overlaps(self, start: datetime | None, end: datetime | None) -> bool:
        """Whether the spell shares a moment with [start, end); None is open."""
        return meets(self.start, self.end, start, end)

    def over_by(self, start: datetime | None) -> bool:
        """Whether it ended before `start`."""
        return start is not None and self.end is not None and self.end <= start


def spells_of(person: PersonRow, office_of: Callable[[str], OfficeRow]) -> tuple[Spell, ...]:
    """The spells of a person's row, in order of their start."""
    return tuple(_spell(cell, office_of) for cell in person.spells)


def _spell(cell: str, office_of: Callable[[str], OfficeRow]) -> Spell:
    office, start, end, basis, *acting = cell.split(" ")
    until = None if end == "-" else first_day(end)
    return Spell(office_of(office), first_day(start), until, basis, start, None if end == "-" else end, bool(acting))


@lru_cache(maxsize=4096)
def first_day(text: str) -> datetime:
    """A day, or the first day of a month or year: "2019-05" is 1 May 2019."""
    year, month, day = (*text.split("-"), "1", "1")[:3]
    return datetime(int(year), int(month), int(day))


def moved(moment: datetime, by: timedelta) -> datetime:
    """The moment so much later, or earlier, no further than the calendar goes.

    >>> moved(datetime(1, 2, 1), timedelta(days=-60)).year
    1
    """
    try:
        return moment + by
    except OverflowError:
        return datetime.max if by > timedelta() else datetime.min


def meets(first: datetime | None, last: datetime | None, start: datetime | None, end: datetime | None) -> bool:
    """Whether [first, last) and [start, end) share a moment; None is open."""
    return (first is None or end is None or first < end) and (last is None or start is None or start < last)


def hull(spells: tuple[Spell, ...]) -> tuple[datetime, datetime | None]:
    """The smallest interval that holds all the spells (at least one)."""
    ends = [spell.end for spell in spells]
    closed = [end for end in ends if end is not None]
    return min(spell.start for spell in spells), None if len(closed) < len(ends) else max(closed)
