"""The shipped word lists of quantities, typed."""

from __future__ import annotations

from detente.lexicon import Row
from detente.model import Dimension  # noqa: TC001

__all__ = ["ClauseWords", "Guards", "HedgeWords", "Hedges", "Money", "NumberWords", "Unit"]


class NumberWords(Row, frozen=True):
    """Words that say a number; explained in numbers.yml."""

    cardinals: dict[str, int]
    magnitudes: dict[str, float]
    round: frozenset[str]
    abbreviated: dict[str, float]
    ambiguous: dict[str, float]
    plurals: dict[str, float]
    least_of_plural: int
    plurals_of: frozenset[str]
    vague: dict[str, int]
    vague_article: frozenset[str]
    vague_closed: frozenset[str]
    fractions: dict[str, float]
    articles: frozenset[str]
    in_words: frozenset[str]
    halved: frozenset[str]
    dashes: frozenset[str]


class Unit(Row, frozen=True):
    """A unit of measure: `factor` of the normal unit `unit`; `short` words hold only where nothing else fits."""

    unit: str
    dimension: Dimension
    words: tuple[str, ...]
    factor: float = 1.0
    short: tuple[str, ...] = ()


class Money(Row, frozen=True):
    """Signs and names of money; explained in currencies.yml."""

    signs: dict[str, str]
    names: dict[str, str]
    nouns_only: frozenset[str]
    of_state: dict[str, dict[str, str]]
    weights: dict[str, float]
    weighing: frozenset[str]


class HedgeWords(Row, frozen=True):
    """Phrases about a number on one side of it, by what they do to its bounds."""

    about: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    most: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


class Hedges(Row, frozen=True):
    """All hedges; explained in hedges.yml."""

    before: HedgeWords
    after: HedgeWords
    prepositions: frozenset[str]
    between: frozenset[str]


class Guards(Row, frozen=True):
    """Words that tell dates, names, ages and scores from counts; explained in guards.yml."""

    months: frozenset[str]
    years: tuple[int, int]
    clock: frozenset[str]
    numbered: frozenset[str]
    groups_of: frozenset[str]
    placed_after: frozenset[str]
    placing: frozenset[str]
    placed_before: frozenset[str]
    ages_after: frozenset[str]
    year_before: frozenset[str]
    comparing: frozenset[str]
    compounds_not: frozenset[str]
    compounds_small: frozenset[str]
    ranked: frozenset[str]
    furniture: frozenset[str]
    pairs: frozenset[str]
    determiners: frozenset[str]
    one_things: frozenset[str]
    abstract: frozenset[str]
    saying: frozenset[str]
    one_determiners: frozenset[str]
    one_followers: frozenset[str]


class ClauseWords(Row, frozen=True):
    """Words by which a number's clause and an unnamed unit are found; explained in clauses.yml."""

    person_verbs: frozenset[str]
    suffered: frozenset[str]
    states: frozenset[str]
    sums: frozenset[str]
    populations: frozenset[str]
    persons: frozenset[str]
    lemmas: dict[str, str]
    pronouns: frozenset[str]
    others: frozenset[str]
    containers: frozenset[str]
    light: frozenset[str]
    event_nouns: frozenset[str]
    event_endings: tuple[str, ...]
    event_endings_not: frozenset[str]
    changes: frozenset[str]
    per: frozenset[str]
    rates: frozenset[str]
    lasting: frozenset[str]
    occasions: frozenset[str]
    alone: frozenset[str]
    long_words: frozenset[str]
    fillers: frozenset[str]
