from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from detente.model import Article, When
from detente.reading import load_article_reader

if TYPE_CHECKING:
    from detente.model import Reading

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "pledges.yml").read_text(encoding="utf-8")
)


def _published(day: str) -> When:
    start = datetime.fromisoformat(day)
    return When(start, start + timedelta(days=1), "day", "given", day)


@pytest.fixture(scope="session")
def case_readings() -> dict[str, Reading]:
    """The reading of every case, by the shipped reader, linker, times and statements."""
    day = _published(CASES["published"])
    articles = [Article(case["text"], published=day) for case in CASES["cases"]]
    readings = load_article_reader().read_all(articles)
    return dict(zip([case["id"] for case in CASES["cases"]], readings, strict=True))
