"""The slot of wordings: whether two places of articles say the same in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.positions.alike import load_likeness, load_settings
from detente.stories.facts import Fact, Said
from detente.stories.statuses import negated

if TYPE_CHECKING:
    from detente.model import Span
    from detente.stories.facts import Verdict
    from detente.stories.pages import Page

__all__ = ["compare_wordings", "said_of", "wordings_in"]


def wordings_in(page: Page, span: Span) -> list[Fact]:
    """A span as a wording."""
    words = page.words(span)
    return [Fact("wording", words, page.evidence(span), said_of(words))]


def said_of(words: str) -> Said:
    """A wording as it is compared."""
    return Said(load_likeness().wording(words), negated(words))


def compare_wordings(one: Said, other: Said) -> Verdict | None:
    """Same, or one denies what the other says; None where they have too little in common to tell."""
    if one.wording.stems == other.wording.stems:
        return "agrees" if one.negated == other.negated else "differs"
    if not load_likeness().alike(one.wording, other.wording, load_settings().utterance):
        return None
    return "agrees" if one.negated == other.negated else "differs"
