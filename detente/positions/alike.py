"""Whether two wordings are of the same thing: the telling words they share, as stems."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import snowballstemmer

from detente.lexicon import Row, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Likeness", "Measure", "Settings", "Wording", "load_likeness", "load_settings"]

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_FULL_SHELF = 400  # a stem that so many groups have finds nothing by itself


class Measure(Row, frozen=True):
    """How much two wordings must share: a part of the shorter one's weight, and a number of telling words.

    `run` is the number that is enough where two of them follow each other in both; `short` whether a wording that has
    fewer telling words is like another that has them all.
    """

    share: float
    words: int
    run: int
    short: bool = False


class Wording(NamedTuple):
    """What is compared of a wording: its stems, those that tell something by themselves, and which follow each other.

    Names tell little: who is spoken of says less than what is said of them.
    """

    stems: frozenset[str]
    telling: frozenset[str]
    pairs: frozenset[tuple[str, str]]


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


@lru_cache(maxsize=1)
def load_likeness() -> Likeness:
    """The comparison with the shipped settings; its stems are kept from one call to the next."""
    return Likeness(load_settings())


class Likeness:
    """Compares wordings by their stems; the same settings give the same answer whatever else is compared."""

    def __init__(self, settings: Settings) -> None:
        self._stop = settings.stop
        self._weight = settings.common_weight
        self._stem = lru_cache(maxsize=100_000)(snowballstemmer.stemmer("english").stemWord)
        self._common = frozenset(map(self._stem, settings.common))

    def wording(self, text: str) -> Wording:
        """The stems of all words that tell something.

        >>> load_likeness().wording("The grain would be shipped.").pairs
        frozenset({('grain', 'ship')})
        """
        words = [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]
        kept = [(self._stem(word.lower()), word) for word in words if word.lower() not in self._stop]
        telling = [stem for n, (stem, word) in enumerate(kept) if stem not in self._common and not _is_name(word, n)]
        return Wording(frozenset(stem for stem, _ in kept), frozenset(telling), frozenset(pairwise(telling)))

    def alike(self, one: Wording, other: Wording, measure: Measure) -> bool:
        """Whether two wordings share enough."""
        telling = one.telling & other.telling
        run = len(telling) >= measure.run and not one.pairs.isdisjoint(other.pairs)
        least = min(len(one.telling), len(other.telling))
        whole = one.stems == other.stems or (measure.short and 0 < least == len(telling))
        if len(telling) < measure.words and not run and not whole:
            return False
        weight = min(self._weigh(one), self._weigh(other))
        shared = Wording(one.stems & other.stems, telling, frozenset())
        return weight > 0 and self._weigh(shared) >= measure.share * weight

    def _weigh(self, wording: Wording) -> float:
        return len(wording.telling) + self._weight * len(wording.stems - wording.telling)

    def groups(
        self,
        items: Sequence[T],
        wording_of: Callable[[T], Wording],
        measure: Measure,
        fits: Callable[[T, T], bool] = lambda one, other: True,
    ) -> list[list[T]]:
        """Items in groups: each joins the first group whose leader it is like and fits, else leads one of its own.

        The order of `items` decides who leads, so it must be an order of their content.
        """
        groups: list[list[T]] = []
        leads: list[Wording] = []
        shelves: dict[str, list[int]] = defaultdict(list)
        for item in items:
            wording = wording_of(item)
            places = (shelves[stem] for stem in wording.stems)
            near = Counter(n for shelf in places if len(shelf) < _FULL_SHELF for n in shelf)
            found = (n for n in sorted(near, key=lambda n: (-near[n], n)) if self.alike(wording, leads[n], measure))
            place = next((n for n in found if fits(groups[n][0], item)), None)
            if place is not None:
                groups[place].append(item)
                continue
            for stem in wording.stems:
                shelves[stem].append(len(groups))
            groups.append([item])
            leads.append(wording)
        return groups


def _is_name(word: str, place: int) -> bool:
    """Whether a word is written as a name, and not as the first of its wording."""
    return word[0].isupper() and (place > 0 or word.isupper())
