"""An article's terms: its stems, weighed by how often they stand in it and how rare they are in written English."""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

from detente.lexicon import Row, load_table
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.stories.settings import TermSettings

__all__ = ["StemCount", "TermWeigher", "load_weigher", "term_number"]

_WORD = re.compile(r"[a-z0-9]+")
WORD = 24  # characters; what is no longer is most often one word, and met again


class StemCount(Row, frozen=True):
    """A row of `rarity.tsv`: in how many passages of written English a stem stands."""

    stem: str
    passages: int


class TermWeigher:
    """Weighs stems; the same text has the same weights in every record.

    Args:
        counts: Of the stems that stand in two passages or more; any other stands in one.
        settings: How many passages there are, and what is kept.
    """

    def __init__(self, counts: Iterable[StemCount], settings: TermSettings) -> None:
        passages = settings.passages + 1
        self._rarest = math.log(passages / 2)
        self._rarity = {row.stem: math.log(passages / (row.passages + 1)) for row in counts}
        self._settings = settings
        self._stem = lru_cache(maxsize=200_000)(snowballstemmer.stemmer("english").stemWord)
        self._of_word = lru_cache(maxsize=50_000)(lambda word: tuple(self._stems(word)))

    def stems(self, text: str) -> list[str]:
        """The stems of a text, in order.

        >>> load_weigher().stems("Norway's ministers met.")
        ['norway', 'minist', 'met']
        """
        return list(self._of_word(text)) if len(text) <= WORD else self._stems(text)

    def _stems(self, text: str) -> list[str]:
        plain = text.lower().replace("’", "'").replace("'s", "")
        return [self._stem(word) for word in _WORD.findall(plain)]

    def rarity(self, stem: str) -> float:
        """Logarithm of how rarely a stem is met; 0 for one that stands everywhere."""
        return self._rarity.get(stem, self._rarest)

    def weigh(self, stems: Iterable[str]) -> dict[str, float]:
        """The weightiest stems, as a vector of length 1 over all of them, the weightiest first."""
        counted = Counter(stems)
        weights = {stem: (1 + math.log(count)) * self.rarity(stem) for stem, count in counted.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        first = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[: self._settings.kept]
        return {stem: weight / length for stem, weight in first}


def term_number(stem: str) -> int:
    """A number of 32 bits that stands for a stem in the record."""
    return zlib.crc32(stem.encode())


@lru_cache(maxsize=1)
def load_weigher() -> TermWeigher:
    """The weigher with the shipped counts; it keeps the stems that it has met.

    Raises:
        DataError: A file is not well formed.
    """
    return TermWeigher(load_table("stories/rarity.tsv", StemCount), load_settings().terms)
