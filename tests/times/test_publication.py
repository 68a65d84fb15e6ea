"""Bounds of an unstated publication date."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from detente.model import UNKNOWN_TIME, Clue, Span, When
from detente.times.clues import Hint
from detente.times.day_set import DaySet
from detente.times.publication import intersect
from tests.times.build import plain

if TYPE_CHECKING:
    from detente.times import TimeFinder


def bounds(finder: TimeFinder, text: str, *clues: Clue) -> tuple[str | None, str | None, str | None]:
    value = finder.infer_publication(plain(text), clues)[0].to_dict()
    return value["start"], value["end"], value["precision"]


def office(start: str, end: str) -> Clue:
    when = When(datetime.fromisoformat(start), datetime.fromisoformat(end), "interval", "inferred")
    return Clue(Span(0, 1), when, "office held")


def test_nothing_stays_unknown(finder: TimeFinder) -> None:
    assert finder.infer_publication(plain("The two sides met and talked."), ()) == (UNKNOWN_TIME, ())
    assert finder.infer_publication(plain(""), ()) == (UNKNOWN_TIME, ())


def test_past_date_is_lower_bound(finder: TimeFinder) -> None:
    assert bounds(finder, "The pact was signed on 4 May 2011 and ratified in 2012.") == ("2012-01-01", None, "interval")


def test_coming_date_is_upper_bound(finder: TimeFinder) -> None:
    text = "The pact was signed in 2012. Voters will decide in 2014."
    assert bounds(finder, text) == ("2012-01-01", "2015-01-01", "interval")


def test_weekday_with_date_selects_year(finder: TimeFinder) -> None:
    text = "It followed the war of 2008 that ended badly. They signed it on Tuesday, June 4."
    assert bounds(finder, text) == ("2013-06-04", "2013-08-03", "interval")


def test_last_year_beside_known_event(finder: TimeFinder) -> None:
    assert bounds(finder, "Relations soured after the Brexit referendum last year.") == (
        "2017-01-01",
        "2018-01-01",
        "interval",
    )


def test_bare_weekday_beside_known_event(finder: TimeFinder) -> None:
    assert bounds(finder, "Trump met Kim in Singapore on Tuesday.") == ("2018-06-12", "2018-06-19", "week")


def test_office_clue_and_future_month(finder: TimeFinder) -> None:
    text = "The president will travel there in May."
    assert bounds(finder, text, office("2024-04-20", "2024-06-20")) == ("2024-04-20", "2024-05-01", "interval")


def test_contradiction_is_named(finder: TimeFinder) -> None:
    tree = plain("The pact was signed on 4 May 2011.")
    when, clues = finder.infer_publication(tree, [office("2001-01-01", "2002-01-01")])
    assert when.start == datetime(2011, 5, 4)
    assert "set aside" in clues[0].reason
    assert "set aside" not in clues[1].reason


def test_clues_slice_the_text(finder: TimeFinder) -> None:
    text = "Relations soured after the Brexit referendum last year and the pact of 4 May 2011 lapsed."
    _, clues = finder.infer_publication(plain(text), ())
    assert clues
    assert all(text[clue.span.start : clue.span.end].strip() and clue.bounds.known for clue in clues)


def test_intersect_is_order_free() -> None:
    hints = [
        Hint(Span(0, 1), DaySet.since(date(2020, 1, 1)), "a", 3),
        Hint(Span(0, 1), DaySet.before(date(2021, 1, 1)), "b", 2),
        Hint(Span(0, 1), DaySet.before(date(2019, 1, 1)), "c", 1),
    ]
    assert intersect(hints)[0] == intersect(hints[::-1])[0]
    assert {hint.reason for hint in intersect(hints)[1]} == {"c"}
