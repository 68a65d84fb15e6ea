"""Connections to a record file: how they are set up, one transaction, and SQLite's errors in words that help."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from detente.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["connect", "connect_to_read", "explained", "transaction", "use_wal"]

_REMEDIES = (
    ("SQLITE_BUSY", "another process is writing to it; wait until it has finished and try again"),
    ("SQLITE_LOCKED", "another process is writing to it; wait until it has finished and try again"),
    ("SQLITE_READONLY", "the file or its folder is read-only; copy it to a folder you may write to"),
    ("SQLITE_CANTOPEN", "the file or its folder cannot be opened for writing; name another with --record FILE"),
    ("SQLITE_NOTADB", "it is no detente record; name another with --record FILE"),
    ("SQLITE_CORRUPT", "the file is damaged; restore a copy, or save what is left with `sqlite3 FILE .recover`"),
    ("SQLITE_FULL", "the disk is full; make room and read again, finished articles are kept"),
    ("SQLITE_IOERR", "the disk reports an error; check it, finished articles are kept"),
)


def connect(path: Path, wait: float) -> sqlite3.Connection:
    """Open the file for reading and writing, creating it where it is missing.

    Args:
        path: The record file.
        wait: Seconds to wait for another process that is writing.

    Raises:
        RecordError: The path is a folder, or its folder is missing.
    """
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name a file in it, such as --record {path / 'detente.db'}")
    if not path.parent.is_dir():
        raise RecordError(
            f"{path}: there is no folder {path.parent}; make it first, or name another with --record FILE"
        )
    return _connect(path, "mode=rwc", wait)


def connect_to_read(path: Path, wait: float) -> sqlite3.Connection:
    """Open an existing file so that nothing can be changed through it, also where nothing may be written.

    Raises:
        RecordError: There is no such file.
    """
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name the record in it, such as --record {path / 'detente.db'}")
    if not path.is_file():
        raise RecordError(f"there is no record at {path}; make one with `detente read ARTICLES --record {path}`")
    if _writable(path):
        db = _connect(path, "mode=rw", wait)
    elif path.with_name(path.name + "-wal").exists():
        db = _connect(path, "mode=ro", wait)
    else:
        db = _connect(path, "immutable=1", wait)
    db.execute("PRAGMA query_only = ON")
    return db


def use_wal(db: sqlite3.Connection, wait: float) -> None:
    """Put the file into write-ahead mode; SQLite does not itself wait for others here, so we do.

    Raises:
        sqlite3.OperationalError: Others held the file for all of `wait` seconds.
    """
    deadline = time.monotonic() + wait
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                raise
        time.sleep(0.01)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile; an interrupt rolls back too."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an SQLite error inside into a `RecordError` that names the file and what to do.

    Raises:
        RecordError: In place of any `sqlite3.Error`.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        remedy = next((text for code, text in _REMEDIES if name.startswith(code)), "SQLite refused the request")
        raise RecordError(f"{path}: {remedy} ({error})") from error


def _connect(path: Path, access: str, wait: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{access}"
    db = sqlite3.connect(uri, timeout=wait, isolation_level=None, uri=True)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA cache_size = -16000")  # KiB; ids are random, so their indices want room
    db.execute("PRAGMA wal_autocheckpoint = 4000")  # pages; one sync of the disk for some hundred articles
    return db


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
