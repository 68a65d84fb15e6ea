"""How articles and events are compared: numbers that were chosen on development data."""

from __future__ import annotations

from functools import lru_cache

from detente.lexicon import Row, load_lexicon

__all__ = ["Days", "EventSettings", "LikenessSettings", "Settings", "TermSettings", "load_settings"]


class TermSettings(Row, frozen=True):
    """Which terms of an article are weighed and kept, and by which of them candidates are found.

    `passages` is the number of passages that `rarity.tsv` counts. How much a stem says is its rarity, of which no more
    than `rarest` counts, to the power of `flatness`; one with digits says `numbers` times as much, the name of a
    weekday `weekdays` times. A stem that stands n times weighs n / (n + `saturation`) of that; in the title each time
    is `title` times.
    """

    passages: int
    words: int
    saturation: float
    rarest: float
    flatness: float
    title: float
    numbers: float
    weekdays: float
    kept: int
    keys: int
    keys_dated: int
    shared_keys: int
    shared_keys_undated: int
    shared_keys_either: int


class Days(Row, frozen=True):
    """What the distance of two publication dates does to the likeness of two articles, and which are compared.

    A longer interval of publication than `longest` finds nothing by its days. What is planned and not dated lies in the
    `planned` days after its article.
    """

    near: int
    half: int
    window: int
    longest: int
    planned: int


class LikenessSettings(Row, frozen=True):
    """How terms and meaning are weighed, what is usual around an article, and where a story begins."""

    gist: float
    neighbours: int
    least: float
    compared: float
    rivals: int
    rival_weight: float
    crowd: tuple[int, int]
    crowd_level: float
    story: float
    above_crowd: float
    parts: float
    unmet: float


class EventSettings(Row, frozen=True):
    """Which events are found by their sides and months: of how many sides, and within how many months, at most.

    Those within so many `days` are found by these too, those `dated` no more widely by their year and each person. What
    has the same sides and time is compared with what the first articles tell of these: that many are their `guides`.
    """

    sides: int
    months: int
    days: int
    dated: int
    guides: int


class Settings(Row, frozen=True):
    """`settings.yml`."""

    terms: TermSettings
    days: Days
    events: EventSettings
    likeness: LikenessSettings


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The shipped settings.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("stories/settings.yml", Settings)
