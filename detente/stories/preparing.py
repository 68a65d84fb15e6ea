"""Preparing articles for joining: what depends on an article alone, so that several processes can do it."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING

from detente import record as records
from detente.errors import DetenteError
from detente.stories.copies import bands_of, sketch_of
from detente.stories.profile import kept_text, profile_of
from detente.stories.telling import pack, sentences_of, telling_of
from detente.stories.wording import wording_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from detente.model import Reading
    from detente.record import Record
    from detente.stories.profile import Profile
    from detente.stories.wording import Wording

__all__ = ["Prepared", "prepare", "prepare_all"]

AT_ONCE = 64  # articles that a process prepares before it hands them over
AHEAD = 4  # such groups a process that wait to be joined
FEW = 4 * AT_ONCE  # articles for which no processes are begun


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An article as it is joined; `events` and `sentences` are vectors as in `Meaning`."""

    article: int
    profile: Profile
    wording: Wording
    sketch: bytes
    bands: list[int]
    tellings: bytes
    events: bytes
    sentences: bytes


def prepare(article: int, reading: Reading) -> Prepared:
    """What is compared of an article, by the record's number of it."""
    meaning, text = reading.meaning, kept_text(reading.article)
    sketch = sketch_of(text)
    return Prepared(
        article,
        profile_of(reading.article, meaning.gist if meaning else b""),
        wording_of(text),
        sketch,
        bands_of(sketch),
        pack(
            [telling_of(event, reading.article, ()) for event in reading.events],
            sentences_of(reading.sentences, reading.mentions, reading.times),
        ),
        meaning.events if meaning else b"",
        meaning.sentences if meaning else b"",
    )


def prepare_all(record: Record, articles: Sequence[int], jobs: int) -> Generator[Prepared]:
    """Articles of a record, prepared, in this order; `jobs` is the number of processes besides this one."""
    if jobs < 1 or len(articles) < FEW:
        for article in articles:
            yield prepare(article, record.joins.reading(article))
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=signal, initargs=(SIGINT, SIG_IGN))
    waiting: list[Future[list[Prepared]]] = []
    try:
        for group in _groups(articles):
            waiting.append(pool.submit(_prepare_group, record.path, group))
            if len(waiting) > jobs * AHEAD:
                yield from waiting.pop(0).result()
        for future in waiting:
            yield from future.result()
    except BrokenProcessPool as error:
        raise DetenteError("a joining process died, perhaps for want of memory; try again with fewer") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _groups(articles: Sequence[int]) -> Iterable[Sequence[int]]:
    return (articles[at : at + AT_ONCE] for at in range(0, len(articles), AT_ONCE))


def _prepare_group(path: Path, articles: Sequence[int]) -> list[Prepared]:
    with records.open_to_read(path) as record:
        return [prepare(article, record.joins.reading(article)) for article in articles]
