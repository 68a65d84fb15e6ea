"""A process that writes: python -m tests.record.writer FILE FIRST LAST [KILL_AFTER], one line per finished article.

With KILL_AFTER it kills itself (SIGKILL) in the middle of the last article's transaction, after that many
hundreds of SQLite's steps.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from detente import record
from tests.record.samples import event, reading, statement

if TYPE_CHECKING:
    from detente.model import Reading

MANY = tuple(event(actor=f"A{number}") for number in range(40))
SAID = tuple(statement(about=f"A{number}") for number in range(20))


def full(number: int) -> Reading:
    """An article that takes a while to write."""
    return reading(number, events=MANY, statements=SAID)


def main(path: str, first: str, last: str, kill_after: str = "") -> None:
    """Add the articles one by one."""
    with record.open(Path(path)) as book:
        for number in range(int(first), int(last)):
            if kill_after and number == int(last) - 1:
                die_after(book, int(kill_after))
            done = book.add(full(number))
            print(number, done, flush=True)  # noqa: T201 (its parent waits for the line)


def die_after(book: record.Record, hundreds: int) -> None:
    """Make SQLite's own progress call end this process."""
    left = [hundreds]

    def count() -> int:
        left[0] -= 1
        if left[0] < 0 and book._db.in_transaction:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    book._db.set_progress_handler(count, 100)


if __name__ == "__main__":
    main(*sys.argv[1:])
