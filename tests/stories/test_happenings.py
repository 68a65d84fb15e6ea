"""Happenings: that of one event is the same as among all of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from benchmarks.archive import Archive
from detente import record
from detente.stories import event_joining, guides, happenings, matching
from detente.stories.guides import Guides
from detente.stories.happenings import find_happenings, happening_of
from detente.stories.joining import join
from detente.stories.settings import load_settings
from detente.stories.stories import load_stories, story_of
from tests.stories.test_joining import MODEL

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that join, and so few guides that many events are led."""
    settings = load_settings()
    few = msgspec.structs.replace(settings, events=msgspec.structs.replace(settings.events, guides=2))
    for module in (matching, event_joining, happenings):
        monkeypatch.setattr(module, "load_matching", lambda: MODEL)
    monkeypatch.setattr(guides, "load_settings", lambda: few)


def test_one_events_happening_is_as_among_all(tmp_path: Path) -> None:
    with record.open(tmp_path / "x.db") as book:
        for reading in Archive(60, days=6, seed=3).readings():
            book.add(reading)
        join(book)
        led = Guides(book.joins).led()
        assert led
        assert Guides(book.joins).led(book.joins.names()) == led
        whole = find_happenings(book)
        assert any(one.also for one in whole)
        assert any(one.stages for one in whole)
        assert any(one.unsure for one in whole)
        assert [happening_of(book, one.events[-1].id) for one in whole] == whole


def test_one_articles_story_is_as_among_all(tmp_path: Path) -> None:
    with record.open(tmp_path / "x.db") as book:
        for reading in Archive(80, days=6, seed=3).readings():
            book.add(reading)
        join(book)
        whole = load_stories(book)
        assert any(len(one.articles) > 2 for one in whole)
        assert any(
            len({home for told in one.happenings for home in told.articles} - set(one.article_ids)) for one in whole
        )
        assert [story_of(book, one.article_ids[-1]) for one in whole] == whole
