"""Half-open intervals of calendar time, and the arithmetic on them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

__all__ = [
    "CENTURY",
    "DAY",
    "DECADE",
    "FORTNIGHT",
    "HOUR",
    "MAX_YEAR",
    "MINUTE",
    "MIN_YEAR",
    "MONTH",
    "QUARTER",
    "SECOND",
    "WEEK",
    "YEAR",
    "Interval",
    "add_months",
    "between",
    "century",
    "day",
    "decade",
    "month",
    "quarter",
    "season",
    "share",
    "shift",
    "unit_around",
    "week",
    "year",
]

MIN_YEAR, MAX_YEAR = 2, 9990
SECOND, MINUTE, HOUR, DAY, WEEK, FORTNIGHT, MONTH, QUARTER, YEAR, DECADE, CENTURY = -1, *range(1, 11)
_MONTHS = {MONTH: 1, QUARTER: 3, YEAR: 12, DECADE: 120, CENTURY: 1200}
_HOURS_A_DAY = 24
_DAYS = {DAY: 1, WEEK: 7, FORTNIGHT: 14}


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """All moments from `start` up to, not with, `end`; never empty.

    >>> month(2024, 2).days
    29
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"empty interval: {self.start} to {self.end}")

    @property
    def days(self) -> int:
        """Length in whole days."""
        return (self.end - self.start).days

    @property
    def first(self) -> date:
        """The day on which it starts."""
        return self.start.date()

    def meet(self, other: Interval) -> Interval | None:
        """What both hold, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Interval(start, end) if start < end else None

    def hull(self, other: Interval) -> Interval:
        """The shortest interval that holds both."""
        return Interval(min(self.start, other.start), max(self.end, other.end))


def between(first: date, after: date) -> Interval:
    """The days from `first` up to, not with, `after`."""
    return Interval(datetime.combine(first, time()), datetime.combine(after, time()))


def day(first: date) -> Interval:
    """One day."""
    return between(first, first + timedelta(days=1))


def week(inside: date) -> Interval:
    """The week from Monday that holds a day."""
    monday = inside - timedelta(days=inside.weekday())
    return between(monday, monday + timedelta(days=7))


def month(y: int, m: int) -> Interval:
    """One calendar month."""
    first = date(y, m, 1)
    return between(first, add_months(first, 1))


def quarter(y: int, q: int) -> Interval:
    """Quarter 1 to 4 of a calendar year."""
    first = date(y, 3 * q - 2, 1)
    return between(first, add_months(first, 3))


def season(y: int, s: int) -> Interval:
    """Season of the northern year: 1 spring (March to May) to 4 winter, which runs into the next year."""
    first = date(y, 3 * s, 1)
    return between(first, add_months(first, 3))


def year(y: int) -> Interval:
    """One calendar year."""
    return between(date(y, 1, 1), date(y + 1, 1, 1))


def decade(y: int) -> Interval:
    """The ten years that begin with the year `y`."""
    return between(date(y, 1, 1), date(y + 10, 1, 1))


def century(n: int) -> Interval:
    """The n-th century as newspapers count: the 20th is 1900 to 1999."""
    return between(date(max(MIN_YEAR, 100 * n - 100), 1, 1), date(100 * n, 1, 1))


def add_months(moment: date, n: int) -> date:
    """The same day n months on, or the last of that month; held inside the calendar's years.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    count = min(max(moment.year * 12 + moment.month - 1 + n, MIN_YEAR * 12), MAX_YEAR * 12)
    y, m = divmod(count, 12)
    return date(y, m + 1, min(moment.day, monthrange(y, m + 1)[1]))


def shift(moment: date, unit: int, n: int) -> date:
    """The day n units on (or back); units finer than a day do not move it, but for each 24 hours."""
    if unit in _MONTHS:
        return add_months(moment, n * _MONTHS[unit])
    days = int(n / _HOURS_A_DAY) if unit == HOUR else n * _DAYS.get(unit, 0)
    number = min(max(moment.toordinal() + days, date(MIN_YEAR, 1, 1).toordinal()), date(MAX_YEAR, 1, 1).toordinal())
    return date.fromordinal(number)


def unit_around(moment: date, unit: int) -> Interval:
    """The calendar unit that holds a day: its week, month, year; the day itself below that."""
    if unit in (WEEK, FORTNIGHT):
        return week(moment)
    if unit == MONTH:
        return month(moment.year, moment.month)
    if unit == QUARTER:
        return quarter(moment.year, (moment.month + 2) // 3)
    if unit == YEAR:
        return year(moment.year)
    if unit == DECADE:
        return decade(moment.year // 10 * 10)
    return century(moment.year // 100 + 1) if unit == CENTURY else day(moment)


def share(whole: Interval, low: float, high: float) -> Interval:
    """The part of an interval from one fraction of it to another, on whole days (at least one).

    >>> share(month(2023, 6), 0.5, 1.0).first
    datetime.date(2023, 6, 16)
    """
    days = whole.days
    start = min(int(days * low), days - 1)
    end = max(start + 1, round(days * high))
    return Interval(whole.start + timedelta(days=start), whole.start + timedelta(days=end))
