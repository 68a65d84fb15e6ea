"""Titles of stories: plain words for every kind of event, in every status."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from detente.events.ontology import load_ontology
from detente.model import UNKNOWN_TIME, Event, Evidence, Span, Status, When, Why
from detente.record import StoredEvent
from detente.stories.happenings import Happening
from detente.stories.titles import event_words, happening_title, load_titles

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "titles.yml").read_text(encoding="utf-8"))


def event(**given: Any) -> Event:
    values: dict[str, Any] = {
        "actor": (), "recipient": (), "symmetric": False, "type": "CONSULT", "mode": None, "context": (), "cameo": None,
        "status": "happened", "when": UNKNOWN_TIME, "place": None, "issues": (), "people": (), "intensity": None,
        "confidence": 1.0, "reported_by": (), "evidence": (Evidence(Span(0, 1), "x"),), "why": Why("test"),
    } | given  # fmt: skip
    return Event(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    start = case.get("start")
    first = datetime(start.year, start.month, start.day) if start else None
    when = When(first, first + timedelta(days=1), "day", "said") if first else UNKNOWN_TIME
    told = event(**{name: value for name, value in case.items() if name not in ("title", "start", "states")})
    happening = Happening("id", (StoredEvent("id", "article", None, told),))
    assert (happening_title(happening, when, lambda _: case.get("states", {})) or "none") == case["title"]


def test_who_is_named_by_less_than_half_of_the_tellings_does_not_stand_for_his_state() -> None:
    unnamed, named = (
        event(actor=("NOR",), recipient=("FIN",)),
        event(actor=("NOR",), recipient=("FIN",), people=("Dahl",)),
    )
    for tellings, title in (((named, unnamed), "Dahl"), ((named, unnamed, unnamed), "Norway")):
        stored = tuple(StoredEvent(str(n), "article", None, one) for n, one in enumerate(tellings))
        assert (happening_title(Happening("id", stored), UNKNOWN_TIME, lambda _: {"Dahl": "NOR"}) or "").startswith(
            title
        )


def test_every_type_has_words_in_every_status_for_one_side_and_two() -> None:
    for type_ in load_ontology().types:
        for status in get_args(Status):
            for recipient in ((), ("FIN",)):
                words = event_words(event(actor=("NOR",), recipient=recipient, type=type_, status=status))
                assert words
                assert words == " ".join(words.split())
                assert words.startswith("Norway ")
                assert ("Finland" in words) == bool(recipient)


def test_a_mode_that_has_words_of_its_own_is_one_of_the_ontology() -> None:
    ontology = load_ontology()
    named = [key.split(":") for key in load_titles().acts if ":" in key]
    assert named
    for type_, mode in named:
        assert mode in ontology.types[type_].modes, f"{type_}:{mode}"


def test_an_interval_longer_than_a_month_is_told_by_its_year() -> None:
    when = When(datetime(2023, 2, 1), datetime(2023, 9, 1), "interval", "inferred")
    happening = Happening("id", (StoredEvent("id", "a", None, event(actor=("NOR",), recipient=("FIN",), type="AID")),))
    assert happening_title(happening, when) == "Norway aids Finland, 2023"


def test_what_was_coded_most_surely_is_told_and_what_has_two_sides_before_it() -> None:
    meets = event(actor=("NOR",), recipient=("FIN",), confidence=0.4)
    accuses = event(actor=("NOR",), recipient=("FIN",), type="ACCUSE", confidence=0.9)
    attacks = event(actor=("NOR",), type="ASSAULT", confidence=1.0)
    told = tuple(StoredEvent(str(n), "article", None, one) for n, one in enumerate((meets, accuses, attacks)))
    assert happening_title(Happening("id", told), UNKNOWN_TIME) == "Norway accuses Finland"


def test_an_inferred_interval_is_of_the_month_in_which_it_ends() -> None:
    told = Happening("id", (StoredEvent("id", "article", None, event(actor=("NOR",), recipient=("FIN",))),))
    for basis, month in (("inferred", "July"), ("stated", "June")):
        when = When(datetime(2018, 6, 28), datetime(2018, 7, 5), "interval", basis)
        assert happening_title(told, when) == f"Norway meets Finland, {month} 2018"
