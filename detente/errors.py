"""What can go wrong, by who has to mend it: the user, the input, or our own data."""

from __future__ import annotations

__all__ = ["DataError", "DetenteError", "InputRejected", "RecordError", "UsageError"]


class DetenteError(Exception):
    """Root of every error that detente raises on purpose."""


class UsageError(DetenteError):
    """The call itself is wrong (an unknown actor, a date that is none); the message says what would be right."""


class DataError(DetenteError):
    """A lexicon or table that ships with detente, or that the user added, is not well formed.

    The message names file, key, value and what is allowed there.
    """


class RecordError(DetenteError):
    """The record file cannot be used: it is no record, it is newer than this program, or another process holds it."""


class InputRejected(DetenteError):
    """One input cannot become an article; it is counted and named with this reason while the rest goes on.

    Args:
        source: The path, URL or name under which the input was given.
        reason: One short clause, fit for a table cell ("empty file", "not text: PNG image").
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason
