"""The tables of stories in docs/accuracy.md: `python -m benchmarks.stories SHARED [--write]`.

Articles of one story (AllSides' round-ups: stories, and stories among articles that are alone; whole texts of some),
mentions of one event (ECB+), and the dispatches that we wrote. Printed as Markdown, or with `--write` put in their
place in the page.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pages import show
from detente.evaluation.ecbplus import DEVELOPMENT, read_ecbplus
from detente.evaluation.same_event import b_cubed, find_groups, read_mentions
from detente.evaluation.story_sets import among_lone, read_story_set, sample_of, score_stories, understand
from detente.evaluation.written_joins import score_families
from detente.evaluation.written_stories import read_families
from detente.model import Article, Span, When
from detente.reading import load_article_reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.evaluation.figures import Share
    from detente.evaluation.same_event import BCubed, ReadMentions
    from detente.evaluation.story_sets import StoryArticle
    from detente.model import Reading
    from detente.reading import ArticleReader

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/accuracy.md"
BEGIN = "<!-- stories: python -m benchmarks.stories SHARED --write -->"
END = "<!-- stories end -->"
PART = 614
SPARSE = ((300, 900), (40, 460))  # stories, and articles that are alone


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds gold/")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    args = parser.parse_args()
    tables = "\n".join(lines(args.shared / "gold"))
    show(PAGE, (BEGIN, END), tables, args.write)


def lines(gold: Path) -> Iterator[str]:
    reader = load_article_reader(2)
    yield "| articles of one story, B-cubed | precision | recall | F1 |"
    yield "|---|---|---|---|"
    round_ups = list(read_story_set(gold / "stories/allsides_train/allsides_train.jsonl.gz"))
    yield from leads(round_ups, reader)
    yield from whole_texts(round_ups, gold / "rawtext/articles.jsonl.gz", reader)
    scores = {}
    for path in sorted((ROOT / "training/written/stories").glob("*.txt")):
        scores[path.stem] = score_families(read_families(path), reader)
        yield _cubed(f"dispatches that we wrote, {path.stem}", scores[path.stem].stories)
    yield ""
    yield "| mentions of one event, B-cubed | precision | recall | F1 |"
    yield "|---|---|---|---|"
    documents = [read_mentions(one, reader) for one in read_ecbplus(gold / "same_event/ecbplus") if one.mentions]
    yield from mentions(documents)
    yield ""
    yield "| dispatches that we wrote | tellings coded | one event, pairs coded P / R | stages P / R |"
    yield "|---|---|---|---|"
    for name, score in scores.items():
        yield f"| {name} | {score.coded:.3f} | {_share(score.events)} | {_share(score.stages)} |"


def leads(articles: Sequence[StoryArticle], reader: ArticleReader) -> Iterator[str]:
    """AllSides: samples as large as the part that others report on, all, and stories among articles that are alone."""
    readings = {one.article.id: understand(one.article, reader) for one in articles}
    parts: dict[str, Sequence[StoryArticle]]
    parts = {f"AllSides, {PART} stories ({seed})": sample_of(articles, PART, seed) for seed in (1, 2, 3)}
    parts |= {"AllSides, all 2,452": articles}
    parts |= {
        f"AllSides, {many} stories and {lone} lone articles": among_lone(articles, many, lone, 1)
        for many, lone in SPARSE
    }
    for name, chosen in parts.items():
        yield _cubed(name, score_stories([readings[one.article.id] for one in chosen], [one.story for one in chosen]))


def whole_texts(round_ups: Sequence[StoryArticle], archive: Path, reader: ArticleReader) -> Iterator[str]:
    """Whole texts of AllSides' articles, as far as an archive has them, by title: all, and those of stories alone."""
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    titles = Counter(_plain(row["title"]) for row in rows)
    texts = {_plain(row["title"]): row for row in rows if titles[_plain(row["title"])] == 1}
    found = [(texts[plain], one.story) for one in round_ups if (plain := _plain(one.article.title or "")) in texts]
    readings = [(understand(_whole(row), reader), row["date"], story) for row, story in found]
    sizes = Counter(story for *_, story in readings)
    alike = [one for one in readings if sizes[one[2]] > 1]
    for name, chosen in (
        (f"whole texts, {len(alike)} articles of {sum(n > 1 for n in sizes.values())} stories", alike),
        (f"those among {len(readings) - len(alike)} lone ones", readings),
    ):
        stories = [story for *_, story in chosen]
        yield _cubed(name, score_stories([reading for reading, *_ in chosen], stories))
        yield _cubed(
            f"{name}, with their days", score_stories([_dated(reading, day) for reading, day, _ in chosen], stories)
        )


def _whole(row: dict[str, str]) -> Article:
    title, text = row["title"].strip(), row["text"].strip()
    return Article(f"{title}\n\n{text}", title=title, title_span=Span(0, len(title)))


def _dated(reading: Reading, day: str) -> Reading:
    start = datetime.fromisoformat(day)
    published = When(start, start + timedelta(days=1), "day", "given")
    return replace(reading, article=replace(reading.article, published=published))


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.lower()))


def mentions(documents: list[ReadMentions]) -> Iterator[str]:
    """ECB+: all topics, those that the vectors learned from, and the others."""
    learned = [one for one in documents if one.document.topic not in DEVELOPMENT]
    others = [one for one in documents if one.document.topic in DEVELOPMENT]
    for name, chosen in (
        ("ECB+ topics 1-35", documents),
        ("topics that the vectors learned from", learned),
        ("topics that the weights were fitted on", others),
    ):
        yield _cubed(name, b_cubed(*find_groups(chosen)))


def _cubed(name: str, score: BCubed) -> str:
    return f"| {name} | {score.precision:.3f} | {score.recall:.3f} | **{score.f1:.3f}** |"


def _share(share: Share) -> str:
    return f"{share.precision:.2f} / {share.recall:.2f} of {share.gold}"


if __name__ == "__main__":
    main()
