from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from detente.model import Article
from detente.reading import load_article_reader

if TYPE_CHECKING:
    from detente.model import Reading

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "stances.yml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="session")
def readings() -> dict[str, Reading]:
    """What the shipped reader makes of every case."""
    reader = load_article_reader()
    return {case["id"]: reader.read(Article(case["text"])) for case in CASES["cases"]}
