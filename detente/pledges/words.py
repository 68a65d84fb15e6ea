"""The words by which promises, agreements and their fate are told, read from `data/pledges/words.yml`."""

from __future__ import annotations

from detente.lexicon import Row, load_lexicon

__all__ = ["PledgeWords", "load_pledge_words"]

Particles = dict[str, frozenset[str]]


class PledgeWords(Row, frozen=True):
    """Word classes; what each is for stands at the head of `words.yml`."""

    promised: frozenset[str]
    agreed: frozenset[str]
    making: frozenset[str]
    new: frozenset[str]
    granting: frozenset[str]
    standing: frozenset[str]
    standing_verbs: frozenset[str]
    renewing: frozenset[str]
    keeping: frozenset[str]
    keeping_prepositions: Particles
    breaking: frozenset[str]
    breaking_prepositions: Particles
    failing: frozenset[str]
    bonds: frozenset[str]
    words_given: frozenset[str]
    agreeing: frozenset[str]
    accepting: Particles
    undone: frozenset[str]
    joint: frozenset[str]
    will: frozenset[str]
    coming: frozenset[str]
    deadlines: frozenset[str]
    spans: frozenset[str]
    listing: frozenset[str]


def load_pledge_words() -> PledgeWords:
    """The shipped words.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("pledges/words.yml", PledgeWords)
