"""The case table of times."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from detente.model import UNKNOWN_TIME, When
from tests.times.build import plain

if TYPE_CHECKING:
    from detente.times import TimeFinder

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "times.yml").read_text())
WRITTEN = "2023-06-21"


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


def test_ids_are_unique() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 150
