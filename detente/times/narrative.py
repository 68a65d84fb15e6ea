"""What the text has dated so far: the anchor of "two days later" and the year of a bare "June 19"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.times.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.model import When
    from detente.times.meaning import Expression

__all__ = ["Anchor", "Narrative", "begin_narrative"]

_ANCHORS = frozenset({"day", "minute", "week", "month", "season", "year", "interval"})
_FINE_DAYS = 7
_TIMELESS_YEARS = 4
_HAPPENING_DAYS = 31
_WEEK = 4
_NEWS_SHARE = 4  # so many explicit years outweigh one expression of reporting
_NAMED_DAYS = frozenset({"nine-eleven"})  # days that texts of any age recall


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dated stretch of the text and the token at which it was dated."""

    token: int
    at: Interval
    fine: bool


@dataclass(slots=True)
class Narrative:
    """The dates of a text read so far, and the years that it names anywhere.

    Args:
        years: (token, year) of every expression that names its year.
        full_years: Those among them that name a month too.
        from_afar: Whether it tells history and not the news, by how many dates are counted from the day of writing.
    """

    years: Sequence[tuple[int, int]]
    full_years: Sequence[tuple[int, int]]
    from_afar: bool = False
    anchors: list[Anchor] = field(default_factory=list)
    happenings: dict[str, Interval | None] = field(default_factory=dict)

    @property
    def is_timeless(self) -> bool:
        """Whether "today" is these days and not the day of writing: several years are named and hardly any news."""
        return self.from_afar and len(self.years) >= _TIMELESS_YEARS

    def note(self, token: int, value: When, at: Interval | None) -> None:
        """Remember what an expression was found to mean."""
        if at is not None and value.precision in _ANCHORS and at.days <= 366:
            self.anchors.append(Anchor(token, at, at.days <= _FINE_DAYS))

    def note_happening(self, noun: str | None, value: When) -> None:
        """Remember when the happening that a noun names was; of two that differ, neither is known."""
        if noun is not None and value.start and value.end and (value.end - value.start).days <= _HAPPENING_DAYS:
            at = Interval(value.start, value.end)
            self.happenings[noun] = at if self.happenings.get(noun, at) == at else None

    def happening(self, noun: str) -> Interval | None:
        """When the happening was that the text names by a noun, if it dates one such."""
        return self.happenings.get(noun)

    def last(self, token: int, reach: int, *, fine: bool = False) -> Anchor | None:
        """The last date before a token, at most `reach` tokens back; the last fine one if asked so."""
        for anchor in reversed(self.anchors):
            if token - anchor.token > reach:
                return None
            if anchor.fine or not fine:
                return anchor
        return None

    def year_before(self, token: int, reach: int) -> int | None:
        """The year that the text named last, at most `reach` tokens before."""
        near = [year for at, year in self.years if 0 < token - at <= reach]
        return near[-1] if near else None

    def nearest_full_year(self, token: int) -> int | None:
        """The year of the date nearest to a token that names month and year."""
        named = sorted(self.full_years, key=lambda one: (abs(one[0] - token), one[0]))
        return named[0][1] if named else None


def begin_narrative(expressions: Sequence[Expression]) -> Narrative:
    """A narrative at its start, with the years that the expressions of the text name."""
    plain = [one for one in expressions if one.meaning.year2 is None and one.rule not in _NAMED_DAYS]
    named = [one for one in plain if one.meaning.year is not None]
    years = [(one.start, one.meaning.year or 0) for one in named]
    full = [(one.start, one.meaning.year or 0) for one in named if one.meaning.month is not None]
    return Narrative(years, full, from_afar=_NEWS_SHARE * sum(map(_is_news, expressions)) <= len(years))


def _is_news(one: Expression) -> bool:
    """Whether an expression is one of day-to-day reporting: a bare weekday, "last week", "two days ago"."""
    meaning = one.meaning
    if meaning.form == "calendar":
        return meaning.weekday is not None and meaning.month is None
    return meaning.form == "shift" and not meaning.event and meaning.unit <= _WEEK and meaning.low != 0
