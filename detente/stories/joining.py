"""Joining: each new article finds its neighbours and copies, and its events find theirs; once, when it has come.

What is kept of a pair depends on the two alone, so the order in which articles come changes nothing. An article is
compared with those that share some of its weightiest terms within a month of its publication, its events with those of
such articles and with the first that tell of their sides and time, whatever the size of the record. Where an earlier
article comes late, or one goes, others are the first: the events of these are compared again.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from detente.lexicon import data_path
from detente.record.joins import NO_DAY, UNKNOWN_DAY, event_rank
from detente.stories.event_joining import Asked, feature_names
from detente.stories.guides import Guides
from detente.stories.judging import bench
from detente.stories.profile import profile_row
from detente.stories.settings import load_settings
from detente.stories.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from detente.record import Record
    from detente.stories.judging import Bench, Found
    from detente.stories.preparing import Prepared
    from detente.stories.profile import Profile

__all__ = ["join", "joins_version", "unjoined"]

PROCEDURE = 5  # another way of joining is another version
AT_ONCE = 1_024  # articles in one transaction
LONGEST = 8.0  # seconds after which one takes in no more, since others wait for it
PLACES = 131_072  # articles that are kept at hand; about 1.6 KB each


@lru_cache(maxsize=1)
def joins_version() -> str:
    """Version of how articles and events are joined: of the procedure and of its settings."""
    digest = hashlib.sha256(str(PROCEDURE).encode())
    for name in (
        "settings.yml",
        "rarity.tsv",
        "disputes/dates.yml",
        "matching.yml",
        "copies.yml",
        "rewrites.yml",
        "wording.yml",
    ):
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
        jobs: Processes besides this one, for what rests on each article, or each two, alone. They are spawned, so a
            script that asks for any needs the usual `if __name__ == "__main__"`.

    Returns:
        The number of articles that were not joined; other processes may have joined some of them meanwhile.
    """
    joins, version = record.joins, joins_version()
    joins.make_room()
    joiner, seen = _Joiner(record), joins.others_commits()
    with joins.transaction():
        joins.forget_others(version)
        joiner.settle()
        numbers = joins.feature_numbers(feature_names())
    pending = joins.pending(version)
    beside = bench(record, pending, numbers, jobs)
    with joins.transaction():
        _compare_again(joiner, beside)
    prepared = beside.prepared()
    done = 0
    try:
        while done < len(pending):
            with joins.transaction():
                if joins.others_commits() != seen:  # what is remembered may be so no more, nor what was prepared
                    beside.close()
                    joiner, seen = _Joiner(record), joins.others_commits()
                    beside = bench(record, pending[done:], numbers, 0)
                    prepared = beside.prepared()
                taken, ends = 0, monotonic() + LONGEST
                for article in islice(prepared, AT_ONCE):
                    taken += 1
                    if joins.lacks(article.article, version):
                        beside.ask(joiner.add(article))
                    if monotonic() > ends:
                        break
                joiner.keep(beside.found())
                _compare_again(joiner, beside)
            done = min(done + taken, len(pending)) if taken else len(pending)
            report(done, len(pending))
    finally:
        beside.close()
    return len(pending)


def _compare_again(joiner: _Joiner, beside: Bench) -> None:
    """Compare the events of those articles anew that have become guides, or are guides no more."""
    for asked in joiner.asked_again():
        beside.ask(asked)
    joiner.keep(beside.found())


class _Joiner:
    """Adds one article after another to the tables of joining."""

    def __init__(self, record: Record) -> None:
        self._joins = record.joins
        self._settings = load_settings()
        self._shelf = Shelf(record.joins, PLACES)
        self._guides = Guides(record.joins)
        self._displaced: set[int] = set()  # guides that are so no more

    def add(self, article: Prepared) -> Asked:
        """Find what an article is like, and say with what it is to be compared closely."""
        number, profile = article.article, article.profile
        banded = self._joins.with_band(article.bands)
        found = sorted(self._candidates(profile) | banded)
        self._joins.add_profile(
            profile_row(number, joins_version(), profile, article.sketch, article.tellings),
            profile.day,
            self._terms(profile),
            article.bands,
        )
        alike = self._shelf.likeness(profile, found)
        self._shelf.put(number, profile)
        places = np.flatnonzero(alike >= self._settings.likeness.least)
        others = [found[place] for place in places.tolist()]
        self._shelf.set_neighbours(number, others, alike[places])
        self._shelf.offer(number, others, alike[places])
        near = self._near(found, alike)
        values = dict(zip(found, alike.tolist(), strict=True)) if banded else {}
        rank = event_rank(profile.day, self._joins.name(number))
        keyed, displaced = self._guides.compared(number, rank, sorted({key for key, _ in article.keys}))
        self._displaced |= displaced
        self._joins.add_event_keys(number, rank, article.keys)
        return Asked(number, near, {other: values[other] for other in banded}, article.keys, keyed)

    def asked_again(self) -> Iterator[Asked]:
        """Articles that have become guides, or are so no more, to be compared as if they came last."""
        changed = sorted(self._displaced | self._guides.promoted())
        self._displaced = set()
        self._joins.settle_keys()
        for article in changed:
            self._joins.drop_event_links(article)
        for done, article in enumerate(changed):
            before = frozenset(changed[:done])
            profile = self._shelf.profile(article)
            found = sorted(self._others(article, profile) - before)
            near = self._near(found, self._shelf.likeness(profile, found))
            rows = list(self._joins.event_keys(article))
            keyed, _ = self._guides.compared(article, rows[0][1], sorted({key for key, *_ in rows}))
            keys = [(key, place) for key, _, _, place in rows]
            yield Asked(article, near, {}, keys, [row for row in keyed if row[1] not in before], anew=False)

    def _near(self, found: Sequence[int], alike: NDArray[np.float64]) -> dict[int, float]:
        """Articles whose events are all compared, and how alike they are."""
        compared = np.flatnonzero(alike >= self._settings.likeness.compared).tolist()
        return {found[place]: float(alike[place]) for place in compared}

    def _others(self, article: int, profile: Profile) -> set[int]:
        """Articles that one joined may be like."""
        return (self._candidates(profile) | self._joins.sharing_band(article)) - {article}

    def settle(self) -> None:
        """Find the nearest ones of articles that have lost one."""
        for article in self._joins.unsettled():
            profile = self._shelf.profile(article)
            found = sorted(self._others(article, profile))
            alike = self._shelf.likeness(profile, found)
            places = np.flatnonzero(alike >= self._settings.likeness.least)
            self._shelf.set_neighbours(article, [found[place] for place in places.tolist()], alike[places])
        self._shelf.keep()
        self._joins.settle()

    def keep(self, found: Found) -> None:
        """Write down what was not yet, and what close comparison has found."""
        self._shelf.keep()
        self._joins.add_copies(found.copies)
        self._joins.add_packed_links(sorted(found.links))

    def _terms(self, profile: Profile) -> list[tuple[int, int]]:
        """What finds an article: more terms for another of which the day is not known either, as these are few."""
        few = self._settings.terms.keys_dated
        found = [(term, profile.day) for term in profile.keys[:few]]
        return found + [(term, NO_DAY) for term in profile.keys[few:] if profile.day == UNKNOWN_DAY]

    def _candidates(self, profile: Profile) -> set[int]:
        """Articles that share enough of the weightiest terms; more of them where the day of one is not known."""
        least, find = self._settings.terms, self._joins.with_terms
        few = profile.keys[: least.keys_dated]
        if not few:
            return set()
        if profile.day == UNKNOWN_DAY:
            undated = find(profile.keys, (NO_DAY, UNKNOWN_DAY))
            return _often(undated, least.shared_keys_undated) | _often(find(few, None), least.shared_keys_either)
        window = self._settings.days.window
        dated, undated = find(few, (profile.day - window, profile.day + window)), find(few, (UNKNOWN_DAY, UNKNOWN_DAY))
        return _often(dated, least.shared_keys) | _often(undated, least.shared_keys_either)


def _often(articles: list[int], least: int) -> set[int]:
    """Those that are listed so often."""
    found, counts = np.unique(np.array(articles, np.int64), return_counts=True)
    return set(found[counts >= least].tolist())
