"""The TIMEX3 type and value of an expression, in the notation of TimeML (ISO 8601 with X for what is left open)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from detente.times.interval import CENTURY, DAY, DECADE, FORTNIGHT, HOUR, MINUTE, MONTH, QUARTER, SECOND, WEEK, YEAR

if TYPE_CHECKING:
    from datetime import datetime

    from detente.model import TimexType, When
    from detente.times.meaning import Meaning

__all__ = ["timex_of"]

_REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_SEASONS = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
_LETTERS = {
    SECOND: "S", MINUTE: "M", HOUR: "H", DAY: "D", WEEK: "W", FORTNIGHT: "W", MONTH: "M", QUARTER: "Q", YEAR: "Y",
    DECADE: "DE", CENTURY: "CE",
}  # fmt: skip
_OPEN = {WEEK: "XXXX-WXX", FORTNIGHT: "XXXX-WXX", MONTH: "XXXX-XX", QUARTER: "XXXX-QX", YEAR: "XXXX", DECADE: "XXX"}
_PARTS_OF_DAY = {1: "TMO", 2: "TAF", 3: "TEV", 4: "TNI", 5: "T12:00", 6: "TMI", 7: "T24:00"}
_HALVES = {  # half of a unit, in whole smaller ones
    SECOND: "PT0.5S", MINUTE: "PT30S", HOUR: "PT30M", DAY: "PT12H", WEEK: "P0.5W", MONTH: "P0.5M", YEAR: "P6M",
    DECADE: "P5Y", CENTURY: "P50Y",
}  # fmt: skip


def timex_of(meaning: Meaning, value: When) -> tuple[TimexType, str]:
    """Type and value of an expression.

    Args:
        meaning: What it says.
        value: The interval of all that it names: for "early 2013", the whole of 2013.
    """
    if meaning.form == "reference":
        return "DATE", _REFERENCES[meaning.sign]
    if meaning.form == "set":
        return "SET", _repeated(meaning)
    if meaning.form in ("duration", "ahead") or _tells_length(meaning):
        return "DURATION", _length(meaning)
    if meaning.low != meaning.high or meaning.form == "span":
        return "DATE", _REFERENCES[meaning.sign]
    if meaning.clock is not None:
        hour, minute = meaning.clock
        return "TIME", f"{_day(meaning, value)}T{hour:02}:{minute:02}"
    if meaning.daypart is not None:
        return "TIME", _day(meaning, value) + _PARTS_OF_DAY[meaning.daypart]
    return "DATE", _date(meaning, value)


def _tells_length(meaning: Meaning) -> bool:
    """Whether a length is named: "the past five years", "two days" of "two days after the vote", "two hours later"."""
    if meaning.form == "span":
        return meaning.count is not None or meaning.vague is None
    fine = meaning.unit < DAY and meaning.form == "shift" and meaning.event and meaning.daypart is None
    return (meaning.object and bool(meaning.count or meaning.vague)) or fine


def _length(meaning: Meaning) -> str:
    count = meaning.count or ("X" if meaning.low != meaning.high else f"{meaning.low:g}")
    if meaning.half and count != "X":
        count = f"{float(count) + 0.5:g}"
    first = _one_length(count, meaning.unit)
    if meaning.count2 is None:
        return first
    second = _one_length(meaning.count2, meaning.unit2 or 0)
    return first + (second[2:] if "T" in first else second[1:])


def _one_length(count: str, unit: int) -> str:
    if count == "half":
        return _HALVES.get(unit, "PX" + _LETTERS[unit])
    if unit == FORTNIGHT and count != "X":
        count = f"{2 * float(count):g}"
    return ("PT" if unit < DAY else "P") + count + _LETTERS[unit]


def _repeated(meaning: Meaning) -> str:
    part = _PARTS_OF_DAY.get(meaning.daypart or 0, "")
    if meaning.weekday is not None:
        return f"XXXX-WXX-{meaning.weekday + 1}{part}"
    if meaning.month is not None:
        return f"XXXX-{meaning.month:02}"
    if meaning.season is not None:
        return f"XXXX-{_SEASONS[meaning.season]}"
    if meaning.unit == 0:
        return f"XXXX-XX-XX{part}" if part else "XXXX-WXX-WE"
    return _length(meaning)


def _date(meaning: Meaning, value: When) -> str:
    if meaning.century is not None:
        return f"{meaning.century - 1:02}"
    if meaning.decade is not None:
        return f"{meaning.decade // 10}"
    start, end = value.start, value.end
    if start is None or end is None:
        return _open(meaning)
    if meaning.form == "weekend":
        return f"{_week(start)}-WE"
    if meaning.form == "rest":
        return _of_unit(meaning.unit, start)
    if meaning.half_of is not None:
        return f"{start.year}-H{meaning.half_of}"
    return _whole(meaning, start, end, value.precision)


def _whole(meaning: Meaning, start: datetime, end: datetime, precision: str | None) -> str:
    if meaning.season is not None:
        return f"{start.year}-{_SEASONS[meaning.season]}"
    if meaning.quarter is not None:
        return f"{start.year}-Q{(start.month + 2) // 3}"
    if meaning.fiscal:
        return str(meaning.year)
    if precision == "interval" and meaning.form == "shift" and meaning.unit in _OPEN:
        days = (end - start).days
        return _of_unit(meaning.unit, start) if days <= 100 or meaning.unit > QUARTER else _open(meaning)
    units = {"day": DAY, "week": WEEK, "month": MONTH, "year": YEAR, "decade": DECADE}
    if precision in units:
        return _of_unit(units[precision], start)
    if meaning.swapped is not None:
        return f"{start.year}-{meaning.swapped[0]:02}-{meaning.swapped[1]:02}"
    last = end - timedelta(days=1)
    if meaning.day2 is not None or meaning.feast is not None:
        return f"{start:%Y-%m-%d}/{last:%Y-%m-%d}"
    if meaning.month2 is not None:
        return f"{start:%Y-%m}/{last:%Y-%m}"
    return f"{start:%Y}/{last:%Y}" if meaning.year2 is not None else _open(meaning)


def _of_unit(unit: int, start: datetime) -> str:
    if unit in (WEEK, FORTNIGHT):
        return _week(start)
    if unit == QUARTER:
        return f"{start.year}-Q{(start.month + 2) // 3}"
    forms = {MONTH: f"{start.year:04}-{start.month:02}", YEAR: f"{start.year:04}", DECADE: f"{start.year // 10:03}"}
    forms[CENTURY] = f"{start.year // 100:02}"
    return forms.get(unit, f"{start.year:04}-{start.month:02}-{start.day:02}")


def _week(day: datetime) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _day(meaning: Meaning, value: When) -> str:
    if value.start is None or value.precision not in ("day", "minute"):
        return _open(meaning)
    return f"{value.start.year:04}-{value.start.month:02}-{value.start.day:02}"


def _open(meaning: Meaning) -> str:
    """What the words alone tell, with X for the rest."""
    year = f"{meaning.year:04}" if meaning.year is not None else "XXXX"
    if meaning.month is not None and meaning.day is not None:
        return f"{year}-{meaning.month:02}-{meaning.day:02}"
    if meaning.month is not None:
        return f"{year}-{meaning.month:02}"
    if meaning.weekday is not None:
        return f"{year}-WXX-{meaning.weekday + 1}"
    if meaning.season is not None:
        return f"{year}-{_SEASONS[meaning.season]}"
    if meaning.quarter is not None:
        return f"{year}-Q{meaning.quarter}"
    if meaning.form == "weekend":
        return "XXXX-WXX-WE"
    if meaning.year is not None:
        return year
    return _OPEN.get(meaning.unit, "XXXX-XX-XX")
