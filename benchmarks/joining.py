"""Joining of a made archive: `python -m benchmarks.joining [SIZE ...] [--jobs N] [--write]`.

SIZE: numbers of articles, ascending.

A record is made (see `benchmarks.archive`; nothing of it was written by anyone or read by the reader) and grows to
each size; each time what has come is joined, then single articles are; some events' happenings and some articles'
stories are asked for; then a process of its own puts all stories together, whose groups are compared with the made
ones. Processor times stand beside wall times, as other work on the machine changes the latter alone. The shipped
weights of events are those measured. With `--write` the table goes into its place in docs/speed.md.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import active_children
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from benchmarks.archive import Archive, event_name, story_name
from benchmarks.pages import show
from detente import record
from detente.stories.happenings import find_happenings, happening_of
from detente.stories.joining import join
from detente.stories.stories import load_stories, story_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from detente.model import Reading
    from detente.record import Record

PAGE = Path(__file__).parents[1] / "docs" / "speed.md"
BEGIN, END = "<!-- joining: python -m benchmarks.joining --write -->", "<!-- joining end -->"
SIZES = (12_500, 25_000, 50_000, 100_000)
DAYS = 3 * 365
SINGLES = 50  # articles that are added one by one
ASKED = 20  # events whose happening is asked for, and articles whose story is
ROWS = {
    "adding": "adding, ms an article",
    "wall": "joining all so far, wall, s",
    "each": "joining what came since the size before, ms an article",
    "own": "of that processor time of the joining process, ms an article",
    "others": "and of the processes beside it, ms an article",
    "memory": "peak memory of the joining process, MB",
    "record": "record, MB",
    "single": "one more article joined, median, ms",
    "happening": "happening of one event, median, ms",
    "story": "story of one article, median, ms",
    "all": "all stories put together, s",
    "all_memory": "peak memory of that, MB",
    "story_b3": "stories, B-cubed precision and recall",
    "event_b3": "events, B-cubed precision and recall",
}
T = TypeVar("T")


@dataclass(slots=True)
class Measured:
    """What is measured of one size; times in milliseconds an article, or seconds (`wall`)."""

    articles: int
    adding: float = 0.0
    wall: float = 0.0
    each: float = 0.0
    own: float = 0.0
    others: float = 0.0
    memory: float = 0.0
    record: float = 0.0
    single: float = 0.0
    happening: float = 0.0
    story: float = 0.0
    all: float = 0.0
    all_memory: float = 0.0
    story_b3: str = ""
    event_b3: str = ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), help="numbers of articles")
    parser.add_argument("--days", type=int, default=DAYS, help="over which all of them appear")
    parser.add_argument("--jobs", type=int, default=1, help="processes beside the one that joins")
    parser.add_argument("--write", action="store_true", help="put the table into docs/speed.md")
    args = parser.parse_args()
    measured = []
    for one in grow(args.sizes, args.days, args.jobs):
        measured.append(one)
        print(table(measured), flush=True)
    if args.write:
        show(PAGE, (BEGIN, END), f"\n{table(measured)}\n", write=True)


def table(measured: Sequence[Measured]) -> str:
    """The figures, one column a size."""
    sizes = " | ".join(f"{one.articles:,}" for one in measured)
    lines = [f"| articles | {sizes} |", "|---" * (len(measured) + 1) + "|"]
    for name, says in ROWS.items():
        values = [asdict(one)[name] for one in measured]
        lines.append(f"| {says} | {' | '.join(v if isinstance(v, str) else _short(v) for v in values)} |")
    return "\n".join(lines)


def grow(sizes: Sequence[int], days: int, jobs: int) -> Iterator[Measured]:
    """Make a record, let it grow to each size, join what has come, and ask it."""
    with tempfile.TemporaryDirectory() as folder, record.open(Path(folder) / "made.db") as book:
        readings = Archive(max(sizes) + SINGLES * len(sizes), days).readings()
        done, spent = 0, 0.0
        for size in sizes:
            out = Measured(size)
            for reading in islice(readings, size - done):
                started = time.perf_counter()
                book.add(reading)
                out.adding += 1000 * (time.perf_counter() - started) / (size - done)
            _join(book, jobs, size - done, out)
            out.wall += spent
            done, spent = size + SINGLES, out.wall
            out.record = _megabytes(book)
            out.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
            _ask(book, readings, size, out)
            with multiprocessing.get_context("spawn").Pool(1) as beside:
                out.all, out.all_memory, out.story_b3, out.event_b3 = beside.apply(_judge, (book.path,))
            yield out


def _ask(book: Record, readings: Iterator[Reading], size: int, out: Measured) -> None:
    """Times of adding one more article, and of finding one happening and one story."""
    singles = []
    for reading in islice(readings, SINGLES):
        book.add(reading)
        singles.append(_timed(lambda: join(book))[0])
    out.single = 1000 * median(singles)
    events = [one.id for one in islice(book.events(), 0, None, max(1, 4 * size // ASKED))][:ASKED]
    out.happening = 1000 * median(_timed(lambda known=known: happening_of(book, known))[0] for known in events)
    articles = [book.joins.name(number) for number in range(1, size, max(1, size // ASKED))][:ASKED]
    out.story = 1000 * median(_timed(lambda known=known: story_of(book, known))[0] for known in articles)


def b_cubed(found: Iterable[Iterable[Hashable]], made: dict[Hashable, Hashable]) -> str:
    """Precision and recall of groups, over the items of `made`, which names the true group of each."""
    sizes = Counter(made.values())
    precision = recall = 0.0
    for group in found:
        counts = Counter(made[item] for item in group)
        total = counts.total()
        precision += sum(count * count / total for count in counts.values())
        recall += sum(count * count / sizes[name] for name, count in counts.items())
    return f"{precision / len(made):.3f}, {recall / len(made):.3f}"


def _join(book: Record, jobs: int, articles: int, out: Measured) -> None:
    before = [_processor(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    out.wall, _ = _timed(lambda: join(book, jobs=jobs))
    while active_children():  # which are counted when they have ended
        time.sleep(0.1)
    own, others = (_processor(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    out.each = 1000 * out.wall / articles
    out.own, out.others = 1000 * (own - before[0]) / articles, 1000 * (others - before[1]) / articles


def _judge(path: Path) -> tuple[float, float, str, str]:
    """Seconds and megabytes that all stories take, and how good they and the happenings are."""
    with record.open_to_read(path) as book:
        seconds, stories = _timed(lambda: load_stories(book))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        made = {stored.id: story_name(stored.path) for stored in book.articles()}
        story_b3 = b_cubed((story.article_ids for story in stories), made)  # type: ignore[arg-type]
        del stories
        events = {one.id: event_name(one.event) for one in book.events()}
        groups = [[one.id for one in happening.events] for happening in find_happenings(book)]
        return seconds, memory, story_b3, b_cubed(groups, events)  # type: ignore[arg-type]


def _timed(action: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    result = action()
    return time.perf_counter() - started, result


def _processor(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _megabytes(book: Record) -> float:
    return sum(os.path.getsize(path) for path in book.path.parent.glob(f"{book.path.name}*")) / 1e6


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


if __name__ == "__main__":
    main()
