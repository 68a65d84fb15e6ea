"""An article's terms: its stems, weighed by how often they stand in it and how rare they are in written English.

By what is rarest articles are found; how alike they are rests on flatter weights, since how rare a rare stem is says
little. Of what is told of a running affair day by day, the days and numbers tell one day's news from another's.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

from detente.lexicon import Row, load_table
from detente.stories.dispute_words import load_dispute_words
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from detente.stories.settings import TermSettings

__all__ = ["WORD", "StemCount", "TermWeigher", "load_weigher", "term_number"]

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")  # as it is written, with apostrophes, points and hyphens inside
_PLAIN = re.compile(r"[a-z0-9]+")
SHORT = 24  # characters; what is no longer is most often one word, and met again


class StemCount(Row, frozen=True):
    """A row of `rarity.tsv`: in how many passages of written English a stem stands."""

    stem: str
    passages: int


class TermWeigher:
    """Weighs stems; the same text has the same weights in every record.

    Args:
        counts: Of the stems that stand in two passages or more; any other stands in one.
        settings: How many passages there are, how stems are weighed, and what is kept.
        weekdays: Names of days, which weigh more.
    """

    def __init__(self, counts: Iterable[StemCount], settings: TermSettings, weekdays: Iterable[str] = ()) -> None:
        passages = settings.passages + 1
        self._rarest = math.log(passages / 2)
        self._rarity = {row.stem: math.log(passages / (row.passages + 1)) for row in counts}
        self._settings = settings
        self._stem = lru_cache(maxsize=200_000)(snowballstemmer.stemmer("english").stemWord)
        self._of_word = lru_cache(maxsize=50_000)(lambda word: tuple(self._stems(word)))
        self._weekdays = frozenset(map(self._stem, weekdays))
        self._telling = lru_cache(maxsize=200_000)(self._telling_of)

    def stems(self, text: str) -> list[str]:
        """The stems of a text, in order.

        >>> load_weigher().stems("Norway's ministers met.")
        ['norway', 'minist', 'met']
        """
        return list(self._of_word(text)) if len(text) <= SHORT else self._stems(text)

    def _stems(self, text: str) -> list[str]:
        plain = text.lower().replace("’", "'").replace("'s", "")
        return [self._stem(word) for word in _PLAIN.findall(plain)]

    def rarity(self, stem: str) -> float:
        """Logarithm of how rarely a stem is met; 0 for one that stands everywhere."""
        return self._rarity.get(stem, self._rarest)

    def weigh(self, stems: Sequence[str], title: int = 0) -> dict[str, float]:
        """The rarest and most frequent stems, then names of weekdays, as a vector of length 1 over all of the text's.

        Args:
            stems: Those of a text, in order.
            title: How many of them are its title's.
        """
        counted, settings = Counter(stems), self._settings
        titled = Counter(stems[:title])
        weights = {
            stem: self._telling(stem) * amount / (amount + settings.saturation)
            for stem, count in counted.items()
            for amount in (count + (settings.title - 1) * titled[stem],)
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {stem: weights[stem] / length for stem in self._first(counted)}

    def _first(self, counted: Mapping[str, int]) -> list[str]:
        """The rarest and most frequent, and names of weekdays, however common they are."""
        found = {stem: (1 + math.log(count)) * self.rarity(stem) for stem, count in counted.items()}
        ranked = sorted(found, key=lambda stem: (-found[stem], stem))
        days = [stem for stem in ranked if stem in self._weekdays]
        others = [stem for stem in ranked if stem not in self._weekdays]
        return others[: self._settings.kept - len(days)] + days

    def _telling_of(self, stem: str) -> float:
        """How much a stem says where it stands once; none that stands nearly everywhere says less than nothing."""
        settings = self._settings
        rarity = min(max(0.0, self.rarity(stem)), settings.rarest)
        factor = settings.weekdays if stem in self._weekdays else settings.numbers if stem[0].isdigit() else 1.0
        return float(factor * rarity**settings.flatness)


def term_number(stem: str) -> int:
    """A number of 32 bits that stands for a stem in the record."""
    return zlib.crc32(stem.encode())


@lru_cache(maxsize=1)
def load_weigher() -> TermWeigher:
    """The weigher with the shipped counts; it keeps the stems that it has met.

    Raises:
        DataError: A file is not well formed.
    """
    counts, weekdays = load_table("stories/rarity.tsv", StemCount), load_dispute_words().dates.weekdays
    return TermWeigher(counts, load_settings().terms, weekdays)
