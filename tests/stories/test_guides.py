"""Guides: which events others are compared with, because of the sides and the time that they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from detente.record.joins import UNKNOWN_DAY, Joins, event_rank
from detente.stories import guides
from detente.stories.event_joining import event_keys
from detente.stories.guides import Guides
from detente.stories.settings import load_settings
from detente.stories.telling import EventFacts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row = tuple[int, int, int, int]


class Listed(Joins):
    """Keys of events as they stand in a list: (key, rank, article, place)."""

    def __init__(self, rows: Sequence[Row], lost: Sequence[tuple[int, int]] = ()) -> None:
        self.rows, self.lost = sorted(rows), lost

    def with_event_key(self, key: int) -> Iterator[tuple[int, int, int]]:
        return (row[1:] for row in self.rows if row[0] == key)

    def event_keys(self, article: int | None = None) -> Iterator[Row]:
        return (row for row in self.rows if article in (None, row[2]))

    def lost_keys(self) -> Iterator[tuple[int, int]]:
        return iter(self.lost)


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two articles guide a key."""
    settings = load_settings()
    few = msgspec.structs.replace(settings, events=msgspec.structs.replace(settings.events, guides=2))
    monkeypatch.setattr(guides, "load_settings", lambda: few)


ROWS = [(7, 10, 1, 0), (7, 10, 1, 3), (7, 20, 2, 0), (7, 30, 3, 1), (7, 40, 4, 0), (8, 40, 4, 0), (8, 50, 5, 0)]


def test_a_late_article_is_compared_with_the_first() -> None:
    found, displaced = Guides(Listed(ROWS)).compared(9, 60, [7])
    assert found == [(7, 1, 0), (7, 1, 3), (7, 2, 0)]
    assert not displaced


def test_an_early_one_is_compared_with_all_and_takes_the_place_of_another() -> None:
    found, displaced = Guides(Listed(ROWS)).compared(9, 15, [7])
    assert {article for _, article, _ in found} == {1, 2, 3, 4}
    assert displaced == {2}


def test_one_that_is_there_already_is_not_compared_with_itself() -> None:
    found, _ = Guides(Listed(ROWS)).compared(3, 30, [7])
    assert {article for _, article, _ in found} == {1, 2}


def test_led_is_what_guides_none_of_its_keys() -> None:
    assert Guides(Listed(ROWS)).led() == Guides(Listed(ROWS)).led([1, 2, 3, 4, 5]) == {(3, 1)}


@pytest.mark.parametrize(
    ("lost", "promoted"), [([(7, 5)], {2}), ([(7, 5), (7, 6)], {1, 2}), ([(7, 35)], set()), ([(8, 1)], {5})]
)
def test_where_an_article_goes_others_become_guides(lost: list[tuple[int, int]], promoted: set[int]) -> None:
    assert Guides(Listed(ROWS, lost)).promoted() == promoted


def test_ranks_are_in_order_of_days_with_unknown_ones_last() -> None:
    days = [738_000, 738_001, UNKNOWN_DAY]
    ranks = [event_rank(day, known_as) for day in days for known_as in ("0aaaaaaa00000000", "ffffffff00000000")]
    assert ranks == sorted(set(ranks))
    assert ranks[-1] < 2**63


def facts(days: tuple[int, int] | None, *sides: str, people: Sequence[str] = ()) -> EventFacts:
    return EventFacts("CONSULT", None, list(sides[:1]), list(sides[1:]), "done", days, None, list(people), [], [], [])


def test_events_of_one_day_share_more_than_those_of_one_month() -> None:
    day, same, other, later = (event_keys(facts((at, at), "USA", "CHN")) for at in (738_325, 738_325, 738_327, 738_400))
    assert day == same
    assert len(day & other) == 1
    assert not day & later
    assert not day & event_keys(facts((738_325, 738_325), "USA", "RUS"))


def test_what_is_dated_widely_or_not_has_no_keys() -> None:
    assert not event_keys(facts(None, "USA", "CHN"))
    assert not event_keys(facts((738_000, 738_300), "USA", "CHN"))
    assert not event_keys(facts((738_000, 739_300), "USA", "CHN", people=["Wang Yi"]))
    month = event_keys(facts((738_307, 738_336), "USA", "CHN"))
    assert len(month) in (1, 2)


def test_what_names_a_person_is_found_by_its_year() -> None:
    visit, recalled, other = (
        event_keys(facts(days, "USA", "CHN", people=people))
        for days, people in (
            ((738_325, 738_326), ["Wang Yi", "Antony Blinken"]),
            ((738_156, 738_520), ["Antony Blinken"]),
            ((738_156, 738_520), ["Qin Gang"]),
        )
    )
    assert len(visit & recalled) == 1
    assert not recalled & other & visit
