"""The close comparison of articles that may have something in common, here or in other processes.

It rests on the articles alone, so what is found is the same wherever and in whatever company they are compared.
"""

from __future__ import annotations

import gc
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from detente import record as records
from detente.errors import DetenteError
from detente.stories.copies import CopyFinder
from detente.stories.event_joining import EventJudge
from detente.stories.material import Sources
from detente.stories.preparing import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from detente.record import Record
    from detente.record.joins import CopyRow, PackedLink
    from detente.stories.event_joining import Asked
    from detente.stories.preparing import Prepared

__all__ = ["Bench", "Found", "bench"]

AT_ONCE = 64  # articles that are prepared, or compared, before they are handed over
AHEAD = 4  # such groups a process that are prepared before they are asked for
WHILE_WRITING = 8  # more of them, while what was found is written down
MOST_AHEAD = 16  # the same in all, with those that are prepared here
HANDED_OVER = 3  # groups that a process is given to compare before it has done with them
GARBAGE = 100_000  # things made before a process looks for cycles; there are hardly any
FEW = 4 * AT_ONCE  # articles for which no processes are begun


class Found(NamedTuple):
    """What articles have in common with those that came before them."""

    links: list[PackedLink]
    copies: list[CopyRow]


class Bench(Protocol):
    """Prepares articles, then compares each with those that it is found to be like."""

    def prepared(self) -> Iterator[Prepared]:
        """All articles in order, without those that are gone."""

    def ask(self, asked: Asked) -> None:
        """Have the last of these compared with others, at some time."""

    def found(self) -> Found:
        """What all comparisons have found that were asked for since the last time; waits for them."""

    def close(self) -> None:
        """Let go of what it holds."""


def bench(record: Record, articles: Sequence[int], numbers: Mapping[str, int], jobs: int) -> Bench:
    """A bench for articles of a record.

    Args:
        record: An open record.
        articles: Numbers of those that are to be joined.
        numbers: Of the features of links by name.
        jobs: Processes besides this one; with none of them, or few articles, all is done in this one.
    """
    here = jobs < 1 or len(articles) < FEW
    return _Here(record, articles, numbers) if here else _Elsewhere(record, articles, numbers, jobs)


class _Worker:
    """What one process does; it keeps at hand what it has prepared."""

    def __init__(self, record: Record, numbers: Mapping[str, int]) -> None:
        self._joins, sources = record.joins, Sources(record)
        self._events, self._copies = EventJudge(sources, numbers), CopyFinder(sources)

    def prepare(self, articles: Iterable[int]) -> list[Prepared]:
        out = []
        for article in filter(self._joins.holds, articles):
            prepared, material = prepare(article, self._joins.reading(article))
            self._copies.remember(article, material.wording, prepared.sketch)
            self._events.put(article, prepared.tellings, material.events, material.meaning)
            out.append(prepared)
        return out

    def copies(self, asked: Iterable[Asked]) -> list[CopyRow]:
        return [row for one in asked if one.anew for row in self._copies.links(one.article, one.near | one.banded)]

    def links(self, asked: Iterable[Asked]) -> list[PackedLink]:
        for one in asked:
            self._events.ask(one)
        return self._events.found()


class _Here:
    """The bench in this process."""

    def __init__(self, record: Record, articles: Sequence[int], numbers: Mapping[str, int]) -> None:
        self._worker, self._articles = _Worker(record, numbers), articles
        self._asked: list[Asked] = []
        self._found = Found([], [])

    def prepared(self) -> Iterator[Prepared]:
        for group in _groups(self._articles):
            yield from self._worker.prepare(group)
            self._judge()

    def ask(self, asked: Asked) -> None:
        self._asked.append(asked)

    def found(self) -> Found:
        self._judge()
        found, self._found = self._found, Found([], [])
        return found

    def close(self) -> None:
        pass

    def _judge(self) -> None:
        self._found.links.extend(self._worker.links(self._asked))
        self._found.copies.extend(self._worker.copies(self._asked))
        self._asked.clear()


@dataclass(slots=True, eq=False)
class _Comparison:
    """Articles that are to be compared, the process that has them at hand, and what it finds once they are given to it.

    A future is never cancelled: where a process dies, that would leave others waiting for ever (until Python 3.12).
    """

    pool: ProcessPoolExecutor
    asked: list[Asked]
    future: Future[list[PackedLink]] | None = None


class _Preparation(NamedTuple):
    """Articles that are prepared: by a process, or here."""

    pool: ProcessPoolExecutor | None
    articles: Future[list[Prepared]] | list[Prepared]


class _Elsewhere:
    """The bench in other processes; what one has prepared it compares too, as it has that at hand.

    Events are compared here too, and then articles prepared, while there is nothing else to do here.
    """

    def __init__(self, record: Record, articles: Sequence[int], numbers: Mapping[str, int], jobs: int) -> None:
        context = get_context("spawn")
        self._pools = [
            ProcessPoolExecutor(1, context, initializer=_begin, initargs=(record.path, dict(numbers)))
            for _ in range(jobs)
        ]
        self._here = _Worker(record, numbers)
        self._todo, self._next = iter(_groups(articles)), cycle(self._pools)
        self._prepared: deque[_Preparation] = deque()
        self._at: ProcessPoolExecutor | None = None  # that has prepared what is handed out now; here, if none
        self._asked: list[Asked] = []
        self._copies: list[Future[list[CopyRow]]] = []
        self._links: list[_Comparison] = []
        self._own = Found([], [])  # found here

    def prepared(self) -> Iterator[Prepared]:
        while True:
            with _explained():
                self._ahead(AHEAD)
                if not self._prepared:
                    return
                self._at, group = self._prepared.popleft()
                if isinstance(group, Future):
                    self._help_until(group, prepare=True)
                    group = group.result()
            yield from group
            self._judge()

    def ask(self, asked: Asked) -> None:
        self._asked.append(asked)

    def found(self) -> Found:
        self._judge()
        with _explained():
            self._ahead(WHILE_WRITING)
            while self._links:
                self._hand_over()
                first = self._links.pop(0)
                if first.future is None:
                    self._own.links.extend(self._here.links(first.asked))
                else:
                    self._help_until(first.future)
                    self._own.links.extend(first.future.result())
            found, self._own = self._own, Found([], [])
            found.copies.extend(row for future in self._copies for row in future.result())
        self._copies = []
        return found

    def close(self) -> None:
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)

    def _ahead(self, groups: int) -> None:
        """Have some groups a process prepared, or waiting for it."""
        while len(self._prepared) < groups * len(self._pools) and (group := next(self._todo, None)):
            pool = next(self._next)
            self._prepared.append(_Preparation(pool, pool.submit(_prepare, group)))

    def _judge(self) -> None:
        asked, self._asked = self._asked, []  # a process is given the list itself
        if self._at is None:
            self._own.copies.extend(self._here.copies(asked))
            self._own.links.extend(self._here.links(asked))
        elif asked:
            with _explained():
                self._copies.append(self._at.submit(_find_copies, asked))
                self._links.append(_Comparison(self._at, asked))
                self._hand_over()

    def _hand_over(self) -> None:
        """Give each process some of what is to be compared; the rest stays at hand to be compared here."""
        for pool in self._pools:
            own = [one for one in self._links if one.pool is pool]
            begun = sum(one.future is not None and not one.future.done() for one in own)
            for one in [one for one in own if one.future is None][: max(0, HANDED_OVER - begun)]:
                one.future = pool.submit(_find_links, one.asked)

    def _help_until(self, future: Future[Any], prepare: bool = False) -> None:
        """Compare what no process was given, the last first, until something is done that is waited for.

        Args:
            future: That.
            prepare: Whether articles are prepared where there is nothing to compare.
        """
        while not future.done():
            self._hand_over()
            at = next((at for at in reversed(range(len(self._links))) if self._links[at].future is None), None)
            if at is not None:
                self._own.links.extend(self._here.links(self._links.pop(at).asked))
            elif prepare and len(self._prepared) < MOST_AHEAD and (group := next(self._todo, None)):
                self._prepared.append(_Preparation(None, self._here.prepare(group)))
            else:
                return


def _groups(articles: Sequence[int]) -> Iterator[Sequence[int]]:
    return (articles[start : start + AT_ONCE] for start in range(0, len(articles), AT_ONCE))


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        raise DetenteError("a joining process died, perhaps for want of memory; try again with fewer") from error


_at_work: list[_Worker] = []  # the one of this process


def _begin(path: Path, numbers: Mapping[str, int]) -> None:
    signal(SIGINT, SIG_IGN)
    gc.set_threshold(GARBAGE)
    _at_work.append(_Worker(records.open_to_read(path), numbers))


def _prepare(articles: Sequence[int]) -> list[Prepared]:
    return _at_work[0].prepare(articles)


def _find_copies(asked: Sequence[Asked]) -> list[CopyRow]:
    return _at_work[0].copies(asked)


def _find_links(asked: Sequence[Asked]) -> list[PackedLink]:
    return _at_work[0].links(asked)
