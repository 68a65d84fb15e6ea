"""What two articles tell alike, and of which statement it is where no event was coded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.record.ids import statement_ids
from detente.stories.disputes import Placed
from detente.stories.echoes import Echoes, Tellings
from tests.stories.told import Told

if TYPE_CHECKING:
    from detente.stories.disputes import Echo
    from detente.stories.facts import Fact

HALVORSEN = ("Marit Halvorsen", "NOR", "Minister of Energy")
OPENED = "Engineers opened the dam at Brevik on 2 June, Halvorsen said."
AGAIN = "On Wednesday engineers opened the dam at Brevik."


def placed(article: str, fact: Fact) -> Placed:
    return Placed(fact, article, None, article, article)


def heard(one: Told, other: Told) -> list[Echo]:
    pages = {"one": one.page, "other": other.page}
    return list(Echoes(pages.__getitem__, placed).of([("one", "other", 0.6)], Tellings((), lambda _: ())))


def opened() -> Told:
    told = Told(OPENED).day("2 June", "2021-06-02")
    told.draft.says(HALVORSEN, "said", "Engineers opened the dam at Brevik on 2 June")
    return told


def again() -> Told:
    return Told(AGAIN).day("Wednesday", "2021-06-02")


def test_when_something_was_that_nobody_coded_is_of_the_statement_that_tells_it() -> None:
    one = opened()
    (date,) = [echo for echo in heard(one, again()) if echo.slot == "date"]
    assert date.event_id == statement_ids("one", one.draft.statements)[0]
    assert [one.fact.evidence.quote for one in date.placed] == ["2 June", "Wednesday"]


def test_it_is_of_the_event_where_either_sentence_tells_one() -> None:
    coded = again()
    coded.draft.event("AID", ("NOR", "NLD"), "opened")
    assert [echo for echo in heard(opened(), coded) if echo.slot == "date"] == []


def test_without_a_statement_and_an_event_it_is_of_nothing() -> None:
    assert [echo for echo in heard(Told(OPENED).day("2 June", "2021-06-02"), again()) if echo.slot == "date"] == []
