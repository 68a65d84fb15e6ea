"""Sets of stories: known for what they are, packed or not; a part of a large one is scored by itself."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from detente.evaluation.gold import kind_of
from detente.evaluation.story_sets import among_lone, read_story_set, sample_of

if TYPE_CHECKING:
    from pathlib import Path

STORIES = [
    {"id": n, "articles": [{"title": f"Ferry {n} {side}", "text": f"The ferry {n} sailed."} for side in ("a", "b")]}
    for n in range(6)
]


@pytest.fixture(params=["stories.jsonl", "stories.jsonl.gz"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    place = tmp_path / request.param
    rows = "".join(json.dumps(story) + "\n" for story in STORIES).encode()
    place.write_bytes(gzip.compress(rows) if place.suffix == ".gz" else rows)
    return place


def test_a_set_of_stories_is_known_packed_or_not(path: Path) -> None:
    assert kind_of(path) == "story set"
    assert [one.story for one in read_story_set(path)] == [str(n) for n in range(6) for _ in "ab"]


def test_a_sample_has_whole_stories_and_is_the_same_each_time(path: Path) -> None:
    articles = list(read_story_set(path))
    sample = sample_of(articles, 2, 1)
    assert len({one.story for one in sample}) == 2
    assert len(sample) == 4
    assert sample == sample_of(articles[::-1], 2, 1)[::-1]


def test_among_lone_articles_some_stories_are_whole_and_of_others_there_is_one(path: Path) -> None:
    articles = list(read_story_set(path))
    chosen = among_lone(articles, 2, 3, 1)
    assert sorted(Counter(one.story for one in chosen).values()) == [1, 1, 1, 2, 2]
    assert chosen == among_lone(articles, 2, 3, 1) != among_lone(articles, 2, 3, 2)
