"""From the beginning of an id to the one event, statement, stand or pledge, or article, that has it.

An id of another kind than wanted is answered with what it is and with the command that shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.record import queries
from detente.record.stored import StoredArticle, StoredEvent, StoredPledge, StoredStand, StoredStatement

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Claim", "Comparable", "find_claim", "find_comparable"]

Claim = StoredEvent | StoredStatement | StoredStand | StoredPledge
Comparable = StoredEvent | StoredStatement | StoredArticle
Found = Claim | StoredArticle

_LISTED = 8
_LOADERS: dict[str, tuple[Callable[[sqlite3.Connection, Mapping[str, object]], Iterator[Found]], str]] = {
    "event": (queries.events, "id"),
    "statement": (queries.statements, "id"),
    "stand": (queries.stands, "id"),
    "pledge": (queries.pledges, "id"),
    "article": (queries.articles, "article"),
}
_CLAIMS = ("event", "statement", "stand", "pledge")
_COMPARABLE = ("event", "article", "statement")
_ELSEWHERE = {  # how a kind is called, and what shows one of it
    "event": ("an event", "detente why {0}"),
    "statement": ("a statement", "detente why {0}"),
    "stand": ("a position", "detente why {0}"),
    "pledge": ("a commitment", "detente why {0}"),
    "article": ("an article", "detente compare {0}"),
    "mention": ("a mention of an actor", "detente export mentions"),
    "time_mention": ("a time expression", "detente export times"),
}


def find_claim(db: sqlite3.Connection, prefix: str) -> Claim:
    """The event, statement, position or commitment whose id begins so: of the last two, the report that has this id.

    Raises:
        UsageError: None or several do; the message lists the nearest.
    """
    return _find(db, prefix, _CLAIMS, "event, statement, position or commitment")  # type: ignore[return-value]


def find_comparable(db: sqlite3.Connection, prefix: str) -> Comparable:
    """The event, statement or article whose id begins so.

    Raises:
        UsageError: None or several do; the message lists the nearest.
    """
    return _find(db, prefix, _COMPARABLE, "event, statement or story")  # type: ignore[return-value]


def _find(db: sqlite3.Connection, prefix: str, kinds: tuple[str, ...], what: str) -> Found:
    wanted = prefix.strip().lower()
    if not wanted:
        raise UsageError(f"an empty id finds no {what}{_nearest(db, wanted, kinds)}")
    found = _beginning(db, wanted, kinds)
    if len(found) == 1:
        return _load(db, *found[0])
    if found:
        raise UsageError(f"several ids begin with {prefix!r}; give more of it:\n{_listing(db, found)}")
    other = _beginning(db, wanted, tuple(kind for kind in _ELSEWHERE if kind not in kinds))
    if len(other) == 1:
        ((known_as, kind),) = other
        called, command = _ELSEWHERE[kind]
        raise UsageError(f"{known_as} is {called}, not an {what}; `{command.format(known_as)}` shows it")
    raise UsageError(f"no {what} has an id that begins with {prefix!r}{_nearest(db, wanted, kinds)}")


def _beginning(db: sqlite3.Connection, prefix: str, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    if prefix.strip("0123456789abcdef"):
        return []
    between = " UNION ALL ".join(f"SELECT id, '{kind}' FROM {kind} WHERE id >= :low AND id < :high" for kind in kinds)
    asked = {"low": prefix, "high": prefix + "g", "limit": _LISTED}
    return db.execute(f"{between} ORDER BY 1 LIMIT :limit", asked).fetchall()


def _nearest(db: sqlite3.Connection, wanted: str, kinds: tuple[str, ...]) -> str:
    for length in range(max(len(wanted), 1) - 1, -1, -1):
        found = _beginning(db, wanted[:length], kinds)
        if found:
            return f"; {'the nearest' if length else 'some that there are'}:\n{_listing(db, found)}"
    return "; the record has none yet"


def _listing(db: sqlite3.Connection, found: list[tuple[str, str]]) -> str:
    lines = [f"  {_described(_load(db, known_as, kind))}" for known_as, kind in found]
    return "\n".join(lines + (["  ..."] if len(found) == _LISTED else []))


def _load(db: sqlite3.Connection, known_as: str, kind: str) -> Found:
    load, key = _LOADERS[kind]
    return next(load(db, {key: known_as}))


def _described(stored: Found) -> str:
    place = stored.id if isinstance(stored, StoredArticle) else stored.article_id
    return f"{stored.id}  {_says(stored)}  ({stored.path or place})"


def _says(stored: Found) -> str:
    match stored:
        case StoredArticle(article=article):
            return f"article  {_short(article.title or article.text)}"
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
