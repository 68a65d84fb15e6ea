"""The case table of event times: the word that names the event, and when it was, through the shipped reader."""

from __future__ import annotations

from datetime import datetime, timedelta
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
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "times_events.yml").read_text())
PUBLISHED = When(datetime(2013, 3, 20), datetime(2013, 3, 20) + timedelta(days=1), "day", "given")


@lru_cache(maxsize=1)
def trees() -> dict[str, Tree]:
    """Every text of the table, parsed once."""
    texts = list(dict.fromkeys(case["text"] for case in CASES))
    return dict(zip(texts, load_reader().trees([Article(text) for text in texts]), strict=True))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(finder: TimeFinder, case: dict[str, Any]) -> None:
    tree = trees()[case["text"]]
    when = finder.when_of(tree, finder.find(tree, PUBLISHED), tree.words.index(case["event"]), PUBLISHED)
    found = None
    if when is not None:
        said = when.to_dict()
        found = [said["start"] or "-", said["end"] or "-", said["precision"], said["basis"]]
    assert found == case.get("expect")


def test_ids_are_unique() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 60
