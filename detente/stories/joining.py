"""Joining: each new article finds its neighbours and copies, and its events find theirs; once, when it has come.

What is kept of a pair depends on the two alone, so the order in which articles come changes nothing. An article is
compared with those that share some of its weightiest terms within a month of its publication, whatever the size of
the record.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from detente.lexicon import data_path
from detente.record.joins import NO_DAY, UNKNOWN_DAY
from detente.stories.copies import CopyFinder
from detente.stories.event_joining import EventJoiner
from detente.stories.preparing import prepare, prepare_all
from detente.stories.profile import profile_row
from detente.stories.settings import load_settings
from detente.stories.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.record import Record
    from detente.record.joins import Joins
    from detente.stories.preparing import Prepared
    from detente.stories.profile import Profile

__all__ = ["join", "joins_version", "unjoined"]

PROCEDURE = 3  # another way of joining is another version
AT_ONCE = 256  # articles in one transaction
ALWAYS = (NO_DAY, date.max.toordinal())
PLACES = 16_384  # articles that are kept at hand; about 1.6 KB each


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


def join(record: Record, report: Callable[[int, int], object] = lambda done, all_of_them: None, jobs: int = 0) -> int:
    """Join the articles that have not been; what is done is kept, so it can be broken off and taken up again.

    Args:
        record: An open record that can be written to.
        report: Is told how many articles are done, and how many there are to do.
        jobs: Processes besides this one, for what can be done with each article alone. They are spawned, so a script
            that asks for any needs the usual `if __name__ == "__main__"`.

    Returns:
        The number of articles that were not joined; other processes may have joined some of them meanwhile.
    """
    joins, version = record.joins, joins_version()
    joins.make_room()
    joiner, seen, stale = _Joiner(record), joins.others_commits(), False
    with joins.transaction():
        joins.forget_others(version)
        joiner.settle()
    pending = joins.pending(version)
    prepared = prepare_all(record, pending, jobs)
    try:
        for done in range(0, len(pending), AT_ONCE):
            group = list(islice(prepared, AT_ONCE))
            with joins.transaction():
                if joins.others_commits() != seen:  # what the joiner remembers may be so no more, nor what was prepared
                    joiner, seen, stale = _Joiner(record), joins.others_commits(), True
                if stale:
                    group = [prepare(article.article, joins.reading(article.article)) for article in group]
                for article in group:
                    if joins.lacks(article.article, version):
                        joiner.add(article)
                joiner.keep()
            report(done + len(group), len(pending))
    finally:
        prepared.close()
    return len(pending)


class _Joiner:
    """Adds one article after another to the tables of joining."""

    def __init__(self, record: Record) -> None:
        self._record, self._joins = record, record.joins
        self._settings = load_settings()
        self._shelf = Shelf(record.joins, PLACES)
        self._copies = CopyFinder(record, _Names(record.joins))
        self._events = EventJoiner(record)

    def add(self, article: Prepared) -> None:
        """Compare an article with the others."""
        number, profile = article.article, article.profile
        banded = self._joins.with_band(article.bands)
        found = sorted(self._candidates(profile) | banded)
        self._joins.add_profile(
            profile_row(number, joins_version(), profile, article.sketch, article.tellings),
            self._terms(profile),
            article.bands,
        )
        alike = self._shelf.likeness(profile, found)
        self._shelf.put(number, profile)
        places = np.flatnonzero(alike >= self._settings.likeness.least)
        others = [found[place] for place in places.tolist()]
        self._shelf.set_neighbours(number, others, alike[places])
        self._shelf.offer(number, others, alike[places])
        compared = np.flatnonzero(alike >= self._settings.likeness.compared).tolist()
        near = {found[place]: float(alike[place]) for place in compared}
        copied = {other: value for other, value in zip(found, alike.tolist(), strict=True) if other in banded}
        self._copies.remember(number, article.wording, article.sketch)
        self._joins.add_copies(self._copies.links(number, near | copied))
        self._events.add(article, near)

    def settle(self) -> None:
        """Find the nearest ones of articles that have lost one."""
        for article in self._joins.unsettled():
            profile = self._shelf.profile(article)
            found = sorted((self._candidates(profile) | self._joins.sharing_band(article)) - {article})
            alike = self._shelf.likeness(profile, found)
            places = np.flatnonzero(alike >= self._settings.likeness.least)
            self._shelf.set_neighbours(article, [found[place] for place in places.tolist()], alike[places])
        self.keep()
        self._joins.settle()

    def keep(self) -> None:
        """Write down what was not yet."""
        self._shelf.keep()
        self._events.keep()

    def _terms(self, profile: Profile) -> list[tuple[int, int]]:
        """What finds an article: fewer terms for those whose day is known, which are found among fewer."""
        few = len(profile.keys) if profile.day == UNKNOWN_DAY else self._settings.terms.keys_dated
        return [(term, profile.day if place < few else NO_DAY) for place, term in enumerate(profile.keys)]

    def _candidates(self, profile: Profile) -> set[int]:
        """Articles that share enough of the weightiest terms; more of them where a day is not known."""
        keys, window, least = profile.keys, self._settings.days.window, self._settings.terms
        if not keys:
            return set()
        if profile.day == UNKNOWN_DAY:
            return _often(self._joins.with_terms(keys, ALWAYS), least.shared_keys_undated)
        dated = self._joins.with_terms(keys[: least.keys_dated], (profile.day - window, profile.day + window))
        undated = self._joins.with_terms(keys, (UNKNOWN_DAY, UNKNOWN_DAY))
        return _often(dated, least.shared_keys) | _often(undated, least.shared_keys_undated)


def _often(articles: list[int], least: int) -> set[int]:
    """Those that are listed so often."""
    found, counts = np.unique(np.array(articles, np.int64), return_counts=True)
    return set(found[counts >= least].tolist())


class _Names(dict[int, str]):
    """Ids of articles by number, each asked for once."""

    def __init__(self, joins: Joins) -> None:
        super().__init__()
        self._joins = joins

    def __missing__(self, article: int) -> str:
        self[article] = name = self._joins.name(article)
        return name
