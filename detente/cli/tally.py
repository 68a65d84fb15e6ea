"""What a run of `detente read` has done so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from detente.model import READ_LANGUAGES

if TYPE_CHECKING:
    from detente.model import Reading
    from detente.record.writing import Outcome

__all__ = ["Tally"]


@dataclass(slots=True)
class Tally:
    """Counts of articles, words and claims; `held` articles were in the record already and were not read again.

    `came` are ids of the articles that the record did not have so before.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    held: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    words: int = 0
    events: int = 0
    statements: int = 0
    came: list[str] = field(default_factory=list)
    interrupted: bool = False
    _started: float = field(default_factory=monotonic)

    def add(self, reading: Reading, outcome: Outcome) -> None:
        """Count one article that was read."""
        self.outcomes[outcome] += 1
        self.words += len(reading.article.text.split())
        if outcome != "same":
            self.came.append(reading.article.id)
            self.events += len(reading.events)
            self.statements += len(reading.statements)
        if reading.article.language not in READ_LANGUAGES:
            self.languages[reading.article.language] += 1

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return monotonic() - self._started

    @property
    def pace(self) -> float:
        """Words read per second."""
        return self.words / max(self.seconds, 1e-3)

    @property
    def articles(self) -> int:
        """Articles read or held."""
        return self.held + sum(self.outcomes.values())
