"""An event over tokens, before it is dated and written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.events.composition import Meaning
    from detente.events.fate import Fate
    from detente.events.matching import Match
    from detente.events.parties import Parties

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an event is held to be: the trigger, its fate, its composed meaning and its parties.

    `confidence` is its probability and `opinions` what the judge held likely, where a judge weighed it.
    """

    match: Match
    fate: Fate
    meaning: Meaning
    parties: Parties
    confidence: float | None = None
    opinions: str = ""

    @property
    def origin(self) -> str:
        """The rule, or the judge with its version, that put it forward."""
        name = self.match.trigger.predicate.id
        return f"model:{name}" if name.startswith("judge@") else f"rule:{name}"

    @property
    def is_assumed(self) -> bool:
        """Whether nothing in the text says that it happened: a noun that no verb governs as an event."""
        return self.match.trigger.word_class == "noun" and not self.fate.steps
