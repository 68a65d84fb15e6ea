"""Contradiction between two short texts (RTE-3 with three labels): which pairs the comparison of slots calls disputes.

Text and hypothesis are read as two articles of two sources. A sentence of each is taken for telling the same where they
share enough of their words; what both say of a slot is then compared as for two tellings of one happening.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.model import Span
from detente.positions.alike import load_settings
from detente.stories.comparing import compare
from detente.stories.facts import Fact, Fate
from detente.stories.pages import Page
from detente.stories.sayings import denies, said_of
from detente.stories.slots import facts_in
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from detente.model import Reading
    from detente.stories.facts import Slot

__all__ = ["ContradictionScore", "TextPair", "disputed", "read_pairs", "score_pairs"]

_CLAUSE = re.compile(r"[,;:]\s|\s(?:but|and|while|although|though|which|who|that)\s")
_NAME = re.compile(r"\b[A-Z][\w-]+")
LEAST_DENIED = 0.8
LEAST_SHARED = 0.55  # of the weight of the claim's words, those of the facts left out
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
    return found or _denied(text, told, hypothesis, claim)


def _denied(text: Page, told: Span, hypothesis: Page, claim: Span) -> list[tuple[Fact, Fact]]:
    """A clause that has the claim's words and denies what it says, or says what it denies."""
    at = told.start
    for piece in _CLAUSE.split(text.words(told)):
        start = text.text.index(piece, at)
        clause = Span(start, start + len(piece))
        at = clause.end
        if _denies(piece, hypothesis.words(claim)) and _names_shared(text, told, hypothesis, claim):
            sides = ((text, clause), (hypothesis, claim))
            one, other = (Fact("status", page.words(s), page.evidence(s), Fate("", None)) for page, s in sides)
            return [(one, other)]
    return []


def _denies(told: str, claim: str) -> bool:
    """Whether one of two wordings of nearly the same words denies the word that the other says."""
    first, second = said_of(told), said_of(claim)
    return denies(first, second) and _share(first.wording.stems, second.wording.stems) >= LEAST_DENIED


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    rarity = load_weigher().rarity
    whole = sum(rarity(stem) for stem in second)
    return sum(rarity(stem) for stem in second & first) / whole if whole else 0.0


def _names_shared(text: Page, told: Span, hypothesis: Page, claim: Span) -> bool:
    """Whether the claim has names, and all of them stand in the sentence: else the two may tell of different things."""
    stop = load_settings().stop
    names = {word for word in _NAME.findall(hypothesis.words(claim)) if word.lower() not in stop}
    return bool(names) and all(name in text.words(told) for name in names)


def _alike(text: Page, told: Span, hypothesis: Page, claim: Span, one: Fact, other: Fact) -> bool:
    """Whether the two sentences share most of the claim's words besides those of the facts."""
    first = _stems(text, told, one)
    second = _stems(hypothesis, claim, other)
    return _names_shared(text, told, hypothesis, claim) and _share(first, second) >= LEAST_SHARED


def _stems(page: Page, span: Span, fact: Fact) -> frozenset[str]:
    at = fact.evidence.span
    words = page.text[span.start : at.start] + " " + page.text[at.end : span.end]
    return frozenset(load_weigher().stems(words))
