"""The tables of stories in docs/accuracy.md: `python -m benchmarks.stories SHARED [--write]`.

Articles of one story (AllSides' round-ups), mentions of one event (ECB+), and the dispatches that we wrote. Printed as
Markdown, or with `--write` put in their place in the page.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pages import show
from detente.evaluation.ecbplus import DEVELOPMENT, read_ecbplus
from detente.evaluation.same_event import b_cubed, find_groups, read_mentions
from detente.evaluation.story_sets import read_story_set, sample_of, score_stories, understand
from detente.evaluation.written_joins import score_families
from detente.evaluation.written_stories import read_families
from detente.reading import load_article_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.evaluation.figures import Share
    from detente.evaluation.same_event import BCubed, ReadMentions
    from detente.reading import ArticleReader

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/accuracy.md"
BEGIN = "<!-- stories: python -m benchmarks.stories SHARED --write -->"
END = "<!-- stories end -->"
PART = 614


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
    yield from round_ups(gold / "stories/allsides_train/allsides_train.jsonl.gz", reader)
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


def round_ups(path: Path, reader: ArticleReader) -> Iterator[str]:
    """AllSides: samples as large as the part that others report on, and all."""
    articles = list(read_story_set(path))
    readings = {one.article.id: understand(one.article, reader) for one in articles}
    parts = {f"AllSides, {PART} stories ({seed})": sample_of(articles, PART, seed) for seed in (1, 2, 3)}
    for name, chosen in (parts | {"AllSides, all 2,452": articles}).items():
        score = score_stories([readings[one.article.id] for one in chosen], [one.story for one in chosen])
        yield _cubed(name, score)


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
