"""Values of slots in the words in which the headings of a page say the same."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from detente.brief.dates import date_words, span_words
from detente.model import When

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["date_value", "value_words"]

_DAY = r"(\d{4}-\d\d-\d\d)"
_ONE = re.compile(rf"{_DAY}(?: (.+))?")
_SPAN = re.compile(rf"{_DAY}/{_DAY}")
_MONTH = re.compile(r"\d{4}-\d\d")


def value_words(slot: str, value: str, statuses: Mapping[str, str], names: Mapping[str, str]) -> str:
    """A value of a slot as people say it.

    Args:
        slot: Which.
        value: As `export disputes` has it.
        statuses: What each status is called.
        names: Of codes.
    """
    if slot == "date":
        return date_value(value)
    if slot == "status":
        return statuses.get(value, value)
    return names.get(value, value)


def date_value(value: str) -> str:
    """A date in words; what is no date in numbers stays as it is.

    >>> date_value("2023-06-19"), date_value("2023-06"), date_value("2023-06-19 evening")
    ('19 June 2023', 'June 2023', '19 June 2023, evening')
    >>> date_value("2023-06-18/2023-06-19"), date_value("2023")
    ('18–19 June 2023', '2023')
    """
    try:
        return _date_value(value)
    except ValueError:  # numbers of a day that no calendar has
        return value


def _date_value(value: str) -> str:
    if found := _ONE.fullmatch(value):
        day, part = datetime.fromisoformat(found[1]), found[2]
        return date_words(When(day, day + timedelta(days=1), "day", "said")) + (f", {part}" if part else "")
    if found := _SPAN.fullmatch(value):
        return span_words(datetime.fromisoformat(found[1]), datetime.fromisoformat(found[2]))
    if _MONTH.fullmatch(value):
        return f"{datetime.fromisoformat(f'{value}-01'):%B %Y}"
    return value
