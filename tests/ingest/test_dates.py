"""Date values of metadata: as fine as they are written, in UTC."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.ingest.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2023-06-21", "2023-06-21", "2023-06-22", "day"),
        ("2023-06-21T14:30:00+02:00", "2023-06-21T12:30", "2023-06-21T12:31", "minute"),
        ("2023-06-21T14:30:59.5Z", "2023-06-21T14:30", "2023-06-21T14:31", "minute"),
        ("2023-06-21T00:00:00Z", "2023-06-21", "2023-06-22", "day"),
        ("2023-06-21 00:00:00", "2023-06-21", "2023-06-22", "day"),
        ("2023-12", "2023-12-01", "2024-01-01", "month"),
        ("2023", "2023-01-01", "2024-01-01", "year"),
        ("Wed, 21 Jun 2023 14:30:00 -0400", "2023-06-21T18:30", "2023-06-21T18:31", "minute"),
        ("June 21st, 2023", "2023-06-21", "2023-06-22", "day"),
        ("21.06.2023", "2023-06-21", "2023-06-22", "day"),
        (1687357800, "2023-06-21T14:30", "2023-06-21T14:31", "minute"),
        (1687357800000, "2023-06-21T14:30", "2023-06-21T14:31", "minute"),
    ],
)
def test_parse(value: object, start: str, end: str, precision: str) -> None:
    when = parse_date(value)
    assert when is not None
    row = when.to_dict()
    assert (row["start"], row["end"], row["precision"], row["basis"]) == (start, end, precision, "page metadata")


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "03/04/2023", "0000-00-00", "2023-13-45", None, True, 5, {}, "x" * 200, float("nan"), "9999"],
)
def test_no_date(value: object) -> None:
    assert parse_date(value) is None


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.dates().map(str), st.datetimes().map(str)))
def test_any_value_gives_an_interval_or_none(value: object) -> None:
    when = parse_date(value)
    assert when is None or (when.start is not None and when.end is not None and when.start < when.end)


@given(st.text(alphabet="0123456789-/. ,JanuryMch", max_size=80))
def test_found_dates_lie_in_the_text(text: str) -> None:
    hits = find_dates(text)
    assert all(0 <= hit.span.start < hit.span.end <= len(text) for hit in hits)
    assert all(not a.span.overlaps(b.span) for a, b in itertools.pairwise(hits))


@pytest.mark.parametrize(
    "text", ["may 12 people", "In March 3,000 fled", "route 66, 2023", "10.5.3.2", "on 2023-06-21-b"]
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []
