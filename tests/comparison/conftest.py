from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente import record
from detente.comparison import Comparison, Overview, compare_event, compare_story
from tests.stories.family import family, fill, ids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("comparison") / "joined.db")


@pytest.fixture
def book(joined: Path) -> Iterator[Record]:
    with record.open_to_read(joined) as opened:
        yield opened


@pytest.fixture
def meeting(book: Record) -> Comparison:
    return compare_event(book, ids(book)["ledger"][0])


@pytest.fixture
def story(book: Record) -> Overview:
    return compare_story(book, family()["copy"].article.id)
