"""Steps and stretches of time counted from a day: "two weeks ago", "the past year", "later this month"."""

from __future__ import annotations

from datetime import timedelta
from math import ceil, floor
from typing import TYPE_CHECKING

from detente.times import interval
from detente.times.interval import Interval

if TYPE_CHECKING:
    from datetime import date

    from detente.model import Precision
    from detente.times.calendar_date import Dated
    from detente.times.meaning import Meaning
    from detente.times.tense import Direction
    from detente.times.words import Settings

__all__ = ["rest_from", "shift_from", "span_from", "weekend_from"]

_PRECISIONS: dict[int, Precision] = {
    4: "week",
    5: "interval",
    6: "month",
    7: "interval",
    8: "year",
    9: "year",
    10: "interval",
}
_MONTHS_IN = {6: 1, 8: 12, 9: 120, 10: 1200}
_DECADE, _YEAR = 9, 8


def shift_from(meaning: Meaning, today: date, settings: Settings) -> Dated:
    """The unit that lies a number of units from a day; an interval where the number is vague or broken."""
    low, high = sorted((meaning.sign * meaning.low, meaning.sign * meaning.high))
    if meaning.half:
        low, high = low + 0.5 * meaning.sign, high + 0.5 * meaning.sign
    if low != high or low != int(low):
        return _vague_shift(meaning.unit, low, high, today), "interval"
    unit, counted = meaning.unit, int(low)
    if unit == interval.HOUR and meaning.event and meaning.daypart is None:
        return _hours_from(counted, today), "interval"
    if unit == _DECADE and abs(counted) >= 1 and meaning.part is None and not _names_decade(meaning):
        unit, counted = _YEAR, counted * 10
    whole = interval.unit_around(interval.shift(today, unit, counted), unit)
    if meaning.part is not None:
        return interval.share(whole, *settings.parts[meaning.part]), "interval"
    return whole, "decade" if unit == _DECADE else _PRECISIONS.get(unit, "day")


def _hours_from(counted: int, today: date) -> Interval:
    """Some hours from some time of a day: that day or the one that they may lead to."""
    far = today + timedelta(days=ceil(counted / 24) if counted > 0 else floor(counted / 24))
    return interval.day(today).hull(interval.day(far))


def _names_decade(meaning: Meaning) -> bool:
    """Whether "last decade" is meant, a calendar unit, and not "a decade ago"."""
    return meaning.sign == 1 and not meaning.event


def _vague_shift(unit: int, low: float, high: float, today: date) -> Interval:
    if unit in _MONTHS_IN and (low != int(low) or high != int(high)):
        months = _MONTHS_IN[unit]
        slack = months // 4
        low, high, unit = floor(low * months) - slack, ceil(high * months) + slack, 6
    first = interval.unit_around(interval.shift(today, unit, int(low)), unit)
    last = interval.unit_around(interval.shift(today, unit, int(high) if high == int(high) else int(high) + 1), unit)
    return first.hull(last)


def span_from(meaning: Meaning, today: date) -> Dated:
    """The stretch of a number of units up to a day, or on from it; the day belongs to it."""
    amount = max(1, int(meaning.high + 0.5))
    tomorrow = today + timedelta(days=1)
    if meaning.sign < 0:
        start = min(interval.shift(today, meaning.unit, -amount), today)
        return interval.between(start, tomorrow), "interval"
    end = max(interval.shift(tomorrow, meaning.unit, amount), tomorrow)
    return interval.between(today, end), "interval"


def rest_from(meaning: Meaning, today: date) -> Dated:
    """What the unit around a day has before the day or after it, the day with it; a day is not divided."""
    whole = interval.unit_around(today, meaning.unit)
    now = interval.day(today)
    if whole.days <= 1:
        return now, "day"
    return (Interval(whole.start, now.end) if meaning.sign < 0 else Interval(now.start, whole.end)), "interval"


def weekend_from(meaning: Meaning, today: date, direction: Direction | None) -> Dated:
    """Saturday and Sunday of this week, the one before or after, or the nearest in the clause's direction."""
    saturday = today - timedelta(days=today.weekday()) + timedelta(days=5)
    step = meaning.which
    if step is None or step == 0:
        step = (
            -1 if direction != "future" and saturday > today and (direction == "past" or meaning.which is None) else 0
        )
    start = saturday + timedelta(days=7 * step)
    return interval.between(start, start + timedelta(days=2)), "interval"
