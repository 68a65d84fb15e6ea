"""Shared fixtures of the tests of times."""

from __future__ import annotations

import pytest

from detente.times import TimeFinder, load_time_finder


@pytest.fixture(scope="session")
def finder() -> TimeFinder:
    """The time finder over the shipped data."""
    return load_time_finder()
