"""Progress on standard error while articles are read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from detente.brief.summary import count
from detente.brief.wording import clean
from detente.errors import InputRejected
from detente.ingest.places import files_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.cli.tally import Tally
    from detente.model import Rejected

__all__ = ["Meter", "count_files", "metering"]


class Meter:
    """A line that shows how far a run has come.

    Args:
        progress: Rich's display, perhaps switched off.
        task: Its one task.
        tally: What is shown.
    """

    def __init__(self, progress: Progress, task: TaskID, tally: Tally) -> None:
        self._progress = progress
        self._task = task
        self._tally = tally
        self._files: set[str] = set()

    def note(self, source: str | None) -> None:
        """A source (a file, or a row of one) is done."""
        if source:
            self._files.add(source)
        tally = self._tally
        words = count(tally.articles, "article") + (f"  {tally.pace:,.0f} words/s" if tally.words else "")
        self._progress.update(self._task, completed=len(self._files), description=words)

    def name(self, rejected: Rejected) -> None:
        """Name an input that was rejected, above the line."""
        line = Text.assemble(("rejected ", "yellow"), f"{clean(rejected.source)}: {clean(rejected.reason)}")
        self._progress.console.print(line, soft_wrap=True)


@contextmanager
def metering(tally: Tally, total: int | None, quiet: bool) -> Iterator[Meter]:
    """Show progress; nothing but rejections where standard error is no terminal, or where `quiet`.

    Args:
        tally: What is shown.
        total: Files to read; None where that cannot be known.
        quiet: Whether to show nothing.
    """
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    known = (BarColumn(bar_width=24), TimeRemainingColumn(compact=True)) if total else (TimeElapsedColumn(),)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), *known)
    shown = console.is_terminal and not quiet
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        yield Meter(progress, progress.add_task("loading the reader", total=total), tally)


def count_files(sources: Sequence[str]) -> int | None:
    """How many files the sources name; None where one is an address or standard input."""
    if any(source == "-" or "://" in source for source in sources):
        return None
    return sum(_count(source) for source in sources)


def _count(source: str) -> int:
    try:
        return sum(1 for _ in files_at(source))
    except InputRejected:
        return 1
