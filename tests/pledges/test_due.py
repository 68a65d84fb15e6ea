"""Lengths of time that a promise sets, counted from a day."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.pledges.due import later
from detente.times.meaning import Meaning

WEEK, MONTH, YEAR = 4, 6, 8
DAYS = st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "unit", "count", "then"),
    [
        ("2021-05-04", WEEK, 3, "2021-05-25"),
        ("2021-05-04", MONTH, 9, "2022-02-04"),
        ("2021-05-31", MONTH, 1, "2021-06-30"),
        ("2024-01-31", MONTH, 1, "2024-02-29"),
        ("2024-02-29", YEAR, 1, "2025-02-28"),
        ("2021-12-15", MONTH, 12, "2022-12-15"),
    ],
)
def test_whole_months_keep_the_day_where_there_is_one(day: str, unit: int, count: int, then: str) -> None:
    meaning = Meaning("duration", unit=unit, low=count, high=count)
    assert later(datetime.fromisoformat(day), meaning) == datetime.fromisoformat(then)


@given(DAYS, st.sampled_from([WEEK, MONTH, YEAR]), st.integers(1, 30))
def test_later_is_later_and_more_is_not_sooner(day: datetime, unit: int, count: int) -> None:
    once = later(day, Meaning("duration", unit=unit, low=count, high=count))
    more = later(day, Meaning("duration", unit=unit, low=count + 1, high=count + 1))
    assert day < once < more
