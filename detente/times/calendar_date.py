"""Calendar dates, full and partial, as seen from one day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.times import interval
from detente.times.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from detente.model import Precision
    from detente.times.feasts import Feasts
    from detente.times.meaning import Meaning
    from detente.times.tense import Direction
    from detente.times.words import Settings

__all__ = ["CalendarReader", "Dated"]

Dated = tuple[Interval, "Precision"]
_WEEK = 4


class CalendarReader:
    """Places the meaning of a calendar expression on the time line."""

    def __init__(self, settings: Settings, feasts: Feasts) -> None:
        self._settings = settings
        self._feasts = feasts

    def absolute(self, meaning: Meaning) -> Dated | None:
        """The interval of a date that names its year; None where it names no possible day ("30 February")."""
        try:
            found = self._whole(meaning)
        except ValueError:
            return None
        if found is None or meaning.part is None:
            return found
        return _share(found, *self._settings.parts[meaning.part]), "interval"

    def seen_from(self, meaning: Meaning, today: date, direction: Direction | None) -> Dated | None:
        """The interval of a partial date in a text written on a day, for the direction of its clause."""
        if meaning.absolute:
            return self.absolute(meaning)
        if meaning.weekday is not None and meaning.month is None:
            return interval.day(self._weekday(meaning, today, direction)), "day"
        if meaning.of == 8 and meaning.which is not None:
            return self.absolute(replace(meaning, year=today.year + meaning.which))
        if meaning.day is not None and meaning.month is None:
            return self._day_of_month(meaning, today, direction)
        return self._choose(meaning, today, direction)

    def in_year(self, meaning: Meaning, year: int) -> Dated | None:
        """The interval of a partial date in a year that the context names."""
        return self.absolute(replace(meaning, year=year))

    def weekday_years(self, meaning: Meaning, years: Iterable[int]) -> list[int]:
        """The years in which a month and day fall on the weekday named with them; all years where none is named."""
        dated = ((y, self.in_year(meaning, y)) for y in years)
        return [y for y, at in dated if at and meaning.weekday in (None, at[0].first.weekday())]

    def _whole(self, meaning: Meaning) -> Dated | None:
        if meaning.century is not None:
            return interval.century(meaning.century), "interval"
        if meaning.decade is not None:
            return interval.decade(meaning.decade), "decade"
        y = meaning.year
        if y is None or not interval.MIN_YEAR <= y < interval.MAX_YEAR:
            return None
        if meaning.feast is not None:
            days = self._feasts.at(meaning.feast, y)
            return None if days is None else (days, "day" if days.days == 1 else "interval")
        if meaning.swapped is not None:
            first, second = meaning.swapped
            both = interval.day(date(y, first, second)).hull(interval.day(date(y, second, first)))
            return both, "interval"
        if meaning.quarter is not None:
            return interval.quarter(y, meaning.quarter if meaning.quarter > 0 else 4), "interval"
        if meaning.season is not None:
            return interval.season(y, meaning.season), "season"
        if meaning.fiscal:
            return interval.between(date(y - 1, 4, 1), date(y + 1, 4, 1)), "interval"
        if meaning.month is None:
            until = meaning.year2 if meaning.year2 is not None else y
            return interval.year(y).hull(interval.year(until)), "interval" if meaning.year2 else "year"
        return _month_or_day(meaning, y)

    def _weekday(self, meaning: Meaning, today: date, direction: Direction | None) -> date:
        wanted = meaning.weekday or 0
        if meaning.of == _WEEK and meaning.which is not None:
            monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * meaning.which)
            return monday + timedelta(days=wanted)
        back = (today.weekday() - wanted) % 7
        ahead = (wanted - today.weekday()) % 7
        if meaning.which == -1:
            return today - timedelta(days=back or 7)
        if meaning.which == 1:
            return today + timedelta(days=ahead or 7)
        if direction in ("future", "present", "open") or (meaning.which == 0 and direction != "past"):
            return today + timedelta(days=ahead)
        return today - timedelta(days=back)

    def _day_of_month(self, meaning: Meaning, today: date, direction: Direction | None) -> Dated | None:
        starts = [interval.add_months(today.replace(day=1), n) for n in (-2, -1, 0, 1, 2)]
        dated = [self.absolute(replace(meaning, year=first.year, month=first.month)) for first in starts]
        return self._pick([one for one in dated if one], meaning, today, direction)

    def _choose(self, meaning: Meaning, today: date, direction: Direction | None) -> Dated | None:
        years = range(today.year - 2, today.year + 3)
        if meaning.weekday is not None and meaning.day is not None:
            near = self.weekday_years(meaning, range(today.year - 6, today.year + 7))
            years_near = sorted(near, key=lambda y: abs(y - today.year))[:1]
            if years_near and abs(years_near[0] - today.year) <= 1:
                return self.in_year(meaning, years_near[0])
        dated = [self.in_year(meaning, y) for y in years]
        return self._pick([one for one in dated if one], meaning, today, direction)

    def _pick(self, dated: list[Dated], meaning: Meaning, today: date, direction: Direction | None) -> Dated | None:
        """One of several repetitions, by "last" or "next" or by the direction of the clause."""
        now = interval.day(today)
        tests: dict[int, Callable[[Dated], bool]] = {
            -1: lambda one: one[0].end <= now.start,
            1: lambda one: one[0].start >= now.end,
            0: lambda one: one[0].first.year == today.year,
        }
        fitting = [one for one in dated if meaning.which is None or tests[meaning.which](one)]
        if not fitting:
            return None
        past = [one for one in fitting if one[0].start <= now.start]
        ahead = [one for one in fitting if one[0].end > now.start]
        if meaning.which is not None:
            return fitting[0] if meaning.which == 1 else fitting[-1]
        if direction in ("future", "present") and ahead and not self._wraps(ahead[0], past[-1:], now):
            return ahead[0]
        if direction == "past" and past and not self._wraps(past[-1], ahead[:1], now):
            return past[-1]
        return min(fitting, key=lambda one: _distance(one[0], now))

    def _wraps(self, chosen: Dated, others: list[Dated], now: Interval) -> bool:
        """Whether the repetition that the clause asks for is so far and the other so near that the other is meant."""
        far = _days_apart(chosen[0], now) > self._settings.wrap_past_days
        return far and any(_days_apart(other[0], now) <= self._settings.wrap_next_days for other in others)


def _days_apart(one: Interval, now: Interval) -> int:
    return max((one.start - now.end).days, (now.start - one.end).days, 0)


def _share(dated: Dated, low: float, high: float) -> Interval:
    """A part of a date; of decades and centuries in whole years."""
    whole = dated[0]
    years = whole.end.year - whole.start.year
    if years < 10:
        return interval.share(whole, low, high)
    first, after = whole.start.year + int(years * low), whole.start.year + round(years * high)
    return interval.between(date(first, 1, 1), date(max(after, first + 1), 1, 1))


def _distance(one: Interval, now: Interval) -> int:
    """Days between an interval and a day, 0 if it holds the day; a past one wins a tie."""
    if one.meet(now):
        return 0
    return 2 * _days_apart(one, now) + (2 if one.end <= now.start else 3)


def _month_or_day(meaning: Meaning, y: int) -> Dated:
    first_month = meaning.month or 1
    last_month = meaning.month2 or first_month
    if meaning.week is not None:
        return _week_of_month(y, first_month, meaning.week), "week"
    if meaning.day is None:
        y2 = y if last_month >= first_month else y + 1
        whole = interval.month(y, first_month).hull(interval.month(y2, last_month))
        return whole, "month" if meaning.month2 is None else "interval"
    first = interval.day(date(y, first_month, meaning.day))
    if meaning.eve:
        first = interval.day(first.first - timedelta(days=1))
    if meaning.day2 is None:
        return first, "day"
    y2 = y if (last_month, meaning.day2) >= (first_month, meaning.day) else y + 1
    return first.hull(interval.day(date(y2, last_month, meaning.day2))), "interval"


def _week_of_month(y: int, m: int, n: int) -> Interval:
    whole = interval.month(y, m)
    if n < 0:
        return interval.between((whole.end - timedelta(days=7)).date(), whole.end.date())
    start = whole.first + timedelta(days=7 * (n - 1))
    return interval.between(start, min(start + timedelta(days=7), whole.end.date()))
