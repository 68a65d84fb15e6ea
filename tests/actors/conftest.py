"""Linker and reader for the tests of actors, each loaded once."""

from __future__ import annotations

import pytest

from detente.actors import Linker, load_linker
from detente.language import Reader, load_reader


@pytest.fixture(scope="session")
def linker() -> Linker:
    return load_linker()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader()
