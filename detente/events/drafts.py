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
    """What the rules hold an event to be: the trigger, its fate, its composed meaning and its parties."""

    match: Match
    fate: Fate
    meaning: Meaning
    parties: Parties

    @property
    def is_assumed(self) -> bool:
        """Whether nothing in the text says that it happened: a noun that no verb governs as an event."""
        return self.match.trigger.word_class == "noun" and not self.fate.steps
