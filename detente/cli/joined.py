"""Records whose articles are joined: what stories and disputes, comparisons and briefs are made from."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from detente import record as records
from detente.brief.summary import count
from detente.cli.output import errors
from detente.errors import RecordError
from detente.record.connection import explained
from detente.stories.joining import join, unjoined

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from detente.record import Record

__all__ = ["join_new", "open_joined"]

WAIT = 2.0  # seconds for another process that writes; what is not joined now is joined the next time


def join_new(book: Record, quiet: bool = False, jobs: int = 0) -> int:
    """Join what is new in an open record, with progress on standard error; returns how many articles that were.

    What is done is kept in steps, so Ctrl-C loses little, and the next call goes on from there.
    """
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (
        SpinnerColumn(),
        TextColumn("joining"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    shown = console.is_terminal and not quiet
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        task = progress.add_task("joining", total=None)
        with explained(book.path):
            return join(book, lambda done, of: progress.update(task, completed=done, total=of), jobs)


@contextmanager
def open_joined(path: Path) -> Iterator[Record]:
    """A record to read, joined first where it can be written to; where it cannot, what is missing is said.

    Raises:
        RecordError: There is no record at `path`, or it cannot be read.
    """
    with records.open_to_read(path) as book, explained(path):
        left = unjoined(book)
    why = _join(path) if left else None
    with records.open_to_read(path) as book:
        if why:
            errors().write(
                f"{count(left, 'article')} of {path} are not joined, so their stories and disputes are missing: {why}\n"
            )
        yield book


def _join(path: Path) -> str | None:
    """Join what is new; why that cannot be done, or None."""
    try:
        with records.open(path, WAIT) as book:
            join_new(book)
    except RecordError as error:
        return str(error)
    return None
