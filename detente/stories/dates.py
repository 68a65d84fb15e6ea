"""The slot of dates: what an article says about when, and how two such sayings go together."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.model import Span
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Fact, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import Basis, TimeMention
    from detente.stories.facts import Cycle, Verdict
    from detente.stories.pages import Page

__all__ = ["compare_periods", "dates_in", "period_of"]

DAY = timedelta(days=1)
NOT_FIRM = ("inferred", "unknown", "relative to an event")
WEEK = 7 * DAY
NEAR = 5 * DAY
_NUMBERED = re.compile(r"(?:the )?\d+(?:st|nd|rd|th)")
_YEAR = re.compile(r"\d{4}|year")


def dates_in(page: Page, span: Span) -> list[Fact]:
    """What a span says about when: one fact for each date, one for dates that words such as "to" make a stretch."""
    found = [(one, period) for one in page.times(span) if (period := period_of(page, one)) is not None]
    if len(found) > 1 and _is_stretch(page, [one for one, _ in found]):
        whole = Span(found[0][0].span.start, found[-1][0].span.end)
        period = Period(
            min(p.start for _, p in found),
            max(p.end for _, p in found),
            firm=all(p.firm for _, p in found),
            cycle=found[0][1].cycle,
        )
        return [Fact("date", readable(period, None), page.evidence(whole), period)]
    return [Fact("date", readable(period, one.timex), page.evidence(one.span), period) for one, period in found]


def period_of(page: Page, time: TimeMention) -> Period | None:
    """The interval of a time expression; None where it is not known on both sides."""
    value = time.value
    if value.start is None or value.end is None or time.type in ("DURATION", "SET"):
        return None
    words = load_dispute_words().dates
    stands = page.words(time.span).lower()
    start, end, part = value.start, value.end, _part_of_day(time.timex)
    if part and end - start == DAY:
        first, last = words.parts[part]
        start, end = start + timedelta(hours=first), start + timedelta(hours=last)
    loose = any(word in words.loose for word in stands.split())
    before = page.text[: time.span.start].split()[-2:]
    firm = (
        value.basis not in NOT_FIRM
        and (page.dated or value.basis != "relative to publication")
        and value.precision != "season"
        and not any(word.lower() in words.bounds for word in before)
    )
    slack = value.end - value.start if loose else timedelta(0)
    day = value.start.toordinal() if value.end - value.start <= DAY else None
    return Period(start, end, slack, firm, value.precision == "minute", _cycle(stands, value.basis), day)


def _cycle(stands: str, basis: Basis) -> Cycle | None:
    """Of what turn a date names a day or month, so that the last or the next of that name can be meant."""
    if basis != "relative to publication" or _YEAR.search(stands):
        return None
    names = load_dispute_words().dates
    found = {word.removesuffix("'s").removesuffix("’s") for word in stands.split()}
    if found & names.months:
        return "year"
    if _NUMBERED.fullmatch(stands):
        return "month"
    return "week" if found & names.weekdays else None


def compare_periods(one: Period, other: Period) -> Verdict | None:
    """Same, one within the other (also in part), or apart.

    Dates that nobody says, or that hang on another event, dispute nothing; so do dates far apart, since these are of
    two happenings. A weekday without a date, or a month without a year, that lies a turn off is taken for the other one
    of its name.
    """
    found = _compare(one, other)
    if found is not None:
        return found
    turned = [_compare(turn, other) for turn in _turns(one)] + [_compare(one, turn) for turn in _turns(other)]
    again = next((verdict for verdict in turned if verdict is not None), None)
    if again is not None:
        return again
    gap = max(one.start, other.start) - min(one.end, other.end)
    if (one.clock and other.clock and gap < DAY) or gap > max(NEAR, one.end - one.start, other.end - other.start):
        return None
    return "differs" if one.firm and other.firm else None


def _compare(one: Period, other: Period) -> Verdict | None:
    """As `compare_periods`; None for dates that lie apart."""
    gap = max(one.start, other.start) - min(one.end, other.end)
    slack = max(one.slack, other.slack)
    if gap >= slack:
        return None
    one_day = one.day is not None and one.day == other.day and one.clock == other.clock
    counted = slack <= WEEK and (one.day or other.day) is not None
    return "agrees" if (one.start, one.end) == (other.start, other.end) or one_day or (slack and counted) else "finer"


def _turns(period: Period) -> list[Period]:
    """The period a turn earlier and a turn later; nothing where its words have no turn, or it is as long as one."""
    if period.cycle is None:
        return []
    lengths = {"week": (7,), "month": (28, 29, 30, 31), "year": (365, 366)}[period.cycle]
    if period.end - period.start >= lengths[0] * DAY:
        return []
    moves = [sign * length for length in lengths for sign in (-1, 1)]
    return [
        replace(
            period,
            start=period.start + move * DAY,
            end=period.end + move * DAY,
            day=None if period.day is None else period.day + move,
        )
        for move in moves
    ]


def readable(period: Period, timex: str | None) -> str:
    """A date in numbers: "2023-06-19", "2023-06-19 evening", "2023-06", "2023", or the first and the last day."""
    part = _part_of_day(timex)
    if period.clock:
        return f"{period.start:%Y-%m-%d %H:%M}"
    first = period.start.date()
    last = (period.end - timedelta(minutes=1)).date()
    if part:
        return f"{first} {load_dispute_words().dates.names[part]}"
    if first == last:
        return str(first)
    if first.day == 1 and (last + DAY).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return f"{first:%Y}"
    return f"{first}/{last}"


def _part_of_day(timex: str | None) -> str | None:
    if timex is None or "T" not in timex:
        return None
    part = f"T{timex.rpartition('T')[2]}"
    return part if part in load_dispute_words().dates.parts else None


def _is_stretch(page: Page, times: Sequence[TimeMention]) -> bool:
    words = load_dispute_words().dates.joining
    between = [page.text[a.span.end : b.span.start] for a, b in pairwise(times)]
    return all(piece.strip().lower() in words for piece in between)
