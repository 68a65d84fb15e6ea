"""What brings a record file up to this program: ordered named steps, each in one transaction with the row naming it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from detente.errors import RecordError
from detente.record.connection import transaction
from detente.record.schema import FIRST, GUIDES, JOINS, POSITIONS, QUANTITIES, UNJOINED

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["APPLICATION_ID", "MIGRATIONS", "Migration", "is_current", "migrate", "recognise", "refuse_empty"]

APPLICATION_ID = 0x64657465  # "dete", in the file's header

Migration = Callable[[sqlite3.Connection], None]


def _create_tables(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE migration (seq INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, at TEXT NOT NULL)")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in FIRST:
        db.execute(statement)


def _add_timex(db: sqlite3.Connection) -> None:
    """TimeML's type and value of a time; the times of articles read before have the type of what was kept then."""
    db.execute("ALTER TABLE time_mention ADD COLUMN type TEXT NOT NULL DEFAULT 'DATE'")
    db.execute("ALTER TABLE time_mention ADD COLUMN timex TEXT")


def _add_sectors(db: sqlite3.Connection) -> None:
    """PLOVER's sectors of actors; what was read before has none."""
    db.execute("ALTER TABLE mention ADD COLUMN sector TEXT")
    db.execute("ALTER TABLE event ADD COLUMN actor_sector TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE event ADD COLUMN recipient_sector TEXT NOT NULL DEFAULT '[]'")


def _add_positions(db: sqlite3.Connection) -> None:
    """Stands, pledges and the conditions of statements; what was read before has none."""
    db.execute("ALTER TABLE statement ADD COLUMN condition TEXT")
    db.execute("ALTER TABLE statement ADD COLUMN confidence REAL NOT NULL DEFAULT 1.0")
    for statement in POSITIONS:
        db.execute(statement)


def _add_quantities(db: sqlite3.Connection) -> None:
    """Numbers with their units; what was read before has none."""
    for statement in QUANTITIES:
        db.execute(statement)


def _add_joins(db: sqlite3.Connection) -> None:
    """What articles and events mean, for comparing them, and what comparing them has found."""
    for statement in JOINS:
        db.execute(statement)


def _note_unjoined(db: sqlite3.Connection) -> None:
    """Which articles have not been joined."""
    for statement in UNJOINED:
        db.execute(statement)


def _rank_events(db: sqlite3.Connection) -> None:
    """Keys of events in order of publication."""
    for statement in GUIDES:
        db.execute(statement)


MIGRATIONS: tuple[tuple[str, Migration], ...] = (
    ("001 first tables", _create_tables),
    ("002 timex of times", _add_timex),
    ("003 sectors of actors", _add_sectors),
    ("004 positions and commitments", _add_positions),
    ("005 quantities", _add_quantities),
    ("006 joins", _add_joins),
    ("007 unjoined", _note_unjoined),
    ("008 ranked events", _rank_events),
)


def recognise(db: sqlite3.Connection, path: Path) -> None:
    """Make sure that the file is a record of this program or an earlier one, or still empty; touch nothing.

    Raises:
        RecordError: It is some other SQLite file, or a newer program wrote it.
    """
    (stamp,) = db.execute("PRAGMA application_id").fetchone()
    if stamp != APPLICATION_ID and (stamp or db.execute("SELECT 1 FROM sqlite_schema").fetchone()):
        raise RecordError(f"{path} is an SQLite file but no detente record; name another with --record FILE")
    known = {name for name, _ in MIGRATIONS}
    newer = [name for name in _applied(db) if name not in known]
    if newer:
        raise RecordError(
            f"{path} was written by a newer detente (it has {newer[0]!r}); "
            "upgrade with `pip install --upgrade detente`, or name another file with --record FILE"
        )


def refuse_empty(db: sqlite3.Connection, path: Path) -> None:
    """Make sure that there is a record to read.

    Raises:
        RecordError: The file is empty.
    """
    if not _applied(db):
        raise RecordError(
            f"{path} is an empty file and no record yet; fill it with `detente read ARTICLES --record {path}`"
        )


def is_current(db: sqlite3.Connection) -> bool:
    """Whether every migration has been applied."""
    return len(_applied(db)) == len(MIGRATIONS)


def migrate(db: sqlite3.Connection, steps: Sequence[tuple[str, Migration]] = MIGRATIONS) -> None:
    """Apply what is missing, in order; safe when another process does the same at the same time."""
    for seq, (name, step) in enumerate(steps, 1):
        if name in _applied(db):
            continue
        with transaction(db):
            if name in _applied(db):  # another process was faster
                continue
            step(db)
            db.execute(
                "INSERT INTO migration VALUES (?, ?, ?)", (seq, name, datetime.now(UTC).isoformat("T", "seconds"))
            )
            db.execute(f"PRAGMA user_version = {seq}")


def _applied(db: sqlite3.Connection) -> list[str]:
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").fetchone():
        return []
    return [name for (name,) in db.execute("SELECT name FROM migration ORDER BY seq")]
