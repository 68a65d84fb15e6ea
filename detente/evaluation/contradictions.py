"""Contradiction between two short texts (RTE-3 with three labels): which of them the comparison of slots calls a dispute.

Text and hypothesis are read as two articles of two sources. A sentence of each is taken for telling the same where they
share enough of their words; what both say of a slot is then compared as for two tellings of one happening.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.stories.comparing import compare
from detente.stories.pages import Page
from detente.stories.slots import facts_in
from detente.stories.statuses import negated
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from detente.model import Reading, Span
    from detente.stories.facts import Fact, Slot

__all__ = ["ContradictionScore", "TextPair", "disputed", "read_pairs", "score_pairs"]

LEAST_SHARED = 0.6  # of the weight of the hypothesis's words, the facts compared left out
SLOTS_ASKED: tuple[Slot, ...] = ("date", "number", "duration", "place", "office")


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text, a hypothesis, and "entailment", "contradiction" or "neutral"."""

    id: str
    text: str
    hypothesis: str
    label: str


@dataclass(slots=True)
class ContradictionScore:
    """How often pairs of each label are called disputes, and by which slots."""

    counts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    slots: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: list[tuple[TextPair, list[tuple[Fact, Fact]]]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the disputes, the part that are contradictions."""
        said = sum(n for (_, disputed), n in self.counts.items() if disputed)
        return self.counts["contradiction", True] / max(1, said)

    @property
    def recall(self) -> float:
        """Of the contradictions, the part that are called disputes."""
        told = self.counts["contradiction", True] + self.counts["contradiction", False]
        return self.counts["contradiction", True] / max(1, told)

    def table(self) -> str:
        """Figures, as Markdown."""
        lines = [
            f"{sum(self.counts.values())} pairs; differs: precision {self.precision:.3f}, recall {self.recall:.3f}",
            "",
            "| slot | contradiction | neutral | entailment |",
            "|---|---|---|---|",
        ]
        for slot in sorted({slot for slot, _ in self.slots}):
            cells = " | ".join(str(self.slots[slot, label]) for label in ("contradiction", "neutral", "entailment"))
            lines.append(f"| {slot} | {cells} |")
        return "\n".join(lines)


def read_pairs(path: Path) -> Iterator[TextPair]:
    """The pairs of a file of JSON lines with id, text, hypothesis and label."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield TextPair(row["id"], row["text"], row["hypothesis"], row["label"])


def score_pairs(pairs: Iterable[TextPair], read: Callable[[str], Reading]) -> ContradictionScore:
    """Compare all pairs.

    Args:
        pairs: What to compare.
        read: Reads a text.
    """
    score = ContradictionScore()
    for pair in pairs:
        found = disputed(Page(read(pair.text)), Page(read(pair.hypothesis)))
        score.counts[pair.label, bool(found)] += 1
        score.slots.update({(one.slot, pair.label) for one, _ in found})
        if found:
            score.found.append((pair, found))
    return score


def disputed(text: Page, hypothesis: Page) -> list[tuple[Fact, Fact]]:
    """Facts of the two that dispute each other."""
    found = []
    for claim in hypothesis.reading.sentences:
        for told in text.reading.sentences:
            found += _between(text, told, hypothesis, claim)
    return found


def _between(text: Page, told: Span, hypothesis: Page, claim: Span) -> list[tuple[Fact, Fact]]:
    found: list[tuple[Fact, Fact]] = []
    for slot in SLOTS_ASKED:
        ones, others = facts_in(text, slot, told), facts_in(hypothesis, slot, claim)
        for other in others:
            pairs = [(one, compare(one, other)) for one in ones]
            if any(verdict in ("agrees", "finer") for _, verdict in pairs):
                continue
            differing = [one for one, verdict in pairs if verdict == "differs"]
            if differing and _alike(text, told, hypothesis, claim, differing[0], other):
                found.append((differing[0], other))
    return found


def _alike(text: Page, told: Span, hypothesis: Page, claim: Span, one: Fact, other: Fact) -> bool:
    """Whether the two sentences share most of the claim's words besides those of the facts."""
    first = _stems(text, told, one)
    second = _stems(hypothesis, claim, other)
    rarity = load_weigher().rarity
    whole = sum(rarity(stem) for stem in second)
    shared = sum(rarity(stem) for stem in second & first)
    same = negated(text.words(told)) == negated(hypothesis.words(claim))
    return whole > 0 and same and shared >= LEAST_SHARED * whole


def _stems(page: Page, span: Span, fact: Fact) -> frozenset[str]:
    at = fact.evidence.span
    words = page.text[span.start : at.start] + " " + page.text[at.end : span.end]
    return frozenset(load_weigher().stems(words))
