"""What an expression of time says, before anything is known about the day on which it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["FORMS", "Expression", "Form", "Meaning"]

Form = Literal[
    "calendar", "slashed", "weekend", "shift", "span", "rest", "ahead", "order", "duration", "set", "reference",
    "clock", "lost",
]  # fmt: skip
FORMS = frozenset(get_args(Form))


@dataclass(frozen=True, slots=True)
class Meaning:
    """The fields of an expression; which are set depends on the form.

    Attributes:
        form: "calendar" names parts of a calendar date; "shift" steps from an anchor ("two days ago"); "span" reaches
            from one ("the past year"); "rest" is what a unit has on one side of it ("later this year"); "ahead" is a
            step only in a clause about the future ("in two weeks"); "order" is before or after a happening; "clock"
            is a time of some day; "reference" is "now", "recently" or "soon", by `sign`.
        which: -1, 0, 1 for last, this, next; of the unit `of`, or of what the other fields name if that is None.
        part: A share of the whole, by number in settings.yml.
        low, high: The number of units, as bounds.
        count, count2: The number as TimeML writes it: "2", "2.5", "half", or "X" for a vague one; count2 is of unit2.
        daypart: Morning and its like, by number in words.yml.
        clock: Hour and minute.
        half_of: Which half of a year.
        feast: A moving feast, by number in feasts.yml.
        event: Whether the anchor is the narrative and not the publication.
        half: Whether half a unit comes on top ("a year and a half").
        object: Whether the text can go on to name the event ("the day before the summit").
    """

    form: Form
    year: int | None = None
    year2: int | None = None
    month: int | None = None
    month2: int | None = None
    day: int | None = None
    day2: int | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    decade: int | None = None
    century: int | None = None
    week: int | None = None
    part: int | None = None
    fiscal: bool = False
    eve: bool = False
    which: int | None = None
    of: int | None = None
    unit: int = 0
    low: float = 1
    high: float = 1
    sign: int = 1
    vague: int | None = None
    event: bool = False
    object: bool = False
    half: bool = False
    order: str | None = None
    swapped: tuple[int, int] | None = None
    count: str | None = None
    count2: str | None = None
    unit2: int | None = None
    daypart: int | None = None
    clock: tuple[int, int] | None = None
    half_of: int | None = None
    feast: int | None = None

    @property
    def absolute(self) -> bool:
        """Whether it needs no anchor: a year, decade or century is named."""
        return self.form in ("calendar", "slashed") and any((self.year, self.decade, self.century))

    @property
    def needs_year(self) -> bool:
        """Whether it names a month or a day of one, and no year."""
        return self.form == "calendar" and not self.absolute and self.which is None and self.month is not None


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens [start, end) of a text that speak of time, what they say, and the rule that found them."""

    start: int
    end: int
    meaning: Meaning
    rule: str
