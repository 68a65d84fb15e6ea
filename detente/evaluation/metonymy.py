"""Roles of place names measured: which stand for a government, people or team, and which for the ground.

Gold is a JSON line a name: `text`, `start`, `end` and `label`, "metonymic" or "literal" (the form of ReLocaR, Gritta
and others 2017). There a name that only qualifies another word ("the Oslo venue", "Chad's oldest mosque") is literal,
so the role `modifier` counts as literal, as `place` does, and `actor` as metonymic.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model import Article, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from detente.actors import ActorMentions, Linker
    from detente.language import Reader
    from detente.model import Mention

__all__ = ["GoldName", "MetonymyScore", "judge_name", "read_names", "score_metonymy"]

UNDATED = When(None, None, None, "unknown")


@dataclass(frozen=True, slots=True)
class GoldName:
    """A marked name; `label` is "metonymic" or "literal"."""

    id: str
    text: str
    span: Span
    label: str


@dataclass(slots=True)
class MetonymyScore:
    """Names as (label, what was read): "metonymic", "literal", or "silent" where the name is no mention."""

    read: list[tuple[GoldName, str]] = field(default_factory=list)

    def accuracy(self) -> float:
        """Share of right names among all, 0-1; where no actor is seen in a name, it is read as literal."""
        return sum(_or_literal(verdict) == gold.label for gold, verdict in self.read) / max(1, len(self.read))

    def linked_accuracy(self) -> float:
        """Share of right names among those that are mentions, 0-1."""
        linked = [(gold, verdict) for gold, verdict in self.read if verdict != "silent"]
        return sum(verdict == gold.label for gold, verdict in linked) / max(1, len(linked))

    def coverage(self) -> float:
        """Share of names that are mentions, 0-1."""
        return sum(verdict != "silent" for _, verdict in self.read) / max(1, len(self.read))

    def f1(self, label: str) -> float:
        """F1 of one label over all names, 0-1."""
        pairs = [(gold.label, _or_literal(verdict)) for gold, verdict in self.read]
        right = sum(a == b == label for a, b in pairs)
        return 2 * right / max(1, sum(a == label for a, _ in pairs) + sum(b == label for _, b in pairs))


def read_names(path: Path) -> list[GoldName]:
    """The names of a file, in order."""
    with path.open(encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream if line.strip()]
    return [GoldName(row["id"], row["text"], Span(row["start"], row["end"]), row["label"]) for row in rows]


def judge_name(found: ActorMentions, span: Span) -> str:
    """How a name was read: by the mention that covers it best, the shortest of those that overlap as much."""
    overlapping = [m for m in found.mentions if m.span.overlaps(span) and not m.person]
    if not overlapping:
        return "silent"
    best = max(overlapping, key=lambda m: (_share(m, span), -len(m.name)))
    return "metonymic" if best.role == "actor" else "literal"


def score_metonymy(names: Iterable[GoldName], reader: Reader, linker: Linker) -> MetonymyScore:
    """Read each text on its own and compare the roles of the marked names."""
    score = MetonymyScore()
    for gold in names:
        found = linker.link(reader.parse(Article(gold.text)), UNDATED)
        score.read.append((gold, judge_name(found, gold.span)))
    return score


def _share(mention: Mention, span: Span) -> float:
    other = mention.span
    common = min(other.end, span.end) - max(other.start, span.start)
    return common / (max(other.end, span.end) - min(other.start, span.start))


def _or_literal(verdict: str) -> str:
    return "literal" if verdict == "silent" else verdict
