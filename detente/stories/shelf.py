"""Profiles and nearest neighbours of articles, in matrices, so that one is compared with many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.model import MEANING_WIDTH
from detente.stories.profile import SCALE, decays, stored_profile, whole_rows
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from detente.record.joins import Joins
    from detente.stories.profile import Profile

__all__ = ["Shelf"]

CHUNK = 4_096  # articles compared at once
EVER = 1 << 30  # days away: an end of a publication's interval that is not known
ODD = 0x9E3779B1  # multiplies a term's number so that its upper bits are well mixed


class Shelf:
    """Holds as many articles as there is room for; the others are fetched again when they are asked for.

    Args:
        joins: The tables of joining.
        places: For how many articles there is room; more than twice `CHUNK`.
    """

    def __init__(self, joins: Joins, places: int) -> None:
        settings = load_settings()
        kept, most = settings.terms.kept, settings.likeness.neighbours
        self._joins, self._settings = joins, settings
        self._place: dict[int, int] = {}
        self._holder = [0] * places
        self._next = 0
        self._terms = np.zeros((places, kept), np.uint32)
        self._weights = np.zeros((places, kept), np.float32)
        self._gists = np.zeros((places, MEANING_WIDTH), np.float32)
        self._squares = np.zeros(places)
        self._days = np.zeros((2, places), np.int64)
        self._near = np.zeros((places, most), np.int64)  # articles, in no order; 0 where there is none
        self._near_likeness = np.zeros((places, most))
        self._near_known = np.zeros(places, bool)
        self._added: dict[int, dict[int, float]] = {}  # by place: neighbours that the record does not have yet
        self._gone: list[tuple[int, int]] = []  # pairs that it has no longer to have

    def put(self, article: int, profile: Profile) -> None:
        """Take in an article that has no neighbours yet."""
        self._fill(self._free(set()), article, profile)
        self._near_known[self._place[article]] = True

    def profile(self, article: int) -> Profile:
        """The profile of an article."""
        ((row, gist),) = self._joins.profiles([article])
        return stored_profile(row, gist)

    def likeness(self, profile: Profile, others: Sequence[int]) -> NDArray[np.float64]:
        """How alike an article is to others; see `detente.stories.profile.likeness`."""
        sought, parts = _Sought.of(profile), [others[at : at + CHUNK] for at in range(0, len(others), CHUNK)]
        return np.concatenate([self._likeness(sought, self._at(part)) for part in parts] or [np.zeros(0)])

    def set_neighbours(self, article: int, others: Sequence[int], alike: NDArray[np.float64]) -> None:
        """Choose an article's nearest ones; of two that are as near, the one with the lower id is nearer."""
        (place,) = self._at([article])
        most = self._near.shape[1]
        best = np.argsort(-alike, kind="stable")
        if len(best) > most and alike[best[most - 1]] == alike[best[most]]:
            names = [self._joins.name(other) for other in others]
            best = np.array(sorted(best.tolist(), key=lambda at: (-alike[at], names[at])))
        best = best[:most]
        self._near[place], self._near_likeness[place], self._near_known[place] = 0, 0.0, True
        self._near[place, : len(best)] = np.array(others, np.int64)[best]
        self._near_likeness[place, : len(best)] = alike[best]
        self._joins.forget_neighbours(article)
        self._added[int(place)] = {others[at]: float(alike[at]) for at in best.tolist()}

    def offer(self, article: int, others: Sequence[int], alike: NDArray[np.float64]) -> None:
        """Put an article among the nearest of others, where it is one of those.

        Args:
            article: One that is not among the nearest of any.
            others: Articles, in any order.
            alike: How alike they are to it, each above 0.
        """
        for at in range(0, len(others), CHUNK):
            values = alike[at : at + CHUNK]
            places = self._at(others[at : at + CHUNK], near=True)
            for enters in np.flatnonzero(self._enters(places, article, values)).tolist():
                self._exchange(int(places[enters]), article, float(values[enters]))

    def keep(self) -> None:
        """Write down what has changed of the neighbours."""
        self._joins.change_neighbours(
            self._gone,
            [(self._holder[p], other, value) for p, near in self._added.items() for other, value in near.items()],
        )
        self._gone.clear()
        self._added.clear()

    def _exchange(self, place: int, article: int, value: float) -> None:
        """Put an article in the stead of a place's last neighbour, or into an empty slot."""
        slot, added = self._last(place), self._added.setdefault(place, {})
        gone = int(self._near[place, slot])
        if gone and added.pop(gone, None) is None:
            self._gone.append((self._holder[place], gone))
        self._near[place, slot], self._near_likeness[place, slot] = article, value
        added[article] = value

    def _enters(self, places: NDArray[np.int64], article: int, alike: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether an article is one of the nearest of each place."""
        least = self._near_likeness[places].min(axis=1)
        enters: NDArray[np.bool_] = alike > least
        for at in np.flatnonzero((alike == least) & (least > 0)).tolist():
            last = self._near[places[at], self._last(int(places[at]))]
            enters[at] = self._joins.name(article) < self._joins.name(int(last))
        return enters

    def _last(self, place: int) -> int:
        """Which neighbour is the last one: the least alike, of those the highest id; or an empty slot."""
        row = self._near_likeness[place]
        slots = np.flatnonzero(row == row.min()).tolist()
        if len(slots) == 1 or not row[slots[0]]:
            return int(slots[0])
        return int(max(slots, key=lambda slot: self._joins.name(int(self._near[place, slot]))))

    def _likeness(self, sought: _Sought, places: NDArray[np.int64]) -> NDArray[np.float64]:
        days, settings = self._days[:, places], self._settings
        shared = sought.shared(self._terms[places], self._weights[places]).astype(np.float64) / SCALE**2
        squares = self._squares[places] * sought.square
        cosines = (self._gists[places] @ sought.gist).astype(np.float64) / np.sqrt(np.maximum(squares, 1.0))
        meant = shared + settings.likeness.gist * (np.maximum(0.0, cosines) - shared)
        late = np.maximum(sought.first - days[1], days[0] - sought.last) - settings.days.near
        decay = decays()[np.clip(late, 0, len(decays()) - 1)]
        found: NDArray[np.float64] = np.where(squares > 0, meant, shared) * decay
        return found

    def _at(self, articles: Sequence[int], near: bool = False) -> NDArray[np.int64]:
        """The places of articles; those that have none are fetched."""
        missing = [article for article in articles if article not in self._place]
        if missing:
            used = {place for article in articles if (place := self._place.get(article)) is not None}
            for row, gist in self._joins.profiles(missing):
                place = self._free(used)
                used.add(place)
                self._fill(place, row.article, stored_profile(row, gist))
        places = np.array([self._place[article] for article in articles], np.int64)
        if near and not self._near_known[places].all():
            self._fetch_neighbours([self._holder[place] for place in places[~self._near_known[places]].tolist()])
        return places

    def _fetch_neighbours(self, articles: Iterable[int]) -> None:
        for article, near in self._joins.neighbours_of(list(articles)).items():
            place = self._place[article]
            self._near[place, : len(near)] = list(near)
            self._near_likeness[place, : len(near)] = list(near.values())
            self._near_known[place] = True

    def _free(self, used: set[int]) -> int:
        if 2 * len(self._added) > len(self._holder):  # what has changed holds its place until it is written down
            self.keep()
        while self._next in used or self._next in self._added:
            self._next = (self._next + 1) % len(self._holder)
        place, self._next = self._next, (self._next + 1) % len(self._holder)
        self._place.pop(self._holder[place], None)
        return place

    def _fill(self, place: int, article: int, profile: Profile) -> None:
        count = len(profile.terms)
        self._place[article], self._holder[place] = place, article
        self._terms[place, :count], self._weights[place] = profile.terms, 0.0
        self._weights[place, :count] = profile.weights
        self._gists[place] = whole_rows(profile.gist)[0] if profile.gist else 0.0
        self._squares[place] = float(self._gists[place] @ self._gists[place])
        self._days[:, place] = _ends(profile)
        self._near[place], self._near_likeness[place], self._near_known[place] = 0, 0.0, False


@dataclass(frozen=True, slots=True, eq=False)
class _Sought:
    """An article that is compared with many; a table finds each of its terms by bits of its number times `odd`."""

    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]
    table: NDArray[np.uint8]
    odd: np.uint32
    gist: NDArray[np.float32]
    square: float
    first: int
    last: int

    @classmethod
    def of(cls, profile: Profile) -> _Sought:
        gist = whole_rows(profile.gist)[0] if profile.gist else np.zeros(MEANING_WIDTH, np.float32)
        odd, table = _table(profile.terms)
        terms, weights = np.append(profile.terms, np.uint32(0)), np.append(profile.weights, 0).astype(np.float32)
        return cls(terms, weights, table, odd, gist, float(gist @ gist), *_ends(profile))

    def shared(self, terms: NDArray[np.uint32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Sums of the products of weights that rows of terms have in common with it."""
        slots = self.table[(terms * self.odd) >> np.uint32(16)]
        own = np.where(self.terms[slots] == terms, self.weights[slots], np.float32(0))
        sums: NDArray[np.float32] = np.einsum("ij,ij->i", own, weights)
        return sums


def _table(terms: NDArray[np.uint32]) -> tuple[np.uint32, NDArray[np.uint8]]:
    """A number and the table in which it leads each term to a slot of its own, and all else to the one after."""
    odd = ODD
    while True:
        factor = np.uint32(odd & 0xFFFFFFFF)
        slots = (terms * factor) >> np.uint32(16)
        if len(np.unique(slots)) == len(terms):
            table = np.full(1 << 16, len(terms), np.uint8)
            table[slots] = np.arange(len(terms))
            return factor, table
        odd = odd * 5 + 2


def _ends(profile: Profile) -> tuple[int, int]:
    first = -EVER if profile.first_day is None else profile.first_day
    return first, EVER if profile.last_day is None else profile.last_day
