"""The slot of wordings: whether two places of articles say the same in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.positions.alike import load_likeness, load_settings
from detente.stories.facts import Fact, Said
from detente.stories.statuses import denied_stem, negated

if TYPE_CHECKING:
    from detente.model import Span
    from detente.stories.facts import Verdict
    from detente.stories.pages import Page

__all__ = ["compare_wordings", "denies", "said_of", "wordings_in"]


def wordings_in(page: Page, span: Span) -> list[Fact]:
    """A span as a wording."""
    words = page.words(span)
    return [Fact("wording", words, page.evidence(span), said_of(words))]


def said_of(words: str) -> Said:
    """A wording as it is compared."""
    return Said(load_likeness().wording(words), negated(words), denied_stem(words))


def compare_wordings(one: Said, other: Said) -> Verdict | None:
    """Same, or one denies what the other says; None where they have too little in common to tell."""
    same = one.wording.stems == other.wording.stems
    if not same and not load_likeness().alike(one.wording, other.wording, load_settings().utterance):
        return None
    return "differs" if denies(one, other) else "agrees"


def denies(one: Said, other: Said) -> bool:
    """Whether one of two wordings of nearly the same words denies a word that the other says."""
    if one.negated == other.negated:
        return False
    denied = one.denied if one.negated else other.denied
    return denied in one.wording.stems and denied in other.wording.stems
