"""One opened input: its head for sniffing, then all of it up to a limit, or line by line."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import InputRejected
from detente.ingest.places import reason_of, shown
from detente.ingest.sniffing import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Input", "open_file", "open_stdin"]


class Input:
    """A binary stream whose first bytes can be looked at before it is read; never more than a limit in memory."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        """Read the head of `stream`, which messages call `name`."""
        self.name = name
        self.head = stream.read(HEAD)
        self._stream = stream

    def read_all(self, limit: int) -> bytes:
        """All bytes.

        Raises:
            InputRejected: There are more than `limit`.
        """
        raw = self.head + self._stream.read(max(0, limit + 1 - len(self.head)))
        if len(raw) > limit:
            raise InputRejected(self.name, f"too large: over {limit / 1e6:g} MB")
        return raw

    def lines(self, limit: int) -> Iterator[bytes | None]:
        """The lines in turn; None for one longer than `limit`."""
        *whole, rest = self.head.split(b"\n")
        yield from (line if len(line) <= limit else None for line in whole)
        yield self._finish_line(rest, limit)
        while line := self._stream.readline(limit + 1):
            yield self._finish_line(line, limit) if len(line) > limit else line

    def _finish_line(self, begun: bytes, limit: int) -> bytes | None:
        """The whole of a line that was begun; None, with the stream behind it, where it is too long."""
        if not begun.endswith(b"\n"):
            begun += self._stream.readline(max(1, limit + 1 - len(begun)))
        if len(begun.rstrip(b"\r\n")) <= limit and (begun.endswith(b"\n") or len(begun) <= limit):
            return begun
        piece = begun
        while piece and not piece.endswith(b"\n"):
            piece = self._stream.readline(HEAD)
        return None


@contextmanager
def open_file(path: Path) -> Iterator[Input]:
    """Open a file.

    Raises:
        InputRejected: It cannot be opened or read.
    """
    try:
        if not (path.is_file() or str(path).startswith("/dev/")):
            raise InputRejected(shown(path), _why_not(path))
        with path.open("rb") as stream:
            yield Input(stream, shown(path))
    except OSError as error:
        raise InputRejected(shown(path), reason_of(error)) from error


def _why_not(path: Path) -> str:
    if path.is_dir():
        return "folder that cannot be listed"
    return "not a regular file" if path.exists() else "no such file or folder"


def open_stdin() -> Input:
    """Standard input.

    Raises:
        InputRejected: It is closed.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise InputRejected("-", "standard input is closed")
    return Input(sys.stdin.buffer, "-")
