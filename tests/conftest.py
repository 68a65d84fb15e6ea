"""Settings that all tests share, and a joined record."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from detente import record
from tests.stories.family import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record

# A run of CI must be repeatable; searching with other examples each time is for developers.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A joined record by hand, to be read only."""
    return fill(tmp_path_factory.mktemp("joined") / "joined.db")


@pytest.fixture
def joined_book(joined: Path) -> Iterator[Record]:
    with record.open_to_read(joined) as opened:
        yield opened
