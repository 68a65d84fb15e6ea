"""Joining: each new article finds its neighbours and copies, and its events find theirs; once, when it has come.

What is kept of a pair depends on the two alone, so the order in which articles come changes nothing. An article is
compared with those that share some of its weightiest terms within a month of its publication, whatever the size of
the record.
"""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from detente.lexicon import data_path
from detente.record.joins import UNKNOWN_DAY
from detente.stories.copies import CopyFinder, bands_of, sketch_of
from detente.stories.event_joining import EventJoiner
from detente.stories.profile import Profile, kept_text, likeness, profile_of, profile_row, stored_profile
from detente.stories.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.record import Record

__all__ = ["join", "joins_version", "unjoined"]

K = TypeVar("K")
V = TypeVar("V")

PROCEDURE = 1  # another way of joining is another version
AT_ONCE = 64  # articles in one transaction
REMEMBERED = 20_000
LEAST = 0.05  # likeness of neighbours


@lru_cache(maxsize=1)
def joins_version() -> str:
    """Version of how articles and events are joined: of the procedure and of its settings."""
    digest = hashlib.sha256(str(PROCEDURE).encode())
    for name in ("settings.yml", "rarity.tsv", "matching.yml", "copies.yml", "rewrites.yml", "wording.yml"):
        digest.update(data_path(f"stories/{name}").read_bytes())
    return digest.hexdigest()[:8]


def unjoined(record: Record) -> int:
    """How many articles of the record have not been joined."""
    return len(record.joins.pending(joins_version()))


def join(record: Record, report: Callable[[int, int], object] = lambda done, all_of_them: None) -> int:
    """Join the articles that have not been; what is done is kept, so it can be broken off and taken up again.

    Args:
        record: An open record that can be written to.
        report: Is told how many articles are done, and how many there are to do.

    Returns:
        The number of articles that were not joined; other processes may have joined some of them meanwhile.
    """
    joins, version = record.joins, joins_version()
    pending = joins.pending(version)
    if not pending:
        return 0
    with joins.transaction():
        joins.forget_others(version)
    joiner, seen = _Joiner(record), joins.others_commits()
    for start in range(0, len(pending), AT_ONCE):
        with joins.transaction():
            if joins.others_commits() != seen:  # what the joiner remembers may be so no more
                joiner, seen = _Joiner(record), joins.others_commits()
            for article in pending[start : start + AT_ONCE]:
                if joins.lacks(article, version):
                    joiner.add(article)
        report(min(start + AT_ONCE, len(pending)), len(pending))
    return len(pending)


class _Memory(Generic[K, V]):
    """What was last asked for, up to `REMEMBERED`."""

    def __init__(self, load: Callable[[K], V]) -> None:
        self._load = load
        self._kept: OrderedDict[K, V] = OrderedDict()

    def __getitem__(self, key: K) -> V:
        if key in self._kept:
            self._kept.move_to_end(key)
        else:
            self[key] = self._load(key)
        return self._kept[key]

    def __setitem__(self, key: K, value: V) -> None:
        self._kept[key] = value
        if len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)


class _Joiner:
    """Adds one article after another to the tables of joining."""

    def __init__(self, record: Record) -> None:
        self._record, self._joins = record, record.joins
        self._settings = load_settings()
        self._names = self._joins.names()
        self._profiles: _Memory[int, Profile] = _Memory(self._stored)
        self._near: _Memory[int, dict[int, float]] = _Memory(self._joins.neighbours)
        self._copies = CopyFinder(record, self._names)
        self._events = EventJoiner(record, self._names, _Memory)

    def add(self, article: int) -> None:
        """Compare an article with the others."""
        stored = self._record.article(self._names[article]).article
        profile = profile_of(stored, self._joins.meaning(article).gist)
        self._profiles[article] = profile
        sketch = sketch_of(kept_text(stored))
        bands = bands_of(sketch)
        found = self._candidates(profile) | self._joins.with_band(bands)
        found.discard(article)
        terms = list(profile.terms)[: self._settings.terms.keys]
        row = profile_row(article, joins_version(), profile, sketch)
        self._joins.add_profile(row, terms, profile.day, bands)
        alike = {other: likeness(profile, self._profiles[other]) for other in sorted(found)}
        self._keep_neighbours(article, alike)
        self._joins.add_copies(self._copies.links(article, alike))
        self._events.add(article, self._near[article])

    def _stored(self, article: int) -> Profile:
        return stored_profile(self._joins.profile(article), self._joins.meaning(article).gist)

    def _candidates(self, profile: Profile) -> set[int]:
        """Articles that share enough of the weightiest terms."""
        window = self._settings.days.window
        days = None if profile.day == UNKNOWN_DAY else (profile.day - window, profile.day + window)
        counts: Counter[int] = Counter()
        for term in list(profile.terms)[: self._settings.terms.keys]:
            counts.update(self._joins.with_term(term, days))
        return {article for article, shared in counts.items() if shared >= self._settings.terms.shared_keys}

    def _keep_neighbours(self, article: int, alike: dict[int, float]) -> None:
        """The article's nearest ones, and the article among the nearest of those to which it is one."""
        most = self._settings.likeness.neighbours
        alike = {other: value for other, value in alike.items() if value >= LEAST}
        nearest = sorted(alike.items(), key=lambda item: (-item[1], self._names[item[0]]))[:most]
        self._near[article] = dict(nearest)
        self._joins.set_neighbours(article, dict(nearest))
        for other, value in alike.items():
            near = self._near[other]
            gone = None
            if len(near) >= most:
                gone = max(near, key=lambda third: (-near[third], self._names[third]))
                if (-near[gone], self._names[gone]) <= (-value, self._names[article]):
                    continue
                del near[gone]
            near[article] = value
            self._joins.exchange_neighbour(other, article, value, gone)
