"""A text with what finds the sides of its events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.events.sides import Linked, SideFinder
    from detente.events.voices import Voices
    from detente.language.tree import Tree

__all__ = ["Scene"]


@dataclass(frozen=True, slots=True)
class Scene:
    """One text: its tree and actors, who speaks in it, and who stands at a token.

    `telling` collects the sentences that hold a trigger of the lexicon, as they are gone through.
    """

    tree: Tree
    actors: Linked
    voices: Voices
    finder: SideFinder
    telling: set[int] = field(default_factory=set)
