"""The shipped word lists and thresholds of time, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Bound", "Homograph", "Settings", "TenseWords", "Words", "load_settings", "load_tense_words", "load_words"]

Homographs = "homographs"
Bound = Literal["start", "after", "end", "before"]


class Homograph(Row, frozen=True):
    """When a word that can mean something else is read as a time.

    Attributes:
        capital: Only with a capital letter.
        not_upos: Never with one of these tags.
        initial: Untagged at the head of a sentence, only before a number.
        name: Never inside the name of a person, body or place.
    """

    capital: bool = False
    not_upos: tuple[str, ...] = ()
    initial: bool = False
    name: bool = False


class Words(msgspec.Struct, frozen=True):
    """Word lists by role; `value` is what a word of a role stands for."""

    roles: dict[str, dict[str, int]]
    homographs: dict[str, Homograph]

    def value(self, role: str, word: str) -> int:
        """The number that a word stands for in a role, such as 5 for "may" as a month."""
        return self.roles[role][word]

    def find(self, word: str, *roles: str) -> int | None:
        """The number that a word stands for in the first of these roles that knows it."""
        for role in roles:
            if word in self.roles[role]:
                return self.roles[role][word]
        return None


class Settings(Row, frozen=True):
    """Thresholds, each explained in settings.yml."""

    years_read: tuple[int, int]
    years_free: tuple[int, int]
    parts: dict[int, tuple[float, float]]
    reach: dict[int, int]
    vague: dict[int, tuple[int, int]]
    hull_days: dict[str, int]
    wrap_past_days: int
    wrap_next_days: int
    narrative_years: int
    narrative_tokens: int
    anchor_reach_tokens: int
    clock_reach_tokens: int
    horizon: tuple[int, int]
    month_ahead_days: int
    recent_days: int
    recent_words: frozenset[str]
    report_days: int
    weekday_date_reach_days: int
    anchor_tokens: int
    not_year_after: frozenset[str]
    not_year_before: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    openers: frozenset[str]
    not_now: frozenset[str]
    specifying: frozenset[str]
    not_quarter: frozenset[str]
    not_soon: frozenset[str]
    clock_after: frozenset[str]


class TenseWords(Row, frozen=True):
    """Words and relations by which a clause lies behind or ahead, explained in tense.yml."""

    future_aux: frozenset[str]
    modal_future: frozenset[str]
    past_aux: frozenset[str]
    present_aux: frozenset[str]
    perfect_aux: frozenset[str]
    governors: frozenset[str]
    past_markers: frozenset[str]
    commanding: frozenset[str]
    future_words: frozenset[str]
    reporting: frozenset[str]
    range_words: frozenset[str]
    holding: frozenset[str]
    joining: frozenset[str]
    bounds: dict[str, Bound]
    time_deps: frozenset[str]
    clause_deps: frozenset[str]


def load_words() -> Words:
    """The word lists of `times/words.yml`.

    Raises:
        DataError: The file does not fit.
    """
    raw = load_lexicon("times/words.yml", dict[str, dict[str, int | Homograph]])
    roles: Mapping[str, dict[str, int]] = {
        role: {word: value for word, value in words.items() if isinstance(value, int)}
        for role, words in raw.items()
        if role != Homographs
    }
    rare = {word: value for word, value in raw.get(Homographs, {}).items() if isinstance(value, Homograph)}
    return Words(dict(roles), rare)


def load_settings() -> Settings:
    """The thresholds of `times/settings.yml`."""
    return load_lexicon("times/settings.yml", Settings)


def load_tense_words() -> TenseWords:
    """The words of tense of `times/tense.yml`."""
    return load_lexicon("times/tense.yml", TenseWords)
