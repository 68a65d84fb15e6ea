"""From what an expression says to the interval it denotes, in a text written on a day or in a span of days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.model import When
from detente.times import interval
from detente.times.calendar_date import CalendarReader
from detente.times.interval import Interval
from detente.times.relative import rest_from, shift_from, span_from, weekend_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.model import Basis
    from detente.times.calendar_date import Dated
    from detente.times.feasts import Feasts
    from detente.times.meaning import Expression, Meaning
    from detente.times.narrative import Narrative
    from detente.times.tense import Direction
    from detente.times.words import Settings

__all__ = ["Resolver", "Setting", "at_clock", "written_between"]

_SOME_DAY = date(2001, 6, 15)
_NOON, _WEEK = 5, 4
Days = tuple[date, date]
_NEVER: Days = (date.min, date.min)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around an expression.

    Attributes:
        written: First and last day on which the text may have been written, or None.
        text: The wording.
        direction: Of the clause.
        beside: The value of the expression that it stands beside ("Wednesday, the day before") or leads on to
            ("the day after Christmas"), with whether it is the former.
        object: Whether the text goes on to name the event counted from.
    """

    written: Days | None
    text: str
    direction: Direction | None
    beside: tuple[When, bool] | None = None
    object: bool = False


def written_between(published: When) -> Days | None:
    """First and last day of a publication date that is bounded on both sides."""
    if published.start is None or published.end is None:
        return None
    return published.start.date(), (published.end - timedelta(microseconds=1)).date()


class Resolver:
    """Gives each expression its `When`; never finer than the text and what is known of its publication."""

    def __init__(self, settings: Settings, feasts: Feasts) -> None:
        self._settings = settings
        self.calendar = CalendarReader(settings, feasts)

    def seen_from(self, meaning: Meaning, today: date, direction: Direction | None) -> Dated | None:
        """What a meaning denotes in a text written on one day."""
        if meaning.form in ("calendar", "slashed"):
            return self.calendar.seen_from(meaning, today, direction)
        if meaning.form in ("shift", "ahead"):
            return shift_from(meaning, today, self._settings)
        if meaning.form == "span":
            return span_from(meaning, today)
        if meaning.form == "rest":
            return rest_from(meaning, today)
        return weekend_from(meaning, today, direction) if meaning.form == "weekend" else None

    def resolve(self, one: Expression, narrative: Narrative, setting: Setting) -> When:
        """The value of an expression after what the text has dated before it."""
        meaning = one.meaning
        if meaning.form == "order":
            return self._order(one, narrative, setting)
        if meaning.absolute:
            return _when(self.calendar.absolute(meaning), "said", setting)
        if meaning.event and not (meaning.form == "rest" and self._anchor(one, narrative) is None):
            return self._from_event(one, narrative, setting)
        return self._from_publication(one, narrative, setting)

    def resolve_whole(self, one: Expression, narrative: Narrative, setting: Setting, value: When) -> When:
        """The value of all that an expression names a part of: the year of "early 2013"; else its value."""
        meaning = one.meaning
        if meaning.part is None or meaning.half_of is not None:
            return value
        return self.resolve(replace(one, meaning=replace(meaning, part=None)), narrative, setting)

    def day_of_clock(self, one: Expression, narrative: Narrative, setting: Setting) -> When:
        """The day of a bare time of day: the one told of last, nearby; else that of writing."""
        if setting.beside is not None:
            day = setting.beside[0]
            return When(day.start, day.end, day.precision, day.basis, setting.text)
        anchor = narrative.last(one.start, self._settings.clock_reach_tokens, fine=True)
        if anchor is not None and anchor.at.days == 1:
            return When(anchor.at.start, anchor.at.end, "day", "relative to an event", setting.text)
        if setting.written is None or setting.written[0] != setting.written[1]:
            return When(None, None, None, "relative to publication", setting.text)
        return _when((interval.day(setting.written[0]), "day"), "relative to publication", setting)

    def from_anchor(self, one: Expression, at: Interval, setting: Setting) -> When:
        """The value of a step counted from a happening of known date."""
        days = (at.first, (at.end - timedelta(microseconds=1)).date())
        dated = self._hull(lambda day: self.seen_from(one.meaning, day, setting.direction), days)
        if dated is None:
            return self._unknown(one.meaning, "relative to an event", setting)
        return _when(dated, "relative to an event", setting)

    def seen_on(self, one: Expression, day: date, setting: Setting, basis: Basis) -> When:
        """What an expression that lies ahead denotes as seen from a day."""
        return _when(self.seen_from(one.meaning, day, "future"), basis, setting)

    def _from_publication(self, one: Expression, narrative: Narrative, setting: Setting) -> When:
        meaning = one.meaning
        if meaning.needs_year:
            year = self._year_of_narrative(one, narrative, setting)
            if year is not None:
                return _when(self.calendar.in_year(meaning, year), "inferred", setting)
        dated = None
        if setting.written is not None:
            dated = self._hull(lambda day: self.seen_from(meaning, day, setting.direction), setting.written)
        if dated is None:
            return self._unknown(meaning, "relative to publication", setting)
        return _when(dated, "relative to publication", setting)

    def _year_of_narrative(self, one: Expression, narrative: Narrative, setting: Setting) -> int | None:
        """The year of a date without one: the narrative's, if that is old or publication unknown."""
        meaning = one.meaning
        if setting.written is None:
            year = narrative.year_before(one.start, self._settings.narrative_tokens)
            year = year if year is not None else narrative.nearest_full_year(one.start)
            if year is None:
                return None
            near = sorted(range(year - 1, year + 2), key=lambda y, named=year: abs(y - named))  # type: ignore[misc]
            return next(iter(self.calendar.weekday_years(meaning, near)), None)
        year = narrative.year_before(one.start, self._settings.narrative_tokens)
        old = year is not None and year <= setting.written[0].year - self._settings.narrative_years
        return year if old and narrative.from_afar and setting.direction == "past" else None

    def _anchor(self, one: Expression, narrative: Narrative) -> Interval | None:
        fine = one.meaning.form == "rest" and one.meaning.unit == 3
        anchor = narrative.last(one.start, self._settings.anchor_reach_tokens, fine=fine)
        return anchor.at if anchor else None

    def _from_event(self, one: Expression, narrative: Narrative, setting: Setting) -> When:
        meaning = one.meaning
        if setting.beside is not None and setting.beside[1]:
            value = setting.beside[0]
            return When(value.start, value.end, value.precision, "relative to an event", setting.text)
        anchor = self._anchor(one, narrative)
        if setting.beside is not None:
            anchor = _interval(setting.beside[0])
        elif setting.object:
            anchor = None
        if anchor is None and self._compares(meaning, setting):
            now = self._hull(lambda day: self.seen_from(meaning, day, setting.direction), setting.written or _NEVER)
            return _when(now, "inferred", setting)
        if anchor is None:
            return self._unknown(meaning, "relative to an event", setting)
        return self.from_anchor(one, anchor, setting)

    @staticmethod
    def _compares(meaning: Meaning, setting: Setting) -> bool:
        """Whether it is "a year earlier", with nothing dated before: the one before publication."""
        back = meaning.form == "shift" and meaning.sign < 0 and meaning.unit >= _WEEK and not setting.object
        return back and not meaning.object and setting.written is not None and setting.direction != "future"

    def _order(self, one: Expression, narrative: Narrative, setting: Setting) -> When:
        """Before, during or after the last day that the narrative names."""
        anchor = narrative.last(one.start, self._settings.anchor_reach_tokens, fine=True)
        basis: Basis = "relative to an event"
        if anchor is None:
            return When(None, None, None, basis, setting.text)
        order = one.meaning.order
        start = None if order in ("before", "ahead") else anchor.at.start
        end = None if order in ("after", "following", "since") else anchor.at.end
        return When(start, end, "interval" if start is None or end is None else "day", basis, setting.text)

    def _hull(self, seen: Callable[[date], Dated | None], days: Days) -> Dated | None:
        """What holds whichever of the days it is: one value, or bounds if they are near enough to tell."""
        try:
            first, last = seen(days[0]), seen(days[1])
        except (ValueError, OverflowError):
            return None
        if first is None or last is None:
            return None
        if first == last:
            return first
        whole = first[0].hull(last[0])
        slack = whole.days - min(first[0].days, last[0].days)
        return (whole, "interval") if slack <= self._settings.hull_days[first[1]] else None

    def _unknown(self, meaning: Meaning, basis: Basis, setting: Setting) -> When:
        nominal = self._hull(lambda day: self.seen_from(meaning, day, None), (_SOME_DAY, _SOME_DAY))
        return When(None, None, nominal[1] if nominal else None, basis, setting.text)


def at_clock(meaning: Meaning, value: When) -> When:
    """A day narrowed to the minute, or to the hour where no minute is said, at which something is on it."""
    clock = meaning.clock if meaning.daypart != _NOON else (12, 0)
    if clock is None or value.start is None or value.precision != "day":
        return value
    hour, minute = clock
    start = value.start + timedelta(hours=hour, minutes=minute)
    length = timedelta(minutes=1) if minute else timedelta(hours=1)
    return When(start, start + length, "minute", value.basis, value.expression)


def _interval(value: When) -> Interval | None:
    return Interval(value.start, value.end) if value.start and value.end else None


def _when(dated: Dated | None, basis: Basis, setting: Setting) -> When:
    if dated is None:
        return When(None, None, None, basis, setting.text)
    return When(dated[0].start, dated[0].end, dated[1], basis, setting.text)
