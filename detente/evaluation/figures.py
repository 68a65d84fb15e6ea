"""A measured figure, and the shares that figures are made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

__all__ = ["Figure", "Labels", "Share"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure between 0 and 1, such as ("gold words", "las", 0.901)."""

    part: str
    measure: str
    value: float


@dataclass(slots=True)
class Share:
    """How many of what was found are right, and how many of what there is were found.

    The two kinds of hits differ where one coded event answers for several of the gold.
    """

    found_right: int = 0
    found: int = 0
    gold_right: int = 0
    gold: int = 0

    def add(self, found_right: int, found: int, gold_right: int, gold: int) -> None:
        """Count another text."""
        self.found_right += found_right
        self.found += found
        self.gold_right += gold_right
        self.gold += gold

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.found_right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.gold_right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def figures(self, part: str) -> list[Figure]:
        """The three as figures of a part."""
        return [
            Figure(part, "precision", self.precision),
            Figure(part, "recall", self.recall),
            Figure(part, "f1", self.f1),
        ]


@dataclass(slots=True)
class Labels:
    """Labels of the gold against labels given, "-" for none."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: str, given: str) -> None:
        """Count one."""
        self.pairs[gold, given] += 1

    def accuracy(self) -> float:
        """Share of labels given that are those of the gold."""
        total = sum(self.pairs.values())
        return sum(n for (a, b), n in self.pairs.items() if a == b) / total if total else 0.0

    def class_f1(self) -> dict[str, float]:
        """F1 of every label of the gold."""
        scores = {}
        for label in sorted({gold for gold, _ in self.pairs}):
            gold = sum(n for (a, _), n in self.pairs.items() if a == label)
            given = sum(n for (_, b), n in self.pairs.items() if b == label)
            scores[label] = 2 * self.pairs[label, label] / (gold + given)
        return scores

    def macro_f1(self) -> float:
        """Mean F1 over the labels that the gold has.

        >>> round(Labels(Counter({("AID", "AID"): 1, ("AGREE", "AID"): 1})).macro_f1(), 3)
        0.333
        """
        scores = self.class_f1()
        return sum(scores.values()) / len(scores) if scores else 0.0

    def figures(self, part: str) -> list[Figure]:
        """Accuracy and macro F1 as figures of a part."""
        return [Figure(part, "accuracy", self.accuracy()), Figure(part, "macro f1", self.macro_f1())]
