"""Dates in words: never finer than the source, and open about how we know them."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model import When

__all__ = ["date_words", "day_words", "last_day", "span_words"]

_DAY = timedelta(days=1)
_WEEK_STARTS = (0, 6)


def date_words(when: When) -> str:
    """An interval as a person would write it, without its basis.

    >>> from datetime import datetime
    >>> from detente.model import When
    >>> date_words(When(datetime(2023, 6, 18), datetime(2023, 6, 19), "day", "said"))
    '18 June 2023'
    >>> date_words(When(datetime(2024, 4, 1), datetime(2024, 5, 1), "month", "inferred"))
    'April 2024'
    >>> date_words(When(datetime(2024, 4, 26), None, "interval", "inferred"))
    'on or after 26 April 2024'
    >>> date_words(When(None, datetime(2023, 6, 22), "interval", "inferred"))
    'by 21 June 2023'
    """
    if when.start is None:
        return f"by {day_words(last_day(when.end))}" if when.end is not None else "date unknown"
    if when.end is None:
        return f"on or after {day_words(when.start)}"
    return _closed(when, when.start, when.end)


def day_words(moment: datetime) -> str:
    """A day in words.

    >>> day_words(datetime(2023, 6, 8))
    '8 June 2023'
    """
    return f"{moment.day} {moment:%B} {moment.year}"


def span_words(first: datetime, last: datetime) -> str:
    """Two days, both meant, without saying a month or year twice.

    >>> span_words(datetime(2023, 2, 5), datetime(2023, 2, 6))
    '5–6 February 2023'
    """
    return day_words(first) if first.date() == last.date() else _span(first, last, "–", " – ")


def _span(first: datetime, last: datetime, close: str, wide: str) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{close}{day_words(last)}"
    begin = f"{first.day} {first:%B}" if first.year == last.year else day_words(first)
    return f"{begin}{wide}{day_words(last)}"


def last_day(end: datetime) -> datetime:
    """The last day before the end of a half-open interval."""
    return end - _DAY if end - datetime.min >= _DAY else end


def _closed(when: When, start: datetime, end: datetime) -> str:
    last = max(start, last_day(end))
    if when.precision == "minute":
        return f"{day_words(start)}, {start:%H:%M} UTC"
    if when.precision == "week" and end - start == 7 * _DAY and start.weekday() in _WEEK_STARTS:
        return f"week of {day_words(start)}"
    if when.precision == "decade" and start.year % 10 == 0:
        return f"{start.year}s"
    if when.precision in ("month", "season", "year", "decade"):
        return _months(start, last)
    if when.precision == "interval" and start.date() != last.date():
        return "between " + _span(start, last, " and ", " and ")
    return span_words(start, last)


def _months(start: datetime, last: datetime) -> str:
    if start.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return span_words(start, last)
    if (start.month, last.month) == (1, 12):
        return f"{start.year}" if start.year == last.year else f"{start.year}–{last.year}"
    if (start.year, start.month) == (last.year, last.month):
        return f"{start:%B} {start.year}"
    begin = f"{start:%B}" if start.year == last.year else f"{start:%B} {start.year}"
    return f"{begin}–{last:%B} {last.year}" if start.year == last.year else f"{begin} – {last:%B} {last.year}"
