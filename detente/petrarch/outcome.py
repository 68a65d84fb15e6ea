"""What became of dictionaries: a user's `actors:`, what was counted, and what was left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from detente.petrarch.dictionary import Left, Line

__all__ = ["BODIES", "DESCRIBED", "KNOWN", "OFFICES", "PERSONS", "PLACES", "STATES", "Conversion"]

STATES, PLACES, BODIES, PERSONS, OFFICES, KNOWN = (
    "further names of states and bodies", "places", "bodies", "persons", "times in office", "names known already",
)  # fmt: skip
DESCRIBED = "descriptions that are read as they stand"
PARTS = ("states", "bodies", "offices", "persons")
_WIDTH = 120


@dataclass(slots=True)
class Conversion:
    """The outcome.

    Attributes:
        actors: The section `actors:`, by part and id.
        left: Lines that could not be converted, each with its reason.
        counts: How many there are of each kind.
    """

    actors: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {part: {} for part in PARTS})
    left: list[Left] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def leave(self, line: Line, reason: str) -> None:
        """Note a line that cannot be converted."""
        self.left.append(line.left(reason))

    def names(self, part: str, id_: str, key: str) -> list[str]:
        """A list of names under an id, to be added to."""
        found: list[str] = self.actors[part].setdefault(id_, {}).setdefault(key, [])
        return found

    def text(self, heading: str) -> str:
        """The file for `--extend`; `heading` is its first line, a comment."""
        parts = {part: rows for part, rows in self.actors.items() if rows}
        if not parts:
            return f"# {heading}\n"
        options: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "width": _WIDTH}
        return f"# {heading}\n{yaml.dump({'actors': parts}, Dumper=yaml.CSafeDumper, **options)}"
