"""What holds of any interval, any text and any rule."""

from __future__ import annotations

import itertools
import re
import time
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import UNKNOWN_TIME, When
from detente.times import TimeFinder, interval
from detente.times.day_set import FOREVER, DaySet
from tests.times.build import plain

if TYPE_CHECKING:
    from detente.times.interval import Interval

TIMEX = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF|PT?(?:\d+(?:\.\d+)?|X)(?:D|W|M|Q|Y|DE|CE|H|S)(?:T?(?:\d+(?:\.\d+)?|X)(?:D|W|M|Q|Y|DE|H|S))?"
    r"|(?:\d\d|[\dX]{3,4}"
    r"(?:-(?:\d\d(?:-\d\d)?|XX(?:-XX)?|W(?:\d\d|XX)(?:-(?:\d|WE))?|Q[1-4X]|H[12]|SP|SU|FA|WI))?"
    r"(?:T(?:MO|AF|EV|NI|MI|\d\d:\d\d))?)(?:/[\d-]+)?"
)
days = st.dates(date(1600, 1, 1), date(2400, 12, 31))
intervals = st.builds(lambda first, n: interval.between(first, first + timedelta(days=n)), days, st.integers(1, 4000))
runs = st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 3000)), max_size=6)
WORDS = """
the a of in on last next this early mid late end May March June monday Friday , - 5 6 2 30 31 2022 1990s two few
days weeks year years month ago later before after earlier day half quarter first will met and to from 19th Q1
century summer fiscal today yesterday recent past coming every 2023-02-30 0 99 . 's hundred weekend night
at p.m. 10:30 1400 GMT noon morning half annually Mondays now recently soon future hours seconds ago old long
more than another whole Easter Ramadan 1/2 2.5 by since until that same before after vote at 24:00 couple some
""".split()  # noqa: SIM905  (a list of words reads best so)
texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


@given(intervals, intervals)
def test_meet_and_hull(one: Interval, other: Interval) -> None:
    both, whole = one.meet(other), one.hull(other)
    assert both == other.meet(one)
    assert whole == other.hull(one)
    assert one.meet(one) == one == one.hull(one)
    assert both is None or (one.start <= both.start < both.end <= one.end)
    assert whole.start <= one.start < one.end <= whole.end


@given(intervals, st.floats(0, 0.9), st.floats(0.05, 1))
def test_share_lies_inside(whole: Interval, low: float, extra: float) -> None:
    part = interval.share(whole, low, min(1.0, low + extra))
    assert whole.start <= part.start < part.end <= whole.end


@given(days, st.integers(3, 10))
def test_unit_holds_its_day(one: date, unit: int) -> None:
    assert interval.unit_around(one, unit).meet(interval.day(one)) == interval.day(one)


@given(days, st.integers(-500, 500))
def test_months_keep_order(one: date, n: int) -> None:
    assert interval.add_months(one, n) <= interval.add_months(one + timedelta(days=1), n)


@given(runs, runs)
def test_day_sets(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    one, other = DaySet.of(*first), DaySet.of(*second)
    both = one.meet(other)
    assert both == other.meet(one)
    assert one.meet(one) == one == one.meet(FOREVER)
    members = [{n for a, b in each.runs for n in range(a, b)} for each in (one, other, both)]
    assert members[2] == members[0] & members[1]
    assert all(a[1] < b[0] for a, b in zip(both.runs, both.runs[1:], strict=False))


@settings(max_examples=400, deadline=None)
@given(texts, st.one_of(st.none(), days), st.integers(1, 500))
def test_any_text(finder: TimeFinder, text: str, first: date | None, n: int) -> None:
    published = When(None, None, None, "unknown")
    if first is not None:
        start = datetime(first.year, first.month, first.day)
        published = When(start, start + timedelta(days=n), "interval", "inferred")
    tree = plain(text)
    found = finder.find(tree, published)
    assert found == finder.find(tree, published)
    end = 0
    for one, (a, b) in zip(found.mentions, found.ranges, strict=True):
        assert end <= one.span.start < one.span.end <= len(text)
        assert text[one.span.start : one.span.end] == one.value.expression
        assert all(found.at(i) is one for i in range(a, b))
        assert one.value.start is None or one.value.end is None or one.value.start < one.value.end
        assert one.value.known or one.value.start is None
        end = one.span.end
    value, clues = finder.infer_publication(tree, ())
    assert value.basis in ("inferred", "unknown")
    assert value.known == any(clue.bounds.known for clue in clues)


@settings(max_examples=200, deadline=None)
@given(texts, days)
def test_a_day_lies_in_the_bounds_that_hold_it(finder: TimeFinder, text: str, first: date) -> None:
    """What a text means when its day is known lies within what it means when only bounds of the day are known."""
    start = datetime(first.year, first.month, first.day)
    exact = finder.find(plain(text), When(start, start + timedelta(days=1), "day", "given"))
    loose = finder.find(plain(text), When(start, start + timedelta(days=9), "interval", "inferred"))
    for one, other in zip(exact.mentions, loose.mentions, strict=True):
        tells = other.value.basis == "relative to publication" and other.value.start and other.value.end
        if tells and one.value.start and one.value.end and one.value.basis == other.value.basis:
            assert other.value.start <= one.value.start
            assert one.value.end <= other.value.end


@settings(max_examples=400, deadline=None)
@given(texts, st.one_of(st.none(), days))
def test_what_is_exported(finder: TimeFinder, text: str, first: date | None) -> None:
    """All that is marked has a type and a value of TimeML, in order and apart; what dates events is among it."""
    published = UNKNOWN_TIME
    if first is not None:
        start = datetime(first.year, first.month, first.day)
        published = When(start, start + timedelta(days=1), "day", "given")
    found = finder.find(plain(text), published)
    spans = [one.span for one in found.exported]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert {one.span for one in found.mentions} <= set(spans)
    for one in found.exported:
        assert one.timex is not None
        assert TIMEX.fullmatch(one.timex), (text, one)
        assert one.type != "SET" or one.value.start is None
        assert one.value.start is None or one.value.end is None or one.value.start < one.value.end


@given(days, st.integers(1, 9), st.integers(0, 400))
def test_a_step_and_back(one: date, unit: int, n: int) -> None:
    """Days and weeks on and back is no step; months and longer may lose days at a month's end, never a month."""
    there = interval.shift(one, unit, n)
    back = interval.shift(there, unit, -n)
    assert back == one or (unit >= interval.MONTH and (back.year, back.month) == (one.year, one.month))
    assert interval.shift(one, unit, 0) == one <= there


@given(intervals, intervals, intervals)
def test_hull_and_meet_are_associative(a: Interval, b: Interval, c: Interval) -> None:
    assert a.hull(b).hull(c) == a.hull(b.hull(c))
    left, right = a.meet(b), b.meet(c)
    assert (left.meet(c) if left else None) == (a.meet(right) if right else None)
    assert a.hull(b).meet(a) == a


def test_time_grows_with_length(finder: TimeFinder) -> None:
    """No pattern is super-linear: ten times the words cost about ten times as long, not a hundred."""
    worst = (
        "the last two and a half of the early mid late May 5 - 6 , 2022 of the year to the at 10:30 p.m. , Monday "
        "more than another half an hour and 30 minutes ago every other first whole year before after the "
    )
    published = When(datetime(2023, 6, 21), datetime(2023, 6, 22), "day", "given")

    def cost(times: int) -> float:
        """The least of three runs, so that a busy machine does not count."""
        tree = plain(worst * times)
        runs = []
        for _ in range(3):
            begin = time.perf_counter()
            finder.find(tree, published)
            runs.append(time.perf_counter() - begin)
        return min(runs)

    cost(5)
    assert cost(200) < 40 * max(cost(20), 0.002)
