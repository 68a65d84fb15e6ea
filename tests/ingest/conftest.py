"""Texts and places that the ingest tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.ingest import IngestOptions, gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from detente.model import Article, Rejected

BODY = (
    "The foreign ministers of the two countries met for three hours on Sunday, and their spokesmen said afterwards "
    "that both had agreed to exchange lists of prisoners before the end of the month."
)


@pytest.fixture(name="body")
def fixture_body() -> str:
    """A paragraph of running text."""
    return BODY


@pytest.fixture(name="read_file")
def fixture_read_file(tmp_path: Path) -> Callable[..., list[Article | Rejected]]:
    """Write bytes or text to a file of a given name and gather it."""

    def read(
        content: bytes | str, name: str = "a.txt", options: IngestOptions | None = None
    ) -> list[Article | Rejected]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(gather([str(path)], options))

    return read
