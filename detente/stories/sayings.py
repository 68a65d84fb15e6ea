"""The slot of wordings: whether two places of articles say the same in other words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from detente.positions.alike import load_likeness
from detente.stories.dispute_words import load_dispute_words
from detente.stories.facts import Fact, Said
from detente.stories.statuses import denied_stem, negated
from detente.stories.terms import load_weigher

if TYPE_CHECKING:
    from detente.model import Span
    from detente.stories.facts import Verdict
    from detente.stories.pages import Page

__all__ = ["compare_wordings", "denies", "said_of", "shared_part", "wordings_in"]


def wordings_in(page: Page, span: Span) -> list[Fact]:
    """A span as a wording."""
    words = page.words(span)
    return [Fact("wording", words, page.evidence(span), said_of(words))]


@lru_cache(maxsize=5_000)
def said_of(words: str) -> Said:
    """A wording as it is compared."""
    return Said(load_likeness().wording(words), negated(words), denied_stem(words))


def compare_wordings(one: Said, other: Said) -> Verdict | None:
    """Same, or one denies what the other says; None where they have too little in common to tell.

    Both are taken to be of one utterance or happening: with others a few words in common would say little.
    """
    if shared_part(one, other) < load_dispute_words().retold.least:
        return None
    return "differs" if denies(one, other) else "agrees"


def shared_part(one: Said, other: Said) -> float:
    """What part of the shorter wording's stems, by their rarity, the other has too."""
    first, second = one.wording.stems, other.wording.stems
    if first == second:
        return 1.0
    rarity = load_weigher().rarity
    least = min(sum(map(rarity, first)), sum(map(rarity, second)))
    return sum(map(rarity, first & second)) / least if least else 0.0


def denies(one: Said, other: Said) -> bool:
    """Whether one of two wordings of nearly the same words denies a word that the other says."""
    if one.negated == other.negated:
        return False
    denied = one.denied if one.negated else other.denied
    return denied in one.wording.stems and denied in other.wording.stems
