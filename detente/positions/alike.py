"""Whether two wordings are of the same thing: the telling words they share, as stems."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import snowballstemmer

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Likeness", "Measure", "Settings", "load_settings"]

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_LEAST_SHARED_STEMS = 400  # a stem that more groups have finds nothing by itself


class Measure(Row, frozen=True):
    """How much two wordings must share: a part of the shorter one's weight, and a number of telling words."""

    share: float
    words: int


class Settings(Row, frozen=True):
    """Thresholds and word classes; see `settings.yml`."""

    utterance: Measure
    stand: Measure
    pledge: Measure
    fate: Measure
    near_days: int
    silence_days: int
    common_weight: float
    common: frozenset[str]
    stop: frozenset[str]


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The shipped settings.

    Raises:
        DataError: The file is not well formed.
    """
    return load_lexicon("positions/settings.yml", Settings)


class Likeness:
    """Compares wordings by their stems; the same settings give the same answer whatever else is compared."""

    def __init__(self, settings: Settings) -> None:
        self._stop = settings.stop
        self._weight = settings.common_weight
        self._stem = lru_cache(maxsize=100_000)(snowballstemmer.stemmer("english").stemWord)
        self._common = frozenset(map(self._stem, settings.common))

    def stems(self, *wordings: str) -> frozenset[str]:
        """The stems of all words that tell something.

        >>> sorted(Likeness(load_settings()).stems("The talks would be resumed."))
        ['resum', 'talk']
        """
        words = (word.replace("’", "'").removesuffix("'s") for text in wordings for word in _WORD.findall(text.lower()))
        return frozenset(self._stem(word) for word in words if word not in self._stop)

    def alike(self, one: frozenset[str], other: frozenset[str], measure: Measure) -> bool:
        """Whether two sets of stems share enough."""
        shared = one & other
        if len(shared - self._common) < min(measure.words, len(one - self._common), len(other - self._common)):
            return False
        least = min(self._weigh(one), self._weigh(other))
        return least > 0 and self._weigh(shared) >= measure.share * least

    def _weigh(self, stems: frozenset[str]) -> float:
        return sum(self._weight if stem in self._common else 1.0 for stem in stems)

    def groups(
        self,
        items: Sequence[T],
        stems_of: Callable[[T], frozenset[str]],
        measure: Measure,
        fits: Callable[[T, T], bool] = lambda one, other: True,
    ) -> list[list[T]]:
        """Items in groups: each joins the first group whose leader it is like and fits, else leads one of its own.

        The order of `items` decides who leads, so it must be an order of their content.
        """
        groups: list[list[T]] = []
        leads: list[frozenset[str]] = []
        shelves: dict[str, list[int]] = defaultdict(list)
        for item in items:
            stems = stems_of(item)
            near = Counter(n for stem in stems for n in shelves[stem] if len(shelves[stem]) < _LEAST_SHARED_STEMS)
            found = (n for n in sorted(near, key=lambda n: (-near[n], n)) if self.alike(stems, leads[n], measure))
            place = next((n for n in found if fits(groups[n][0], item)), None)
            if place is not None:
                groups[place].append(item)
                continue
            for stem in stems:
                shelves[stem].append(len(groups))
            groups.append([item])
            leads.append(stems)
        return groups
