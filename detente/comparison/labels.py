"""The words and limits of a comparison, as data."""

from __future__ import annotations

from detente.brief.labels import Tone  # noqa: TC001 - it types what is read
from detente.lexicon import Row, load_lexicon

__all__ = ["Kind", "Labels", "Limits", "load_labels"]


class Kind(Row, frozen=True):
    """How the sources of a slot go together, and the tone of it."""

    words: str
    tone: Tone


class Limits(Row, frozen=True):
    """How much is shown: characters, and how many lines of a kind."""

    quote: int
    words: int
    title: int
    head: int
    links: int
    reasons: int
    unsure: int
    said: int
    background: int


class Labels(Row, frozen=True):
    """`data/comparison/labels.yml`."""

    slots: dict[str, str]
    kinds: dict[str, Kind]
    told: str
    silent: str
    guess: str
    happened: str
    partly: str
    elsewhere: str
    no_events: str
    not_read: str
    copies: dict[str, str]
    sections: dict[str, str]
    verdicts: dict[str, str]
    since: str
    against: str
    reasons: dict[str, str]
    limits: Limits

    def copy(self, kind: str) -> str:
        """What a copy of this kind is called."""
        return self.copies.get(kind, kind)

    def slot(self, slot: str) -> str:
        """What a slot is called."""
        return self.slots.get(slot, slot)


def load_labels() -> Labels:
    """Read `data/comparison/labels.yml`."""
    return load_lexicon("comparison/labels.yml", Labels)
