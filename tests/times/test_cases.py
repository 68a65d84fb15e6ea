"""The case table of times."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from detente.model import UNKNOWN_TIME, When
from detente.times.rules import load_rule_book
from detente.times.words import load_words
from tests.times.build import plain, spaced

if TYPE_CHECKING:
    from detente.model import TimeMention
    from detente.times import TimeFinder

TABLES = Path(__file__).parents[1] / "cases"
CASES: list[dict[str, Any]] = yaml.safe_load((TABLES / "times.yml").read_text())
TIMEX_CASES: list[dict[str, Any]] = yaml.safe_load((TABLES / "times_timex.yml").read_text())
WRITTEN = "2023-06-21"
TIMEX_WRITTEN = "2013-03-20"
SILENT = frozenset({"year-bce", "to-this-day", "ago-countless", "rate"})  # rules that keep others from matching


def written(case: dict[str, Any]) -> When:
    """The publication date of a case."""
    said = case.get("published", WRITTEN)
    if said == "unknown":
        return UNKNOWN_TIME
    if isinstance(said, list):
        start, end = (datetime.combine(date.fromisoformat(one), time()) for one in said)
        return When(start, end, "interval", "inferred")
    start = datetime.combine(date.fromisoformat(said), time())
    return When(start, start + timedelta(days=1), "day", "given")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(finder: TimeFinder, case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        [text[one.span.start : one.span.end], *(value or "-" for value in list(one.value.to_dict().values())[:3])]
        for one in finder.find(plain(text), written(case)).mentions
    ]
    assert found == case.get("expect", [])


@pytest.mark.parametrize("case", TIMEX_CASES, ids=[case["id"] for case in TIMEX_CASES])
def test_timex_case(finder: TimeFinder, case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        [
            text[one.span.start : one.span.end],
            one.type,
            one.timex,
            *(value or "-" for value in list(one.value.to_dict().values())[:3]),
        ]
        for one in exported(finder, case, TIMEX_WRITTEN)
    ]
    assert found == case.get("expect", [])


def exported(finder: TimeFinder, case: dict[str, Any], day: str) -> list[TimeMention]:
    """All that is exported of a case."""
    tree = spaced(case["text"]) if case.get("split") == "spaces" else plain(case["text"])
    return list(finder.find(tree, written({"published": day} | case)).exported)


def test_every_rule_is_shown_by_a_case(finder: TimeFinder) -> None:
    seen = {
        one.why.origin.removeprefix("times/")
        for day, cases in ((WRITTEN, CASES), (TIMEX_WRITTEN, TIMEX_CASES))
        for case in cases
        for one in exported(finder, case, day)
    }
    silent = {one.rule.id for one in load_rule_book(load_words()).rules if one.rule.form == "order"} | SILENT
    assert {one.rule.id for one in load_rule_book(load_words()).rules} - seen - silent == set()


def test_ids_are_unique() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 150
    assert len({case["id"] for case in TIMEX_CASES}) == len(TIMEX_CASES) >= 250
