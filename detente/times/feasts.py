"""Feasts that move: by Easter, by the n-th weekday of a month, or by the moon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.lexicon import Row, load_lexicon, load_table
from detente.times import interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from detente.times.interval import Interval

__all__ = ["Feasts", "easter", "load_feasts"]


class Feast(Row, frozen=True):
    """How the days of a feast are found; one of the three ways is given.

    Attributes:
        easter: Days after Easter Sunday.
        month, weekday, nth: The n-th weekday (0 for Monday) of a month; -1 for the last.
        table: Its name in feasts.tsv.
    """

    easter: int | None = None
    month: int = 0
    weekday: int = 0
    nth: int = 0
    table: str | None = None


class FeastDay(Row, frozen=True):
    """A row of feasts.tsv: first and last days, year by year."""

    feast: str
    starts: tuple[date, ...]
    ends: tuple[date, ...]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm printed by Meeus, 1991).

    >>> easter(2013), easter(2024)
    (datetime.date(2013, 3, 31), datetime.date(2024, 3, 31))
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


class Feasts:
    """The moving feasts by the numbers that rules.yml gives them."""

    def __init__(self, feasts: Mapping[int, Feast], days: Iterable[FeastDay]) -> None:
        self._feasts = feasts
        self._days = {
            (row.feast, start.year): (start, end)
            for row in days
            for start, end in zip(row.starts, row.ends, strict=True)
        }

    def at(self, number: int, year: int) -> Interval | None:
        """The days of a feast in a year; None where they are not known."""
        feast = self._feasts[number]
        if feast.easter is not None:
            return interval.day(easter(year) + timedelta(days=feast.easter)) if year > 1582 else None
        if feast.table is not None:
            days = self._days.get((feast.table, year))
            return interval.between(days[0], days[1] + timedelta(days=1)) if days else None
        return interval.day(_nth_weekday(year, feast.month, feast.weekday, feast.nth))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        last = interval.month(year, month).end.date() - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def load_feasts() -> Feasts:
    """The feasts of `times/feasts.yml` and `times/feasts.tsv`.

    Raises:
        DataError: A file does not fit.
    """
    return Feasts(load_lexicon("times/feasts.yml", dict[int, Feast]), load_table("times/feasts.tsv", FeastDay))
