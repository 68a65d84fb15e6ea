"""From the beginning of an id to the one event or statement that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.record import queries
from detente.record.stored import StoredEvent, StoredStatement

if TYPE_CHECKING:
    import sqlite3

__all__ = ["find_claim"]

_LISTED = 8
_BETWEEN = """
    SELECT id, 'event' AS kind FROM event WHERE id >= :low AND id < :high
    UNION ALL SELECT id, 'statement' FROM statement WHERE id >= :low AND id < :high
    ORDER BY id LIMIT :limit"""


def find_claim(db: sqlite3.Connection, prefix: str) -> StoredEvent | StoredStatement:
    """The event or statement whose id begins so.

    Raises:
        UsageError: None or several do; the message lists the nearest.
    """
    wanted = prefix.strip().lower()
    found = _beginning(db, wanted)
    if len(found) == 1:
        return _load(db, *found[0])
    if found:
        raise UsageError(f"several ids begin with {prefix!r}; give more of it:\n{_listing(db, found)}")
    raise UsageError(f"no event or statement has an id that begins with {prefix!r}{_nearest(db, wanted)}")


def _beginning(db: sqlite3.Connection, prefix: str) -> list[tuple[str, str]]:
    if prefix.strip("0123456789abcdef"):
        return []
    return db.execute(_BETWEEN, {"low": prefix, "high": prefix + "g", "limit": _LISTED}).fetchall()


def _nearest(db: sqlite3.Connection, wanted: str) -> str:
    for length in range(len(wanted) - 1, -1, -1):
        found = _beginning(db, wanted[:length])
        if found:
            return f"; {'the nearest' if length else 'some that there are'}:\n{_listing(db, found)}"
    return "; the record has none yet"


def _listing(db: sqlite3.Connection, found: list[tuple[str, str]]) -> str:
    lines = [f"  {_described(_load(db, known_as, kind))}" for known_as, kind in found]
    return "\n".join(lines + (["  ..."] if len(found) == _LISTED else []))


def _load(db: sqlite3.Connection, known_as: str, kind: str) -> StoredEvent | StoredStatement:
    asked = {"id": known_as}
    return next(queries.events(db, asked)) if kind == "event" else next(queries.statements(db, asked))


def _described(stored: StoredEvent | StoredStatement) -> str:
    if isinstance(stored, StoredStatement):
        statement = stored.statement
        says = f"statement  {statement.speaker.name}: {_short(statement.content)}"
    else:
        event = stored.event
        sides = f"{' '.join(event.actor)} > {' '.join(event.recipient)}"
        day = event.when.to_dict()["start"] or "undated"
        says = f"event  {event.type} {sides}, {day}, {event.status}"
    return f"{stored.id}  {says}  ({stored.path or stored.article_id})"


def _short(text: str, most: int = 50) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3] + "..."
