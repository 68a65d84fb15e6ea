"""Comparing what two places say of one slot: a table of cases."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
import yaml

from detente.model import Evidence, Span, Speaker
from detente.stories.amounts import told_class
from detente.stories.comparing import compare, compare_contents, strongest
from detente.stories.facts import Amount, Cycle, Fact, Fate, Parties, Party, Period, Slot, Verdict
from detente.stories.offices import office_of
from detente.stories.parties import parties_of_words, speaker_party
from detente.stories.places import closer, ground_of
from detente.stories.sayings import said_of
from detente.stories.statuses import grade_of

if TYPE_CHECKING:
    from detente.model import Dimension
    from detente.stories.facts import Content

CASES = yaml.load((Path(__file__).parents[1] / "cases/disputes.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
HOURS = {"morning": (0, 12), "afternoon": (12, 19), "evening": (17, 24), "night": (17, 32)}
SIZES = {"h": 3600.0, "d": 86400.0, "mo": 2629746.0}
UNITS: dict[str, Dimension] = {"USD": "money", "EUR": "money", "%": "share", "kg": "mass", "m": "length"}


def period(text: str) -> Period:
    days, *words = text.split()
    first, _, last = days.partition("/")
    start, end = _days(first)
    if last:
        end = _days(last)[1]
    day = start.toordinal() if end - start == timedelta(days=1) else None
    slack = end - start if "slack" in words else timedelta(0)
    for word in words:
        if word in HOURS:
            start, end = (start + timedelta(hours=hour) for hour in HOURS[word])
    cycle: Cycle | None = next((word for word in get_args(Cycle) if word in words), None)
    return Period(start, end, slack=slack, firm="!" not in words, cycle=cycle, day=day)


def _days(text: str) -> tuple[datetime, datetime]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return datetime(parts[0], 1, 1), datetime(parts[0] + 1, 1, 1)
    if len(parts) == 2:
        return datetime(parts[0], parts[1], 1), datetime(parts[0], parts[1] + 1, 1)
    return datetime(*parts), datetime(*parts) + timedelta(days=1)  # type: ignore[arg-type]


def amount(number: str, unit: str, dimension: Dimension, told: str = "") -> Amount:
    found = re.fullmatch(r"(~?)([\d.]+)(?:-([\d.]+))?(\*?)([+<>]?)", number)
    assert found, number
    about, first, last, plural, hedge = found.groups()
    low, high = float(first), float(last or first)
    return Amount(
        low=None if hedge == "<" else low,
        high=None if hedge in ("+", ">") else high,
        about=bool(about) or hedge == ">",
        unit=unit,
        dimension=dimension,
        told=told_class(told) if told else "",
        round=bool(plural),
    )


def number(text: str) -> Amount:
    value, unit, *told = text.split()
    return amount(value, unit, UNITS.get(unit, "count"), " ".join(told))


def duration(text: str) -> Amount:
    found = re.fullmatch(r"(~?)([\d.]+)(h|d|mo)([+<>]?)", text)
    assert found, text
    seconds = float(found[2]) * SIZES[found[3]]
    return amount(f"{found[1]}{seconds}{found[4]}", "s", "duration")


def parties(text: str) -> Parties:
    members = []
    for piece in text.split(", "):
        name, _, rest = piece.partition("/")
        state, *roles = rest.split() if rest else [""]
        if state:
            named = name[0].isupper() and not name.endswith("officials")
            known_as = name.lower().replace(" ", "-") if named else state
            members.append(Party(known_as, state, named, frozenset(roles), frozenset()))
    return parties_of_words(re.sub(r"/\w+(?: \w+)?", "", text), members)


def fate(text: str) -> Fate:
    told, _, word = text.partition(" =")
    stage, day, *kind = told.split()
    return Fate(stage, int(day), " ".join(kind), grade_of(word))


def content(slot: str, text: str) -> Content:
    match slot:
        case "date":
            return period(text)
        case "number":
            return number(text)
        case "duration":
            return duration(text)
        case "place":
            return ground_of(text)
        case "participants":
            return parties(text)
        case "office":
            return office_of(text)
        case "status":
            return fate(text)
        case "wording":
            return said_of(text)
    raise AssertionError(slot)


@pytest.mark.parametrize(
    ("slot", "one", "other", "kind"), [(slot, *case) for slot, cases in CASES.items() for case in cases]
)
def test_two_sayings_go_together_as_the_table_says(slot: str, one: str, other: str, kind: str) -> None:
    first, second = content(slot, one), content(slot, other)
    assert (compare_contents(first, second) or "none") == kind
    assert (compare_contents(second, first) or "none") == kind


def test_the_table_has_every_slot_and_every_kind() -> None:
    assert set(CASES) | {"speaker"} == set(get_args(Slot))
    assert {case[2] for cases in CASES.values() for case in cases} == {*get_args(Verdict), "none"}
    assert sum(len(cases) for cases in CASES.values()) >= 120


def test_what_is_compared_with_itself_agrees() -> None:
    for slot, cases in CASES.items():
        for one, _, _ in cases:
            assert compare_contents(content(slot, one), content(slot, one)) == "agrees", (slot, one)


def fact(text: str, guess: bool = False, firm: bool = True, topic: str = "") -> Fact:
    return Fact("number", text, Evidence(Span(0, 1), "1"), number(text), topic, guess, firm)


def test_those_of_one_nation_may_be_a_part_of_all() -> None:
    people, guards = number("4 person killed"), replace(number("2 guard killed"), nations=frozenset({"KEN"}))
    assert compare_contents(people, guards) is compare_contents(guards, people) is None
    assert compare_contents(replace(people, unit="guard"), guards) == "differs"


def test_a_guess_disputes_nothing() -> None:
    assert compare(fact("12 soldier killed"), fact("14 soldier killed", guess=True)) is None
    assert compare(fact("12 soldier killed"), fact("12 soldier killed", guess=True)) == "agrees"


def test_what_may_be_of_another_happening_disputes_nothing() -> None:
    assert compare(fact("12 soldier killed", firm=False), fact("14 soldier killed")) is None


def test_facts_of_two_topics_are_not_compared() -> None:
    assert compare(fact("12 soldier", topic="killed"), fact("12 soldier", topic="wounded")) is None


def test_a_difference_is_the_strongest_verdict() -> None:
    assert strongest([None, "agrees", "differs", "finer"]) == "differs"
    assert strongest(["agrees", "finer", None]) == "finer"
    assert strongest([None]) is None


@pytest.mark.parametrize(
    ("one", "other", "verdict"), [("BBC", "GUARDIAN", None), ("BBC", "BBC", "agrees"), ("GBR", "GBR", "agrees")]
)
def test_the_press_of_one_state_is_not_one_voice(one: str, other: str, verdict: str | None) -> None:
    first, second = (speaker_party(Speaker(code, code, "GBR", None), code) for code in (one, other))
    assert compare_contents(first, second) == verdict


def test_a_person_is_the_same_whatever_branch_stands_beside_the_name() -> None:
    liv = Party("liv-dahl", "NOR", True, frozenset(), frozenset())
    army, navy = (parties_of_words(f"Liv Dahl of the {branch}", [liv]) for branch in ("army", "navy"))
    assert army.branches != navy.branches
    assert compare_contents(army, navy) == "agrees"


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [("North Africa", "North America", False), ("the port of Vessla", "a quay in the port of Vessla", True)],
)
def test_places_that_share_a_direction_are_not_told_more_closely_by_each_other(
    one: str, other: str, verdict: bool
) -> None:
    assert closer(ground_of(one), ground_of(other)) == verdict
