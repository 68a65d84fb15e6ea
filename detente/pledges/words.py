"""The words by which promises, agreements and their fate are told, read from `data/pledges/words.yml`."""

from __future__ import annotations

from detente.lexicon import Row, load_lexicon

__all__ = ["PledgeWords", "load_pledge_words"]

Particles = dict[str, frozenset[str]]


class PledgeWords(Row, frozen=True):
    """Word classes; what each is for stands at the head of `words.yml`."""

    vowing: frozenset[str]
    assuring: frozenset[str]
    committing: frozenset[str]
    agreeing: frozenset[str]
    readying: frozenset[str]
    performing: frozenset[str]
    given_to: frozenset[str]
    promised: frozenset[str]
    agreed: frozenset[str]
    bonds: frozenset[str]
    pacts: frozenset[str]
    words_given: frozenset[str]
    hollow: frozenset[str]
    limits: frozenset[str]
    making: frozenset[str]
    joining: frozenset[str]
    mediating: frozenset[str]
    receiving: frozenset[str]
    renewing: frozenset[str]
    new: frozenset[str]
    granting: frozenset[str]
    standing: frozenset[str]
    standing_verbs: frozenset[str]
    keeping: frozenset[str]
    keeping_prepositions: Particles
    breaking: frozenset[str]
    breaking_prepositions: Particles
    breaches: frozenset[str]
    unbound: frozenset[str]
    failing: frozenset[str]
    accepting: Particles
    taking: frozenset[str]
    exceeding: frozenset[str]
    listing: frozenset[str]
    terms: frozenset[str]
    obliging: frozenset[str]
    parts: frozenset[str]
    doubted: frozenset[str]
    undone: frozenset[str]
    doubting: frozenset[str]
    guessing: frozenset[str]
    unsaid: frozenset[str]
    sides: frozenset[str]
    will: frozenset[str]
    told_will: frozenset[str]
    modals: frozenset[str]
    idle: frozenset[str]
    doing: frozenset[str]
    harming: frozenset[str]
    weapons: frozenset[str]
    serving: frozenset[str]
    comments: frozenset[str]
    offering: frozenset[str]
    meetings: frozenset[str]
    avoiding: frozenset[str]
    yielding: frozenset[str]
    themselves: frozenset[str]
    announcing: frozenset[str]
    joint_words: frozenset[str]
    creating: frozenset[str]
    shared: frozenset[str]
    signs: frozenset[str]
    showing: frozenset[str]
    visiting: frozenset[str]
    named_pacts: frozenset[str]
    deadlines: frozenset[str]
    earlier: frozenset[str]
    spread: frozenset[str]
    told_days: frozenset[str]
    weekdays: frozenset[str]
    spans: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        """All nouns of promises and agreements."""
        return self.promised | self.agreed | self.bonds | self.words_given

    @property
    def promising(self) -> frozenset[str]:
        """All verbs of promise, agreement and acceptance."""
        return self.vowing | self.assuring | self.committing | self.agreeing | {"committed", *self.accepting}


def load_pledge_words() -> PledgeWords:
    """The shipped words.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("pledges/words.yml", PledgeWords)
