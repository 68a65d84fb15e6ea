"""The case table of tense: which side of publication a bare weekday or month lies on, through the shipped reader."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from detente.language import load_reader
from detente.model import Article, When

if TYPE_CHECKING:
    from detente.language.tree import Tree
    from detente.times import TimeFinder

pytestmark = pytest.mark.reader
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "times_tense.yml").read_text())


@lru_cache(maxsize=1)
def trees() -> dict[str, Tree]:
    """Every text of the table, parsed once."""
    texts = [case["text"] for case in CASES]
    return dict(zip(texts, load_reader().trees([Article(text) for text in texts]), strict=True))


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['text'][:40]}" for n, case in enumerate(CASES)])
def test_case(finder: TimeFinder, case: dict[str, Any]) -> None:
    start = datetime.combine(case["published"], time())
    published = When(start, start + timedelta(days=1), "day", "given")
    text = case["text"]
    found = finder.find(trees()[text], published).exported
    said = [[text[one.span.start : one.span.end], one.timex] for one in found if one.value.known]
    assert [one for one in said if not (one[1] or "P").startswith("P")] == case["expect"]
