"""Days as typed on the command line: 2023, 2023-06 or 2023-06-19."""

from __future__ import annotations

import re
from datetime import date, timedelta

from detente.errors import UsageError

__all__ = ["day_after", "day_given", "first_day"]

_DAY = timedelta(days=1)
_FORM = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


def first_day(text: str, option: str) -> date:
    """The first day meant.

    >>> first_day("2023-06", "--since")
    datetime.date(2023, 6, 1)

    Raises:
        UsageError: It is no date; the message says what would be one.
    """
    return _parse(text, option)[0]


def day_after(text: str, option: str) -> date:
    """The first day no longer meant.

    >>> day_after("2023-06", "--until"), day_after("2023-06-19", "--until")
    (datetime.date(2023, 7, 1), datetime.date(2023, 6, 20))

    Raises:
        UsageError: It is no date.
    """
    return _parse(text, option)[1]


def day_given(text: str, option: str) -> date:
    """One day, in full.

    Raises:
        UsageError: It is no date, or a month or year.
    """
    start, end = _parse(text, option, "2023-06-19")
    if end - start != _DAY:
        raise UsageError(f"{option} {text}: give the day too, such as {start.isoformat()}")
    return start


def _parse(text: str, option: str, forms: str = "2023-06-19, 2023-06 or 2023") -> tuple[date, date]:
    found = _FORM.fullmatch(text.strip())
    year, month, day = found.groups() if found else (None, None, None)
    try:
        start = date(int(year or 0), int(month or 1), int(day or 1))
        if day:
            return start, start + _DAY
        return start, date(start.year + 1, 1, 1) if not month else (start.replace(day=28) + 4 * _DAY).replace(day=1)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{option} {text}: no such date; write it like {forms}") from error
