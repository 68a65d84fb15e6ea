"""Actors measured: the share of NewsWCL50's mentions that get the right state (see the folder's README)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from detente.model import Article, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from detente.actors import ActorMentions, Linker
    from detente.language import Reader

__all__ = ["ActorScore", "judge_mention", "score_newswcl50"]


@dataclass(slots=True)
class ActorScore:
    """Counts by kind of mention ("COUNTRY", "ACTOR", "ACTOR-I", "all"); `misses` are the mentions not right."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def accuracy(self, kind: str = "all") -> float:
        """Share of right mentions, 0-1."""
        return self.right[kind] / max(1, self.right[kind] + self.wrong[kind] + self.silent[kind])

    def coverage(self, kind: str = "all") -> float:
        """Share of mentions that get any state, 0-1."""
        return 1 - self.silent[kind] / max(1, self.right[kind] + self.wrong[kind] + self.silent[kind])


def judge_mention(found: ActorMentions, span: Span, state: str) -> str:
    """Verdict "right", "wrong" or "silent": the mention that covers the annotated words best, and its state.

    Of the mentions that overlap, those with the largest share in common decide; of a plural any one may be right.
    """
    overlapping = [m for m in found.mentions if m.span.overlaps(span) and m.state]
    if not overlapping:
        return "silent"

    def share(other: Span) -> float:
        common = min(other.end, span.end) - max(other.start, span.start)
        return common / (max(other.end, span.end) - min(other.start, span.start))

    best = max(share(m.span) for m in overlapping)
    states = {m.state for m in overlapping if share(m.span) == best}
    return "right" if state in states else "wrong"


def score_newswcl50(folder: Path, reader: Reader, linker: Linker) -> ActorScore:
    """Score the linker on `articles.jsonl` in `folder`; all articles are of April and May 2018."""
    published = When(datetime(2018, 4, 1), datetime(2018, 6, 1), "interval", "given")
    rows = list(_rows(folder))
    trees = reader.trees(Article(row["text"], published=published) for row in rows)
    score = ActorScore()
    for row, tree in zip(rows, trees, strict=True):
        found = linker.link(tree, published)
        for mention in _placed(row["mentions"]):
            span = Span(mention["start"], mention["end"])
            verdict = judge_mention(found, span, mention["state"])
            counts = {"right": score.right, "wrong": score.wrong, "silent": score.silent}[verdict]
            counts.update((mention["type"], "all", "USA" if mention["state"] == "USA" else "rest"))
            if verdict != "right":
                got = ",".join(sorted({m.state or "-" for m in found.mentions if m.span.overlaps(span)}))
                score.misses.append((row["id"], mention["state"], mention["code"], mention["text"], got))
    return score


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "articles.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _placed(mentions: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (mention for mention in mentions if mention["state"] and mention["start"] is not None)
