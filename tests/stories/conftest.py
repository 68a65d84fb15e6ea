from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente import record
from tests.stories.family import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A joined record by hand."""
    return fill(tmp_path_factory.mktemp("stories") / "joined.db")


@pytest.fixture
def book(joined: Path) -> Iterator[Record]:
    with record.open_to_read(joined) as opened:
        yield opened
