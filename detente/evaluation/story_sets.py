"""Articles that editors put together as one story: ours against theirs.

AllSides' round-ups as published by Lee et al. (2022): JSON Lines, three articles a story, with title and lead. They are
read into a record of their own, joined there, and taken out again as `detente export stories` would.
"""

from __future__ import annotations

import gzip
import json
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente import record as records
from detente.errors import DataError
from detente.evaluation.same_event import BCubed, b_cubed
from detente.model import Article, Reading, Span
from detente.stories.joining import join
from detente.stories.stories import load_stories

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.reading import ArticleReader

__all__ = ["StoryArticle", "is_story_set", "read_story_set", "sample_of", "score_stories", "understand"]


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article, and the story that it belongs to."""

    article: Article
    story: str


def is_story_set(path: Path) -> bool:
    """Whether a file has stories of articles, one a line."""
    if path.is_dir() or not path.name.endswith((".jsonl", ".jsonl.gz")):
        return False
    with _opened(path) as stream:
        line = stream.readline()
    try:
        found = json.loads(line)
    except ValueError:
        return False
    return isinstance(found, dict) and isinstance(found.get("articles"), list)


def read_story_set(path: Path) -> Iterator[StoryArticle]:
    """The articles of a file, story by story.

    Raises:
        DataError: A line is not of the form.
    """
    with _opened(path) as stream:
        for number, line in enumerate(stream, 1):
            try:
                story = json.loads(line)
                for one in story["articles"]:
                    title, text = str(one["title"]).strip(), str(one["text"]).strip()
                    article = Article(f"{title}\n\n{text}", title=title, title_span=Span(0, len(title)))
                    yield StoryArticle(article, str(story["id"]))
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(f"{path}:{number}: no story of articles: {error}") from error


def sample_of(articles: Sequence[StoryArticle], stories: int, seed: int) -> list[StoryArticle]:
    """The articles of so many stories, drawn at random."""
    names = sorted({one.story for one in articles})
    kept = set(random.Random(seed).sample(names, min(stories, len(names))))
    return [one for one in articles if one.story in kept]


def among_lone(articles: Sequence[StoryArticle], stories: int, lone: int, seed: int) -> list[StoryArticle]:
    """The articles of so many stories, and one of each of so many others, drawn at random: most news is alone."""
    draw = random.Random(seed)
    names = draw.sample(sorted({one.story for one in articles}), stories + lone)
    whole, alone = set(names[:stories]), set(names[stories:])
    shuffled = draw.sample(list(articles), len(articles))
    chosen = {one.story: one for one in shuffled if one.story in alone}
    return [one for one in articles if one.story in whole or chosen.get(one.story) is one]


def understand(article: Article, reader: ArticleReader) -> Reading:
    """A reading with nothing but what stories are made of."""
    tree = reader.reader.parse(article)
    return Reading(article, reader.version, meaning=reader.embedder.embed(tree, (), ()))


def score_stories(readings: Sequence[Reading], stories: Sequence[str]) -> BCubed:
    """B-cubed of the stories that we make of some articles; articles with one text count once."""
    wanted = {reading.article.id: story for reading, story in zip(readings, stories, strict=True)}
    with tempfile.TemporaryDirectory() as folder, records.open(Path(folder) / "stories.db") as book:
        for reading in readings:
            book.add(reading)
        join(book)
        found = {known_as: story.id for story in load_stories(book) for known_as in story.article_ids}
    return b_cubed([found[known_as] for known_as in wanted], list(wanted.values()))


def _opened(path: Path):  # type: ignore[no-untyped-def]
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
