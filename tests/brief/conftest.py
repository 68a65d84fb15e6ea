from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.brief import Brief, build_brief
from tests.brief.readings import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from detente.record import Record

NAMES = {"USA": "United States", "CHN": "China", "RUS": "Russia", "JPN": "Japan", "KOR": "South Korea"}


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("brief") / "detente.db")


@pytest.fixture
def book(record_file: Path) -> Iterator[Record]:
    with record.open_to_read(record_file) as opened:
        yield opened


@pytest.fixture
def name_of() -> Callable[[str], str]:
    return lambda code: NAMES.get(code, code)


@pytest.fixture
def brief(book: Record, name_of: Callable[[str], str]) -> Brief:
    return build_brief(book, ("USA", "CHN"), name_of)
