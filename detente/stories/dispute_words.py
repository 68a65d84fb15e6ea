"""The words by which slots are found and compared: `data/stories/disputes/`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from detente.lexicon import Row, load_lexicon

__all__ = [
    "CountedWords",
    "DateWords",
    "DisputeWords",
    "Family",
    "OfficeWords",
    "PartyWords",
    "PlaceWords",
    "RetoldSettings",
    "StatusWords",
    "TwiceSettings",
    "load_dispute_words",
]


class DateWords(Row, frozen=True):
    """`dates.yml`."""

    parts: dict[str, tuple[int, int]]
    names: dict[str, str]
    loose: frozenset[str]
    joining: frozenset[str]
    bounds: frozenset[str]
    together: frozenset[str]
    apart: frozenset[str]
    weekdays: frozenset[str]
    months: frozenset[str]


class Family(Row, frozen=True):
    """Words for things of one family: general ones, and those of its kinds."""

    general: frozenset[str]
    kinds: dict[str, frozenset[str]]


class CountedWords(Row, frozen=True):
    """`counted.yml`."""

    families: dict[str, Family]
    told: dict[str, frozenset[str]]
    plurals: frozenset[str]
    about: float
    over: float
    most: float
    calendar: float
    lasting: frozenset[str]
    goes_on: frozenset[str]
    light: frozenset[str]
    suffering: frozenset[str]
    person_endings: tuple[str, ...]


class PlaceWords(Row, frozen=True):
    """`places.yml`."""

    stop: frozenset[str]
    capital: frozenset[str]
    kinds: frozenset[str]
    disputing: frozenset[str]
    directions: frozenset[str]


class PartyWords(Row, frozen=True):
    """`parties.yml`."""

    ranks: dict[str, tuple[str, ...]]
    rank_roles: dict[str, frozenset[str]]
    branches: dict[str, tuple[str, ...]]
    pronouns: frozenset[str]
    peers: frozenset[str]
    stop: frozenset[str]


class OfficeWords(Row, frozen=True):
    """`offices.yml`."""

    more: dict[str, tuple[str, ...]]
    beside: frozenset[str]
    vague: frozenset[str]
    same: tuple[frozenset[str], ...]
    lesser: frozenset[str]
    standing: frozenset[str]
    former: frozenset[str]
    stop: frozenset[str]


class StatusWords(Row, frozen=True):
    """`statuses.yml`."""

    cues: dict[str, tuple[str, ...]]
    alike: tuple[frozenset[str], ...]
    follows: tuple[tuple[str, str], ...]
    scales: tuple[tuple[frozenset[str], ...], ...]
    values: dict[str, str]
    guesses: frozenset[str]
    negators: frozenset[str]
    pointing: frozenset[str]


class RetoldSettings(Row, frozen=True):
    """`retold.yml`."""

    least: float
    words: int
    share: float
    days: int


class TwiceSettings(Row, frozen=True):
    """`twice.yml`."""

    articles: float
    vectors: float
    run: int
    telling: int
    long: int
    listed: int
    rarity: float
    anywhere: float
    large: float
    few: int
    tells: float
    window: int
    scarce: float
    unlike: float
    dated: float
    alike: float
    days: int
    longer: float
    said: float
    acts: dict[str, frozenset[str]]
    before_places: frozenset[str]


class DisputeWords(NamedTuple):
    """All of them."""

    dates: DateWords
    counted: CountedWords
    places: PlaceWords
    parties: PartyWords
    offices: OfficeWords
    statuses: StatusWords
    retold: RetoldSettings
    twice: TwiceSettings


@lru_cache(maxsize=1)
def load_dispute_words() -> DisputeWords:
    """The shipped words.

    Raises:
        DataError: A file is not well formed.
    """
    return DisputeWords(
        dates=load_lexicon("stories/disputes/dates.yml", DateWords),
        counted=load_lexicon("stories/disputes/counted.yml", CountedWords),
        places=load_lexicon("stories/disputes/places.yml", PlaceWords),
        parties=load_lexicon("stories/disputes/parties.yml", PartyWords),
        offices=load_lexicon("stories/disputes/offices.yml", OfficeWords),
        statuses=load_lexicon("stories/disputes/statuses.yml", StatusWords),
        retold=load_lexicon("stories/disputes/retold.yml", RetoldSettings),
        twice=load_lexicon("stories/disputes/twice.yml", TwiceSettings),
    )
