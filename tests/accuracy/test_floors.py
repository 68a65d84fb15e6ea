"""The reading keeps its figures on gold data; the shared sets are measured where they lie beside the clone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from detente.evaluation.gold import evaluate
from detente.reading import ArticleReader, load_article_reader

pytestmark = [pytest.mark.reader, pytest.mark.slow, pytest.mark.timeout(900)]
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
FLOORS: dict[str, dict[str, float]] = yaml.safe_load((Path(__file__).with_name("floors.yml")).read_text())


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return load_article_reader(os.cpu_count() or 1)


@pytest.mark.parametrize("gold", FLOORS)
def test_floor(gold: str, reader: ArticleReader) -> None:
    path = SHARED / gold.removeprefix("shared/") if gold.startswith("shared/") else ROOT / gold
    if not path.exists():
        pytest.skip(f"{gold} is absent")
    figures = {f"{f.part} {f.measure}": f.value for f in evaluate(path, reader, whole=False)}
    below = {name: (figures[name], floor) for name, floor in FLOORS[gold].items() if figures[name] < floor}
    assert not below, f"figure, floor: {below}; all: {figures}"
