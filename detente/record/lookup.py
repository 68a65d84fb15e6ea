"""From the beginning of an id to the one event, statement, stand or pledge that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.record import queries
from detente.record.stored import StoredEvent, StoredPledge, StoredStand, StoredStatement

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Claim", "find_claim"]

Claim = StoredEvent | StoredStatement | StoredStand | StoredPledge

_LISTED = 8
_KINDS: dict[str, Callable[[sqlite3.Connection, Mapping[str, object]], Iterator[Claim]]] = {
    "event": queries.events,
    "statement": queries.statements,
    "stand": queries.stands,
    "pledge": queries.pledges,
}
_BETWEEN = (
    " UNION ALL ".join(f"SELECT id, '{kind}' FROM {kind} WHERE id >= :low AND id < :high" for kind in _KINDS)
    + " ORDER BY 1 LIMIT :limit"
)


def find_claim(db: sqlite3.Connection, prefix: str) -> Claim:
    """The event, statement, position or commitment whose id begins so: of the last two, the report that has this id.

    Raises:
        UsageError: None or several do; the message lists the nearest.
    """
    wanted = prefix.strip().lower()
    found = _beginning(db, wanted)
    if len(found) == 1:
        return _load(db, *found[0])
    if found:
        raise UsageError(f"several ids begin with {prefix!r}; give more of it:\n{_listing(db, found)}")
    what = "event, statement, position or commitment"
    raise UsageError(f"no {what} has an id that begins with {prefix!r}{_nearest(db, wanted)}")


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


def _load(db: sqlite3.Connection, known_as: str, kind: str) -> Claim:
    return next(_KINDS[kind](db, {"id": known_as}))


def _described(stored: Claim) -> str:
    return f"{stored.id}  {_says(stored)}  ({stored.path or stored.article_id})"


def _says(stored: Claim) -> str:
    match stored:
        case StoredStatement(statement=statement):
            return f"statement  {statement.speaker.name}: {_short(statement.content)}"
        case StoredStand(stand=stand):
            return f"position  {stand.holder}, {stand.issue}, {stand.stance}: {_short(stand.wording.quote)}"
        case StoredPledge(pledge=pledge):
            words = pledge.content or pledge.wording
            return f"commitment  {' '.join(pledge.promisor)}, {pledge.fate}: {_short(words.quote)}"
    event = stored.event
    sides = f"{' '.join(event.actor)} > {' '.join(event.recipient)}"
    day = event.when.to_dict()["start"] or "undated"
    return f"event  {event.type} {sides}, {day}, {event.status}"


def _short(text: str, most: int = 50) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3] + "..."
