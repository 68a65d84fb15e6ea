"""Publication dates: calendar dates in a line of text, and date values of metadata, as half-open intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from detente.lexicon import Row, load_lexicon
from detente.model import Basis, Precision, Span, When

__all__ = ["DateHit", "find_dates", "parse_date", "when_of", "without_dates"]


class Calendar(Row, frozen=True):
    """`data/ingest/calendar.yml`: month names, the words around clock times, and the years we believe."""

    months: dict[str, int]
    weekdays: tuple[str, ...]
    zones: tuple[str, ...]
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Patterns:
    """The calendar as regular expressions."""

    calendar: Calendar
    dates: tuple[re.Pattern[str], ...]
    clock: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class DateHit:
    """A calendar date in a text, with the day or month it names."""

    span: Span
    start: datetime
    precision: Precision


@lru_cache(maxsize=1)
def load_patterns() -> Patterns:
    """The shipped calendar, compiled."""
    calendar = load_lexicon("ingest/calendar.yml", Calendar)
    month = rf"(?P<month>{'|'.join(sorted(calendar.months, key=len, reverse=True))})\b\.?"
    weekday = rf"(?:(?:{'|'.join(calendar.weekdays)})\b\.?,? ?(?:the )?)?"
    begin = r"(?:(?<![\w/.-])|(?<=read)|(?<=ago))"
    day, year, end = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})", r"(?![\w/-])"
    shapes = (
        rf"{begin}{weekday}{month} ?{day},? ?{year}{end}",
        rf"{begin}{weekday}{day}(?: of)?[ -]{month},?[ -]{year}{end}",
        rf"{begin}{year}[-/.](?P<month>\d{{1,2}})[-/.]{day}(?:T(?=\d))?(?![\w/-]|(?<=T)\D)",
        rf"{begin}(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.]{year}{end}",
        rf"{begin}{month},? {year}{end}",
    )
    zones = "|".join(calendar.zones)
    noon = r"(?: ?[ap]\.?m\b\.?)"
    offset = rf"(?: ?\(?(?:{zones})\b\)?| ?[+-]\d{{2}}:?\d{{2}}\b|Z\b)?"
    clock = rf"(?:\bat )?\b\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?{noon}?{offset}|\b\d{{1,2}}{noon}{offset}"
    return Patterns(calendar, tuple(re.compile(s, re.IGNORECASE) for s in shapes), re.compile(clock, re.IGNORECASE))


def find_dates(text: str) -> list[DateHit]:
    """Full dates ("Mar 3, 2022", "3rd May 2024", "2024-05-03") and months with their year, in text order.

    A date of numbers alone counts only where day and month cannot be confused.

    >>> [str(hit.start.date()) for hit in find_dates("4 min readMar 3, 2022")]
    ['2022-03-03']
    """
    patterns = load_patterns()
    hits: list[DateHit] = []
    if not re.search(r"\d{4}", text):
        return hits
    for pattern in patterns.dates:
        for match in pattern.finditer(text):
            hit = _hit(match, patterns.calendar)
            if hit and not any(hit.span.overlaps(other.span) for other in hits):
                hits.append(hit)
    return sorted(hits, key=lambda hit: hit.span)


def _hit(match: re.Match[str], calendar: Calendar) -> DateHit | None:
    found = match.groupdict()
    if "first" in found:
        day, month = _unconfused(int(found["first"]), int(found["second"]))
    else:
        name = found["month"].lower()
        month = calendar.months.get(name) or (int(name) if name.isdigit() else 0)
        day = int(found["day"]) if "day" in found else 1
    year = int(found["year"])
    if not calendar.first_year <= year <= calendar.last_year:
        return None
    try:
        start = datetime(year, month, day)
    except ValueError:
        return None
    return DateHit(Span(*match.span()), start, "day" if "day" in found or "first" in found else "month")


def _unconfused(first: int, second: int) -> tuple[int, int]:
    if first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else (0, 0)


def without_dates(text: str, hits: list[DateHit]) -> str:
    """`text` with its dates and clock times taken out, for comparison with rules."""
    for hit in reversed(hits):
        text = f"{text[: hit.span.start]} {text[hit.span.end :]}"
    bare = load_patterns().clock.sub(" ", text) if hits else text
    return " ".join(bare.split()).strip(" |·•,;:–—-/()")


def when_of(start: datetime, precision: Precision, basis: Basis, expression: str | None) -> When:
    """The interval of a minute, day, month or year that begins at `start`."""
    if precision == "year":
        end = start.replace(year=start.year + 1)
    elif precision == "month":
        end = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    else:
        end = start + (timedelta(minutes=1) if precision == "minute" else timedelta(days=1))
    return When(start, end, precision, basis, expression)


def parse_date(value: object, basis: Basis = "page metadata") -> When | None:
    """The date that a metadata value states, in UTC, as fine as the value is; None where it states none.

    A midnight without an offset is how many sites write a bare day, so it counts as the day.

    >>> parse_date("2023-06-21T14:30:00+02:00").to_dict()["start"]
    '2023-06-21T12:30'
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_seconds(value, basis)
    if not isinstance(value, str) or not value.strip() or len(value) > 100:
        return None
    text = value.strip()
    return _from_partial(text, basis) or _from_moment(text, basis) or _from_words(text, basis)


def _from_seconds(value: float, basis: Basis) -> When | None:
    if not 1e8 < value < 1e13:  # an integer of JSON may be larger than any float
        return None
    seconds = value / 1000 if value > 1e11 else value
    if not 1e8 < seconds < 1e10:
        return None
    moment = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None, second=0, microsecond=0)
    return when_of(moment, "minute", basis, f"{value:.15g}")


def _from_partial(text: str, basis: Basis) -> When | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", text)
    calendar = load_patterns().calendar
    if not match or not calendar.first_year <= int(match[1]) <= calendar.last_year or not 0 < int(match[2] or 1) < 13:
        return None
    return when_of(datetime(int(match[1]), int(match[2] or 1), 1), "month" if match[2] else "year", basis, text)


def _from_moment(text: str, basis: Basis) -> When | None:
    moment = _iso_moment(text) or _mail_moment(text)
    if moment is None or not 1800 <= moment.year < 2200:
        return None
    whole = not moment.utcoffset() and (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    naive = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    if whole:
        return when_of(naive.replace(microsecond=0), "day", basis, text)
    return when_of(naive.replace(second=0, microsecond=0), "minute", basis, text)


def _iso_moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail_moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text) if ":" in text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_words(text: str, basis: Basis) -> When | None:
    hits = find_dates(text)
    return when_of(hits[0].start, hits[0].precision, basis, text) if hits else None
